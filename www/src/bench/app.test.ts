import { expect, it, vi } from "vitest";
import { RingleaderError } from "../api/errors.ts";
import type { SimulationLike } from "../api/simulation.ts";
import { catalog, Simulation } from "../library/ringleader.ts";
import { type Failure, initialState } from "../state/app-state.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { App, type Engine, type ProtocolLoader } from "./app.ts";

const WHOLE: Engine = {
  Simulation,
  version: catalog.version,
  scenarios: catalog.scenarios,
  protocols: catalog.protocols,
};
const FIRST = catalog.scenarios.filter(({ name }) => name === "leader-crash");

const loader: ProtocolLoader = {
  has: () => true,
  prepare: async () => {},
  use: () => {},
  outlook: () => ({ quiet: () => false, judge: () => null }),
  firstScenario: () => null,
};

/** An engine of which only the first part is there. The rest comes when `arrive` is called; `fail` breaks the attempt. */
function inTwoParts(after: number, First: Engine["Simulation"] = Simulation) {
  let arrive = () => {};
  let fail = () => {};
  const attempt = () =>
    new Promise<Engine>((resolve, reject) => {
      arrive = () => resolve(WHOLE);
      fail = () => reject(new Error("no network"));
    });
  const load = vi.fn(attempt);
  const rest = { after, load };
  const engine: Engine = { Simulation: First, version: 1, scenarios: FIRST, protocols: [], rest };
  const clock = new FakeClock();
  const app = new App({ engine, clock, state: initialState(), base: () => "", loader, changed: () => {} });
  app.send({ type: "open", scenario: "leader-crash" });
  return { app, clock, load, arrive: () => arrive(), fail: () => fail() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it("opens and plays the first scenario without the rest of the engine, and offers no other", () => {
  const { app, clock, load } = inTwoParts(1_000);
  clock.picture(0);
  clock.picture(50);
  expect(app.state.playing).toBe(true);
  expect(app.state.scenarios).toEqual(FIRST);
  expect(load).not.toHaveBeenCalled();
});

it("carries out what needs the rest once that is there, in the order in which it was sent", async () => {
  const { app, load, arrive } = inTwoParts(1_000);
  app.send({ type: "act", line: "crash n1" });
  app.send({ type: "act", line: "restart n1" });
  expect(load).toHaveBeenCalledTimes(1);
  const at = app.simulation?.position ?? 0;
  expect(app.simulation?.branches).toHaveLength(1);
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

it("tells when the rest is not to be had, and asks for it again the next time", async () => {
  const { app, load, fail } = inTwoParts(1_000);
  app.send({ type: "step", count: 1 });
  fail();
  await settled();
  expect(app.state.failure).toEqual<Failure>({ kind: "not-loaded", detail: "no network" });
  app.send({ type: "step", count: 1 });
  expect(load).toHaveBeenCalledTimes(2);
  await settled();
});

it("does what the rest was needed for once the reader has it asked for again, and not what was let go", async () => {
  const { app, load, fail, arrive } = inTwoParts(1_000);
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

it("waits where the first part was not tried out, and then goes on by itself", async () => {
  const { app, clock, arrive } = inTwoParts(0);
  app.send({ type: "pace", pace: "event" });
  clock.picture(0);
  for (let count = 0; count < 200 && app.state.playing; count += 1) clock.picture(50);
  expect(app.state.playing).toBe(false);
  arrive();
  await settled();
  expect(app.state.playing).toBe(true);
});

it("makes the run again with all of the engine when the first part stops in the middle of it", async () => {
  const stop = vi.fn((): never => {
    throw new RingleaderError("engine", "the engine stopped");
  });
  class Stops extends Simulation {
    override advance = stop;
  }
  const { app, clock, arrive } = inTwoParts(1_000, Stops as new (text: string) => SimulationLike);
  const { seed } = app.state.world ?? { seed: null };
  app.send({ type: "pace", pace: "event" });
  clock.picture(0);
  for (let count = 0; count < 200 && app.state.playing; count += 1) clock.picture(50);
  expect(stop).toHaveBeenCalled();
  expect(app.state.playing).toBe(false);
  const before = app.state.now;
  arrive();
  await settled();
  expect(app.state).toMatchObject({
    failure: null,
    playing: true,
    world: { seed },
    scenario: "leader-crash",
  });
  expect(app.state.now).toBeCloseTo(before, 3);
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
