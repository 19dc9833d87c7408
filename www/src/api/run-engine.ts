import makeGlue from "#engine";
import { EngineHandle } from "./engine-handle.ts";

/** An engine of runs that is still to be loaded, or that carries its bytes. Its glue serves one of any protocols. */
export const engineHandle = (carried: (() => BufferSource) | null = null): EngineHandle =>
  new EngineHandle(makeGlue, carried);
