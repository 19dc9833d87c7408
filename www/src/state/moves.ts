import type { ClientView, CutView, MessageView, NodeBase } from "../api/frames.ts";
import type { Key } from "../i18n/words.ts";
import { requestLine } from "./move-lines.ts";

/** Something to do to what is seen: the scenario line that it is, and what a button says. */
export interface Move {
  line: string;
  label: Key | `fire.${string}` | `${string}.act.${string}`;
  /** Does harm: shown so. */
  danger?: true;
}

/** What can be done to a node. `timers` are those that a hand may fire. */
export function nodeMoves(node: NodeBase, timers: readonly string[]): Move[] {
  const { id, status } = node;
  if (status === "down") return [{ line: `restart ${id}`, label: "ui.act.restart" }];
  const pause: Move =
    status === "paused"
      ? { line: `resume ${id}`, label: "ui.act.resume" }
      : { line: `pause ${id}`, label: "ui.act.pause" };
  const fires = node.timers
    .filter((timer) => status === "up" && timers.includes(timer.name))
    .map(({ name }): Move => ({ line: `fire ${id} ${name}`, label: `fire.${name}` }));
  return [
    { line: `crash ${id}`, label: "ui.act.crash", danger: true },
    pause,
    { line: `cut ${id}`, label: "ui.act.cut" },
    ...fires,
  ];
}

type MessageEnds = Pick<MessageView, "from" | "to" | "fate">;

/** What can be done to a message under way, by a name of it that survives edits of the scenario which the moves make. */
export function messageMoves({ from, to, fate }: MessageEnds, name: string): Move[] {
  const hold: Move =
    fate === "held"
      ? { line: `release ${from} -> ${to}`, label: "ui.act.release" }
      : { line: `hold ${from} -> ${to}`, label: "ui.act.hold" };
  return [
    { line: `drop ${name}`, label: "ui.act.drop", danger: true },
    { line: `delay ${name} 20ms`, label: "ui.act.delay" },
    { line: `duplicate ${name}`, label: "ui.act.duplicate" },
    { line: `deliver ${name}`, label: "ui.act.deliver" },
    hold,
  ];
}

export function clientMoves(client: ClientView, command: string): Move[] {
  const ask: Move[] =
    command.trim() === "" ? [] : [{ line: requestLine(client.id, command.trim()), label: "ui.client.send" }];
  const write: Move =
    client.workload === null
      ? { line: `workload ${client.id} every 50ms`, label: "ui.client.workload-on" }
      : { line: `workload ${client.id} off`, label: "ui.client.workload-off" };
  return [...ask, write];
}

export const networkMoves = (cuts: readonly CutView[]): Move[] =>
  cuts.length === 0 ? [] : [{ line: "heal", label: "ui.act.heal" }];
