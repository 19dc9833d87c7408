/** What of a cluster nobody looks at before the first message moves. */
export { drawCard } from "./card.ts";
export { drawNetwork } from "./network.ts";
export { drawTextTwin } from "./text-twin.ts";

export type Details = typeof import("./details.ts");
