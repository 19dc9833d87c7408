/**
 * How fast the packaged engine places keys under Node, beside the npm packages that people use, in one run:
 * `node benches/placement.mjs [keys]`, part of `npm run bench`.
 *
 * Times are the process's own CPU time, and the best of several runs: on a machine with other work the clock on the wall
 * would mostly measure that. The packages answer one key per call; they get as many keys as they manage in about the
 * same time.
 */
import { placement } from "ringleader";

const keys = Number(process.argv[2] ?? 1_000_000);
const repeats = 5;
const nodes = Array.from({ length: 100 }, (_, i) => `10.0.0.${i}:11211`);

const numbers = Uint32Array.from({ length: keys }, (_, i) => i);
const texts = Array.from(numbers, (i) => `user:${i}`);
const bytes = new TextEncoder().encode(texts.join(""));
const offsets = new Uint32Array(keys + 1);
for (let i = 0; i < keys; i++) offsets[i + 1] = offsets[i] + texts[i].length;

/** The best CPU time of a call, in ms. */
function best(call, times = repeats) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const start = process.cpuUsage();
    call();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

const rate = (count, ms) => `${(count / ms / 1000).toFixed(1)} M/s`;
const row = (...cells) =>
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(34) : cell.padStart(13))).join(""));

function strategies() {
  console.log(
    `${nodes.length} nodes, 160 virtual nodes each, ${keys.toLocaleString("en")} keys in one call\n`,
  );
  row("strategy, hash", "built", "numbers", "bytes", "string[]");
  const ring = placement.hashes.map((hash) => ["ring", hash]);
  const others = placement.strategies.filter((name) => name !== "ring").map((name) => [name, "xxh64"]);
  for (const [strategy, hash] of [...ring, ...others]) {
    const options = { strategy, hash, nodes, virtualNodes: 160 };
    const built = best(() => placement.create(options), 20);
    const p = placement.create(options);
    row(
      `${strategy}, ${hash}`,
      `${built.toFixed(2)} ms`,
      rate(
        keys,
        best(() => p.assign(numbers)),
      ),
      rate(
        keys,
        best(() => p.assign({ bytes, offsets })),
      ),
      rate(
        keys,
        best(() => p.assign(texts)),
      ),
    );
  }
}

function change() {
  const before = placement.create({ strategy: "ring", nodes });
  const ms = best(() => before.diff(before.add("10.0.0.100:11211"), keys));
  console.log(
    `\na node added, ${keys.toLocaleString("en")} keys assigned before and after and compared: ${ms.toFixed(0)} ms`,
  );
}

/** A package, if it is installed: `make` returns a function from key to node. */
async function peer(name, make, count) {
  const module = await import(name);
  const get = make(module.default ?? module);
  const some = texts.slice(0, count);
  const ms = best(() => {
    for (const key of some) get(key);
  }, 3);
  return { name, nanoseconds: (ms / count) * 1e6 };
}

async function peers() {
  const ours = placement.create({ strategy: "ring", nodes });
  const theirs = [
    await peer(
      "hashring",
      (HashRing) => {
        const ring = new HashRing(nodes, "md5", { "default port": 11211, "max cache size": 1 });
        return (key) => ring.get(key);
      },
      Math.min(keys, 50_000),
    ),
    await peer(
      "consistent-hash",
      (ConsistentHash) => {
        const ring = new ConsistentHash({ range: 100_003, weight: 160 });
        for (const node of nodes) ring.add(node);
        return (key) => ring.get(key);
      },
      Math.min(keys, 200_000),
    ),
  ];
  const one = best(() => {
    for (let i = 0; i < 100_000; i++) ours.owner(texts[i % keys]);
  });
  const bulk = best(() => ours.assign(texts)) / keys;
  console.log("\none lookup of a text among 100 nodes, ring");
  row("ringleader, assign(string[])", `${(bulk * 1e6).toFixed(0)} ns`);
  row("ringleader, owner(string)", `${(one * 10).toFixed(0)} ns`);
  for (const { name, nanoseconds } of theirs) {
    row(name, `${nanoseconds.toFixed(0)} ns`, `${(nanoseconds / (bulk * 1e6)).toFixed(1)} x`);
  }
}

strategies();
change();
await peers();
