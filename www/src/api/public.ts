/** What every entry of the package offers, however the engine gets in. */

export { describe } from "../i18n/library.ts";
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
export { connect, type RemoteEngine, type RemoteSimulation, type WorkerLike } from "./remote.ts";
export type { ScenarioOptions } from "./scenario.ts";
export { type Limit, type PositionSpan, Simulation, type SimulationOptions } from "./simulation.ts";
