import { loadCarried } from "#carried-engine";
import { catalogOf } from "../api/catalog.ts";
import { simulationsOf } from "../api/simulation.ts";
import { type Engine, engineOf } from "../bench/app.ts";

/**
 * The engine that the package carries; `moved` is called after anything moved a run of it.
 * @throws a promise rejects where WebAssembly is not allowed
 */
export async function loadEngine(moved: () => void): Promise<Engine> {
  const engine = await loadCarried();
  return engineOf(simulationsOf(engine, moved), catalogOf(engine));
}
