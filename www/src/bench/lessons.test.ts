/** What the page says of a lesson, whatever became of its scenario: by tab, link, new seed, bug, fault, branch. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ProtocolName } from "../api/frames.ts";
import { scenarioOfLink } from "../api/link.ts";
import type { Reached } from "../api/slices.ts";
import { catalog, Simulation } from "../library/ringleader.ts";
import { addressOf, openLink } from "../page/address.ts";
import type { ProtocolView } from "../protocols/protocol.ts";
import { initialState } from "../state/app-state.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { ENGINE } from "../testing/whole-engine.ts";
import { SHOWN, wordsIn } from "../testing/words-in.ts";
import { App, type ProtocolLoader } from "./app.ts";
import { galleryOf, nearestOf } from "./gallery.ts";
import { changesOf } from "./lesson.ts";

const VIEWS = new Map<string, ProtocolView>();
for (const entry of SHOWN) {
  const view = (await entry.page(null)).page.view(await wordsIn("en", entry));
  await view.later?.();
  VIEWS.set(entry.name, view);
}

let clock = new FakeClock();
let app: App;
const BASE = "https://example.org/lab/";

beforeEach(() => {
  clock = new FakeClock();
  let shown = "";
  const loader: ProtocolLoader = {
    has: () => true,
    prepare: async () => {},
    use: (protocol) => {
      shown = protocol;
    },
    outlook: () => VIEWS.get(shown) as ProtocolView,
    firstScenario: (protocol) => SHOWN.find(({ name }) => name === protocol)?.firstScenario ?? null,
  };
  app = new App({
    engine: ENGINE,
    clock,
    state: initialState({ autoplay: false }),
    base: () => BASE,
    loader,
    changed: () => {},
  });
});

const textOf = (name: string): string => catalog.scenarios.find((one) => one.name === name)?.text ?? "";
const open = (scenario: string) => app.send({ type: "open", scenario });
const changes = () => changesOf(app.state);

/** Presses "Run and see" and looks on until there is something to see. */
async function runAndSee(choice: string) {
  app.send({ type: "predict", choice });
  app.send({ type: "speed", index: 99 });
  app.send({ type: "predict-run" });
  await expect.poll(() => app.state.playing || !app.state.prediction.running).toBe(true);
  clock.picture(0);
  for (let pictures = 0; app.state.prediction.running && pictures < 5_000; pictures += 1) {
    // A property that breaks on the way stops the run: the reader lets it go on.
    if (!app.state.playing) app.send({ type: "play" });
    clock.picture(100);
  }
  expect(app.state.prediction.running).toBe(false);
  return app.state.prediction;
}

const run = (ms: number) => app.send({ type: "seek-time", ms });
/** Lets the run go on past what is known of it. */
function playTo(ms: number) {
  app.send({ type: "pace", pace: "clock" });
  app.send({ type: "play" });
  clock.picture(0);
  for (let pictures = 0; app.state.now < ms && pictures < 20_000; pictures += 1) clock.picture(100);
  app.send({ type: "pause" });
}

describe("a chapter", () => {
  it.each(SHOWN)("opens its own scenario as it is: $name", ({ name, firstScenario: first }) => {
    const firstScenario = first ?? "";
    app.send({
      type: "open",
      scenario: "",
      text: "protocol raft\nnodes 7\nclients 2\nseed 77\nnetwork latency 3ms..9ms\n",
    });
    app.send({ type: "protocol", name });
    expect(app.state.scenario).toBe(firstScenario);
    expect(app.state.text).toBe(textOf(firstScenario));
    expect(app.simulation?.hash()).toBe(hashAt(firstScenario, app.simulation?.position ?? 0));
    expect(changes()).toEqual([]);
    expect(app.state.leftBehind?.seed).toBe(77);
  });

  it("takes over what was shown before when it is asked to, and then says that it is changed", async () => {
    app.send({
      type: "open",
      scenario: "",
      text: "protocol raft\nnodes 7\nclients 2\nseed 77\nnetwork latency 3ms..9ms\n",
    });
    app.send({ type: "protocol", name: "paxos" });
    app.send({ type: "take-over" });
    await expect.poll(() => app.state.world?.seed).toBe(77);
    const frame = app.state.world?.frame;
    expect(frame && "nodes" in frame && frame.nodes.length).toBe(7);
    expect(changes()).toEqual(["setup"]);
    expect(app.state.leftBehind).toBeNull();
    expect(app.state.scenario).toBe("paxos-two-proposers");
  });
});

const hashAt = (name: string, position: number): string => {
  const simulation = new Simulation(textOf(name));
  simulation.seek(position);
  return simulation.hash();
};

describe("a verdict", () => {
  it("is the run's, at the instant that shows it", async () => {
    open("first-election");
    expect(await runAndSee("four")).toMatchObject({ answer: "three", without: null });
    expect(app.state.world?.records.at(-1)?.kind).toBe("sent");
    expect(app.state.world?.records.some(({ kind }) => kind === "leader-elected")).toBe(true);
  });

  it("is another when a known bug makes it so: Figure 8 with commit-any-term", async () => {
    open("figure-8");
    expect((await runAndSee("own-term")).answer).toBe("own-term");
    app.send({ type: "bug", bug: "commit-any-term", on: true });
    expect(app.state.prediction).toEqual({ choice: null, running: false, answer: null, without: null });
    expect(changes()).toEqual(["bug"]);
    expect((await runAndSee("own-term")).answer).toBe("yes");
    app.send({ type: "bug", bug: "commit-any-term", on: false });
    expect(changes()).toEqual([]);
  });

  it.each([
    ["figure-7", "truncate-always", "at-once"],
    ["first-election", "minority-quorum", "two"],
    ["paxos-late-accept", "accept-below-promise", "both"],
    ["paxos-late-accept", "accept-keeps-promise", "n2"],
    ["paxos-acceptor-restart", "forget-accepted-on-restart", "nothing"],
    ["paxos-slow-learner", "learn-from-one-accept", "one"],
  ])("of %s with %s is %s", async (scenario, bug, answer) => {
    open(scenario);
    app.send({ type: "bug", bug, on: true });
    expect(await runAndSee("x")).toMatchObject({ answer, without: null });
  });

  it("is that a late copy deletes, where it comes upon more entries than it has and with truncate-always", async () => {
    // With the gallery's seed a heartbeat has deleted them before the copy comes.
    const changes: [string, string][] = [
      ["seed 15", "seed 13\nbug truncate-always"],
      ["m42", "m34"],
      ["m46", "m38"],
    ];
    const text = changes.reduce((done, [from, to]) => done.replace(from, to), textOf("late-append"));
    app.send({ type: "open", scenario: "late-append", text });
    expect(await runAndSee("keep")).toMatchObject({ answer: "delete", without: null });
  });

  it("waits where a property breaks on the way, and comes when the run is let go on", async () => {
    open("late-append");
    app.send({ type: "bug", bug: "truncate-always", on: true });
    app.send({ type: "predict", choice: "keep" });
    app.send({ type: "speed", index: 99 });
    app.send({ type: "predict-run" });
    await expect.poll(() => app.state.playing).toBe(true);
    for (let pictures = 0; app.state.playing && pictures < 5_000; pictures += 1) clock.picture(100);
    const broken = app.state.world?.properties.filter(({ status }) => status === "violated");
    expect(broken?.map(({ name, at }) => [name, at])).toEqual([
      ["match-index-true", app.state.world?.position],
    ]);
    expect(app.state.prediction).toMatchObject({ running: true, answer: null });
    expect(await runAndSee("keep")).toMatchObject({ answer: null, without: "never" });
  });

  it("is withdrawn where the run does not come to the question: a split vote with other seeds", async () => {
    open("split-vote");
    const found = new Set<string | null>();
    for (let count = 0; count < 12; count += 1) {
      app.send({ type: "new-seed" });
      const { answer, without } = await runAndSee("nobody");
      const elected = app.state.world?.records.find(({ kind }) => kind === "leader-elected");
      const term = elected && "params" in elected && "term" in elected.params ? elected.params.term : null;
      expect(answer === null).toBe(without === "never");
      if (answer !== null) expect([answer, Number(term) > 1]).toEqual(["nobody", true]);
      found.add(without);
    }
    expect(found).toContain("never");
  });

  it("waits in a branch until that has come to it, and stands for the branch that it is of", async () => {
    open("leader-crash");
    expect((await runAndSee("higher")).answer).toBe("higher");
    // Before the leader crashes, a follower does.
    run(440);
    expect(app.state.prediction.answer).toBe("higher");
    app.send({ type: "act", line: "crash n1" });
    expect(app.state.prediction).toMatchObject({ answer: null, without: "not-yet" });
    expect(changes()).toEqual(["moves"]);
    playTo(2_000);
    expect(app.state.prediction).toMatchObject({ answer: null, without: "never" });
    app.send({ type: "branch", branch: 0 });
    app.send({ type: "seek", position: app.state.world?.length ?? 0 });
    expect(app.state.prediction).toMatchObject({ answer: "higher", without: null });
    expect(changes()).toEqual([]);
  });

  it("looks back to the start of the run, however long ago that is", async () => {
    open("paxos-duel-distinguished");
    app.send({ type: "act", line: "run 20s" });
    expect((await runAndSee("x")).answer).toBe("x");
  });
});

describe("what is said to be changed", () => {
  it("is told by moves at the end of the run, too, and not by going on", async () => {
    open("first-election");
    playTo(2_000);
    expect(changes()).toEqual([]);
    app.send({ type: "act", line: "crash n1" });
    expect(changes()).toEqual(["moves"]);
  });

  it("keeps a seed that was drawn, whatever else is changed", () => {
    open("first-election");
    app.send({ type: "new-seed" });
    const seed = app.state.world?.seed;
    app.send({ type: "bug", bug: "no-truncate", on: true });
    expect(app.state.world?.seed).toBe(seed);
    expect(changes()).toEqual(["seed", "bug"]);
  });
});

describe("behind a dialog", () => {
  const picture = () => {
    for (let pictures = 0; pictures < 20; pictures += 1) clock.picture(50);
  };
  beforeEach(() => {
    open("first-election");
    app.send({ type: "play" });
    clock.picture(0);
  });

  it.each(["help", "scenario", "editor", "partition"] as const)(
    "the run stands still, and then goes on: %s",
    (dialog) => {
      app.send({ type: "dialog", dialog });
      const { now } = app.state;
      picture();
      expect(app.state.now).toBe(now);
      app.send({ type: "dialog", dialog: null });
      picture();
      expect(app.state.now).toBeGreaterThan(now);
    },
  );

  it("the run stands still while it is shared", async () => {
    app.send({ type: "share" });
    await vi.waitUntil(() => app.state.share !== null);
    const { now } = app.state;
    picture();
    expect(app.state.now).toBe(now);
    app.send({ type: "dialog", dialog: null });
    expect(app.state.playing).toBe(true);
  });

  it("what is opened or done waits, too", () => {
    app.send({ type: "dialog", dialog: "scenario" });
    app.send({ type: "bug", bug: "no-truncate", on: true });
    app.send({ type: "play" });
    const { now } = app.state;
    picture();
    expect([app.state.now, app.state.playing]).toEqual([now, false]);
    app.send({ type: "dialog", dialog: null });
    expect(app.state.playing).toBe(true);
  });

  it("what was paused stays so", () => {
    app.send({ type: "pause" });
    app.send({ type: "dialog", dialog: "help" });
    app.send({ type: "dialog", dialog: null });
    expect(app.state.playing).toBe(false);
    app.send({ type: "play" });
    app.send({ type: "dialog", dialog: "help" });
    app.send({ type: "pause" });
    app.send({ type: "dialog", dialog: null });
    expect(app.state.playing).toBe(false);
  });
});

describe("an address", () => {
  it("names a scenario of the gallery while the run is that", () => {
    open("leader-crash");
    expect(addressOf(app, BASE)).toBe(`${BASE}?scenario=leader-crash`);
    playTo(3_000);
    expect(addressOf(app, BASE)).toBe(`${BASE}?scenario=leader-crash`);
  });

  it.each([
    ["a new seed", () => app.send({ type: "new-seed" })],
    ["a bug", () => app.send({ type: "bug", bug: "no-truncate", on: true })],
    ["a fault", () => app.send({ type: "act", line: "crash n1" })],
    [
      "a branch",
      () => {
        run(300);
        app.send({ type: "act", line: "cut n2" });
      },
    ],
    [
      "a scenario of one's own",
      () => app.send({ type: "open", scenario: "", text: "protocol raft\nseed 3\n" }),
    ],
  ])("does not after %s, and opens the run that is shown", (_, change) => {
    open("leader-crash");
    change();
    const address = addressOf(app, BASE);
    expect(address).not.toContain("leader-crash");
    const again = new Simulation(scenarioOfLink(address, true));
    expect(again.hash()).toBe(app.simulation?.hash());
  });

  it.each([
    ["at an event", () => app.send({ type: "seek", position: 30 })],
    ["between events", () => run((app.simulation?.now ?? 0) + 0.001)],
    ["at the end", () => app.send({ type: "seek", position: app.simulation?.length ?? 0 })],
    ["in the quiet after the last event", () => run(app.simulation?.endTime ?? 0)],
  ])("opens where its sender stood: %s", async (_, go) => {
    open("leader-crash");
    app.send({ type: "seek", position: 30 });
    go();
    app.send({ type: "share" });
    await vi.waitUntil(() => app.state.share !== null);
    const share = app.state.share;
    if (share === null) throw new Error("nothing is shared");
    app.send({ type: "dialog", dialog: null });
    const { now, position, length } = app.simulation ?? {};
    expect(share).toMatchObject({ now, position });
    await openLink(app, new URL(share.url.replace(BASE, "https://other.example/")));
    expect(app.state.share).toBeNull();
    expect(app.simulation).toMatchObject({ now, position, length });
    expect(app.state).toMatchObject({ now, scenario: "leader-crash", changes: [] });
  });
});

describe("a link to a scenario of the gallery", () => {
  it.each(catalog.scenarios)("is known as that, wherever it stands: $name", ({ name, text }) => {
    const simulation = new Simulation(text);
    const until = simulation.endTime;
    for (const position of [0, Math.floor(simulation.length / 2), simulation.length]) {
      simulation.seek(position);
      expect(galleryOf(ENGINE, scenarioOfLink(simulation.link()))).toEqual({ scenario: name, until });
    }
    simulation.advance({ ms: 5_000 });
    expect(galleryOf(ENGINE, scenarioOfLink(simulation.link()))).toEqual({ scenario: name, until });
  });

  it("is not known as that once it is changed", async () => {
    const text = textOf("leader-crash");
    const simulation = new Simulation(text);
    simulation.seekTime(300);
    simulation.act("crash n1");
    const changed = [
      text.replace("seed 42", "seed 43"),
      text.replace("seed 42", "seed 42\nbug no-truncate"),
      text.replace("nodes 5", "nodes 7"),
      text.replace("run 300ms", ""),
      `${text}\ncrash n1`,
      simulation.scenario(),
      "protocol raft\nseed 42",
      "what is this",
    ];
    for (const one of changed) expect(galleryOf(ENGINE, one), one).toBeNull();
  });

  it("is known of a run that goes on for millions of events, of which a slice is played and no more", () => {
    const played: number[] = [];
    class Counted extends Simulation {
      constructor(...given: ConstructorParameters<typeof Simulation>) {
        super(...given);
        played.push(this.length);
      }
      static override *opening<P extends ProtocolName>(
        ...given: Parameters<typeof Simulation.opening<P>>
      ): Generator<Reached, Simulation<P>, undefined> {
        for (const reached of Simulation.opening(...given)) {
          played.push(reached.position);
          yield reached;
        }
        throw new Error("all of it was played");
      }
    }
    const text = `${textOf("leader-crash")}\nrun 25000s\nseek 40`;
    const engine = { ...ENGINE, Simulation: Counted };
    expect(galleryOf(engine, text)).toMatchObject({ scenario: "leader-crash" });
    expect(Math.max(...played)).toBeLessThan(30_000);
    // One that does something else at the end of a long time is not played at all.
    played.length = 0;
    expect(galleryOf(engine, `${textOf("leader-crash")}\nrun 25000s\nheal`)).toBeNull();
    expect(played).toEqual([]);
  });

  it("opens with its lesson, judged until the scenario's end", async () => {
    const simulation = new Simulation(textOf("one-way-cut"));
    simulation.advance({ ms: 3_000 });
    simulation.seek(40);
    const text = scenarioOfLink(simulation.link());
    const known = galleryOf(ENGINE, text);
    app.send({ type: "open", scenario: "", text, at: "cursor", ...known });
    expect(app.state.world?.position).toBe(40);
    expect([app.state.scenario, changes()]).toEqual(["one-way-cut", []]);
    expect((await runAndSee("never")).answer).toBe("never");
  });
});

it.each([
  ["leadr-crash", "leader-crash"],
  ["Split-Vote", "split-vote"],
  ["paxos-dual", "paxos-duel"],
  ["figure8", "figure-8"],
])("the name nearest to %s is %s", async (wanted, nearest) => {
  expect(
    nearestOf(
      wanted,
      catalog.scenarios.map(({ name }) => name),
    ),
  ).toBe(nearest);
});
