import { html } from "lit/html.js";
import type { MenuItem, ProtocolView } from "../protocols/protocol.ts";
import type { Presentation } from "../stage/presentation.ts";
import type { Target } from "../state/app-state.ts";
import { clusterOf } from "../state/cluster.ts";
import { clientMoves, messageMoves, networkMoves, nodeMoves } from "../state/moves.ts";
import type { Details } from "./details.ts";
import { clusterKeys } from "./keys.ts";
import { ClusterPicture } from "./picture.ts";
import { drawTools } from "./tools.ts";

/** What every cluster of nodes has, given how its nodes and messages look. */
export function clusterView(
  presentation: Presentation,
): Pick<
  ProtocolView,
  "later" | "picture" | "command" | "tools" | "card" | "menu" | "twin" | "keys" | "signs"
> {
  let details: Details | null = null;
  return {
    later: async () => {
      details = await import("./details.ts");
    },
    picture: (host, send) => new ClusterPicture(host, presentation, send),
    command: presentation.commands[0] ?? "",
    tools: (context) => drawTools(context, presentation, details),
    card: (context) => details?.drawCard(context, presentation) ?? null,
    menu: ({ world, state }, target) => menuOf(world.frame, target, state.command, presentation.timers),
    twin: (context) => details?.drawTextTwin(context, presentation) ?? html``,
    keys: clusterKeys(presentation),
    signs: async () => (await import("./signs.ts")).CLUSTER_SIGNS,
  };
}

function menuOf(
  shown: Parameters<typeof clusterOf>[0],
  target: Target | null,
  command: string,
  timers: readonly string[],
): readonly MenuItem[] {
  const frame = clusterOf(shown);
  if (frame === null) return [];
  const find = <T extends { id: string }>(all: readonly T[]) => all.find((one) => one.id === target?.id);
  switch (target?.kind) {
    case "node": {
      const node = find(frame.nodes);
      return node === undefined ? [] : nodeMoves(node, timers);
    }
    case "client": {
      const client = find(frame.clients);
      return client === undefined ? [] : clientMoves(client, command);
    }
    case "message": {
      const message = find(frame.messages);
      return message === undefined ? [] : messageMoves(message);
    }
    default:
      return [...networkMoves(frame.cuts), { dialog: "partition", label: "ui.act.partition" }];
  }
}
