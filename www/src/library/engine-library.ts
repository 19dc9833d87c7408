/** All that one engine offers. Each entry of the package is such a library, around the engine that it carries or loads. */

import { type Catalog, catalogOf } from "../api/catalog.ts";
import type { EngineHandle } from "../api/engine-handle.ts";
import type { ProtocolName } from "../api/frames.ts";
import { type SweepCall, sweepOf } from "../api/many-seeds.ts";
import { type PlacementApi, placementOf } from "../api/placement.ts";
import type { ScenarioOptions } from "../api/scenario-text.ts";
import { type Simulation, simulationsOf } from "../api/simulation.ts";
import { pseudocodeOf } from "./library-texts.ts";
import { parsed, printed, type Scenario } from "./scenario-data.ts";

/** What one engine offers, as the entries of the package do. */
export interface Library {
  /** Runs of the protocols that this engine has. */
  readonly Simulation: typeof Simulation;
  /** Plays a scenario with many seeds. */
  readonly sweep: SweepCall;
  /** What it has, known without a run. */
  readonly catalog: Catalog;
  /** Placement strategies, where the engine has them. */
  readonly placement: PlacementApi;
  /**
   * A scenario's text as data, which can be changed and printed again. Nothing runs: what its options do not allow together
   * is told when it is opened.
   * @throws RingleaderError `scenario`, with line, column and what was expected
   */
  parse(text: string): Scenario;
  /**
   * The text of a scenario as data. What `parse` gave prints as a text that opens as the same run, and as data again.
   * @throws RingleaderError `argument`, with what fits no line
   */
  print<P extends ProtocolName = ProtocolName>(scenario: Scenario<P> | ScenarioOptions<P>): string;
}

/** The library of an engine, which is asked nothing yet. */
export function libraryOf(engine: EngineHandle): Library {
  const simulations = simulationsOf(engine);
  return {
    Simulation: simulations,
    sweep: sweepOf(simulations),
    catalog: asked(() => withPseudocode(engine)),
    placement: placementOf(engine),
    parse: (text) => parsed(engine, text),
    print: (scenario) => printed(engine, scenario as ScenarioOptions),
  };
}

/** The catalog with what the page only loads when it is looked at. */
function withPseudocode(engine: EngineHandle): Catalog {
  const { protocols, ...all } = catalogOf(engine);
  return {
    ...all,
    protocols: protocols.map((one) => ({ ...one, pseudocode: pseudocodeOf(one.name) })),
  };
}

/** A catalog that is made when something of it is read. */
function asked(make: () => Catalog): Catalog {
  let made: Catalog | null = null;
  const known = (): Catalog => {
    made ??= make();
    return made;
  };
  return {
    get version() {
      return known().version;
    },
    get header() {
      return known().header;
    },
    get protocols() {
      return known().protocols;
    },
    get actions() {
      return known().actions;
    },
    get options() {
      return known().options;
    },
    get bounds() {
      return known().bounds;
    },
    get scenarios() {
      return known().scenarios;
    },
  };
}
