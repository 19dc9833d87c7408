/** What the gallery has for a name or a text that came from elsewhere. Asked for when one did. */

import type { Word } from "../api/move-codecs.ts";
import type { ScenarioTexts } from "../api/scenario-lines.ts";
import type { ScenarioEntry } from "../state/app-state.ts";
import type { Engine } from "./app.ts";

type Lines = readonly { words: readonly Word[] }[];

const saidIn = (lines: Lines, ...unsaid: string[]): Lines[number]["words"][] =>
  lines.map(({ words }) => words).filter(([verb]) => !unsaid.includes(String(verb)));

/** What was done, without the cursor, and not for how long it went on after that. */
function deeds({ moves }: { moves: Lines }): string {
  const done = saidIn(moves, "seek");
  while (done.at(-1)?.[0] === "run") done.pop();
  return JSON.stringify(done);
}

/** A text up to its last deed. */
function shortened(texts: ScenarioTexts, text: string): string {
  const { moves } = texts.parsed(text);
  const last = moves.findLast(({ words: [verb] }) => verb !== "run" && verb !== "seek")?.line;
  const [first] = moves;
  const end = last ?? (first === undefined ? undefined : first.line - 1);
  return text.split("\n").slice(0, end).join("\n");
}

/** What a run rests on, as the engine prints it. */
function basis({ Simulation }: Pick<Engine, "Simulation">, texts: ScenarioTexts, text: string): string {
  const run = new Simulation(shortened(texts, text));
  const { header } = texts.parsed(run.scenario());
  run.dispose();
  return JSON.stringify(saidIn(header, "ringleader"));
}

/** Whether a text plays so many events; of one that plays millions, no more than a slice beyond that. */
function reaches({ Simulation }: Pick<Engine, "Simulation">, text: string, events: number): boolean {
  const slices = Simulation.opening?.(text);
  for (let piece = slices?.next(); piece !== undefined; piece = slices?.next()) {
    if (piece.done === true) {
      const { length } = piece.value;
      piece.value.dispose();
      return length >= events;
    }
    if (piece.value.position >= events) {
      slices?.return(undefined as never);
      return true;
    }
  }
  const run = new Simulation(text);
  const { length } = run;
  run.dispose();
  return length >= events;
}

/** The scenario all of whose events a text replays, and perhaps more, and that scenario's last instant. */
export function galleryOf(
  engine: Pick<Engine, "Simulation" | "scenarios" | "texts">,
  text: string,
): { scenario: string; until: number } | null {
  const { Simulation, scenarios, texts } = engine;
  if (texts === null) return null;
  try {
    const wanted = texts.parsed(text);
    const seed = wanted.header.find(({ words }) => words[0] === "seed")?.words.join(" ");
    // What it would be a replay of says the same seed and does the same: only then is anything of it played.
    const isAlike = (one: ScenarioEntry) =>
      one.protocol === wanted.protocol &&
      seed !== undefined &&
      texts.rewritten(one.text, [seed]) === one.text &&
      deeds(texts.parsed(one.text)) === deeds(wanted);
    for (const { name, text: own } of scenarios.filter(isAlike)) {
      if (basis(engine, texts, own) !== basis(engine, texts, text)) continue;
      const other = new Simulation(own);
      const { length, endTime: until } = other;
      other.dispose();
      if (reaches(engine, text, length)) return { scenario: name, until };
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
