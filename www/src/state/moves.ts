import type {
  ClientView,
  ClusterFrame,
  CutView,
  DiskView,
  MessageView,
  NodeBase,
  ZoneView,
} from "../api/frames.ts";
import type { Key } from "../i18n/words.ts";
import { named, requestLine } from "./move-lines.ts";

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
  const disk = node.disk === undefined ? [] : diskMoves(id, status, node.disk);
  if (status === "down") return [{ line: `restart ${id}`, label: "ui.act.restart" }, ...disk];
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
    ...disk,
  ];
}

/** What can be done to a node's disk; of a lying one, that a crash loses the last write which it said was done. */
function diskMoves(id: string, status: NodeBase["status"], { pace, writes, finished }: DiskView): Move[] {
  const moves: (Move | false)[] = [
    status === "up" && writes.length > 0 && { line: `disk ${id} finish`, label: "ui.act.disk-finish" },
    pace !== "slow" && { line: `disk ${id} slow 200ms`, label: "ui.act.disk-slow" },
    pace !== "stalled" && { line: `disk ${id} stall`, label: "ui.act.disk-stall" },
    pace !== "ok" && { line: `disk ${id} ok`, label: "ui.act.disk-ok" },
    status !== "down" &&
      finished > 0 && { line: `crash ${id} losing 1`, label: "ui.act.crash-losing", danger: true },
  ];
  return moves.filter((move) => move !== false);
}

type MessageEnds = Pick<MessageView, "from" | "to" | "fate">;
type Holds = Pick<ClusterFrame, "cuts" | "network">;

/** The links that a message waits on: those of the hold that holds it, or its own. */
function heldLinks({ from, to }: MessageEnds, { cuts, network }: Holds): string {
  const holds = (cut: CutView) => cut.kind === "hold" && cut.from.includes(from) && cut.to.includes(to);
  const hold = cuts.find(holds) ?? { from: [from], to: [to] };
  return [hold.from, hold.to].map((ends) => named(ends, network.zones).join(" ")).join(" -> ");
}

/** What can be done to all nodes of a zone. */
export function zoneMoves({ name, members }: ZoneView, nodes: readonly NodeBase[]): Move[] {
  const are = (status: NodeBase["status"]) =>
    nodes.some((node) => members.includes(node.id) && node.status === status);
  return [
    ...(are("up") || are("paused")
      ? [{ line: `crash ${name}`, label: "ui.act.crash", danger: true } as const]
      : []),
    ...(are("down") ? [{ line: `restart ${name}`, label: "ui.act.restart" } as const] : []),
    ...(are("up") ? [{ line: `pause ${name}`, label: "ui.act.pause" } as const] : []),
    ...(are("paused") ? [{ line: `resume ${name}`, label: "ui.act.resume" } as const] : []),
    ...(nodes.every((node) => members.includes(node.id))
      ? []
      : [{ line: `cut ${name}`, label: "ui.act.cut" } as const]),
  ];
}

/** What can be done to a message under way, by a name of it that survives edits of the scenario which the moves make. */
export function messageMoves(message: MessageEnds, name: string, frame: Holds): Move[] {
  const { from, to, fate } = message;
  const hold: Move =
    fate === "held"
      ? { line: `release ${heldLinks(message, frame)}`, label: "ui.act.release" }
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
