/**
 * The engine for the page: in two files, each streamed, compiled while it arrives. What a first visit runs comes first,
 * the rest while the reader already watches (`scripts/lib/split-engine.mjs` cuts it so).
 */
import firstUrl from "#engine-first.wasm?url";
import restUrl from "#engine-rest.wasm?url";
import { type Catalog, catalogOf } from "./catalog.ts";
import { engineHandle, notLoaded } from "./engine-handle.ts";
import { type Simulation, simulationsOf } from "./simulation.ts";

const engine = engineHandle();

/** What the page needs of the engine at first. */
export interface FirstEngine {
  Simulation: typeof Simulation;
  /** Loads the rest; if it is not to be had, it may be asked for again. */
  rest(): Promise<Catalog>;
}

/** Loads the first part once; fails if WebAssembly or the file is not to be had. */
export async function loadFirst(): Promise<FirstEngine> {
  const exports = await engine.load(fileOf(firstUrl));
  return { Simulation: simulationsOf(engine), rest: () => loadRest(fileOf(restUrl), exports) };
}

/** Loads both side by side. */
export async function loadWhole(): Promise<{ Simulation: typeof Simulation; catalog: Catalog }> {
  const file = fileOf(restUrl);
  // Handled below; until then its failure must not count as unhandled.
  file.catch(() => undefined);
  const catalog = await loadRest(file, await engine.load(fileOf(firstUrl)));
  return { Simulation: simulationsOf(engine), catalog };
}

/** What is compiled while it arrives, if its host names its type; whole, if it does not. */
async function fileOf(url: string): Promise<Response | ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? response : response.arrayBuffer();
}

async function loadRest(coming: Promise<Response | ArrayBuffer>, first: object): Promise<Catalog> {
  try {
    const file = await coming;
    const parts = { first: { ...first } };
    if (file instanceof Response) await WebAssembly.instantiateStreaming(file, parts);
    else await WebAssembly.instantiate(file, parts);
  } catch (error) {
    throw notLoaded(error);
  }
  return catalogOf(engine);
}
