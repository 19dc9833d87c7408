/**
 * The library without the engine: `await init(...)` with an address or the bytes of `ringleader/ringleader.wasm`.
 * For pages that stream it as a file of its own, or whose bundler or policy has its own way with wasm.
 */
import type { Catalog } from "../api/catalog.ts";
import { libraryCatalog } from "./library-catalog.ts";

export { type EngineSource, init } from "../api/init.ts";
export * from "./public.ts";

/**
 * Protocols with their options, rules and properties, and the scenarios of the gallery.
 * Reading it before the engine is loaded throws a `RingleaderError` of code `not-loaded`.
 */
export const catalog: Catalog = {
  get version() {
    return libraryCatalog().version;
  },
  get header() {
    return libraryCatalog().header;
  },
  get protocols() {
    return libraryCatalog().protocols;
  },
  get actions() {
    return libraryCatalog().actions;
  },
  get bounds() {
    return libraryCatalog().bounds;
  },
  get scenarios() {
    return libraryCatalog().scenarios;
  },
};
