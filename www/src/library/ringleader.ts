/**
 * Ringleader: Raft and its kin, simulated deterministically. The engine stands inside this file, so it works
 * on import, with no option of any bundler; it is compiled when it is first used.
 */

import type { ProtocolName } from "../api/frames.ts";
import { carried } from "../api/inlined.ts";
import type * as core from "../api/simulation.ts";
import { libraryOf } from "./engine-library.ts";

const library = libraryOf(carried);

export type Simulation<P extends ProtocolName = ProtocolName> = core.Simulation<P>;
export const { Simulation, catalog, placement, sweep, parse, print } = library;

export * from "./public.ts";
