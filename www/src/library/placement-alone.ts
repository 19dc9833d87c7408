/**
 * `ringleader/placement`: which node owns a key, and nothing else, with a small engine of its own inside. It is compiled
 * when it is first used.
 */
import makeGlue from "#functions-engine";
import text from "#functions-text";
import { EngineHandle } from "../api/engine-handle.ts";
import { fromText } from "../api/engine-source.ts";
import { type PlacementApi, placementOf } from "../api/placement.ts";

export { RingleaderError } from "../api/errors.ts";
export type { KeyBytes } from "../api/key-bytes.ts";
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

/** Placement: which node owns a key. */
export const placement: PlacementApi = placementOf(new EngineHandle(makeGlue, () => fromText(text)));
