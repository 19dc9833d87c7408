/** What of a cluster nobody looks at before the first message moves. */
export { drawCuts, drawCutting } from "../stage/cuts.ts";
export { drawDisks } from "../stage/disks.ts";
export { drawUnlikeLinks } from "../stage/unlike-links.ts";
export { drawZone } from "../stage/zones.ts";
export { drawCard } from "./card.ts";
export { unlikeText } from "./link-words.ts";
export { menuOf } from "./menu.ts";
export { drawNetwork } from "./network.ts";
export { drawTextTwin, spokenZone } from "./text-twin.ts";

export type Details = typeof import("./cluster-details.ts");

/** To be asked before a picture is drawn. @returns what is to be called after it */
export function holdFocus(host: HTMLElement): () => void {
  const root = host.getRootNode() as Document | ShadowRoot;
  const message = root.activeElement?.closest<SVGElement>("[data-message]") ?? null;
  const to = message?.dataset.to;
  return () => {
    if (message === null || message.isConnected || to === undefined) return;
    // It arrived or was lost: whoever read it goes on where it went.
    host.querySelector<SVGElement>(`[data-node="${to}"], [data-client="${to}"]`)?.focus();
  };
}
