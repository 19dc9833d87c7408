/** Which node owns a key: consistent hashing and its kin, as pure functions. */
import type { Glue, PlacementEngine, PlacementSpec } from "#engine";
import { checkKeys, checkObject, wholeNumber } from "./arguments.ts";
import { RingleaderError, translated } from "./errors.ts";
import { encoded, type KeyBytes, wellFormed } from "./key-bytes.ts";

const strategies = [
  "modulo",
  "ring",
  "rendezvous",
  "jump",
  "maglev",
  "bounded",
  "multi-probe",
  "slots",
] as const;
const hashes = ["xxh64", "sha1", "ketama", "murmur3", "murmur3-cassandra"] as const;

/** How keys find their nodes. */
export type PlacementStrategy = (typeof strategies)[number];
/** A hash function; `ketama` is MD5 as libketama uses it. */
export type PlacementHash = (typeof hashes)[number];

/** What a node may say beside its name. */
export interface PlacementNodeShare {
  /**
   * Its share compared with the others': 1 if not named. `modulo`, `jump`, `bounded` and `multi-probe` refuse another. With
   * the hash `ketama` naming one switches all nodes to libketama's weighted points.
   */
  weight?: number;
  /** `ring`, `bounded`: where it stands, as values of the hash, instead of virtual nodes. Cassandra's are signed. */
  tokens?: readonly (bigint | number)[];
}

/** A node as it is asked for. */
export interface PlacementNodeOptions extends PlacementNodeShare {
  name: string;
}

/** A placement as it is asked for. A strategy looks only at the options that concern it. */
export interface PlacementOptions {
  strategy: PlacementStrategy;
  nodes: readonly (string | PlacementNodeOptions)[];
  /** What places keys, and nodes on the ring: `xxh64` if not named. */
  hash?: PlacementHash;
  /** `ring`, `bounded`: points of a node of weight 1 (160). */
  virtualNodes?: number;
  /** `bounded`: how many times the mean a node may own (1.25). */
  loadFactor?: number;
  /** `maglev`: entries of its table, a prime (65537). */
  tableSize?: number;
  /** `multi-probe`: probes per key (21). */
  probes?: number;
}

/** A node of a placement. */
export interface PlacementNode {
  name: string;
  weight: number;
}

/** Many keys: texts, numbers, or texts in one piece of UTF-8. */
export type PlacementKeys = readonly string[] | Uint32Array | KeyBytes;

/** How even a placement is, all nodes held against the same mean whatever they weigh. */
export interface PlacementStats {
  /** Keys by node index. */
  perNode: number[];
  min: number;
  max: number;
  mean: number;
  /** Of the population. */
  stddev: number;
  maxOverMean: number;
}

/** What a change moves. */
export interface PlacementDiff {
  /** Keys that have another owner, by name. */
  moved: number;
  /** How many have to move: keys x the sum of what shares grow. */
  ideal: number;
  /** Of the moved those whose new owner's share did not grow, or whose old owner's share did not shrink. */
  needless: number;
}

/** The bounds by name; what exceeds one gets a `RingleaderError` `bound-placement` that names it. */
export interface PlacementBounds {
  /** Nodes of a placement. */
  PLACED_NODES_MAX: number;
  /** Points of a node of weight 1. */
  VIRTUAL_NODES_MAX: number;
  /** Points of a ring. */
  RING_POINTS_MAX: number;
  TABLE_SIZE_MAX: number;
  PROBES_MAX: number;
  /** Bytes of a node's name. */
  NAME_MAX: number;
  /** Bytes of a key. */
  KEY_BYTES_MAX: number;
  /** Keys of one call, and their bytes. */
  CALL_KEYS_MAX: number;
  KEYS_BYTES_MAX: number;
  /** Nodes of `slots`. */
  SLOT_NODES_MAX: number;
  /** Nodes x entries of a Maglev table with given permutations. */
  GIVEN_STEPS_MAX: number;
}

/** A Maglev table as it is asked for. */
export interface MaglevOptions {
  nodes: readonly (string | PlacementNodeOptions)[];
  /** A prime, not below the number of nodes. */
  tableSize: number;
  /** What makes the permutations of the names, if they are not given. */
  hash?: PlacementHash;
  /** By node, where its permutation begins; together with `skips`. */
  offsets?: readonly number[];
  /** By node, its permutation's step. */
  skips?: readonly number[];
}

/**
 * Nodes, and for every key one that owns it. Immutable: a change makes a new one. A number key is its decimal text
 * where texts are hashed, and itself for `modulo` and `jump`. `bounded` refuses `owner` and `owners`: who owns a key
 * depends on all keys and their order.
 *
 * Errors are `RingleaderError`: `argument` names the field, `refused` says why a strategy cannot do it,
 * `bound-placement` names the bound.
 */
export interface Placement {
  readonly strategy: PlacementStrategy;
  /** In index order: `add` appends, `remove` closes up. */
  readonly nodes: readonly PlacementNode[];
  /** The name of the node that owns a key. */
  owner(key: string | number | bigint): string;
  /** The names of the distinct nodes that keep a key's replicas, in order of preference; all if there are fewer. */
  owners(key: string | number | bigint, count: number): string[];
  /** The index of the node that owns each key, in bulk, in the given order. */
  assign(keys: PlacementKeys): Uint16Array;
  /** How even it is over the numbers 0 to keyCount - 1. */
  stats(keyCount: number): PlacementStats;
  /**
   * The names of the nodes that own no key, whichever keys there are: with ketama's weights a node whose share comes to
   * no point, and one whose points or draws are all those of another. They still keep replicas, after all others.
   */
  idle(): string[];
  /** What going over to another placement moves of the numbers 0 to keyCount - 1. */
  diff(other: Placement, keyCount: number): PlacementDiff;
  /** A new placement with one node more, the last. */
  add(name: string, share?: PlacementNodeShare): Placement;
  /** A new placement without a node. `jump` can lose only its last. */
  remove(name: string): Placement;
  /**
   * Frees its memory, also at the end of a `using` block; any later use throws `disposed`. Without it that happens when
   * garbage is collected, which a loop may not leave time for.
   */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** Placement strategies and the functions that they stand on. */
export interface PlacementApi {
  readonly strategies: readonly PlacementStrategy[];
  readonly hashes: readonly PlacementHash[];
  readonly bounds: PlacementBounds;
  /** Makes a placement. */
  create(options: PlacementOptions): Placement;
  /** Jump consistent hash (Lamping and Veach 2014). */
  jump(key: bigint | number, buckets: number): number;
  /** Maglev's table (NSDI 2016): by entry, the index of its node. */
  maglev(options: MaglevOptions): Uint16Array;
  /** The slot of a key in a Redis Cluster. */
  slot(key: string): number;
  /** A hash by its name, unsigned; Cassandra's tokens are signed. `xxh64` and `murmur3` take a seed. */
  hash(name: PlacementHash, text: string | Uint8Array, seed?: bigint | number): bigint;
}

/** What is needed of an engine: its functions of placement. */
export interface PlacementCode {
  readonly code: Pick<
    Glue,
    "PlacementSpec" | "placementBounds" | "placementHash" | "placementJump" | "placementSlot"
  >;
}

/** Asks the engine; its errors become ours. */
function ask<T>(use: () => T): T {
  try {
    return use();
  } catch (thrown) {
    if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) {
      throw new RingleaderError("engine", `the engine stopped: ${thrown.message}`);
    }
    throw translated(thrown);
  }
}

const knownBounds = new WeakMap<PlacementCode, PlacementBounds>();

/** The bounds of an engine; asked for once. */
function boundsOf(engine: PlacementCode): PlacementBounds {
  let bounds = knownBounds.get(engine);
  if (bounds === undefined) {
    const { placementBounds } = engine.code;
    bounds = ask(placementBounds) as PlacementBounds;
    knownBounds.set(engine, bounds);
  }
  return bounds;
}

/** What both a node's and `add`'s options say. */
interface Share {
  weight: number | undefined;
  tokens: BigUint64Array;
}

class EnginePlacement implements Placement {
  readonly strategy: PlacementStrategy;
  readonly nodes: readonly PlacementNode[];
  readonly #hash: PlacementHash;
  /** Null once it was disposed of. */
  #held: PlacementEngine | null;
  /** Whose it is. */
  readonly #of: PlacementCode;

  constructor(
    of: PlacementCode,
    engine: PlacementEngine,
    strategy: PlacementStrategy,
    hash: PlacementHash,
    nodes: readonly PlacementNode[],
  ) {
    this.#of = of;
    this.#held = engine;
    this.strategy = strategy;
    this.#hash = hash;
    this.nodes = Object.freeze(nodes.map((node) => Object.freeze(node)));
  }

  get #engine(): PlacementEngine {
    if (this.#held !== null) return this.#held;
    throw new RingleaderError("disposed", "this placement was disposed of");
  }

  dispose(): void {
    this.#held?.free();
    this.#held = null;
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  #name(index: number): string {
    return this.nodes[index]?.name ?? "";
  }

  owner(key: string | number | bigint): string {
    const engine = this.#engine;
    if (typeof key === "string") {
      const text = wellFormed(key, "key");
      return this.#name(ask(() => engine.ownerOfText(text)));
    }
    const number = unsigned(key, "key");
    return this.#name(ask(() => engine.ownerOfNumber(number)));
  }

  owners(key: string | number | bigint, count: number): string[] {
    const engine = this.#engine;
    wholeNumber(count, "count");
    const indexes =
      typeof key === "string"
        ? ask(() => engine.ownersOfText(wellFormed(key, "key"), count))
        : ask(() => engine.ownersOfNumber(unsigned(key, "key"), count));
    return Array.from(indexes, (index) => this.#name(index));
  }

  assign(keys: PlacementKeys): Uint16Array {
    if (keys instanceof Uint32Array) return ask(() => this.#engine.assignNumbers(keys));
    const { bytes, offsets } = Array.isArray(keys)
      ? encoded(keys, boundsOf(this.#of).KEYS_BYTES_MAX)
      : pieces(keys);
    return ask(() => this.#engine.assignTexts(bytes, offsets));
  }

  stats(keyCount: number): PlacementStats {
    wholeNumber(keyCount, "keyCount");
    const values = ask(() => this.#engine.stats(keyCount));
    const [min = 0, max = 0, mean = 0, stddev = 0, maxOverMean = 1, ...perNode] = values;
    return { perNode, min, max, mean, stddev, maxOverMean };
  }

  idle(): string[] {
    return Array.from(
      ask(() => this.#engine.idle()),
      (index) => this.#name(index),
    );
  }

  diff(other: Placement, keyCount: number): PlacementDiff {
    wholeNumber(keyCount, "keyCount");
    if (!(other instanceof EnginePlacement)) {
      throw new RingleaderError("argument", "other: a placement made by `placement.create`");
    }
    if (other.#of !== this.#of) {
      throw new RingleaderError("argument", "other: a placement of the same engine");
    }
    const [moved = 0, ideal = 0, needless = 0] = ask(() => this.#engine.diff(other.#engine, keyCount));
    return { moved, ideal, needless };
  }

  add(name: string, share: PlacementNodeShare = {}): Placement {
    checkKeys(share, ["weight", "tokens"], "the share of a node");
    const { weight, tokens } = shareOf(share, this.#hash, "");
    const text = wellFormed(name, "name");
    const engine = ask(() => this.#engine.add(text, weight, tokens));
    return this.#changed(engine, [...this.nodes, { name, weight: weight ?? 1 }]);
  }

  remove(name: string): Placement {
    const text = wellFormed(name, "name");
    const engine = ask(() => this.#engine.remove(text));
    return this.#changed(
      engine,
      this.nodes.filter((node) => node.name !== name),
    );
  }

  #changed(engine: PlacementEngine, nodes: readonly PlacementNode[]): Placement {
    return new EnginePlacement(this.#of, engine, this.strategy, this.#hash, nodes);
  }
}

/** A whole number of 64 bits. */
function unsigned(value: unknown, field: string): bigint {
  const number = typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof number === "bigint" && number >= 0n && number < 1n << 64n) return number;
  const sentence = "a whole number from 0 on: as a number up to 2^53 - 1, as a bigint up to 2^64 - 1";
  throw new RingleaderError("argument", `${field}: ${sentence}`);
}

/** A value of a hash, as its bits. */
function token(value: unknown, hash: PlacementHash, field: string): bigint {
  if (hash !== "murmur3-cassandra") return unsigned(value, field);
  const number = typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof number === "bigint" && number === BigInt.asIntN(64, number)) return BigInt.asUintN(64, number);
  throw new RingleaderError("argument", `${field}: a whole number from -2^63 to 2^63 - 1`);
}

/** Weight and tokens, checked as far as the engine would not see what they were. */
function shareOf({ weight, tokens = [] }: PlacementNodeShare, hash: PlacementHash, prefix: string): Share {
  if (weight !== undefined && typeof weight !== "number") {
    throw new RingleaderError("argument", `${prefix}weight: a number, not ${typeof weight}`);
  }
  if (!Array.isArray(tokens)) throw new RingleaderError("argument", `${prefix}tokens: an array of numbers`);
  const bits = tokens.map((value, i) => token(value, hash, `${prefix}tokens[${i}]`));
  return { weight, tokens: BigUint64Array.from(bits) };
}

/** Bytes and offsets that are what they say; the engine checks that they fit. */
function pieces(keys: unknown): KeyBytes {
  const sentence = "keys: an array of texts, a Uint32Array, or { bytes: Uint8Array, offsets: Uint32Array }";
  checkObject(keys, sentence);
  const { bytes, offsets } = keys as Partial<KeyBytes>;
  if (!(bytes instanceof Uint8Array && offsets instanceof Uint32Array)) {
    throw new RingleaderError("argument", sentence);
  }
  return { bytes, offsets };
}

/** One of the names that are known. */
function oneOf<T extends string>(value: unknown, known: readonly T[], field: string): T {
  const found = known.find((name) => name === value);
  if (found !== undefined) return found;
  throw new RingleaderError("argument", `${field}: one of ${known.join(", ")}`);
}

/** A count that need not be named. */
function optionalCount(value: number | undefined, field: string): number | undefined {
  return value === undefined ? undefined : wholeNumber(value, field);
}

/** Puts the nodes into what is asked for. @returns how they are called and what they weigh */
function pushNodes(
  of: PlacementCode,
  spec: PlacementSpec,
  nodes: readonly (string | PlacementNodeOptions)[],
  hash: PlacementHash,
): PlacementNode[] {
  if (!Array.isArray(nodes)) {
    throw new RingleaderError("argument", "nodes: an array of names or of { name, weight?, tokens? }");
  }
  const most = boundsOf(of).PLACED_NODES_MAX;
  if (nodes.length > most) {
    throw new RingleaderError("bound-placement", `nodes: at most ${most} (PLACED_NODES_MAX)`);
  }
  return nodes.map((node: string | PlacementNodeOptions, i) => {
    const field = `nodes[${i}]`;
    const options = typeof node === "string" ? { name: node } : node;
    checkKeys(options, ["name", "weight", "tokens"], field);
    const name = wellFormed(options.name, `${field}.name`);
    const { weight, tokens } = shareOf(options, hash, `${field}.`);
    spec.node(name, weight, tokens);
    return { name, weight: weight ?? 1 };
  });
}

const createKeys = ["strategy", "nodes", "hash", "virtualNodes", "loadFactor", "tableSize", "probes"];

function create(of: PlacementCode, options: PlacementOptions): Placement {
  checkKeys(options, createKeys, "the options of a placement");
  const strategy = oneOf(options.strategy, strategies, "strategy");
  const hash = oneOf(options.hash ?? "xxh64", hashes, "hash");
  const { loadFactor } = options;
  if (loadFactor !== undefined && typeof loadFactor !== "number") {
    throw new RingleaderError("argument", `loadFactor: a number, not ${typeof loadFactor}`);
  }
  const virtualNodes = optionalCount(options.virtualNodes, "virtualNodes");
  const tableSize = optionalCount(options.tableSize, "tableSize");
  const probes = optionalCount(options.probes, "probes");
  const { PlacementSpec } = of.code;
  const spec = ask(() => new PlacementSpec(strategy, hash, virtualNodes, loadFactor, tableSize, probes));
  const nodes = orFree(spec, () => pushNodes(of, spec, options.nodes, hash));
  return new EnginePlacement(
    of,
    ask(() => spec.build()),
    strategy,
    hash,
    nodes,
  );
}

function maglev(of: PlacementCode, options: MaglevOptions): Uint16Array {
  checkKeys(options, ["nodes", "tableSize", "hash", "offsets", "skips"], "the options of a Maglev table");
  const hash = oneOf(options.hash ?? "xxh64", hashes, "hash");
  const tableSize = wholeNumber(options.tableSize, "tableSize");
  const offsets = places(options.offsets, "offsets");
  const skips = places(options.skips, "skips");
  if ((offsets === undefined) !== (skips === undefined)) {
    throw new RingleaderError("argument", "offsets, skips: both or neither");
  }
  const { PlacementSpec } = of.code;
  const spec = ask(() => new PlacementSpec("maglev", hash, undefined, undefined, tableSize, undefined));
  orFree(spec, () => pushNodes(of, spec, options.nodes, hash));
  return ask(() => spec.maglev(offsets, skips));
}

/** What is asked for goes with an error: nobody else would free it. */
function orFree<T>(spec: PlacementSpec, act: () => T): T {
  try {
    return act();
  } catch (thrown) {
    spec.free();
    throw thrown;
  }
}

function places(values: readonly number[] | undefined, field: string): Uint32Array | undefined {
  if (values === undefined) return undefined;
  if (!Array.isArray(values)) throw new RingleaderError("argument", `${field}: an array of whole numbers`);
  return Uint32Array.from(values, (value: number, i) => {
    const whole = wholeNumber(value, `${field}[${i}]`);
    return Math.min(whole, 0xffff_ffff);
  });
}

const BUCKETS_MAX = 0x7fff_ffff;

/** Placement, as an engine does it: which node owns a key. */
export const placementOf = (engine: PlacementCode): PlacementApi => ({
  strategies,
  hashes,
  get bounds() {
    return boundsOf(engine);
  },
  create: (options) => create(engine, options),
  jump(key, buckets) {
    const number = unsigned(key, "key");
    if (wholeNumber(buckets, "buckets") < 1 || buckets > BUCKETS_MAX) {
      throw new RingleaderError("argument", `buckets: a whole number from 1 to ${BUCKETS_MAX}`);
    }
    const { placementJump } = engine.code;
    return ask(() => placementJump(number, buckets));
  },
  maglev: (options) => maglev(engine, options),
  slot(key) {
    const text = wellFormed(key, "key");
    const { placementSlot } = engine.code;
    return ask(() => placementSlot(text));
  },
  hash(name, text, seed = 0n) {
    const known = oneOf(name, hashes, "name");
    const bytes = text instanceof Uint8Array ? text : new TextEncoder().encode(wellFormed(text, "text"));
    const { placementHash } = engine.code;
    const value = ask(() => placementHash(known, bytes, unsigned(seed, "seed")));
    return known === "murmur3-cassandra" ? BigInt.asIntN(64, value) : value;
  },
});
