/** What the types of the package declare: of each entry's values the plain form, which all entries share. */
import type { Catalog } from "../api/catalog.ts";
import type { PlacementApi } from "../api/placement.ts";

export { Simulation } from "../api/simulation.ts";
export * from "./public.ts";

/** Protocols with their options, rules and properties, and the scenarios of the gallery. Made when it is first read. */
export declare const catalog: Catalog;

/** Placement: which node owns a key. */
export declare const placement: PlacementApi;
