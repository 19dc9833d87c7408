/**
 * How a lesson's question is judged: by a small function of the run at hand, whatever became of it by another seed, a
 * known bug, a fault or a branch. It names a choice only when the run shows that choice, its explanation included.
 */
import type { EventRecord, Frame } from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";
import { positionOf } from "../state/scene.ts";

/** What a question is judged by. */
export interface Run {
  /** What happened in this branch from boot to the cursor, or to the scenario's last instant if that is earlier. */
  records: readonly EventRecord[];
  /** At the cursor: only what a run never changes, such as how many nodes a cluster has, may be read off it. */
  frame: Frame;
  /** All of the scenario's time is over: what has not been shown will not be. */
  ended: boolean;
}

/** This run does not come to what the question asks about. */
export const NEVER = false;
/** The choice that the run shows; null while nothing shows it yet. */
export type Finding = string | null | typeof NEVER;
export type Find = (run: Run) => Finding;

/** What is judged: a simulation at its cursor, and the last instant of its scenario in ms. */
export interface Case {
  simulation: SimulationLike;
  frame: Frame;
  until: number;
}
export type Judge = (given: Case) => Finding;

/** Positions that are asked for in one call: few enough for the bound on records. */
const POSITIONS_AT_ONCE = 2_000;

/** Looks a question up in a protocol's table, and collects what it is judged by. */
export function judgeOf(finds: Readonly<Record<string, Find | null>>, scenario: string): Judge | null {
  const find = Object.hasOwn(finds, scenario) ? finds[scenario] : null;
  if (find === null || find === undefined) return null;
  return ({ simulation, frame, until }) => {
    const { now, position } = simulation;
    const ended = now >= until || frame.nextDue === null || frame.nextDue > until;
    const finding = find({ records: recordsUntil(simulation, position, until), frame, ended });
    return finding === null && ended ? NEVER : finding;
  };
}

function recordsUntil(simulation: SimulationLike, position: number, until: number): EventRecord[] {
  const records: EventRecord[] = [];
  for (let from = -1; from < position; from += POSITIONS_AT_ONCE) {
    for (const record of simulation.events({ from, to: Math.min(position, from + POSITIONS_AT_ONCE) })) {
      if (record.at > until) return records;
      records.push(record);
    }
  }
  return records;
}

// ------------------------------------------------------------------------------- what questions ask of the records

/** A record as a question reads it: any field may be asked for, and is undefined where a record has none. */
export interface FlatRecord {
  id: string;
  position: number;
  at: number;
  cause: string | null;
  node: string | null;
  /** Its kind, and its rule if it has one. */
  kind: string;
  rule: string;
  verb: string;
  line: string;
  timer: string;
  reason: string;
  property: string;
  number: number;
  unfinished: number;
  finished: number;
  command: string;
  answer: string;
  params: Readonly<Record<string, string | number | boolean | null>>;
  message: { id: string; kind: string; from: string; to: string; fields: Readonly<Record<string, unknown>> };
}

const NO_MESSAGE = { id: "", kind: "", from: "", to: "", fields: {} };
const BLANK = { rule: "", verb: "", line: "", timer: "", reason: "", property: "", command: "", answer: "" };

/** The records, each with every field that a question may ask for. */
export const flatten = (records: readonly EventRecord[]): FlatRecord[] =>
  records.map(
    (record) =>
      ({
        ...BLANK,
        number: 0,
        unfinished: 0,
        finished: 0,
        params: {},
        message: NO_MESSAGE,
        ...record,
        position: positionOf(record),
      }) as FlatRecord,
  );

/** Whether a record is of this kind, rule or verb. */
export const is =
  (...names: readonly string[]) =>
  (record: FlatRecord): boolean =>
    names.includes(record.kind) || names.includes(record.rule) || names.includes(record.verb);

/** The records after one of them, up to another if there is one. */
export const between = (all: readonly FlatRecord[], from: FlatRecord, to?: FlatRecord): FlatRecord[] =>
  all.slice(all.indexOf(from) + 1, to === undefined ? all.length : all.indexOf(to));

/** Of the same event. */
export const beside = (all: readonly FlatRecord[], one: FlatRecord): FlatRecord[] =>
  all.filter(({ position }) => position === one.position);

/** How many nodes the cluster has. */
export const sizeOf = ({ frame }: Run): number => ("nodes" in frame ? frame.nodes.length : 0);
/** The least number that is more than half. */
export const majorityOf = (nodes: number): number => Math.floor(nodes / 2) + 1;

/** The choice that stands for this number, or never. */
export const named = (value: unknown, names: Readonly<Record<number, string>>): Finding =>
  names[Number(value)] ?? NEVER;

/** The choice whose number is nearest, if "about" is true of it: within a quarter. */
export function about(value: number, names: Readonly<Record<number, string>>): Finding {
  const near = (one: string) => Math.abs(Number(one) - value);
  const [nearest] = Object.keys(names).sort((a, b) => near(a) - near(b));
  if (nearest === undefined) return NEVER;
  return near(nearest) <= Number(nearest) / 4 ? (names[Number(nearest)] ?? NEVER) : NEVER;
}
