/** The engine for the page: streamed as a file of its own, compiled while it arrives. */
import url from "#engine.wasm?url";
import { type Catalog, catalog } from "./catalog.ts";
import { init } from "./init.ts";
import { Simulation } from "./simulation.ts";

/** What the page needs of the engine. */
export interface LoadedEngine {
  Simulation: typeof Simulation;
  catalog: Catalog;
}

/** Loads the engine once; fails if WebAssembly or the file is not to be had. */
export async function load(): Promise<LoadedEngine> {
  await init(fetch(url));
  return { Simulation, catalog: catalog() };
}
