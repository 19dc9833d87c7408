import { RingleaderError, type SweepOutcome, sweep as seedBySeed } from "ringleader";
import { cellsOf, columnsOf } from "../api/sweep-columns.ts";
import type { Going } from "./history.ts";
import { type Input, InputError, open } from "./input.ts";
import { csv, type Row, spread, table } from "./table.ts";
import type { SeedRange } from "./values.ts";

interface SweepOptions extends Going {
  seeds: SeedRange;
  format: "text" | "csv" | "json" | "ndjson";
  summary?: true;
}

/** Plays a scenario with each seed and tabulates. @returns whether a property was violated with any */
export async function sweep(input: Input, options: SweepOptions): Promise<boolean> {
  const { seeds, format, summary, progress } = options;
  const outcomes: SweepOutcome[] = [];
  for await (const outcome of played(input, options)) {
    outcomes.push(outcome);
    if (format === "ndjson") console.log(JSON.stringify(outcome));
    else progress.tell(() => `${input.name}: seed ${outcome.seed} of ${seeds.first}..${seeds.last}`);
  }
  progress.clear();
  const violating = outcomes.filter(({ violated }) => violated.length > 0);
  if (format === "json") console.log(JSON.stringify(outcomes, null, 2));
  else if (format !== "ndjson") {
    const columns = columnsOf(outcomes);
    const rows = outcomes.map((outcome) => cellsOf(outcome, columns));
    if (format === "csv") console.log(csv(rows));
    else print(summary ? [] : rows, spread(rows, "seed"), violating, outcomes.length);
  }
  return violating.length > 0;
}

/** The outcomes, seed by seed; what is wrong is told with the file's name. */
async function* played(
  input: Input,
  { seeds, until, eventsMax }: SweepOptions,
): AsyncGenerator<SweepOutcome> {
  // As it stands, so that an error is told with the file's own line.
  open(input, { properties: false }).dispose();
  try {
    yield* seedBySeed(input.text, { seeds, until, eventsMax });
  } catch (error) {
    if (!(error instanceof RingleaderError)) throw error;
    throw new InputError(`${input.name}, ${error.message.replace("`eventsMax`", "`--events-max`")}`);
  }
}

function print(
  rows: readonly Row[],
  spreads: readonly Row[],
  violating: readonly SweepOutcome[],
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
