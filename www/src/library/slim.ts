/**
 * The library without the engine: `await init(...)` with an address or the bytes of `ringleader/ringleader.wasm`.
 * For pages that stream it as a file of its own, or whose bundler or policy has its own way with wasm.
 */
import type { EngineSource } from "../api/engine-source.ts";
import type { ProtocolName } from "../api/frames.ts";
import { engineHandle } from "../api/run-engine.ts";
import type * as core from "../api/simulation.ts";
import { type Library, libraryOf } from "./engine-library.ts";

const engine = engineHandle();
const library = libraryOf(engine);

export type Simulation<P extends ProtocolName = ProtocolName> = core.Simulation<P>;
export const { Simulation, catalog, placement, sweep, parse, print } = library;

export * from "./public.ts";

/**
 * Loads the engine of this entry, once: while it is loading or when it is there, a further call waits for that and does
 * nothing. Until then whatever needs it throws a `RingleaderError` of code `not-loaded`.
 * @returns what this entry exports besides
 * @throws RingleaderError `argument` for what is no source; `engine` if it cannot be had, and it may be tried again
 */
export async function init(source: EngineSource | Promise<EngineSource>): Promise<Library> {
  await engine.load(source);
  return library;
}

/**
 * Loads an engine of its own with each call: a program may have several, of different files.
 * @returns what it offers
 * @throws RingleaderError as `init`
 */
export async function load(source: EngineSource | Promise<EngineSource>): Promise<Library> {
  const own = engineHandle();
  await own.load(source);
  return libraryOf(own);
}
