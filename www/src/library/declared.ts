/** What the types of the package declare: of each entry's values the plain form, which all entries share. */
import type { Catalog } from "../api/catalog.ts";
import type { PlacementApi } from "../api/placement.ts";
import type { Library } from "./engine-library.ts";

export { Simulation } from "../api/simulation.ts";
export * from "./public.ts";

/** Protocols with their options, rules and properties, and the scenarios of the gallery. Made when it is first read. */
export declare const catalog: Catalog;

/** Placement: which node owns a key. */
export declare const placement: PlacementApi;

/**
 * A scenario's text as data, which can be changed and printed again. Nothing runs: what its options do not allow together
 * is told when it is opened.
 * @throws RingleaderError `scenario`, with line, column and what was expected
 */
export declare const parse: Library["parse"];

/**
 * The text of a scenario as data. What `parse` gave prints as a text that opens as the same run, and as data again.
 * @throws RingleaderError `argument`, with what fits no line
 */
export declare const print: Library["print"];

/** Plays a scenario with many seeds and tabulates what came of each, in slices that can be called off. */
export declare const sweep: Library["sweep"];
