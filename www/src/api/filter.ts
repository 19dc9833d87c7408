/** Which records are wanted. */
import type { RecordFilter as EngineFilter } from "#engine";
import { checkKeys, clampedPosition } from "./arguments.ts";
import { RingleaderError } from "./errors.ts";
import type {
  EndpointId,
  EventRecord,
  MomentKind,
  ProtocolName,
  RecordKind,
  RecordName,
  RuleCode,
} from "./frames.ts";

/** Positions `from < p <= to`. Without `from`, from the start, boot included; without `to`, to the end. */
export interface PositionSpan {
  from?: number;
  to?: number;
}

/**
 * Which records are wanted: those that meet all that is said, each list by any one of its words. The engine picks them:
 * what is not wanted costs next to nothing.
 */
export interface RecordFilter<Kind extends string = RecordKind, Code extends string = RuleCode>
  extends PositionSpan {
  /** Of one of these kinds, such as `"sent"` or `"leader-elected"`. */
  kinds?: readonly Kind[];
  /** At one of these nodes or clients. */
  nodes?: readonly EndpointId[];
  /** Of a rule with one of these codes, such as `"raft.vote.granted"`. */
  codes?: readonly Code[];
}

/** A filter of whatever protocol. */
export interface AnyFilter extends PositionSpan {
  kinds?: readonly string[];
  nodes?: readonly string[];
  codes?: readonly string[];
}

/** The records that can have a kind. */
export type RecordOf<Kind extends string, P extends ProtocolName = ProtocolName> =
  EventRecord<P> extends infer One
    ? One extends { kind: infer Own }
      ? [Extract<Own, Kind>] extends [never]
        ? never
        : One
      : never
    : never;

/** Which marks are wanted. */
export interface MomentFilter<Kind extends string = MomentKind> {
  /** Of positions after this one. */
  from?: number;
  /** Of one of these kinds. */
  kinds?: readonly Kind[];
}

/** What to wait for: a kind, the code of a rule or a verb, or the first record that passes a filter. */
export type RecordGoal<P extends ProtocolName = ProtocolName> =
  | RecordName<P>
  | RecordFilter<RecordKind<P>, RuleCode<P>>;

const LISTS = ["kinds", "nodes", "codes"] as const;
const KEYS = ["from", "to", ...LISTS];

/** Whether it says more than positions. */
export const picks = (filter: AnyFilter): boolean => LISTS.some((list) => filter[list] !== undefined);

/** A filter as an engine takes it, made by its class of filters. */
export function engineFilter(Filter: typeof EngineFilter, wanted: string | AnyFilter): EngineFilter {
  if (typeof wanted === "string") return new Filter(wanted);
  const { from, to } = spanOf(wanted);
  const [kinds, nodes, codes] = LISTS.map((list) => words(wanted[list], list));
  return new Filter(undefined, from, to, kinds, nodes, codes);
}

/** Whether a record is the one. Of a run of whatever protocol it can be asked about a record of one, too. */
export type RecordPredicate<P extends ProtocolName = ProtocolName> = {
  accepts(record: EventRecord<P>): boolean;
}["accepts"];

/** The positions of a filter or a span, clamped. */
export function spanOf(
  span: PositionSpan,
  keys: readonly string[] = KEYS,
  what = "a filter of records",
): { from: number | undefined; to: number } {
  checkKeys(span, keys, what);
  const { from, to } = span;
  const end = to === undefined ? Number.MAX_SAFE_INTEGER : clampedPosition(to, "to");
  return { from: startOf(from), to: end };
}

/** A position after which to begin; before the first, none. */
export const startOf = (from: number | undefined): number | undefined =>
  from === undefined || from < 0 ? undefined : clampedPosition(from, "from");

/** A list of words, or none. */
export function words(given: readonly string[] | undefined, what: string): string[] | undefined {
  if (given === undefined) return undefined;
  if (Array.isArray(given) && given.every((word) => typeof word === "string")) return [...given];
  throw new RingleaderError("argument", `${what}: a list of texts`);
}
