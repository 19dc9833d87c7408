import { page } from "./en/page.ts";
import { scenarios } from "./en/scenarios.ts";
import { paxos } from "./en/short.ts";

/** What the page says of Paxos from the first visit on. English defines the keys. */
export const texts = { ...paxos, ...page, ...scenarios };
