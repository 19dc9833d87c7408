import start, { type InitOutput } from "#engine";
import { RingleaderError } from "./errors.ts";
import { engineLoaded } from "./loaded.ts";

/** A type of the platform, where its declarations are there; TypeScript without the DOM's knows none of these. */
type Platform<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer T }> ? T : never;
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer T } } } ? T : never;

/** Where the engine comes from: an address, what a `fetch` of it gave, its bytes, or the compiled module. */
export type EngineSource =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Platform<"URL">
  | Platform<"Request">
  | Platform<"Response">
  | WasmModule;

let loading: Promise<InitOutput> | null = null;

/**
 * Loads the engine, once: while it is loading or when it is there, a further call waits for that and does nothing.
 * @throws RingleaderError `argument` for what is no source; `engine` if it cannot be had, and it may be tried again
 */
export async function init(source: EngineSource | Promise<EngineSource>): Promise<void> {
  await started(source);
}

/** The same, for who goes on with what the engine's module exports. */
export function started(source: EngineSource | Promise<EngineSource>): Promise<InitOutput> {
  loading ??= load(source).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(source: EngineSource | Promise<EngineSource>): Promise<InitOutput> {
  try {
    const given: unknown = await source;
    if (typeof given !== "string" && (typeof given !== "object" || given === null)) {
      throw new RingleaderError(
        "argument",
        `\`init\` takes the address, the bytes or the module of ringleader.wasm, not ${given === null ? "null" : typeof given}`,
      );
    }
    const exports = await start({ module_or_path: given as Parameters<typeof start>[0] & object });
    engineLoaded();
    return exports;
  } catch (thrown) {
    if (thrown instanceof RingleaderError) throw thrown;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new RingleaderError("engine", `the engine cannot be loaded: ${why}`);
  }
}
