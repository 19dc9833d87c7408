import { expect, it } from "vitest";
import type { EventRecord } from "../api/frames.ts";
import { App, type ProtocolLoader } from "../bench/app.ts";
import { catalog, Simulation } from "../library/ringleader.ts";
import { initialState } from "../state/app-state.ts";
import { SPEED_STOPS } from "../state/speed.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { ENGINE } from "../testing/whole-engine.ts";
import { type Announcement, Announcer, happened } from "./announce.ts";

const outlook: ReturnType<ProtocolLoader["outlook"]> = {
  quiet: () => false,
  judge:
    () =>
    ({ simulation }) =>
      simulation.events({ to: simulation.position }).some(({ kind }) => kind === "leader-elected")
        ? "three"
        : null,
};
const loader: ProtocolLoader = {
  has: () => true,
  prepare: async () => {},
  use: () => {},
  outlook: () => outlook,
  firstScenario: () => null,
};

/** A bench with somebody who listens. */
function listening(text: string, scenario = "own") {
  const told: Announcement[] = [];
  const announcer = new Announcer((announcement) => told.push(announcement));
  const clock = new FakeClock();
  const app: App = new App({
    ...{ engine: ENGINE, clock, state: initialState({ autoplay: false }), base: () => "", loader },
    changed: (next, before) => announcer.changed(next, before, app.simulation),
  });
  app.send({ type: "open", scenario, text });
  const ids = (name: Announcement[0]) =>
    told.flatMap(([one, detail]) =>
      one === name && detail !== null && "record" in detail ? [detail.record.id] : [],
    );
  return { app, clock, told, ids, run: app.simulation as Simulation };
}

/** Ids of the records of positions `from < p <= to` that are told on their own under a name. */
function expected(run: Simulation, name: Announcement[0], from: number, to = run.length): string[] {
  const records: EventRecord[] = run.events({ from, to });
  return records.flatMap((record) => (happened(record).some(([one]) => one === name) ? [record.id] : []));
}

const NAMES = ["moment", "violation", "answered"] as const;
const text = (name: string) => catalog.scenarios.find((one) => one.name === name)?.text ?? "";

/** A scenario as its header alone, and its moves. */
function parted(name: string): [string, string] {
  const lines = text(name).split("\n");
  const isHeader = (line: string) => /^(ringleader|protocol|nodes|clients|seed|set|bug|given)\b/u.test(line);
  return [lines.filter(isHeader).join("\n"), lines.filter((line) => !isHeader(line)).join("\n")];
}

it("tells both of two violations in one act", () => {
  const [header, moves] = parted("paxos-bug-round-reused");
  const { app, ids, run } = listening(`${header}\n`);
  app.act(moves);
  expect(expected(run, "violation", 0).length).toBeGreaterThan(1);
  for (const name of NAMES) expect(ids(name), name).toEqual(expected(run, name, 0));
});

it("tells both of two violations in one act that leaves the known future", () => {
  const [header, moves] = parted("paxos-bug-round-reused");
  const { app, ids, run } = listening(`${header}\n`);
  app.act("clock n2 100%");
  app.send({ type: "seek", position: 0 });
  app.act(`clock n1 100%\n${moves}`);
  expect(run.branches).toHaveLength(2);
  expect(expected(run, "violation", 0).length).toBeGreaterThan(1);
  expect(ids("violation")).toEqual(expected(run, "violation", 0));
});

it.each(["bug-commit-unverified", "paxos-bug-round-reused", "leader-crash"])(
  "tells each once in %s at the greatest speed, seeking, stepping, and back and forth",
  (name) => {
    const { app, clock, ids, run } = listening(text(name));
    const from = run.position;
    app.send({ type: "speed", index: SPEED_STOPS.length - 1 });
    const known = run.length;
    for (let tries = 0; tries < 8 && run.position <= known; tries += 1) {
      app.send({ type: "play" });
      for (let count = 0; count < 10; count += 1) clock.picture(100);
      app.send({ type: "pause" });
    }
    const end = run.length;
    for (const position of [0, end, 3, 7, end, 0]) app.send({ type: "seek", position });
    for (let count = 0; count < Math.min(end, 300); count += 1) app.send({ type: "step", count: 1 });
    for (const kind of NAMES) {
      const all = expected(run, kind, 0, end);
      expect(new Set(ids(kind)), kind).toEqual(new Set(all));
      expect(ids(kind), `${kind} from ${from}`).toHaveLength(all.length);
    }
  },
);

it("tells what branches share once, and what each has of its own", () => {
  const { app, ids, run } = listening("protocol raft\nnodes 3\nseed 7\nclients 0\n");
  app.send({ type: "step", count: 120 });
  const first = expected(run, "moment", 0, 120);
  app.send({ type: "seek", position: 60 });
  app.act("crash leader");
  app.send({ type: "step", count: 200 });
  const second = expected(run, "moment", 60, run.position);
  expect(second.length).toBeGreaterThan(1);
  app.send({ type: "branch", branch: 0 });
  app.send({ type: "seek", position: 120 });
  app.send({ type: "branch", branch: 1 });
  app.send({ type: "seek", position: run.length });
  expect(ids("moment")).toEqual([...first, ...second]);
});

it("leaves nothing out of a jump over very many, and tells it in order", async () => {
  const { app, ids, run } = listening(
    "protocol raft\nnodes 3\nseed 7\nworkload c1 every 5ms\nrun 30s\nseek 0\n",
  );
  app.send({ type: "seek", position: run.length });
  const all = expected(run, "answered", 0);
  expect(all.length).toBeGreaterThan(500);
  for (let turns = 0; turns < 1_000 && ids("answered").length < all.length; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(ids("answered")).toEqual(all);
  expect(ids("moment")).toEqual(expected(run, "moment", 0));
});

it.each(catalog.scenarios.map(({ name }) => name))(
  "has the moments that the time bar marks in %s",
  (name) => {
    const run = new Simulation(text(name));
    const marked = run.moments().map(({ kind, position, record }) => [kind, position, record]);
    const told = run
      .events({ from: 0 })
      .flatMap((record) =>
        happened(record).flatMap(([one, detail]) =>
          one === "moment" ? [[detail.kind, detail.position, detail.record.id]] : [],
        ),
      );
    expect(told).toEqual(marked);
  },
);

it("tells how a prediction went, once", async () => {
  const { app, clock, told } = listening(text("first-election"), "first-election");
  app.send({ type: "predict", choice: "two" });
  app.send({ type: "predict-run" });
  // What judges is loaded when it is first asked.
  await expect.poll(() => app.state.playing).toBe(true);
  for (let count = 0; count < 2_000 && app.state.playing; count += 1) clock.picture(100);
  app.send({ type: "step", count: 5 });
  app.send({ type: "step", count: -5 });
  expect(told.filter(([name]) => name === "prediction")).toEqual([
    ["prediction", { scenario: "first-election", choice: "two", answer: "three", right: false }],
  ]);
});
