import type { MomentKind } from "./frames.ts";

/** What came of one seed. Moments are counted by kind, so that the table fits every protocol. */
export interface SweepOutcome {
  seed: number;
  events: number;
  messages: number;
  /** Per kind of moment how many there were, and when the first one was, in ms. */
  moments: Record<string, { count: number; first: number }>;
  violated: { property: string; at: number | null }[];
}

/** Events, messages, violated properties; of a kind of moment how many there were, or when the first one was. */
export type SweepColumn = "events" | "messages" | "violations" | MomentKind | `first ${MomentKind} (ms)`;

/** What stands in a column. */
export type Cell<Column extends SweepColumn> = Column extends `first ${string} (ms)` ? number | null : number;

const FIRST = /^first (.+) \(ms\)$/;
const COUNTS: Readonly<Record<string, (outcome: SweepOutcome) => number>> = {
  events: ({ events }) => events,
  messages: ({ messages }) => messages,
  violations: ({ violated }) => violated.length,
};

/** The kind of moment that a column is about. */
export const kindOf = (column: SweepColumn): MomentKind[] =>
  Object.hasOwn(COUNTS, column) ? [] : [(FIRST.exec(column)?.[1] ?? column) as MomentKind];

/** An outcome as a row. */
export function cellsOf(
  outcome: SweepOutcome,
  columns: readonly SweepColumn[],
): Record<string, number | null> {
  const cellOf = (column: SweepColumn): number | null => {
    const first = FIRST.exec(column)?.[1];
    if (first !== undefined) return outcome.moments[first]?.first ?? null;
    return COUNTS[column]?.(outcome) ?? outcome.moments[column]?.count ?? 0;
  };
  return {
    seed: outcome.seed,
    ...Object.fromEntries(columns.map((column) => [column, cellOf(column)])),
  };
}

/** The columns of which some outcome has something to say, kinds in the order in which they first were. */
export function columnsOf(outcomes: readonly SweepOutcome[]): SweepColumn[] {
  const kinds = [...new Set(outcomes.flatMap(({ moments }) => Object.keys(moments)))] as MomentKind[];
  const ofKinds = kinds
    .filter((kind) => kind !== "violated")
    .flatMap((kind): SweepColumn[] => [kind, `first ${kind} (ms)`]);
  return ["events", "messages", ...ofKinds, "violations"];
}
