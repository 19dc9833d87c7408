import { type PropertyView, RingleaderError } from "ringleader";
import { type Going, played, summary } from "./history.ts";
import { type Input, InputError } from "./input.ts";

interface CheckOptions extends Going {
  format: "text" | "json" | "ndjson";
}

/** What came of one file: how its properties stand, or why that cannot be told. */
type Verdict = { scenario: string } & (
  | (ReturnType<typeof summary> & { properties: PropertyView[] })
  | { error: string }
);

/** A file that is to be checked: it is read when its turn comes. */
export interface Candidate {
  name: string;
  read(): Input;
}

export const isViolated = (property: PropertyView): boolean => property.status === "violated";

/**
 * Tells how the properties of each scenario stand, each as soon as that is known. One that cannot be read or played is
 * told in its place, and hides none of the others.
 * @returns whether a property is violated, and whether a file could not be checked
 */
export function check(
  candidates: readonly Candidate[],
  options: CheckOptions,
): { violated: boolean; wrong: boolean } {
  const verdicts: Verdict[] = [];
  for (const candidate of candidates) {
    const verdict = verdictOf(candidate, options);
    verdicts.push(verdict);
    if ("error" in verdict) console.error(`error: ${verdict.error}`);
    if (options.format === "ndjson") console.log(JSON.stringify(verdict));
    else if (options.format === "text" && "properties" in verdict) print(verdict, candidates.length > 1);
  }
  if (options.format === "json") console.log(JSON.stringify(verdicts, null, 2));
  return {
    violated: verdicts.some((verdict) => "properties" in verdict && verdict.properties.some(isViolated)),
    wrong: verdicts.some((verdict) => "error" in verdict),
  };
}

function verdictOf({ name, read }: Candidate, going: Going): Verdict {
  try {
    const simulation = played(read(), going);
    const verdict = { scenario: name, ...summary(simulation), properties: simulation.properties() };
    simulation.dispose();
    return verdict;
  } catch (error) {
    if (error instanceof InputError) return { scenario: name, error: error.message };
    if (error instanceof RingleaderError) return { scenario: name, error: `${name}: ${error.message}` };
    throw error;
  }
}

function print(result: { scenario: string; seed: number; properties: PropertyView[] }, named: boolean): void {
  if (named) console.log(`${result.scenario} (seed ${result.seed})`);
  const width = Math.max(0, ...result.properties.map(({ name }) => name.length));
  for (const { name, status, at, source } of result.properties) {
    const where = at === null ? "" : ` at event ${at}`;
    console.log(`${status.padEnd(8)} ${name.padEnd(width)}  ${source}${where}`);
  }
}
