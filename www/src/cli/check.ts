import type { PropertyView } from "ringleader";
import { goTo, summary } from "./history.ts";
import { type Input, open } from "./input.ts";

interface CheckOptions {
  until?: number;
  format: "text" | "json";
}

export const isViolated = (property: PropertyView): boolean => property.status === "violated";

/** Tells how the properties of each scenario stand. @returns whether one is violated */
export async function check(inputs: readonly Input[], { until, format }: CheckOptions): Promise<boolean> {
  const results = inputs.map((input) => {
    const simulation = open(input);
    goTo(simulation, until);
    const result = { scenario: input.name, ...summary(simulation), properties: simulation.properties() };
    simulation.dispose();
    return result;
  });
  if (format === "json") console.log(JSON.stringify(results, null, 2));
  else for (const result of results) print(result, inputs.length > 1);
  return results.some(({ properties }) => properties.some(isViolated));
}

function print(result: { scenario: string; seed: number; properties: PropertyView[] }, named: boolean): void {
  if (named) console.log(`${result.scenario} (seed ${result.seed})`);
  const width = Math.max(0, ...result.properties.map(({ name }) => name.length));
  for (const { name, status, at, source } of result.properties) {
    const where = at === null ? "" : ` at event ${at}`;
    console.log(`${status.padEnd(8)} ${name.padEnd(width)}  ${source}${where}`);
  }
}
