/** What of a cluster nobody looks at before the first message moves. */
export { drawCuts, drawCutting } from "../stage/cuts.ts";
export { drawCard } from "./card.ts";
export { holdFocus } from "./focus.ts";
export { menuOf } from "./menu.ts";
export { drawNetwork } from "./network.ts";
export { drawTextTwin } from "./text-twin.ts";

export type Details = typeof import("./cluster-details.ts");
