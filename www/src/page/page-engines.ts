/** The page's own engines. A chunk of its own: what plays a recording needs none of it. */
import { chapters } from "#chapters";
import { engineFile } from "../api/engine-file.ts";
import { startEngine } from "../api/stream.ts";
import { engineOf } from "../bench/app.ts";
import { recordedScenarios } from "../opening/recordings.ts";
import { ChapterEngines } from "./chapter-engines.ts";

export const engines = new ChapterEngines({
  names: Object.fromEntries(chapters.map((chapter) => [chapter, recordedScenarios(chapter)])),
  async load(chapter, file = engineFile(chapter)) {
    const { Simulation, catalog } = await startEngine(file);
    return engineOf(Simulation, catalog);
  },
});
