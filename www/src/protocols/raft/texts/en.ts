import { scenarios } from "./en/scenarios.ts";
import { raft } from "./en/short.ts";

/** What the page says of Raft from the first visit on. English defines the keys. */
export const texts = { ...raft, ...scenarios };
