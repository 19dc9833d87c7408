import { RingleaderError } from "./errors.ts";

let loaded = false;

/** Said by whoever started the engine. */
export function engineLoaded(): void {
  loaded = true;
}

/** Fails with a sentence a caller understands, where the glue would say that `undefined` has no such property. */
export function needEngine(): void {
  if (loaded) return;
  throw new RingleaderError("not-loaded", "the engine is not loaded yet: `await init(...)` comes first");
}
