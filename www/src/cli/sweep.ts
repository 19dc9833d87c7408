import { withSeed } from "../state/opening.ts";
import { isViolated } from "./check.ts";
import { type Going, messagesOf, played } from "./history.ts";
import { type Input, open } from "./input.ts";
import { csv, type Row, spread, table } from "./table.ts";
import type { SeedRange } from "./values.ts";

interface SweepOptions extends Going {
  seeds: SeedRange;
  format: "text" | "csv" | "json" | "ndjson";
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

function outcomeOf({ name, text }: Input, seed: number, going: Going): Outcome {
  const simulation = played({ name: `${name}, seed ${seed}`, text: withSeed(text, seed) }, going);
  const messages = messagesOf(simulation);
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
export function sweep(input: Input, options: SweepOptions): boolean {
  const { seeds, format, summary, progress } = options;
  // As it stands, so that an error is told with the file's own line.
  open(input, { properties: false }).dispose();
  const outcomes: Outcome[] = [];
  for (let seed = seeds.first; seed <= seeds.last; seed++) {
    const outcome = outcomeOf(input, seed, options);
    outcomes.push(outcome);
    if (format === "ndjson") console.log(JSON.stringify(outcome));
    else progress.tell(() => `${input.name}: seed ${seed} of ${seeds.first}..${seeds.last}`);
  }
  progress.clear();
  const violating = outcomes.filter(({ violated }) => violated.length > 0);
  if (format === "json") console.log(JSON.stringify(outcomes, null, 2));
  else if (format !== "ndjson") {
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
