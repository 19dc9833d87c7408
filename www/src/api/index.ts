/**
 * Ringleader: Raft and its kin, simulated deterministically. The engine stands inside this file, so it works
 * on import, with no option of any bundler.
 */
import { initSync } from "#engine";
import bytes from "#engine-bytes";
import { describe, pseudocodeOf } from "../i18n/library.ts";
import { type Catalog, catalog as makeCatalog } from "./catalog.ts";

initSync({ module: decoded(bytes) });

/** Protocols with their options, rules and properties, and the scenarios of the gallery. */
export const catalog: Catalog = makeCatalog();
for (const protocol of catalog.protocols) protocol.pseudocode = pseudocodeOf(protocol.name);

export type {
  ActionInfo,
  Bounds,
  Catalog,
  HeaderInfo,
  OptionInfo,
  ProtocolInfo,
  Pseudocode,
  ScenarioInfo,
} from "./catalog.ts";
export { RingleaderError } from "./errors.ts";
export type * from "./frames.ts";
export { LINK_LENGTH_MAX } from "./link.ts";
export type { ScenarioOptions } from "./scenario.ts";
export { type Limit, type PositionSpan, Simulation, type SimulationOptions } from "./simulation.ts";
export { describe };

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const fromBase64: ((text: string) => Uint8Array<ArrayBuffer>) | undefined = Uint8Array.fromBase64;
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
