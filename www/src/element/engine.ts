import { loadCarried } from "#carried-engine";
import { catalog } from "../api/catalog.ts";
import { Simulation } from "../api/simulation.ts";
import type { Engine } from "../page/app.ts";

/** The engine that the package carries. @throws a promise rejects where WebAssembly is not allowed */
export async function loadEngine(): Promise<Engine> {
  await loadCarried();
  const { version, scenarios, protocols } = catalog();
  return { Simulation, version, scenarios, protocols };
}
