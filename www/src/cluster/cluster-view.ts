import { html } from "lit/html.js";
import type { ProtocolView } from "../protocols/protocol.ts";
import type { Presentation } from "../stage/cluster-presentation.ts";
import type { Details } from "./cluster-details.ts";
import { clusterKeys } from "./cluster-keys.ts";
import { ClusterPicture } from "./cluster-picture.ts";
import { drawTools } from "./tools.ts";

/** What every cluster of nodes has, given how its nodes and messages look. */
export function clusterView(
  presentation: Presentation,
): Pick<
  ProtocolView,
  "later" | "picture" | "command" | "tools" | "card" | "menu" | "twin" | "keys" | "legendSamples"
> {
  let details: Details | null = null;
  return {
    later: async () => {
      details = await import("./cluster-details.ts");
    },
    picture: (host, send) => new ClusterPicture(host, presentation, () => details, send),
    command: presentation.commands[0] ?? "",
    tools: (context) => drawTools(context, presentation, details),
    card: (context) => details?.drawCard(context, presentation) ?? null,
    menu: ({ world, state }, target) =>
      details?.menuOf(world.frame, target, state.command, presentation.timers) ?? [],
    twin: (context) => details?.drawTextTwin(context, presentation) ?? html``,
    keys: clusterKeys(presentation),
    legendSamples: async () => (await import("./cluster-legend.ts")).CLUSTER_LEGEND,
  };
}
