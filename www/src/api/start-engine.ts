import start, { type InitOutput } from "#engine";
import { RingleaderError } from "./errors.ts";
import type { EngineSource } from "./init.ts";
import { engineLoaded } from "./loaded.ts";

let loading: Promise<InitOutput> | null = null;

/** As `init`, for who goes on with what the engine's module exports: that is no part of what the library offers. */
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
    throw thrown instanceof RingleaderError ? thrown : notLoaded(thrown);
  }
}

/** What is said of an engine, or a part of it, that is not to be had. */
export function notLoaded(thrown: unknown): RingleaderError {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new RingleaderError("engine", `the engine cannot be loaded: ${why}`);
}
