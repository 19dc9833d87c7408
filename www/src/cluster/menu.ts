import type { Frame } from "../api/frames.ts";
import { messageName } from "../api/message-name.ts";
import type { MenuItem } from "../protocols/protocol.ts";
import type { Target } from "../state/app-state.ts";
import { clientMoves, messageMoves, networkMoves, nodeMoves, zoneMoves } from "../state/moves.ts";
import { clusterOf } from "../state/scene.ts";

/** What can be done to something on the stage, or to the network as a whole. */
export function menuOf(
  shown: Frame,
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
      return message === undefined
        ? []
        : messageMoves(message, messageName(frame.messages, message.id), frame);
    }
    case "zone": {
      const zone = frame.network.zones?.find(({ name }) => name === target.id);
      return zone === undefined ? [] : zoneMoves(zone, frame.nodes);
    }
    default:
      return [...networkMoves(frame.cuts), { dialog: "partition", label: "ui.act.partition" }];
  }
}
