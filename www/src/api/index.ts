/**
 * Ringleader: Raft and its kin, simulated deterministically. The engine stands inside this file, so it works
 * on import, with no option of any bundler.
 */
import { initSync } from "#engine";
import bytes from "#engine-bytes";
import type { Catalog } from "./catalog.ts";
import { libraryCatalog } from "./library-catalog.ts";
import { engineLoaded } from "./loaded.ts";

initSync({ module: decoded(bytes) });
engineLoaded();

/** Protocols with their options, rules and properties, and the scenarios of the gallery. */
export const catalog: Catalog = libraryCatalog();

export * from "./public.ts";

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const fromBase64: ((text: string) => Uint8Array<ArrayBuffer>) | undefined = Uint8Array.fromBase64;
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
