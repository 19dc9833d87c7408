/** The engines of the page, one a chapter: what is there, how the others come, and what opens where. */
import { expect, it, vi } from "vitest";
import { App, type ProtocolLoader } from "../bench/app.ts";
import { catalog, Simulation } from "../library/ringleader.ts";
import { initialState } from "../state/app-state.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { TEXTS } from "../testing/whole-engine.ts";
import { ChapterEngines } from "./chapter-engines.ts";

const chapters = catalog.protocols.map(({ name }) => name);
const [first = "", second = "", third = ""] = chapters;
const scenariosOf = (chapter: string) => catalog.scenarios.filter(({ protocol }) => protocol === chapter);
const firstOf = (chapter: string) => scenariosOf(chapter)[0] ?? { name: "", text: "" };

/** An engine that runs one chapter alone, as those of the page do. */
function engineOf(chapter: string) {
  class Run extends Simulation {
    readonly chapter = chapter;
    constructor(text: string) {
      super(text);
      if (this.protocol !== chapter) throw new Error(`${chapter} does not run ${this.protocol}`);
    }
  }
  const protocols = catalog.protocols.filter(({ name }) => name === chapter);
  return {
    Simulation: Run,
    version: catalog.version,
    scenarios: scenariosOf(chapter),
    protocols,
    texts: TEXTS,
  };
}

function engines() {
  const load = vi.fn(async (chapter: string) => engineOf(chapter));
  const names = Object.fromEntries(
    chapters.map((chapter) => [chapter, scenariosOf(chapter).map(({ name }) => name)]),
  );
  return { load, engines: new ChapterEngines({ names: () => names, load }) };
}

it("has the scenarios of the chapters that are there, of the others the names, and runs each on its own", async () => {
  const { engines: all, load } = engines();
  const one = await all.with(first);
  expect(one.scenarios.map(({ name }) => name)).toEqual(catalog.scenarios.map(({ name }) => name));
  const told = one.scenarios.filter(({ text }) => text !== "");
  expect(told).toEqual(scenariosOf(first));
  expect([first, second, third, "rft"].map((chapter) => one.chapters?.lacks(chapter))).toEqual([
    ...[false, true, true, false],
  ]);
  const both = await one.chapters?.load(second);
  expect(both?.chapters?.lacks(second)).toBe(false);
  expect(both?.protocols.map(({ name }) => name)).toEqual([first, second]);
  for (const chapter of [second, first])
    expect(both && new both.Simulation(firstOf(chapter).text)).toMatchObject({ chapter });
  expect(load.mock.calls.map(([chapter]) => chapter)).toEqual([first, second]);
});

it("opens a long run in slices by the engine of its chapter", async () => {
  const { engines: all } = engines();
  await all.with(first);
  const { Simulation: Run } = await all.with(second);
  const slices = Run.opening?.(firstOf(second).text);
  let piece = slices?.next();
  while (piece !== undefined && !piece.done) piece = slices?.next();
  expect(piece?.value).toMatchObject({ chapter: second });
});

it("loads each once, also when it is asked for twice, and several side by side; one that fails is asked for again", async () => {
  const { engines: all, load } = engines();
  load.mockRejectedValueOnce(new Error("no network"));
  await expect(all.with(first)).rejects.toThrow("no network");
  await all.with(first);
  await Promise.all([all.with(second), all.with(third), all.with(second)]);
  const last = await all.with(first);
  expect(chapters.map((chapter) => last.chapters?.lacks(chapter))).toEqual([false, false, false]);
  expect(load.mock.calls.map(([chapter]) => chapter)).toEqual([first, first, second, third]);
});

it("where no chapter has an engine of its own, one runs all", async () => {
  const whole = { ...engineOf(first), Simulation, scenarios: catalog.scenarios };
  const all = new ChapterEngines({ names: () => ({}), load: async () => whole });
  expect(await all.with(second)).toBe(whole);
});

const loader: ProtocolLoader = {
  has: () => true,
  prepare: async () => {},
  use: () => {},
  outlook: () => ({ quiet: () => false, judge: () => null }),
  firstScenario: () => null,
};

async function bench() {
  const { engines: all, load } = engines();
  const app = new App({
    ...{ engine: await all.with(first), clock: new FakeClock(), state: initialState() },
    ...{ base: () => "", changed: () => {}, loader },
  });
  app.send({ type: "open", scenario: firstOf(first).name });
  return { app, load };
}

it("a chapter's engine is loaded when something of it opens, and what is shown stays until then", async () => {
  const { app, load } = await bench();
  expect(load).toHaveBeenCalledTimes(1);
  app.send({ type: "protocol", name: second });
  expect(app.state.protocol).toBe(first);
  await app.opened;
  expect(app.state).toMatchObject({ protocol: second, scenario: firstOf(second).name });
  expect(app.simulation).toMatchObject({ chapter: second });
  app.send({ type: "open", scenario: firstOf(first).name });
  expect(app.simulation).toMatchObject({ chapter: first });
  app.send({ type: "open", scenario: "", text: firstOf(third).text });
  await app.opened;
  expect(app.simulation).toMatchObject({ chapter: third });
  expect(load.mock.calls.map(([chapter]) => chapter)).toEqual([first, second, third]);
});

it("what is opened last counts, whichever engine comes last", async () => {
  const { app, load } = await bench();
  let late = () => {};
  load.mockImplementationOnce(
    (chapter) => new Promise((resolve) => (late = () => resolve(engineOf(chapter)))),
  );
  app.send({ type: "protocol", name: second });
  app.send({ type: "protocol", name: third });
  await app.opened;
  expect(app.state.protocol).toBe(third);
  late();
  await new Promise((resolve) => setTimeout(resolve));
  expect(app.state.protocol).toBe(third);
});

it("an engine that does not come is told, and asked for again; what is shown stays", async () => {
  const { app, load } = await bench();
  load.mockRejectedValueOnce(new Error("no network"));
  app.send({ type: "protocol", name: second });
  await app.opened;
  expect(app.state).toMatchObject({ protocol: first, failure: { kind: "not-loaded", detail: "no network" } });
  app.send({ type: "retry" });
  await vi.waitFor(() => expect(app.state).toMatchObject({ protocol: second, failure: null }), 60_000);
});

it("a link of another chapter is known for what it is, once that chapter's engine is there", async () => {
  const { app } = await bench();
  const { name, text } = firstOf(second);
  const seeded = /^seed /mu.test(text) ? name : null;
  expect((await app.galleryOf(text))?.scenario ?? null).toBe(seeded);
  app.send({ type: "open", scenario: "", text: "protocol rft" });
  expect(app.state.failure?.kind).toBe("bad-scenario");
});
