import type { PlacementWhy as Why } from "../../codes.ts";

/** There is no known bug to switch on. */
export const bugs: Why["bugs"] = {};

/** What each option does. */
export const options: Why["options"] = {
  strategy: { name: "Strategy", text: "How keys find nodes." },
  compare: { name: "Beside it", text: "A second strategy, on the same keys and with the same changes." },
  hash: {
    name: "Hash",
    text: "What gives keys and nodes their places: xxh64, sha1, murmur3, or as libketama and Cassandra do.",
  },
  "virtual-nodes": { name: "Virtual nodes", text: "Points on the circle of a node of weight 1." },
  replicas: { name: "Replicas", text: "Copies of each key, on different nodes." },
  "load-factor": { name: "Load factor", text: "With bounded loads: how many times the mean a node may own." },
  "table-size": { name: "Table size", text: "Of Maglev: entries of the lookup table, a prime." },
  probes: { name: "Probes", text: "Of multi-probe: how often a key probes the circle." },
};

/** How to read the picture. */
export const legend: Why["legend"] = {
  arc: "Arc: what a node owns, in its colour; the gap is its point",
  tick: "Tick: a key",
  walk: "Line along the circle: the walk from a key to its owners",
  replica: "Number in a ring: first, second, third copy, in the owner's colour",
  skipped: "Small cross: a point that is passed, because its node has a copy or is full",
  moving: "Dot on a thread: a key on its way from its old owner to its new one",
  bar: "Bar: the keys of a node",
  mean: "Dashed line: the mean, or with weights the fair share of each node",
  bound: "Solid line: the bound",
  cell: "Cell: an entry of the table, or a slot, in its owner's colour",
  property: "Chip: a property, and whether it holds",
};
