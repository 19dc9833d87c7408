/**
 * The engines that ship, as files: the whole one of the npm package, and the page's, one for each chapter. What one can
 * run it runs as every other does, and of the rest it says that it is another's. `npm test` runs this after the build.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { Chance, type Protocol, randomLines } from "../../www/src/api/random.fixture.ts";
import { engineHandle } from "../../www/src/api/run-engine.ts";
import { type Library, libraryOf } from "../../www/src/library/engine-library.ts";

const dist = (path: string) => fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));

const files = [
  "ringleader.wasm",
  ...readdirSync(dist("page/assets"), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".wasm"))
    .map((name) => `page/assets/${name}`),
];

/** Each with its protocols: an engine a file, side by side. */
const engines = files.map((file) => {
  const library = libraryOf(engineHandle(() => readFileSync(dist(file))));
  return { file, library, protocols: library.catalog.protocols.map(({ name }) => name) };
});
type Shipped = (typeof engines)[number];
const [whole, ...chapters] = engines as [Shipped, ...Shipped[]];

/** Histories of random scenarios of each protocol that has random ones. */
const RANDOM = 60;
const RANDOM_PROTOCOLS: readonly Protocol[] = ["raft", "paxos"];

const texts: { name: string; protocol: string; text: string }[] = [];
beforeAll(() => {
  texts.push(...whole.library.catalog.scenarios);
  for (const protocol of RANDOM_PROTOCOLS) {
    for (let seed = 1; seed <= RANDOM; seed += 1)
      texts.push({
        name: `random ${protocol} ${seed}`,
        protocol,
        text: randomLines(new Chance(seed), protocol),
      });
  }
});

/** All that a run shows, in one value. */
function played({ Simulation }: Library, text: string): unknown {
  const sim = new Simulation(text);
  // A scenario of a ring, which has no time, does not go on.
  sim.advance({ ms: 1_000, events: 2_000 });
  const { position, length, endTime } = sim;
  const shown = [
    { hash: sim.hash(), fingerprint: sim.fingerprint(), position, length, endTime },
    sim.scenario(),
    sim.frame({ log: "all" }),
    sim.properties(),
    sim.moments(),
    sim.branches,
  ];
  sim.dispose();
  return shown;
}

function refused({ Simulation }: Library, text: string): unknown {
  try {
    new Simulation(text);
  } catch (error) {
    return { ...(error as object), message: (error as Error).message };
  }
  return null;
}

describe("the engines that ship", () => {
  it("are the whole one, and one for each of its protocols", () => {
    expect(chapters.map(({ protocols }) => protocols.join()).toSorted()).toEqual(whole.protocols.toSorted());
    expect(whole.protocols.length).toBeGreaterThan(2);
  });

  it.each(chapters.map((chapter) => [chapter.protocols.join(), chapter] as const))(
    "%s: the gallery and random histories have the hash that the whole engine gives them",
    (protocol, { library }) => {
      const own = texts.filter((one) => one.protocol === protocol);
      expect(own.length).toBeGreaterThan(5);
      for (const { name, text } of own)
        expect(played(library, text), name).toEqual(played(whole.library, text));
    },
    240_000,
  );

  it("know the same of each protocol, and of the language", () => {
    const { protocols, scenarios, header, actions, version } = whole.library.catalog;
    for (const { library, protocols: names } of chapters) {
      const { catalog } = library;
      expect(catalog.protocols).toEqual(protocols.filter(({ name }) => names.includes(name)));
      expect(catalog.scenarios).toEqual(scenarios.filter(({ protocol }) => names.includes(protocol)));
      expect([catalog.header, catalog.actions, catalog.version]).toEqual([header, actions, version]);
    }
  });

  it("say the same of what is wrong, and of what another engine runs that it is another's", () => {
    for (const text of ["", "protocol rft", "raft", "protocol"])
      for (const { library } of chapters)
        expect(refused(library, text)).toEqual(refused(whole.library, text));
    for (const { library, protocols } of chapters) {
      for (const other of whole.protocols.filter((name) => !protocols.includes(name)))
        expect(refused(library, `protocol ${other}`)).toMatchObject({
          code: "scenario",
          line: 1,
          expected: `a protocol that this engine runs: ${protocols.join()}`,
        });
    }
  });
});
