import { describe, expect, it, vi } from "vitest";
import type { SimulationLike } from "../api/simulation.ts";
import { catalog, Simulation } from "../library/ringleader.ts";
import type { ScenarioEntry } from "../state/app-state.ts";
import { positionOf } from "../state/scene.ts";
import { TEXTS } from "../testing/whole-engine.ts";
import { SHOWN, wordsIn } from "../testing/words-in.ts";
import { explained } from "./explained.ts";
import { type Finding, NEVER } from "./judge.ts";
import { truthOf } from "./truths.fixture.ts";

/**
 * What each scenario of the gallery, as it is, comes to. The engine's own tests of the gallery (tests/suite, "Choice
 * `...`") read the same off its history; where they say nothing, the scenario's first comment does.
 */
const AS_IT_IS: Readonly<Record<string, string>> = {
  "first-election": "three",
  replication: "majority",
  "leader-crash": "higher",
  "split-vote": "nobody",
  partition: "majority",
  "figure-7": "conflict",
  "figure-8": "own-term",
  "lost-messages": "no",
  "slow-follower": "no",
  "narrow-link": "election",
  "three-zones": "asia",
  "slow-disk": "written",
  "late-append": "keep",
  "retry-once": "once",
  "unknown-outcome": "one",
  "stale-read": "old",
  "pre-vote": "stays",
  "one-way-cut": "never",
  "bug-vote-without-log-check": "completeness",
  "bug-forget-log-on-restart": "completeness",
  "bug-accept-stale-append": "committed",
  "bug-commit-unverified": "own",
  "sent-again": "timeout",
  "bug-forget-term-on-restart": "two",
  "bug-answer-before-commit": "none",
  "bug-truncate-on-refusal": "committed",
  "paxos-forged-accept": "q",
  "paxos-phases": "three",
  "paxos-two-proposers": "same",
  "paxos-adopted-value": "x",
  "paxos-chosen-unknown": "proposal",
  "paxos-unknown-outcome": "x",
  "paxos-late-accept": "neither",
  "paxos-both-sides": "y",
  "paxos-duel": "never",
  "paxos-duel-retry": "yes",
  "paxos-duel-distinguished": "x",
  "paxos-acceptor-restart": "accepted",
  "paxos-slow-disk": "nothing",
  "paxos-slow-learner": "three",
  "paxos-far-proposer": "y",
  "paxos-bug-promise-forgotten": "both",
  "paxos-bug-round-reused": "chosen",
  "key-walk": "clockwise",
  "ring-against-modulo": "fifth",
  "remove-a-node": "own",
  "hot-node": "near",
  weights: "third",
  "replica-walk": "skip",
  "bounded-loads": "bound",
  "modulo-remainders": "most",
  "rendezvous-join": "new",
  "jump-join": "no",
  "maglev-join": "some",
  "slots-join": "fifth",
};

/** Long runs are looked at frame by frame. */
vi.setConfig({ testTimeout: 120_000 });

/** The same run, whose records are asked for once however often they are read. */
function once(simulation: Simulation): SimulationLike {
  const all = simulation.events({ from: -1, to: simulation.length });
  return new Proxy(simulation, {
    get: (target, key) => {
      const own: unknown = Reflect.get(target, key, target);
      if (key !== "events") return typeof own === "function" ? own.bind(target) : own;
      return ({ from, to }: { from: number; to: number }) =>
        all.filter((record) => positionOf(record) > from && positionOf(record) <= to);
    },
  });
}

/** Twenty seeds other than the gallery's. */
const SEEDS = Array.from({ length: 20 }, (_, index) => 1_001 + 37 * index);
/** Shares of the scenario's time at which something is done by hand. */
const SHARES = [0.15, 0.4, 0.7, 0.95];

describe.each(SHOWN)("the answer of a prediction of $name", async (entry) => {
  const [{ page }, why, words] = await Promise.all([
    entry.page(null),
    explained(entry.name, "en"),
    wordsIn("en", entry),
  ]);
  const chinese = await explained(entry.name, "zh-CN");
  const view = page.view(words);
  await view.later?.();
  const scenarios = catalog.scenarios.filter(({ protocol }) => protocol === entry.name);
  const bugs = catalog.protocols.find(({ name }) => name === entry.name)?.bugs ?? [];

  /** What is said once the cursor stands there. */
  function judged(name: string, simulation: SimulationLike, until: number): Finding | undefined {
    return view.judge(name)?.({ simulation, frame: simulation.frame(), until });
  }

  /** What is said at the scenario's end; on the way nothing else was said, but for what was withdrawn. */
  function verdict(name: string, simulation: Simulation, until: number): Finding | undefined {
    if (simulation.now < until) simulation.advance({ ms: until - simulation.now });
    return judged(name, simulation, until);
  }

  /** The verdict is what the history shows, read in another way; or it is withdrawn. */
  function expectTrue(
    one: ScenarioEntry,
    simulation: Simulation,
    until: number,
    how: string,
  ): Finding | undefined {
    const said = verdict(one.name, simulation, until);
    expect(said, `${how}: settled at the end`).not.toBeNull();
    if (typeof said === "string") {
      expect(Object.keys(why.lessons[one.name]?.choices ?? {}), how).toContain(said);
      expect(truthOf(one.name, simulation, until), how).toBe(said);
    }
    return said;
  }

  it.each(scenarios)("is a choice that the scenario as it is shows: $name", (one) => {
    expect(AS_IT_IS[one.name], "what it comes to is known").toBeDefined();
    const simulation = new Simulation(one.text);
    expect(expectTrue(one, simulation, simulation.endTime, "as it is")).toBe(AS_IT_IS[one.name]);
  });

  it.each(scenarios)("is said no sooner than it is shown, and not said otherwise later: $name", (one) => {
    const simulation = new Simulation(one.text);
    const until = simulation.endTime;
    const length = simulation.length;
    const step = Math.max(1, Math.floor(length / 30));
    const known = once(simulation);
    let said: Finding | undefined = null;
    for (let position = 0; position <= length; position += step) {
      simulation.seek(position);
      const now = judged(one.name, known, until);
      if (said !== null) expect(now).toBe(said);
      said = now;
    }
  });

  it.each(scenarios)("is what the run shows, or withdrawn, with other seeds: $name", (one) => {
    const until = new Simulation(one.text).endTime;
    for (const seed of SEEDS) expectTrue(one, new Simulation(one.text, { seed }), until, `seed ${seed}`);
  });

  if (bugs.length > 0)
    it.each(scenarios)("is what the run shows, or withdrawn, with known bugs: $name", (one) => {
      const until = new Simulation(one.text).endTime;
      const texts = new Set(
        bugs.flatMap((bug) => [
          TEXTS.rewritten(one.text, [`bug ${bug}`]),
          TEXTS.rewritten(one.text, [], [`bug ${bug}`]),
        ]),
      );
      // As it is, it has been looked at.
      texts.delete(one.text);
      for (const text of texts) expectTrue(one, new Simulation(text), until, text);
    });

  it.each(scenarios)("is what the run shows, or withdrawn, in a branch with a move by hand: $name", (one) => {
    const whole = new Simulation(one.text);
    const until = whole.endTime;
    const { nodes } = whole.frame();
    const others = nodes.slice(2).map(({ id }) => id);
    const moves =
      entry.name === "placement"
        ? ["leave n1", "join n9", 'lookup "user:17"', "change strategy rendezvous"]
        : [
            "crash n1",
            "crash n3",
            "cut n2",
            `cut n1 n2 | ${others.join(" ")}`,
            "heal",
            "restart all",
            "pause n2",
          ];
    for (const share of SHARES)
      for (const move of moves) {
        whole.switchTo(0);
        whole.seekTime(until * share);
        whole.act(move);
        expectTrue(one, whole, until, `${move} at ${share}`);
      }
    // The first branch is as it was.
    whole.switchTo(0);
    whole.seek(whole.length);
    expect(judged(one.name, whole, until)).toBe(AS_IT_IS[one.name]);
  });

  it.each(scenarios)(
    "has its question, its choices and what it takes in both languages: $name",
    ({ name }) => {
      const [lesson, theirs] = [why.lessons[name], chinese.lessons[name]];
      expect(Object.keys(lesson?.choices ?? {})).toEqual(Object.keys(theirs?.choices ?? {}));
      expect(lesson?.question === null).toBe(view.judge(name) === null);
      for (const one of [lesson, theirs]) expect(one?.needs.length).toBeGreaterThan(3);
    },
  );

  it("opens a scenario of its own at first", () => {
    expect(scenarios.map(({ name }) => name)).toContain(entry.firstScenario);
  });
});

/** Scenarios after an edit that makes another choice true, which the gallery's runs do not come to. */
const EDITED: readonly (readonly [string, string, string, (text: string) => string])[] = [
  ["bug-answer-before-commit", "value", "n1 is not cut off", (text) => text.replace("cut n1\n", "")],
  [
    "bug-answer-before-commit",
    "nothing",
    "the others cannot elect",
    (text) => text.replace("crash n1", "crash n1\ncrash n4\ncrash n5"),
  ],
  [
    "bug-truncate-on-refusal",
    "uncommitted",
    "n2 leads a minority",
    (text) => `${headerOf(text).replace("clients 1", "clients 2")}
fire n2 election
run 40ms
cut n2
request c1 n2 "set x 1"
run 30ms
heal
cut n2 n5 | n1 n3 n4
request c2 n2 "set x 2"
run 60ms
`,
  ],
  [
    "paxos-forged-accept",
    "x",
    "one acceptor got it, and is down",
    (text) => `${headerOf(text)}
inject n1 -> n2 Accept ballot=1.n1 value=Q
run 15ms
crash n2
request c1 n5 "X"
run 80ms
`,
  ],
];

/** A scenario up to its network's latency, which is the first of its moves. */
const headerOf = (text: string): string => /^.*\nnetwork latency [^\n]+/su.exec(text)?.[0] ?? "";

it.each(EDITED)("of %s is %s when %s", async (name, choice, _, edit) => {
  const one = catalog.scenarios.find((other) => other.name === name) as ScenarioEntry;
  const entry = SHOWN.find((other) => other.name === one.protocol) as (typeof SHOWN)[number];
  const view = (await entry.page(null)).page.view(await wordsIn("en", entry));
  await view.later?.();
  const text = edit(one.text);
  expect(text).not.toBe(one.text);
  const simulation = new Simulation(text);
  const until = simulation.endTime;
  expect(view.judge(name)?.({ simulation, frame: simulation.frame(), until })).toBe(choice);
  expect(truthOf(name, simulation, until)).toBe(choice);
});

it("is withdrawn where a question's run is another: a split vote that did not split", () => {
  const one = catalog.scenarios.find(({ name }) => name === "split-vote");
  const found = SEEDS.map((seed) => truthOf("split-vote", new Simulation(one?.text ?? "", { seed }), 600));
  expect(found).toContain(NEVER);
});
