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
export type { EngineSource } from "../api/engine-source.ts";
export { type ErrorCode, RingleaderError } from "../api/errors.ts";
export type {
  MomentFilter,
  PositionSpan,
  RecordFilter,
  RecordGoal,
  RecordOf,
  RecordPredicate,
} from "../api/filter.ts";
export type * from "../api/frames.ts";
export type { KeyBytes } from "../api/key-bytes.ts";
export { LINK_LENGTH_MAX } from "../api/link.ts";
export type { LinkChange, LinkEnds } from "../api/link-ends.ts";
export type {
  SeedRange,
  Sweep,
  SweepCall,
  SweepOptions,
  SweepProgress,
  SweepRow,
} from "../api/many-seeds.ts";
export { messageName } from "../api/message-name.ts";
export type {
  Asked,
  ClusterMove,
  CutEnds,
  FieldValue,
  Move,
  NetworkChange,
  NodeTarget,
  OwnMoves,
  TimeMove,
} from "../api/move-codecs.ts";
export type {
  MaglevOptions,
  Placement,
  PlacementApi,
  PlacementBounds,
  PlacementDiff,
  PlacementHash,
  PlacementKeys,
  PlacementNode,
  PlacementNodeOptions,
  PlacementNodeShare,
  PlacementOptions,
  PlacementStats,
  PlacementStrategy,
} from "../api/placement.ts";
export { connect, type RemoteEngine, type RemoteSimulation, type WorkerLike } from "../api/remote.ts";
export type { ScenarioBase, ScenarioOptions } from "../api/scenario-text.ts";
export type { FrameOptions, Limit, RecordsUntil, SimulationOptions } from "../api/simulation.ts";
export type { AbortSignalLike, AsyncOptions, Reached } from "../api/slices.ts";
export type { Cell, SweepColumn, SweepOutcome } from "../api/sweep-columns.ts";
export type { NodeField, NodeValue, Unwatch, Watched, Watcher, WatchOptions } from "../api/watch.ts";
export type { Library } from "./engine-library.ts";
export { describe } from "./library-texts.ts";
export {
  type CountedText,
  type LocalePart,
  type LocaleText,
  type LocaleTexts,
  locales,
  registerLocale,
} from "./locale.ts";
export { lineOf, moves } from "./move-builders.ts";
export type { Scenario } from "./scenario-data.ts";
