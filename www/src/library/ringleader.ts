/**
 * Ringleader: Raft and its kin, simulated deterministically. The engine stands inside this file, so it works
 * on import, with no option of any bundler.
 */
import type { Catalog } from "../api/catalog.ts";
import { startInlined } from "../api/inlined.ts";
import { libraryCatalog } from "./library-catalog.ts";

startInlined();

/** Protocols with their options, rules and properties, and the scenarios of the gallery. */
export const catalog: Catalog = libraryCatalog();

export * from "./public.ts";
