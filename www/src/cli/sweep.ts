import { withSeed } from "../state/opening.ts";
import { isViolated } from "./check.ts";
import { goTo, trace } from "./history.ts";
import { type Input, open } from "./input.ts";
import { csv, type Row, spread, table } from "./table.ts";
import type { SeedRange } from "./values.ts";

interface SweepOptions {
  seeds: SeedRange;
  until?: number;
  format: "text" | "csv" | "json";
  summary?: true;
}

/** What came of one seed. Moments are counted by kind, so that the table fits every protocol. */
interface Outcome {
  seed: number;
  events: number;
  messages: number;
  moments: Record<string, { count: number; first: number }>;
  violated: { property: string; at: number | null }[];
}

/** A line of the trace that says that a message was sent: id, time, node, then the word. */
const SENT = /^\S+ \S+ \S+ sent m\d/gm;

function outcomeOf(input: Input, seed: number, until: number | undefined): Outcome {
  const simulation = open({ name: input.name, text: withSeed(input.text, seed) });
  goTo(simulation, until);
  let messages = 0;
  for (const piece of trace(simulation)) messages += piece.match(SENT)?.length ?? 0;
  const moments: Outcome["moments"] = {};
  for (const { kind, at, position } of simulation.moments()) {
    if (position > simulation.position) break;
    moments[kind] ??= { count: 0, first: at };
    moments[kind].count++;
  }
  const violated = simulation
    .properties()
    .filter(isViolated)
    .map(({ name, at }) => ({ property: name, at }));
  const outcome = { seed, events: simulation.position, messages, moments, violated };
  simulation.dispose();
  return outcome;
}

/** Plays a scenario with each seed and tabulates. @returns whether a property was violated with any */
export async function sweep(input: Input, { seeds, until, format, summary }: SweepOptions): Promise<boolean> {
  // As it stands, so that an error is told with the file's own line.
  open(input, { properties: false }).dispose();
  const outcomes: Outcome[] = [];
  for (let seed = seeds.first; seed <= seeds.last; seed++) outcomes.push(outcomeOf(input, seed, until));
  const violating = outcomes.filter(({ violated }) => violated.length > 0);
  if (format === "json") console.log(JSON.stringify(outcomes, null, 2));
  else {
    const columns = columnsOf(outcomes);
    const rows = outcomes.map((outcome) => rowOf(outcome, columns));
    if (format === "csv") console.log(csv(rows));
    else print(summary ? [] : rows, spread(rows, "seed"), violating, outcomes.length);
  }
  return violating.length > 0;
}

/** The kinds of moments that happened, in the order in which they first did. */
function columnsOf(outcomes: readonly Outcome[]): string[] {
  const kinds = outcomes.flatMap(({ moments }) => Object.keys(moments));
  return [...new Set(kinds)].filter((kind) => kind !== "violated");
}

function rowOf({ seed, events, messages, moments, violated }: Outcome, kinds: readonly string[]): Row {
  const cells = kinds.flatMap((kind): [string, number | null][] => [
    [kind, moments[kind]?.count ?? 0],
    [`first ${kind} (ms)`, moments[kind]?.first ?? null],
  ]);
  return { seed, events, messages, ...Object.fromEntries(cells), violations: violated.length };
}

function print(
  rows: readonly Row[],
  spreads: readonly Row[],
  violating: readonly Outcome[],
  seeds: number,
): void {
  console.log(table([...rows, ...spreads], rows.length));
  const some = violating.length > 0;
  console.log(
    `\n${some ? violating.length : "none"} of ${seeds} seeds with a violated property${some ? ":" : ""}`,
  );
  for (const { seed, violated } of violating.slice(0, 20)) {
    const named = violated.map(({ property, at }) => `${property} at event ${at}`);
    console.log(`  seed ${seed}: ${named.join(", ")}`);
  }
  if (violating.length > 20) console.log(`  and ${violating.length - 20} more`);
}
