import { loadCarried } from "#carried-engine";
import { catalogOf } from "../api/catalog.ts";
import { scenarioTexts } from "../api/rewriting.ts";
import { simulationsOf } from "../api/simulation.ts";
import { type Engine, engineOf } from "../bench/app.ts";
import { nearestOf } from "../bench/gallery.ts";
import { FIRST_PROTOCOL } from "../protocols/protocols.ts";
import type { Settings } from "./options.ts";

/** What an element opens: a text, and the name of the gallery that its lesson goes by. */
export interface Chosen {
  scenario: string;
  text: string;
}

export interface Gallery {
  scenarios: readonly { name: string; protocol: string; text: string }[];
  /** The scenario that stands for a protocol, if this page can show it. */
  first(protocol: string): string | null;
  /** A text with other header lines: see `ScenarioTexts`. */
  rewritten(text: string, said: readonly string[]): string;
}

/** Of an option that names what is not there. */
export class NoSuch extends Error {}

/** One line may hold a whole scenario, with `;` as in a link: an attribute with newlines is hard to write. */
const asLines = (text: string): string => (text.includes("\n") ? text : text.split(/;\s*/u).join("\n"));

const isName = (text: string): boolean => /^\s*[\w-]+\s*$/u.test(text);

/** The scenario that the options say; `fetched` is what `src` holds. */
export function chosenScenario(
  { scenario, protocol, nodes, seed }: Settings,
  fetched: string | null,
  gallery: Gallery,
): Chosen {
  const base = baseScenario(scenario, protocol, nodes !== null || seed !== null, fetched, gallery);
  const said = Object.entries({ nodes, seed }).filter(([, value]) => value !== null);
  if (said.length === 0) return base;
  const lines = said.map((line) => line.join(" "));
  try {
    return { ...base, text: gallery.rewritten(base.text, lines) };
  } catch {
    // Opening it tells what is wrong with it.
    return base;
  }
}

function baseScenario(
  scenario: string,
  protocol: string,
  fresh: boolean,
  fetched: string | null,
  gallery: Gallery,
): Chosen {
  if (scenario.trim() !== "") {
    if (!isName(scenario)) return { scenario: "", text: asLines(scenario) };
    return ofGallery(scenario.trim(), gallery);
  }
  if (fetched !== null) return { scenario: "", text: fetched };
  const name = protocol.trim() || FIRST_PROTOCOL;
  const first = gallery.first(name);
  if (first === null) throw new NoSuch(`protocol: there is no picture of \`${name}\``);
  return fresh ? { scenario: "", text: `protocol ${name}\n` } : ofGallery(first, gallery);
}

function ofGallery(name: string, { scenarios }: Gallery): Chosen {
  const found = scenarios.find((one) => one.name === name);
  if (found === undefined) {
    const nearest = nearestOf(
      name,
      scenarios.map((one) => one.name),
    );
    throw new NoSuch(`scenario: the gallery has no \`${name}\`; the nearest is \`${nearest}\``);
  }
  return { scenario: name, text: found.text };
}

/**
 * The engine that the package carries; `moved` is called after anything moved a run of it.
 * @throws a promise rejects where WebAssembly is not allowed
 */
export async function loadEngine(moved: () => void): Promise<Engine> {
  const engine = await loadCarried();
  return engineOf(simulationsOf(engine, moved), catalogOf(engine), scenarioTexts(engine));
}
