/** The page's own engines. A chunk of its own: what plays a recording needs none of it. */
import { chapters } from "#chapters";
import { type Catalog, catalogOf } from "../api/catalog.ts";
import type { EngineSource } from "../api/engine-source.ts";
import { scenarioTexts } from "../api/rewriting.ts";
import { engineHandle } from "../api/run-engine.ts";
import type { ScenarioTexts } from "../api/scenario-lines.ts";
import { type Simulation, simulationsOf } from "../api/simulation.ts";
import { engineOf } from "../bench/app.ts";
import { PROTOCOLS } from "../protocols/protocols.ts";
import { ChapterEngines } from "./chapter-engines.ts";
import { engineFile, knownNames } from "./page-files.ts";

export const engines = new ChapterEngines({
  names() {
    const known = knownNames(PROTOCOLS);
    return Object.fromEntries(chapters.map((chapter) => [chapter, known[chapter] ?? []]));
  },
  async load(chapter, file = engineFile(chapter)) {
    const { Simulation, catalog, texts } = await startEngine(file);
    return engineOf(Simulation, catalog, texts);
  },
});

/** Starts an engine of its own; fails if WebAssembly or the file is not to be had. */
export async function startEngine(
  file: Promise<EngineSource>,
): Promise<{ Simulation: typeof Simulation; catalog: Catalog; texts: ScenarioTexts }> {
  const engine = engineHandle();
  await engine.load(file);
  return { Simulation: simulationsOf(engine), catalog: catalogOf(engine), texts: scenarioTexts(engine) };
}
