/** What the gallery has for a name or a text that came from elsewhere. Asked for when one did. */
import type { SimulationLike } from "../api/simulation.ts";
import type { Engine } from "./app.ts";

/** What a run rests on, and what was done in it: no comments, no cursor, and not for how long it went on after that. */
function essence(simulation: SimulationLike): string {
  const lines = simulation.scenario().split("\n");
  const said = lines.filter((line) => !/^\s*(?:#|ringleader\s|seek\s|$)/u.test(line));
  while (/^\s*run\s/u.test(said.at(-1) ?? "")) said.pop();
  return said.join("\n");
}

const SEED = /^[^\S\r\n]*seed\s+(\d+)/mu;

/** The scenario all of whose events a text replays, and perhaps more, and that scenario's last instant. */
export function galleryOf(
  { Simulation, scenarios }: Pick<Engine, "Simulation" | "scenarios">,
  text: string,
): { scenario: string; until: number } | null {
  const seed = SEED.exec(text)?.[1];
  const alike = scenarios.filter((one) => seed !== undefined && SEED.exec(one.text)?.[1] === seed);
  if (alike.length === 0) return null;
  try {
    const run = new Simulation(text);
    const [wanted, length] = [essence(run), run.length];
    run.dispose();
    for (const { name, text: own } of alike) {
      const other = new Simulation(own);
      const [its, events, until] = [essence(other), other.length, other.endTime];
      other.dispose();
      if (its === wanted && length >= events) return { scenario: name, until };
    }
  } catch {
    // Opening it tells what is wrong with it.
  }
  return null;
}

/** The name that comes nearest to one that is not there: the fewest letters to put in, take out or change. */
export function nearestOf(wanted: string, names: readonly string[]): string {
  const far = (name: string) => distance(wanted.toLowerCase().slice(0, 60), name);
  return [...names].sort((a, b) => far(a) - far(b))[0] ?? "";
}

function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
