import { scenarios } from "./en/scenarios.ts";
import { placement } from "./en/short.ts";

/** What the page says of placement from the first visit on. English defines the keys. */
export const texts = { ...placement, ...scenarios };
