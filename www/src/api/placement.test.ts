/** Placement as JavaScript has it: what comes back, what is refused and in which words, and the fast way in. */
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type PlacementOptions,
  type PlacementStrategy,
  placement,
  RingleaderError,
} from "../library/ringleader.ts";

const make = (more: Partial<PlacementOptions> = {}) =>
  placement.create({ strategy: "ring", nodes: ["a", "b", "c"], tableSize: 2039, ...more });
const keyed = placement.strategies.filter((strategy) => strategy !== "bounded");

/** What a call throws: `code message`. */
function thrown(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof RingleaderError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "nothing";
}

describe("a placement", () => {
  it("says its nodes in index order; a change makes a new one", () => {
    const before = make({ nodes: ["a", { name: "b", weight: 2 }] });
    const after = before.add("d", { weight: 3 }).remove("a");
    expect(before.nodes).toEqual([
      { name: "a", weight: 1 },
      { name: "b", weight: 2 },
    ]);
    expect(after.nodes).toEqual([
      { name: "b", weight: 2 },
      { name: "d", weight: 3 },
    ]);
    expect(after.strategy).toBe("ring");
  });

  it.each(keyed)("%s: one owner, however it is asked for", (strategy) => {
    const p = make({ strategy });
    const name = (index: number | undefined) => p.nodes[index ?? -1]?.name;
    for (const key of [0, 17, 4_294_967_295]) {
      expect(p.owner(key)).toBe(name(p.assign(Uint32Array.of(key))[0]));
      expect(p.owner(BigInt(key))).toBe(p.owner(key));
      expect(p.owners(key, 2)[0]).toBe(p.owner(key));
    }
    for (const key of ["", "user:17", "naïve", "键", "🔑", "a\0b"]) {
      expect(name(p.assign([key])[0])).toBe(p.owner(key));
      const bytes = new TextEncoder().encode(key);
      expect(name(p.assign({ bytes, offsets: Uint32Array.of(0, bytes.length) })[0])).toBe(p.owner(key));
    }
    expect(new Set(p.owners("user:17", 9)).size).toBe(3);
  });

  it("takes many texts of every kind in their order", () => {
    const p = make();
    const texts = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 30 });
    fc.assert(
      fc.property(texts, (keys) => {
        const owners = keys.map((key) => p.nodes.findIndex(({ name }) => name === p.owner(key)));
        expect([...p.assign(keys)]).toEqual(owners);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("takes no keys, too", () => {
    for (const strategy of placement.strategies) {
      expect(make({ strategy }).assign([])).toEqual(new Uint16Array(0));
      expect(make({ strategy }).stats(0).maxOverMean).toBe(1);
    }
  });

  it("counts", () => {
    for (const strategy of placement.strategies) {
      const p = make({ strategy });
      const stats = p.stats(1000);
      const owners = p.assign(Uint32Array.from({ length: 1000 }, (_, i) => i));
      const perNode = p.nodes.map((_, index) => owners.filter((owner) => owner === index).length);
      expect(stats.perNode).toEqual(perNode);
      expect([stats.min, stats.max]).toEqual([Math.min(...perNode), Math.max(...perNode)]);
      const variance = perNode.reduce((sum, keys) => sum + (keys - stats.mean) ** 2, 0) / 3;
      expect(stats.stddev).toBe(Math.sqrt(variance));
      expect(stats.maxOverMean).toBe(stats.max / stats.mean);
    }
  });

  it("compares before and after", () => {
    const p = make();
    expect(p.diff(p, 1000)).toEqual({ moved: 0, ideal: 0, needless: 0 });
    const { moved, ideal, needless } = p.diff(p.add("d"), 1000);
    expect([ideal, needless]).toEqual([250, 0]);
    expect(moved).toBeGreaterThan(100);
    const baseline = make({ strategy: "modulo" });
    // x mod 3 = x mod 4 for 3 of every 12.
    expect(baseline.diff(baseline.add("d"), 1200)).toEqual({ moved: 900, ideal: 300, needless: 600 });
  });

  it("has signed tokens for Cassandra", () => {
    const nodes = [
      { name: "a", tokens: [-(2n ** 63n), 0] },
      { name: "b", tokens: [-5, 2n ** 62n] },
    ];
    const p = make({ hash: "murmur3-cassandra", nodes });
    for (const key of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
      const token = placement.hash("murmur3-cassandra", key);
      const owner = token <= -5n ? "b" : token <= 0n ? "a" : token <= 2n ** 62n ? "b" : "a";
      expect(p.owner(key)).toBe(owner);
    }
  });
});

describe("functions by themselves", () => {
  it("are the published ones", () => {
    expect(placement.jump(0xdead10ccn, 666)).toBe(361);
    expect(placement.jump(256, 1024)).toBe(520);
    expect(placement.slot("123456789")).toBe(0x31c3 % 16384);
    expect(placement.slot("{user1000}.following")).toBe(placement.slot("user1000"));
    expect(placement.hash("xxh64", "abc")).toBe(0x44bc2cf5ad770999n);
    expect(placement.hash("xxh64", "", 0x9e3779b1)).toBe(0xac75fda2929b17efn);
    const table = placement.maglev({
      nodes: ["B0", "B1", "B2"],
      tableSize: 7,
      offsets: [3, 0, 3],
      skips: [4, 2, 1],
    });
    expect([...table]).toEqual([1, 0, 1, 0, 2, 2, 0]);
  });

  it("bounds are numbers", () => {
    expect(placement.bounds.PLACED_NODES_MAX).toBe(65_535);
    for (const bound of Object.values(placement.bounds)) expect(bound).toBeGreaterThan(0);
  });
});

describe("owners are the same on every machine", { timeout: 60_000 }, () => {
  const golden = readFileSync(new URL("../../../tests/golden/placement.txt", import.meta.url), "utf8");
  const weighted = ["ring", "rendezvous", "maglev", "slots"];
  const keys = Uint32Array.from({ length: 100_000 }, (_, i) => i);
  const digits = new TextEncoder().encode(keys.join(""));
  const offsets = new Uint32Array(keys.length + 1);
  for (const key of keys) offsets[key + 1] = (offsets[key] ?? 0) + String(key).length;
  const hashOf = (owners: Uint16Array) => {
    const bytes = new Uint8Array(owners.buffer, owners.byteOffset, owners.byteLength);
    return placement.hash("xxh64", bytes).toString(16).padStart(16, "0");
  };

  it("tests/golden/placement.txt, written by the native engine: 100,000 keys by every strategy and hash", () => {
    const lines = placement.strategies.flatMap((strategy) =>
      placement.hashes.map((hash) => {
        const nodes = Array.from({ length: 23 }, (_, i) =>
          weighted.includes(strategy) ? { name: `node-${i}`, weight: 1 + (i % 5) / 2 } : `node-${i}`,
        );
        const p = placement.create({ strategy, hash, nodes });
        const owners = hashOf(p.assign(keys));
        // A text of digits is not a number where numbers are not hashed.
        if (strategy !== "modulo" && strategy !== "jump") {
          expect(hashOf(p.assign({ bytes: digits, offsets }))).toBe(owners);
          expect(hashOf(p.assign(Array.from(keys, String)))).toBe(owners);
        }
        return `${strategy} ${hash} ${owners}\n`;
      }),
    );
    expect(lines.join("")).toBe(golden);
  });
});

describe("bad input names the field", () => {
  const wrong = (options: unknown) => () => placement.create(options as PlacementOptions);
  const nodes = ["a"];
  it.each<[string, () => unknown]>([
    ["argument nodes: at least one", wrong({ strategy: "ring", nodes: [] })],
    ["argument nodes: an array of names or of { name, weight?, tokens? }", wrong({ strategy: "ring" })],
    [
      "argument strategy: one of modulo, ring, rendezvous, jump, maglev, bounded, multi-probe, slots",
      wrong({ strategy: "rings", nodes }),
    ],
    [
      "argument hash: one of xxh64, sha1, ketama, murmur3, murmur3-cassandra",
      wrong({ strategy: "ring", nodes, hash: "md5" }),
    ],
    [
      "argument the options of a placement has no `vnodes`, only strategy, nodes, hash, virtualNodes, loadFactor, tableSize, probes; did you mean `nodes`?",
      wrong({ strategy: "ring", nodes, vnodes: 3 }),
    ],
    [
      "argument nodes[0] has no `wieght`, only name, weight, tokens; did you mean `weight`?",
      wrong({ strategy: "ring", nodes: [{ wieght: 1 }] }),
    ],
    [
      "argument nodes[0] has no `weight<U+200B>`, only name, weight, tokens; did you mean `weight`?",
      wrong({ strategy: "ring", nodes: [{ "weight\u200b": 1 }] }),
    ],
    [
      "argument nodes[1].name: a name of its own: nodes[0] has it too",
      wrong({ strategy: "ring", nodes: ["a", "a"] }),
    ],
    ["argument nodes[1].name: a text that is not empty", wrong({ strategy: "ring", nodes: ["a", ""] })],
    ["argument nodes[0].name: a text, not undefined", wrong({ strategy: "ring", nodes: [{}] })],
    [
      "argument nodes[0].name: a text, but half of a character (a lone surrogate) stands at index 1",
      wrong({ strategy: "ring", nodes: ["a\ud800"] }),
    ],
    [
      "bound-placement nodes[0].name: at most 1024 (NAME_MAX)",
      wrong({ strategy: "ring", nodes: ["x".repeat(1025)] }),
    ],
    [
      "argument nodes[0].weight: a number, not string",
      wrong({ strategy: "ring", nodes: [{ name: "a", weight: "2" }] }),
    ],
    ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY].map((weight): [string, () => unknown] => [
      "argument nodes[0].weight: a number from 0.000001 to 1,000,000,000",
      wrong({ strategy: "ring", nodes: [{ name: "a", weight }] }),
    ]),
    [
      "refused nodes[0].weight: jump gives every bucket the same share; give a larger node several buckets, as nodes",
      wrong({ strategy: "jump", nodes: [{ name: "a", weight: 2 }] }),
    ],
    [
      "argument virtualNodes: a whole number from 1 on, not 0",
      wrong({ strategy: "ring", nodes, virtualNodes: 0 }),
    ],
    [
      "argument virtualNodes: a whole number from 0 on, not 1.5",
      wrong({ strategy: "ring", nodes, virtualNodes: 1.5 }),
    ],
    [
      "bound-placement virtualNodes: at most 65536 (VIRTUAL_NODES_MAX)",
      wrong({ strategy: "ring", nodes, virtualNodes: 1e12 }),
    ],
    [
      "argument tableSize: a prime, such as 65537, not 65536",
      wrong({ strategy: "maglev", nodes, tableSize: 65536 }),
    ],
    [
      "argument tableSize: at least the number of nodes, 4, not 3",
      wrong({ strategy: "maglev", nodes: ["a", "b", "c", "d"], tableSize: 3 }),
    ],
    ["argument loadFactor: a number from 1 to 1,000", wrong({ strategy: "bounded", nodes, loadFactor: 0.5 })],
    [
      "argument nodes[1].tokens[0]: a token of its own: nodes[0].tokens[1] is the same",
      wrong({
        strategy: "ring",
        nodes: [
          { name: "a", tokens: [1, 7] },
          { name: "b", tokens: [7] },
        ],
      }),
    ],
    [
      "argument nodes[0].tokens[0]: a value of ketama",
      wrong({ strategy: "ring", hash: "ketama", nodes: [{ name: "a", tokens: [2 ** 32] }] }),
    ],
    [
      "refused nodes[0].tokens: only ring and bounded have points that a node could choose",
      wrong({ strategy: "maglev", nodes: [{ name: "a", tokens: [1] }] }),
    ],
    [
      "argument key: a text, but half of a character (a lone surrogate) stands at index 0",
      () => make().owner("\udc00"),
    ],
    [
      "argument keys[1]: a text, but half of a character (a lone surrogate) stands at index 1",
      () => make().assign(["a", "b\ud83d", "\udd11"]),
    ],
    ["argument keys[1]: a text, not number", () => make().assign(["a", 2] as unknown as string[])],
    [
      "argument keys: an array of texts, a Uint32Array, or { bytes: Uint8Array, offsets: Uint32Array }",
      () => make().assign("abc" as unknown as string[]),
    ],
    [
      "argument keys.offsets[0]: 0, where the first key begins",
      () => make().assign({ bytes: new Uint8Array(3), offsets: new Uint32Array(0) }),
    ],
    [
      "argument keys.offsets[2]: at least the one before, 3, not 2",
      () => make().assign({ bytes: new Uint8Array(3), offsets: Uint32Array.of(0, 3, 2) }),
    ],
    [
      "argument keys.offsets[1]: the number of bytes, 3, not 2",
      () => make().assign({ bytes: new Uint8Array(3), offsets: Uint32Array.of(0, 2) }),
    ],
    [
      "bound-placement key, bytes: at most 1048576 (KEY_BYTES_MAX)",
      () => make().owner("x".repeat(2 ** 20 + 1)),
    ],
    [
      "bound-placement keys[1], bytes: at most 1048576 (KEY_BYTES_MAX)",
      () => make().assign(["", "x".repeat(2 ** 20 + 1)]),
    ],
    ["bound-placement keyCount: at most 67108864 (CALL_KEYS_MAX)", () => make().stats(1e9)],
    ["argument keyCount: a whole number from 0 on, not -1", () => make().stats(-1)],
    ["argument count: a whole number from 1 on, not 0", () => make().owners("a", 0)],
    ["argument other: a placement made by `placement.create`", () => make().diff({} as never, 1)],
    ["argument name: the name of one of the nodes", () => make().remove("z")],
    ["argument nodes: at least one", () => make({ nodes: ["a"] }).remove("a")],
    [
      "refused name: jump numbers its buckets: only the last node can be removed",
      () => make({ strategy: "jump" }).remove("a"),
    ],
    [
      "refused owner: with bounded loads the owner of a key depends on all keys and their order; use `assign`",
      () => make({ strategy: "bounded" }).owner("a"),
    ],
    [
      "argument offsets, skips: both or neither",
      () => placement.maglev({ nodes, tableSize: 7, offsets: [1] }),
    ],
    [
      "argument skips[0]: from 1 to below the table's size, 7, not 0",
      () => placement.maglev({ nodes, tableSize: 7, offsets: [1], skips: [0] }),
    ],
    [
      "argument offsets: as many as nodes, 1, not 2",
      () => placement.maglev({ nodes, tableSize: 7, offsets: [1, 2], skips: [1, 1] }),
    ],
    ["argument seed: sha1 has none", () => placement.hash("sha1", "a", 1)],
    ["argument seed: of murmur3, at most 4,294,967,295", () => placement.hash("murmur3", "a", 2n ** 32n)],
    ["argument buckets: a whole number from 1 to 2147483647", () => placement.jump(1, 0)],
    [
      "argument key: a whole number from 0 on: as a number up to 2^53 - 1, as a bigint up to 2^64 - 1",
      () => placement.jump(-1, 5),
    ],
  ])("%s", (expected, call) => {
    expect(thrown(call)).toBe(expected);
  });

  it("whatever is passed, the error is ours, and nothing is half changed", { timeout: 60_000 }, () => {
    const p = make();
    const before = [...p.assign(Uint32Array.from({ length: 100 }, (_, i) => i))];
    const strategy = fc.constantFrom<PlacementStrategy>(...placement.strategies);
    const option = fc.oneof(fc.anything(), fc.double(), fc.integer());
    const node = fc.oneof(fc.anything(), fc.string(), fc.record({ name: fc.string(), weight: fc.double() }));
    const optionsOf = fc.record(
      {
        strategy: fc.oneof(strategy, fc.anything()),
        nodes: fc.oneof(fc.array(node), fc.anything()),
        virtualNodes: option,
        loadFactor: option,
        tableSize: fc.oneof(option, fc.constantFrom(2, 3, 7, 8)),
        probes: option,
      },
      { requiredKeys: [] },
    );
    const ours = (call: () => unknown) => expect(() => thrown(call)).not.toThrow();
    fc.assert(
      fc.property(optionsOf, fc.anything(), (options, any) => {
        ours(() => placement.create(options as PlacementOptions));
        ours(() => p.owner(any as string));
        ours(() => p.assign(any as string[]));
        ours(() => p.add(any as string, any as object));
        ours(() => p.remove(any as string));
        ours(() => p.diff(any as typeof p, any as number));
        ours(() => placement.maglev(options as never));
        ours(() => placement.slot(any as string));
        ours(() => placement.hash(any as "sha1", any as string, any as number));
        ours(() => placement.jump(any as number, any as number));
      }),
      { numRuns: 1000, seed: 1 },
    );
    expect([...p.assign(Uint32Array.from({ length: 100 }, (_, i) => i))]).toEqual(before);
  });
});
