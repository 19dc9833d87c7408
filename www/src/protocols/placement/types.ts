import type { EndpointId, FrameBase, Of, ProtocolTypes, RuleRecordOf } from "../../api/frames.ts";
import type { TimeMove } from "../../api/move-codecs.ts";
import type { PlacementRules } from "./rules.ts";

declare module "../../api/catalog.ts" {
  interface Bounds {
    /** Moves of a branch of placement: code `bound-moves`. */
    MOVES_MAX: number;
    /** Nodes of placement. */
    MEMBERS_MAX: number;
    /** Keys of placement. */
    KEYS_MAX: number;
    /** The greatest weight of a node of placement. */
    WEIGHT_MAX: number;
    /** Characters of a key that is looked up. */
    KEY_MAX: number;
    /** Tokens of a node of placement. */
    TOKENS_MAX: number;
    /** Points of all nodes of placement together. */
    POINTS_MAX: number;
    /** Hashes that placing all keys may cost. */
    WORK_MAX: number;
    /** The same for all moves of a branch together: codes `bound-open`, `bound-work`. */
    OPEN_WORK_MAX: number;
  }
}

declare module "../../api/move-codecs.ts" {
  interface OwnMoves {
    /** In placement, a key is looked up: a number, or a text. */
    lookup(key: number | string): string;
    /** In placement, a node joins. */
    join(node: EndpointId, weight?: number | null): string;
    /** In placement, a node leaves. */
    leave(node: EndpointId): string;
    /** In placement, a number, a weight or an option changes. */
    change(change: PlacementChange): string;
  }
}

declare module "../../api/frames.ts" {
  interface Protocols {
    placement: PlacementTypes;
  }
}

/** What the frames and records of a placement run are made of. */
export interface PlacementTypes extends ProtocolTypes {
  header: PlacementHeader;
  options: PlacementSettings;
  bug: never;
  frame: PlacementFrame;
  message: never;
  rule: RuleRecordOf<PlacementRules, PlacementMoments>;
  moment: PlacementMoments[keyof PlacementMoments];
  move: PlacementMove;
  verb: PlacementVerb;
  kind: never;
  noEffect: PlacementNoEffect;
  timer: never;
  property: PlacementProperty;
  error: "bound-moves" | "bound-work" | "bound-placement";
}

/** The rules that are also moments, with the kind that their records have. */
export interface PlacementMoments {
  "placement.owner.found": "looked-up";
  "placement.node.joined": "node-joined";
  "placement.node.left": "node-left";
  "placement.keys.moved": "key-moved";
}

/** The sizes of a placement scenario. */
export interface PlacementHeader {
  /** Default 5; at most `catalog.bounds.MEMBERS_MAX`. */
  nodes?: number;
  /** Default 500; at most `catalog.bounds.KEYS_MAX`. */
  keys?: number;
}

/** What `set` takes in placement. */
export interface PlacementSettings {
  strategy: StrategyName;
  compare: StrategyName | "none";
  hash: "xxh64" | "sha1" | "ketama" | "murmur3" | "murmur3-cassandra";
  "virtual-nodes": number;
  replicas: number;
  "load-factor": number;
  "table-size": number;
  probes: number;
}

/** The properties that a placement run is watched for. */
export type PlacementProperty =
  | "one-owner"
  | "minimal-movement"
  | "replicas-distinct"
  | "bound-held"
  | "a-key-moves"
  | "a-replica-walk-skips";

/** A move of placement, told apart by `verb`. */
export type PlacementMove =
  | TimeMove
  /** A key: a number, or a text. */
  | { verb: "lookup"; key: number | string }
  /** With the weight 1 unless one is named. */
  | { verb: "join"; node: EndpointId; weight: number | null }
  | { verb: "leave"; node: EndpointId }
  | ({ verb: "change" } & PlacementChange);

/** What changes: how many nodes or keys there are, what a node weighs, or an option, as `set` takes it. */
export type PlacementChange =
  | { nodes: number }
  | { keys: number }
  | { weight: number; node: EndpointId }
  | { option: keyof Of<"options", "placement">; value: string | number };

/** The verbs of placement that are events. */
export type PlacementVerb = "join" | "leave" | "lookup" | "change";

/** Why a move of placement did nothing. */
export type PlacementNoEffect =
  | "already-member"
  | "not-member"
  | "last-node"
  | "only-last-leaves"
  | "unchanged"
  | "too-many-points"
  | "too-much-work"
  | "table-too-small"
  | "no-weights"
  | "no-tokens"
  | "token-taken";

/** How keys find nodes, and what may be compared with it. */
export type StrategyName =
  | "modulo"
  | "ring"
  | "rendezvous"
  | "jump"
  | "maglev"
  | "bounded"
  | "multi-probe"
  | "slots";

/** Many whole numbers below 2^32, in one piece. */
export type PlacementWords = Uint32Array<ArrayBuffer>;

/** What is, at the cursor of a placement run. */
export interface PlacementFrame extends FrameBase {
  protocol: "placement";
  /** In the order of joining. */
  nodes: PlacementNodeView[];
  /** The options by name, as `set` takes them. */
  settings: Record<string, string>;
  /** How many keys there are. */
  keys: number;
  /** The strategy in use. */
  placed: PlacedView;
  /** The strategy beside it, on the same keys. */
  beside: PlacedView | null;
  /** The move under way, or the last one; it takes from `at` until `until`. */
  move: { line: string; verb: PlacementVerb; node: EndpointId | null; at: number; until: number } | null;
  /** What the last move moved, if it was a change. */
  change: ChangeView | null;
  /** The key that was looked up last, as it is placed now. */
  lookup: LookupView | null;
  /** The last move was that lookup. */
  looks: boolean;
}

/** A node, what it weighs, what it owns. */
export interface PlacementNodeView {
  id: EndpointId;
  weight: number;
  /** Its part of all keys by weight, from 0 to 1. */
  fair: number;
  /** Keys that it owns. */
  load: number;
  /** The same in the strategy beside. */
  loadBeside: number | null;
}

/** One strategy: its picture, how even it is, what theory and bound say. */
export interface PlacedView {
  strategy: StrategyName;
  /** The fewest keys of a node, the most, keys per node, and their standard deviation. */
  min: number;
  max: number;
  mean: number;
  stddev: number;
  maxOverMean: number;
  /** The most that a node has of its own fair share; with equal weights the same as `maxOverMean`. */
  maxOverFair: number;
  /** The root mean square of what nodes are off their fair shares, in these: with equal weights `stddev / mean`. */
  deviation: number;
  /**
   * The `deviation` that theory expects of a ring with random points and so many random keys: with the virtual nodes
   * that there are, with 160, and of keys alone if every arc were just its node's share. Not of nodes with tokens.
   */
  theory: { stddev: number; stddevWith160: number; sampling: number } | null;
  /** With bounded loads, the most keys that a node may own. */
  bound: number | null;
  /** Of a ring, by node, the share of the circle that it owns. */
  shares: number[] | null;
  picture: PlacementPicture;
  keys: KeysView;
}

/** What a strategy looks up. Owners are numbers of nodes: 3 is n3. */
export type PlacementPicture = RingPicture | BinsPicture | EntriesPicture | { kind: "none" };
/** Points of a ring in order; positions in 2^32ths of the way round from the top. */
export interface RingPicture {
  kind: "ring";
  points: number;
  positions: PlacementWords;
  owners: PlacementWords;
}
/** Of a ring with many points: per equal bin who owns most of it, and how many points stand in it. */
export interface BinsPicture {
  kind: "bins";
  points: number;
  owners: PlacementWords;
  counts: PlacementWords;
}
/** Entries of Maglev's table, or slots; a cell stands for `each` of them, and shows who has most. */
export interface EntriesPicture {
  kind: "entries";
  size: number;
  each: number;
  owners: PlacementWords;
}

/** Keys, or every so-maniest of them; places as in the picture (a position, an entry, a slot, a remainder). */
export interface KeysView {
  every: number;
  numbers: PlacementWords;
  places: PlacementWords;
  owners: PlacementWords;
}

/** What a change moved, of how many keys. */
export interface ChangeView {
  keys: number;
  /** What the remainder by the number of nodes would have moved, if the nodes changed and it is not shown anyway. */
  modulo: number | null;
  placed: MovesView;
  beside: MovesView | null;
}

/** Keys that moved: how many, how many a fair share would be, how many moved needlessly, and from whom to whom. */
export interface MovesView {
  moved: number;
  ideal: number;
  needless: number;
  /** Between how many pairs of nodes. */
  pairs: number;
  /** The largest transfers. */
  flows: { from: EndpointId; to: EndpointId; count: number }[];
  /** Some of the keys, or all if they are few. */
  sample: { numbers: PlacementWords; places: PlacementWords; from: PlacementWords; to: PlacementWords };
}

/** A key, and how it comes to its owners. */
export type LookupView = {
  /** As it was asked for, and the line that asks again. */
  key: string;
  line: string;
  /** Its hash; null where a number is taken as it is. */
  hash: string | null;
  /** In order of preference; the first owns it. */
  owners: EndpointId[];
} & (
  | { way: "modulo"; remainder: number; divisor: number }
  | { way: "ring"; position: number; steps: WalkStep[] }
  | { way: "bounded"; position: number; steps: WalkStep[]; capacity: number }
  | { way: "rendezvous"; scores: { node: EndpointId; score: number }[] }
  | { way: "jump"; buckets: number[] }
  | { way: "maglev"; entry: number; size: number }
  | {
      way: "multi-probe";
      probes: { position: number; point: number; node: EndpointId; distance: number }[];
    }
  | { way: "slots"; slot: number; tag: number[] }
);

/** A point that the walk meets, from 0 to 1 of the way round. One that is not taken is passed: its node is full, or has a copy. */
export interface WalkStep {
  position: number;
  node: EndpointId;
  taken: boolean;
  /** With bounded loads, the keys of the node before. */
  load: number | null;
}
