import { expect, it } from "vitest";
import type { EventRecord } from "../api/frames.ts";
import { catalog, type Simulation } from "../library/ringleader.ts";
import { RECORDS_SHOWN_MAX } from "../player/player.ts";
import { initialState } from "../state/app-state.ts";
import { listed, reachesBack } from "../state/past.ts";
import { positionOf } from "../state/scene.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { ENGINE } from "../testing/whole-engine.ts";
import { App, type ProtocolLoader } from "./app.ts";

const loader: ProtocolLoader = {
  has: () => true,
  prepare: async () => {},
  use: () => {},
  outlook: () => ({ quiet: () => false, judge: () => null }),
  firstScenario: () => null,
};

function opened(text: string) {
  const clock = new FakeClock();
  const state = initialState({ autoplay: false });
  const app = new App({ engine: ENGINE, clock, state, base: () => "", loader, changed: () => {} });
  app.send({ type: "open", scenario: "own", text });
  const run = app.simulation as Simulation;
  const list = (wanted: (record: EventRecord) => boolean) => {
    const { world } = app.state;
    return world === null ? [] : listed(app.state, world, wanted).map(({ id }) => id);
  };
  return { app, clock, run, list };
}

/** Until the search rests. */
async function searched(app: App): Promise<void> {
  for (let turns = 0; turns < 2_000; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    if (app.state.older !== null && !app.state.older.searching) return;
  }
  throw new Error("the search does not end");
}

const LONG = "protocol raft\nnodes 3\nseed 7\nworkload c1 every 20ms\nrun 20s\n";
const leads = (record: EventRecord) => record.kind === "leader-elected";
const all = () => true;

it("finds what is rare all the way back to the start", async () => {
  const { app, run, list } = opened(LONG);
  app.send({ type: "seek", position: run.length });
  const elected = run
    .events({ to: 500 })
    .filter(leads)
    .map(({ id }) => id);
  expect(elected).not.toEqual([]);
  expect(list(leads)).toEqual([]);
  app.send({ type: "earlier", wanted: leads });
  await searched(app);
  expect(list(leads)).toEqual(elected);
  expect(app.state.world !== null && reachesBack(app.state, app.state.world)).toBe(false);
});

it("gives some more each time, without a gap and without one twice", async () => {
  const { app, run, list } = opened(LONG);
  app.send({ type: "seek", position: run.length });
  expect(app.state.world?.records.length).toBeLessThan(2 * RECORDS_SHOWN_MAX);
  for (let times = 0; times < 3; times += 1) {
    app.send({ type: "earlier", wanted: all });
    await searched(app);
  }
  const ids = list(all);
  const whole = run.events({ from: run.length - 3_000 }).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(4 * RECORDS_SHOWN_MAX);
  expect(ids).toEqual(whole.slice(-ids.length));
});

it("stays whole while the run goes on, and is let go by a jump past it and by another branch", async () => {
  const { app, run, list } = opened(LONG);
  app.send({ type: "seek", position: 3_000 });
  app.send({ type: "earlier", wanted: all });
  await searched(app);
  const [first] = list(all);
  for (let count = 0; count < 400; count += 1) app.send({ type: "step", count: 1 });
  const ids = list(all);
  expect(ids[0]).toBe(first);
  const records = run.events({ from: Number.parseInt(first ?? "", 10) - 1, to: 3_400 }).map(({ id }) => id);
  expect(ids).toEqual(records.slice(records.indexOf(first ?? "")));
  app.send({ type: "seek", position: run.length });
  expect(app.state.older).toBeNull();
  app.send({ type: "earlier", wanted: all });
  await searched(app);
  app.send({ type: "step", count: -5 });
  app.act("crash n1");
  expect(app.state.older).toBeNull();
});

it("forgets what another filter found", async () => {
  const { app, run } = opened(LONG);
  app.send({ type: "seek", position: run.length });
  app.send({ type: "earlier", wanted: leads });
  await searched(app);
  app.send({ type: "filter", filter: "turning" });
  expect(app.state.older).toBeNull();
});

it("tells the cause of the event at the cursor, however long ago it was", () => {
  const { app, run } = opened(`${LONG}workload c1 off\n`);
  app.act(
    "hold n1 -> n2\nhold n1 -> n3\nhold n2 -> n1\nhold n3 -> n1\nhold n2 -> n3\nhold n3 -> n2\nrun 10s\nheal\nrun 100ms",
  );
  const caused = (position: number) => run.events({ from: position - 1, to: position })[0]?.cause ?? null;
  const far = [...Array(run.length).keys()].find((position) => {
    const cause = caused(position);
    return cause !== null && position - Number.parseInt(cause, 10) > 2 * RECORDS_SHOWN_MAX;
  });
  if (far === undefined) throw new Error("no message waited long enough");
  app.send({ type: "seek", position: far });
  expect(app.state.world?.causes?.map(({ id }) => id)).toContain(caused(far));
});

it("the story of Figure 8's violation has n1's commit of an earlier term's entry, and reaches back to the start", async () => {
  const figure8 = catalog.scenarios.find(({ name }) => name === "figure-8")?.text ?? "";
  const { app, run } = opened(figure8.replace("protocol raft\n", "protocol raft\nbug commit-any-term\n"));
  const broken = run.events({}).find(({ kind }) => kind === "violated");
  if (broken === undefined) throw new Error("nothing is violated");
  app.send({ type: "seek", position: positionOf(broken) });
  app.send({ type: "select", selection: { kind: "record", id: broken.id } });
  for (let turns = 0; turns < 500 && app.state.wrongs.length === 0; turns += 1) {
    await new Promise((resolve) => setTimeout(resolve));
  }
  const { story, wrongs } = app.state;
  expect(story.at(-1)?.id).toBe(broken.id);
  const wrong = story.filter(({ id }) => wrongs.includes(id));
  expect(wrong).toMatchObject([{ kind: "committed", node: "n1", params: { term: 4, commitIndex: 2 } }]);
  for (let times = 0; times < 20; times += 1) app.send({ type: "earlier-story" });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const heads = wrong.map(({ cause }) => cause);
  const chain = app.state.story.filter(({ id }) => !wrongs.includes(id) && !heads.includes(id));
  expect(chain[0]?.cause).toBeNull();
  expect(app.state.story.map(({ id }) => id)).toEqual(expect.arrayContaining(heads));
});
