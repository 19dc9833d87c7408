import { carriedBytes } from "#carried-bytes";
import type { EngineHandle } from "./engine-handle.ts";
import { engineHandle } from "./run-engine.ts";

/** The engine that stands inside this file. It starts when it is first used. */
export const carried: EngineHandle = engineHandle(carriedBytes);

/** The same, compiled beside whatever else goes on. @throws a promise rejects with RingleaderError `engine` */
export async function loadCarried(): Promise<EngineHandle> {
  await carried.load();
  return carried;
}
