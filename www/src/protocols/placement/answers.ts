import {
  about,
  beside,
  type Find,
  type FlatRecord,
  flatten,
  is,
  judgeOf,
  NEVER,
  type Run,
} from "../judge.ts";
import type { ScenarioName } from "./codes.ts";

/** The strategy in use before a record, as the records say it. */
function strategyAt(all: readonly FlatRecord[], one: FlatRecord): string {
  const before = all.filter(({ position }) => position < one.position);
  const set = before.findLast((record) => record.params.setting === "strategy");
  return String(set?.params.now ?? all.find(is("placement.built"))?.params.strategy);
}

const keysOf = (all: readonly FlatRecord[]): number => Number(all.find(is("placement.built"))?.params.keys);

/** The first join, or leave, under a strategy: what `judge` makes of what it moved. */
const moved =
  (
    by: "join" | "leave",
    strategy: string,
    judge: (change: FlatRecord, all: readonly FlatRecord[]) => string | null | false,
  ): Find =>
  ({ records }) => {
    const all = flatten(records);
    const change = all.find(
      (record) =>
        is("placement.keys.moved", "placement.keys.stayed")(record) &&
        is(by)(beside(all, record)[0] as FlatRecord),
    );
    if (change === undefined) return null;
    return strategyAt(all, change) === strategy ? judge(change, all) : NEVER;
  };

const count = (record: FlatRecord, name: string): number => Number(record.params[name] ?? 0);
/** How many keys moved between nodes that were there before, and how many in all. */
const needless = (record: FlatRecord): number => count(record, "needless");

/** "How many of the so many keys move?" */
const howMany = (strategy: string, keys: number, names: Readonly<Record<number, string>>): Find =>
  moved("join", strategy, (change, all) => {
    if (keysOf(all) !== keys) return NEVER;
    return count(change, "moved") === 0 && names[0] !== undefined
      ? names[0]
      : about(count(change, "moved"), names);
  });

/** A lookup's records that tell this, each with those of its event. */
const lookups = (
  { records }: Run,
  what: string,
): { record: FlatRecord; event: FlatRecord[]; all: FlatRecord[] }[] => {
  const all = flatten(records);
  return all.filter(is(what)).map((record) => ({ record, event: beside(all, record), all }));
};

const FINDS: Readonly<Record<ScenarioName, Find>> = {
  "key-walk": (run) => {
    const found = lookups(run, "placement.owner.found").find(({ record }) => record.params.key === "user:17");
    if (found === undefined) return null;
    const walked = found.event.filter(is("placement.walk.point-found", "placement.walk.node-full"));
    const plain = strategyAt(found.all, found.record) === "ring" && walked.length === 1;
    return plain && walked[0]?.node === found.record.node ? "clockwise" : NEVER;
  },
  "ring-against-modulo": howMany("ring", 500, { 0: "none", 100: "fifth", 250: "half", 400: "most" }),
  "remove-a-node": moved("leave", "ring", (change, all) => {
    const left = beside(all, change).find(is("placement.node.left"));
    if (left?.node !== "n2") return NEVER;
    if (needless(change) === 0 && count(change, "moved") === count(left, "keys")) return "own";
    const from = new Set(beside(all, change).flatMap((record) => record.params.from ?? []));
    const some =
      count(change, "moved") < keysOf(all) / 2 && from.size === 2 && from.has("n2") && from.has("n3");
    if (some) return "neighbour";
    return count(change, "moved") >= 0.9 * keysOf(all) ? "all" : NEVER;
  }),
  "hot-node": ({ records }) => {
    const all = flatten(records);
    const set = all.find(({ params }) => params.setting === "virtual-nodes" && params.now === "160");
    if (set === undefined) return null;
    if (strategyAt(all, set) !== "ring") return NEVER;
    const measured = all
      .filter(is("placement.balance.measured"))
      .map((record) => ({ record, ratio: count(record, "ratio") }));
    const ratio = measured.find(({ record }) => record.position === set.position)?.ratio ?? Number.NaN;
    if (ratio < 1.2) return "near";
    if (ratio >= 1.4 && ratio <= 1.6) return "half";
    const before = measured.findLast(({ record }) => record.position < set.position)?.ratio ?? 0;
    return ratio >= 1.75 && ratio <= 2.1 && before >= 1.75 && before <= 2.1 ? "same" : NEVER;
  },
  weights: moved("join", "ring", (change, all) => {
    const joined = beside(all, change).find(is("placement.node.joined"));
    const asked = joined?.node === "n5" && joined.params.weight === 2 && keysOf(all) === 600;
    if (!asked || needless(change) > 0) return NEVER;
    return about(count(change, "moved"), { 100: "sixth", 200: "third", 300: "half" });
  }),
  "replica-walk": (run) => {
    for (const { record, event } of lookups(run, "placement.replica.skipped")) {
      const holders = event.filter(is("placement.owner.found", "placement.replica.chosen"));
      const before = holders.filter((one) => event.indexOf(one) < event.indexOf(record));
      if (before.some(({ node }) => node === record.node)) return "skip";
    }
    return null;
  },
  "bounded-loads": (run) => {
    const [full] = lookups(run, "placement.walk.node-full");
    if (full === undefined) return null;
    const { record, all } = full;
    const change = all.findLast(
      (one) => one.position < record.position && is("placement.node.joined", "placement.node.left")(one),
    );
    const nodes = Number(change?.params.nodes ?? all.find(is("placement.built"))?.params.nodes);
    // Of 500 keys and 5 nodes, only a load factor of 1.25 makes this bound.
    const asked = keysOf(all) === 500 && nodes === 5 && strategyAt(all, record) === "bounded";
    return asked && record.params.bound === 125 ? "bound" : NEVER;
  },
  "modulo-remainders": howMany("modulo", 40, { 8: "fifth", 20: "half", 32: "most" }),
  "rendezvous-join": moved("join", "rendezvous", (change) =>
    needless(change) === 0 && count(change, "moved") > 0 ? "new" : NEVER,
  ),
  "jump-join": ({ records }) => {
    const all = flatten(records);
    const leave = all.find((record) => is("leave")(record) && record.node === "n2");
    if (leave === undefined) return null;
    const only = beside(all, leave).some(({ reason }) => reason === "only-last-leaves");
    return only && strategyAt(all, leave) === "jump" ? "no" : NEVER;
  },
  "maglev-join": moved("join", "maglev", (change, all) => {
    if (beside(all, change).find(is("placement.node.joined"))?.params.nodes !== 5) return NEVER;
    if (needless(change) === 0) return "none";
    if (needless(change) <= keysOf(all) / 10) return "some";
    return needless(change) > keysOf(all) / 2 ? "most" : NEVER;
  }),
  "slots-join": howMany("slots", 500, { 100: "fifth", 250: "half", 400: "most" }),
};

export const answerOf = (scenario: string) => judgeOf(FINDS, scenario);
