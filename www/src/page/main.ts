import "../styles/page.css";
import { engineFile } from "../api/engine-file.ts";
import { type Engine, engineOf } from "../bench/app.ts";
import { openingOf, recordedProtocol } from "../opening/recordings.ts";
import { FIRST_SCENARIO } from "../protocols/first-visit.ts";
import { PROTOCOLS } from "../protocols/protocols.ts";
import { start } from "./start.ts";

/** The engine's file and what starts it come side by side. */
async function whole(): Promise<Engine> {
  const file = engineFile();
  // Handled below; until then its failure must not count as unhandled.
  file.catch(() => undefined);
  const { startEngine } = await import("../api/stream.ts");
  const { Simulation, catalog } = await startEngine(file);
  return engineOf(Simulation, catalog);
}

void start({
  recordedProtocol,
  recorded: async (scenario) => ({
    ...(await openingOf(scenario)),
    async whole() {
      // Whatever is opened next has an address, and can be shared: without a network, too.
      const pieces = [import("./address.ts"), import("../bench/share-of.ts")];
      const [engine] = await Promise.all([whole(), ...pieces]);
      return engine;
    },
  }),
  whole,
  firstScenario: FIRST_SCENARIO,
  protocols: PROTOCOLS,
});
