/** An engine of the page as it comes from its file. A chunk of its own: what plays a recording needs none of it. */
import { type Catalog, catalogOf } from "./catalog.ts";
import type { EngineSource } from "./engine-source.ts";
import { engineHandle } from "./run-engine.ts";
import { type Simulation, simulationsOf } from "./simulation.ts";

/** Starts an engine of its own; fails if WebAssembly or the file is not to be had. */
export async function startEngine(
  file: Promise<EngineSource>,
): Promise<{ Simulation: typeof Simulation; catalog: Catalog }> {
  const engine = engineHandle();
  await engine.load(file);
  return { Simulation: simulationsOf(engine), catalog: catalogOf(engine) };
}
