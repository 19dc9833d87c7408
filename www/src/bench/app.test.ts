import { expect, it, vi } from "vitest";
import { catalog, Simulation } from "../library/ringleader.ts";
import { recordingFrom } from "../opening/make-recording.ts";
import { RecordedRun } from "../opening/recorded-run.ts";
import type { Recording } from "../opening/recording.ts";
import { type AppState, type Failure, initialState } from "../state/app-state.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { TEXTS, ENGINE as WHOLE } from "../testing/whole-engine.ts";
import { App, type Engine, type ProtocolLoader } from "./app.ts";

const FIRST = catalog.scenarios.filter(({ name }) => name === "leader-crash");
const MADE_BY = { open: (text: string) => new Simulation(text), texts: TEXTS, version: catalog.version };
const RECORDING = FIRST.map((one) => recordingFrom(one, MADE_BY))[0];

const loader: ProtocolLoader = {
  has: () => true,
  prepare: async () => {},
  use: () => {},
  outlook: () => ({ quiet: () => false, judge: () => null }),
  firstScenario: () => null,
};

/** A recorded opening. The engine comes when `arrive` is called; `fail` breaks the attempt. */
function recorded(changed: Partial<Recording> = {}, hands: Partial<ProtocolLoader> = {}) {
  let arrive = () => {};
  let fail = () => {};
  const attempt = () =>
    new Promise<Engine>((resolve, reject) => {
      arrive = () => resolve(WHOLE);
      fail = () => reject(new Error("no network"));
    });
  const load = vi.fn(attempt);
  const Run = RecordedRun.bind(null, { ...(RECORDING as Recording), ...changed });
  const engine: Engine = {
    Simulation: Run,
    version: 1,
    scenarios: FIRST,
    protocols: [],
    texts: null,
    whole: load,
  };
  const clock = new FakeClock();
  const app = new App({
    ...{ engine, clock, state: initialState(), base: () => "", changed: () => {} },
    loader: { ...loader, ...hands },
  });
  app.send({ type: "open", scenario: "leader-crash" });
  return { app, clock, load, arrive: () => arrive(), fail: () => fail() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it("opens and plays a recording without an engine, as the engine opens it, and offers no other scenario", () => {
  const { app, clock, load } = recorded();
  const whole = new App({
    ...{ engine: WHOLE, clock: new FakeClock(), state: initialState(), base: () => "", loader },
    changed: () => {},
  });
  whole.send({ type: "open", scenario: "leader-crash" });
  expect(app.state).toEqual({ ...whole.state, scenarios: FIRST, bugs: [] });
  clock.picture(0);
  clock.picture(50);
  expect(app.state.playing).toBe(true);
  expect(app.state.scenarios).toEqual(FIRST);
  expect(load).not.toHaveBeenCalled();
});

it("hands over to the engine in mid-play: nothing of what is shown changes, and it goes on as the engine's own", async () => {
  const { app, clock, arrive } = recorded();
  clock.picture(0);
  for (let count = 0; count < 17; count += 1) clock.picture(90);
  const coming = app.complete();
  const [before, run] = [app.state, app.simulation];
  arrive();
  await coming;
  expect(run).toBeInstanceOf(RecordedRun);
  expect(app.simulation).toBeInstanceOf(Simulation);
  expect(app.state).toEqual({ ...before, scenarios: catalog.scenarios, bugs: app.state.bugs });
  expect(app.simulation?.hash()).toBe(run?.hash());
  clock.picture(90);
  expect(app.state.now).toBeCloseTo(before.now + 0.9);
});

it("opens the scenario anew where a recording is not the engine's run", async () => {
  const stops = RECORDING?.stops.map((stop) => ({ ...stop, hash: "0000000000000000" })) as Recording["stops"];
  const { app, clock, arrive } = recorded({ stops });
  clock.picture(0);
  for (let count = 0; count < 10; count += 1) clock.picture(90);
  const coming = app.complete();
  arrive();
  await coming;
  expect(app.simulation).toBeInstanceOf(Simulation);
  expect(app.state).toMatchObject({ playing: true, failure: null, scenario: "leader-crash" });
  expect(app.state.now).toBe(RECORDING?.stops[0].frame.now);
});

it("opens with the engine what it brought while the protocol was still on its way", async () => {
  let here = () => {};
  let has = false;
  const prepare = () =>
    new Promise<void>((resolve) => {
      here = () => {
        has = true;
        resolve();
      };
    });
  const { app, arrive } = recorded({}, { has: () => has, prepare });
  const coming = app.complete();
  arrive();
  await coming;
  here();
  await settled();
  expect(app.simulation).toBeInstanceOf(Simulation);
  expect(app.state.now).toBe(RECORDING?.stops[0].frame.now);
});

it("carries out what needs the engine once that is there, in the order in which it was sent", async () => {
  const { app, load, arrive } = recorded();
  app.send({ type: "act", line: "crash n1" });
  app.send({ type: "act", line: "restart n1" });
  expect(load).toHaveBeenCalledTimes(1);
  const at = app.simulation?.position ?? 0;
  arrive();
  await settled();
  const records = app.simulation?.events({ from: at, to: at + 2 });
  expect(records?.flatMap((record) => (record.kind === "action" ? [record.verb] : []))).toEqual([
    "crash",
    "restart",
  ]);
  expect(app.state.scenarios.length).toBe(catalog.scenarios.length);
  expect(app.state.bugs).toContain("commit-any-term");
});

it("loses nothing that waited for an engine that did not come: asked for again, all is carried out in its order", async () => {
  const { app, arrive, fail } = recorded();
  app.send({ type: "act", line: "crash n1" });
  app.send({ type: "act", line: "restart n1" });
  fail();
  await settled();
  expect(app.state.failure).toEqual<Failure>({ kind: "not-loaded", detail: "no network" });
  const at = app.simulation?.position ?? 0;
  app.send({ type: "retry" });
  arrive();
  await settled();
  const records = app.simulation?.events({ from: at, to: at + 2 });
  expect(records?.flatMap((record) => (record.kind === "action" ? [record.verb] : []))).toEqual([
    "crash",
    "restart",
  ]);
});

it("tells when the engine is not to be had, and asks for it again the next time", async () => {
  const { app, load, fail } = recorded();
  app.send({ type: "step", count: 1 });
  fail();
  await settled();
  expect(app.state.failure).toEqual<Failure>({ kind: "not-loaded", detail: "no network" });
  app.send({ type: "step", count: 1 });
  expect(load).toHaveBeenCalledTimes(2);
  await settled();
});

it("does what the engine was needed for once the reader has it asked for again, and not what was let go", async () => {
  const { app, load, fail, arrive } = recorded();
  const at = app.simulation?.position ?? 0;
  app.send({ type: "step", count: 1 });
  fail();
  await settled();
  app.send({ type: "dismiss-failure" });
  app.send({ type: "retry" });
  expect(load).toHaveBeenCalledTimes(1);
  app.send({ type: "step", count: 2 });
  fail();
  await settled();
  app.send({ type: "retry" });
  expect([app.state.failure, load.mock.calls.length]).toEqual([null, 3]);
  arrive();
  await settled();
  expect(app.simulation?.position).toBe(at + 2);
});

it("waits where the recording ends, and then goes on by itself from there", async () => {
  const { app, clock, arrive } = recorded();
  app.send({ type: "pace", pace: "event" });
  clock.picture(0);
  for (let count = 0; count < 2_000 && app.state.playing; count += 1) clock.picture(50);
  expect(app.state).toMatchObject({ playing: false, failure: null });
  expect(app.state.world?.position).toBe(RECORDING?.stops.at(-1)?.frame.position);
  const before = app.state.now;
  arrive();
  await settled();
  expect(app.state).toMatchObject({ playing: true, now: before });
});

it("looks back with the engine: a recording does not know where a violation came from", async () => {
  const { app, load } = recorded();
  app.send({ type: "earlier", wanted: () => true });
  await settled();
  expect(load).toHaveBeenCalledTimes(1);
  expect(app.state.failure).toBeNull();
});

it("says of a move at a bound which bound it is, and not that it was not understood", () => {
  const app = new App({
    engine: WHOLE,
    clock: new FakeClock(),
    state: initialState({ autoplay: false }),
    base: () => "",
    loader,
    changed: () => {},
  });
  const act = (line: string) => {
    app.send({ type: "act", line });
    const { failure } = app.state;
    return failure?.kind === "bound" ? failure.code : failure?.kind;
  };
  app.send({ type: "open", scenario: "", text: "protocol raft\nseed 1\nset heartbeat 1us\nrun 100ms" });
  expect(act("run 5s")).toBe("bound-in-flight");
  expect(act("crash n9")).toBe("bad-move");
  // What opens too much is at a bound as well, and what was open stays.
  const text = app.state.text;
  app.send({ type: "open", scenario: "", text: "protocol raft\nseed 1\nset heartbeat 1us\nrun 5s" });
  expect(app.state.failure?.kind).toBe("bound");
  expect(app.state.text).toBe(text);
});

const CASE = "protocol raft\nnodes 3\nseed 5\nrun 300ms\nworkload c1 every 5ms\n";
/** Some 100,000 events. */
const LONG = `${CASE}run 300s\n`;

/** An app that shows a scenario, and every state that it had. */
function showing(engine: Engine = WHOLE) {
  const states: AppState[] = [];
  const app = new App({
    ...{ engine, clock: new FakeClock(), state: initialState(), base: () => "", loader },
    changed: (state) => states.push(state),
  });
  app.send({ type: "open", scenario: "leader-crash" });
  return { app, states };
}

it("opens a long run in slices, tells how far it is, and what was open before stays meanwhile", {
  timeout: 60_000,
}, async () => {
  const { app, states } = showing();
  const before = app.simulation;
  app.send({ type: "open", scenario: "", text: LONG, at: "cursor" });
  expect(app.simulation).toBe(before);
  expect(app.state.opening?.position).toBe(20_000);
  app.send({ type: "step", count: 1 });
  expect(app.state.failure).toBeNull();
  await app.opened;
  const reached = states.flatMap(({ opening }) => opening?.position ?? []);
  expect(new Set(reached).size).toBeGreaterThan(3);
  expect([app.state.opening, app.state.world?.position]).toEqual([null, new Simulation(LONG).length]);
});

it("keeps what was open before when an opening is called off, overtaken or fails, whichever comes first", {
  timeout: 60_000,
}, async () => {
  const { app } = showing();
  const [before, { scenario, text }] = [app.simulation, app.state];
  app.send({ type: "open", scenario: "", text: LONG });
  app.send({ type: "cancel-opening" });
  await app.opened;
  expect([app.simulation, app.state.scenario, app.state.text]).toEqual([before, scenario, text]);
  expect([app.state.opening, app.state.failure]).toEqual([null, null]);
  // It is called off by whatever is opened next.
  app.send({ type: "open", scenario: "", text: LONG });
  app.send({ type: "open", scenario: "split-vote" });
  await app.opened;
  await settled();
  expect([app.state.scenario, app.state.opening]).toEqual(["split-vote", null]);
  const shown = app.simulation;
  app.send({
    type: "open",
    scenario: "",
    text: `${LONG}settle\nworkload c1 off\n${"crash n1\nrestart n1\n".repeat(20)}run 1us\nnods`,
  });
  expect(app.state.failure?.kind).toBe("bad-scenario");
  expect(app.simulation).toBe(shown);
});

it("shows a scenario of the gallery when nothing was open before a long one was called off", () => {
  const app = new App({
    ...{ engine: WHOLE, clock: new FakeClock(), state: initialState(), base: () => "", loader },
    changed: () => {},
  });
  app.send({ type: "open", scenario: "", text: LONG, at: "cursor" });
  expect(app.state.world).toBeNull();
  app.send({ type: "cancel-opening" });
  expect(app.state.world).not.toBeNull();
  expect(app.state.scenario).toBe(WHOLE.scenarios[0]?.name);
});

it("asks only for the moments that are new while a run goes on", () => {
  let crossed = 0;
  class Counted extends Simulation {
    override moments(...given: Parameters<Simulation["moments"]>): ReturnType<Simulation["moments"]> {
      const moments = super.moments(...given);
      crossed += moments.length;
      return moments;
    }
  }
  const { app } = showing({ ...WHOLE, Simulation: Counted });
  app.send({ type: "open", scenario: "", text: `${CASE}run 2s\n`, at: "cursor" });
  const known = app.state.world?.moments.length ?? 0;
  expect(known).toBeGreaterThan(40);
  crossed = 0;
  for (let n = 0; n < 400; n++) app.send({ type: "step", count: 1 });
  const all = new Simulation(app.simulation?.scenario() ?? "").moments();
  expect(app.state.world?.moments).toEqual(all);
  expect(all.length).toBeGreaterThan(known + 5);
  expect(crossed).toBe(all.length - known);
  // Another branch has marks of its own.
  app.send({ type: "seek", position: 500 });
  app.send({ type: "act", line: "crash n1" });
  app.send({ type: "step", count: 200 });
  expect(app.state.world?.moments).toEqual(app.simulation?.moments());
});
