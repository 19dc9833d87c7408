/** The engine for the page: streamed as a file of its own, compiled while it arrives. */
import init from "#engine";
import url from "#engine.wasm?url";
import { type Catalog, catalog } from "./catalog.ts";
import { Simulation } from "./simulation.ts";

/** What the page needs of the engine. */
export interface LoadedEngine {
  Simulation: typeof Simulation;
  catalog: Catalog;
}

/** Loads the engine once; fails if WebAssembly or the file is not to be had. */
export async function load(): Promise<LoadedEngine> {
  await init({ module_or_path: fetch(url) });
  return { Simulation, catalog: catalog() };
}
