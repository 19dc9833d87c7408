/** What every entry of the package offers, however the engine gets in. */

export { describe } from "../i18n/library.ts";
export type {
  ActionInfo,
  Bounds,
  Catalog,
  HeaderInfo,
  OptionBase,
  OptionInfo,
  ProtocolInfo,
  Pseudocode,
  ScenarioInfo,
} from "./catalog.ts";
export { RingleaderError } from "./errors.ts";
export type { MomentFilter, PositionSpan, RecordFilter, RecordGoal, RecordOf } from "./filter.ts";
export type * from "./frames.ts";
export type { KeyBytes } from "./keys.ts";
export { LINK_LENGTH_MAX } from "./link.ts";
export { messageName } from "./message-name.ts";
export {
  type MaglevOptions,
  type Placement,
  type PlacementApi,
  type PlacementBounds,
  type PlacementDiff,
  type PlacementHash,
  type PlacementKeys,
  type PlacementNode,
  type PlacementNodeOptions,
  type PlacementNodeShare,
  type PlacementOptions,
  type PlacementStats,
  type PlacementStrategy,
  placement,
} from "./placement.ts";
export { connect, type RemoteEngine, type RemoteSimulation, type WorkerLike } from "./remote.ts";
export type { ScenarioOptions } from "./scenario.ts";
export {
  type FrameOptions,
  type Limit,
  type RecordsUntil,
  Simulation,
  type SimulationOptions,
} from "./simulation.ts";
export type { NodeField, NodeValue, Unwatch, Watched, Watcher, WatchOptions } from "./watch.ts";
