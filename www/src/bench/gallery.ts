/** What the gallery has for a name or a text that came from elsewhere. Asked for when one did. */

import type { Word } from "../api/move-codecs.ts";
import type { ScenarioTexts } from "../api/scenario-lines.ts";
import type { ScenarioEntry } from "../state/app-state.ts";
import type { Engine } from "./app.ts";

/** What a run rests on, and what was done in it: no comments, no cursor, and not for how long it went on after that. */
function essence(texts: ScenarioTexts, text: string): string {
  const { header, moves } = texts.parsed(text);
  const said = (lines: readonly { words: readonly Word[] }[], ...unsaid: string[]) =>
    lines.map(({ words }) => words).filter(([verb]) => !unsaid.includes(String(verb)));
  const done = said(moves, "seek");
  while (done.at(-1)?.[0] === "run") done.pop();
  return JSON.stringify([said(header, "ringleader"), done]);
}

/** The scenario all of whose events a text replays, and perhaps more, and that scenario's last instant. */
export function galleryOf(
  { Simulation, scenarios, texts }: Pick<Engine, "Simulation" | "scenarios" | "texts">,
  text: string,
): { scenario: string; until: number } | null {
  if (texts === null) return null;
  try {
    const { protocol, header } = texts.parsed(text);
    const seed = header.find(({ words }) => words[0] === "seed")?.words.join(" ");
    // What it would be a replay of says the same seed.
    const isAlike = (one: ScenarioEntry) =>
      one.protocol === protocol && seed !== undefined && texts.rewritten(one.text, [seed]) === one.text;
    const alike = scenarios.filter(isAlike);
    if (alike.length === 0) return null;
    const run = new Simulation(text);
    const [wanted, length] = [essence(texts, run.scenario()), run.length];
    run.dispose();
    for (const { name, text: own } of alike) {
      const other = new Simulation(own);
      const [its, events, until] = [essence(texts, other.scenario()), other.length, other.endTime];
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
