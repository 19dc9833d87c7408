/** What every entry of the package offers, however the engine gets in. */

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
} from "../api/catalog.ts";
export { RingleaderError } from "../api/errors.ts";
export type { MomentFilter, PositionSpan, RecordFilter, RecordGoal, RecordOf } from "../api/filter.ts";
export type * from "../api/frames.ts";
export type { KeyBytes } from "../api/key-bytes.ts";
export { LINK_LENGTH_MAX } from "../api/link.ts";
export { messageName } from "../api/message-name.ts";
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
} from "../api/placement.ts";
export { connect, type RemoteEngine, type RemoteSimulation, type WorkerLike } from "../api/remote.ts";
export type { ScenarioOptions } from "../api/scenario-text.ts";
export {
  type FrameOptions,
  type Limit,
  type RecordsUntil,
  Simulation,
  type SimulationOptions,
} from "../api/simulation.ts";
export type { NodeField, NodeValue, Unwatch, Watched, Watcher, WatchOptions } from "../api/watch.ts";
export { describe } from "./library-texts.ts";
