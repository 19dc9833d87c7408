import { carriedBytes } from "#carried-bytes";
import { initSync } from "#engine";
import { init } from "./init.ts";
import { engineLoaded } from "./loaded.ts";

/** Starts the engine that stands inside this file, at once. Throws where WebAssembly is not allowed. */
export function startInlined(): void {
  initSync({ module: carriedBytes() });
  engineLoaded();
}

/** The same, compiled beside whatever else goes on. @throws a promise rejects with RingleaderError `engine` */
export const loadCarried = (): Promise<void> => init(carriedBytes());
