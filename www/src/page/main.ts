import "../styles/page.css";
import type { Engine } from "../bench/app.ts";
import { FIRST_SCENARIO, PROTOCOLS } from "../protocols/protocols.ts";
import { engineFile, openingOf, recordedChapter } from "./page-files.ts";
import { start } from "./start.ts";

/** The engine's file and what starts it come side by side. */
async function whole(chapter: string): Promise<Engine> {
  const file = engineFile(chapter);
  // Handled below; until then its failure must not count as unhandled.
  file.catch(() => undefined);
  const { engines } = await import("./page-engines.ts");
  return engines.with(chapter, file);
}

void start({
  recordedChapter: (scenario) => recordedChapter(scenario, PROTOCOLS),
  recorded: async (scenario, chapter) => ({
    ...(await openingOf(scenario)),
    async whole() {
      // Whatever is opened next has an address, and can be shared: without a network, too.
      const pieces = [import("./address.ts"), import("../bench/take-over.ts")];
      const [engine] = await Promise.all([whole(chapter), ...pieces]);
      return engine;
    },
  }),
  whole,
  firstScenario: FIRST_SCENARIO,
  protocols: PROTOCOLS,
});
