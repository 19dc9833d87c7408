/** The engine cut in two, as `npm run build` leaves it: the first part by itself, and both together. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Glue } from "#engine";
import type { Catalog } from "./catalog.ts";
import { FIRST_MS } from "./first-part.ts";

type Engine = InstanceType<Glue["Engine"]>;

const target = (path: string) => new URL(`../../../target/${path}`, import.meta.url);
const bytes = (path: string) => readFileSync(target(path));
const FIRST = readFileSync(
  new URL("../../../src/protocols/raft/gallery/leader-crash.scn", import.meta.url),
  "utf8",
);

const ANY_SEED = FIRST.replace(/^seed .*\n/mu, "");

/** The glue keeps one instance, so that each takes a copy of its own. */
async function started(copy: string, wasm: string) {
  const glue = (await import(/* @vite-ignore */ `${target("wasm-pkg/ringleader.js").href}?${copy}`)) as Glue;
  return { glue, exports: glue.initSync({ module: bytes(wasm) }) };
}

let whole: Glue;
let first: Glue;
let addRest: () => void;

beforeAll(async () => {
  whole = (await started("whole", "wasm-pkg/ringleader_bg.wasm")).glue;
  const part = await started("first", "wasm-parts/first.wasm");
  first = part.glue;
  addRest = () => {
    const module = new WebAssembly.Module(bytes("wasm-parts/rest.wasm"));
    new WebAssembly.Instance(module, { first: { ...part.exports } });
  };
});

/** All that a page asks for while a run goes on by itself, in steps of no round number. */
function watched(glue: Glue, seed: number): string[] {
  const engine = new glue.Engine(seed === 0 ? FIRST : ANY_SEED, seed, true);
  engine.seekTime(0);
  const seen: string[] = [];
  for (let step = 0; engine.now < FIRST_MS; step += 1) {
    const from = engine.position;
    if (step % 5 === 0) engine.advance(undefined, 1);
    else engine.advance(7.3, undefined);
    seen.push(
      JSON.stringify([
        engine.now,
        engine.frame(),
        engine.events(from, engine.position),
        engine.moments(),
        engine.properties(),
        engine.branches(),
      ]),
    );
  }
  engine.free();
  return seen;
}

function played(engine: Engine): unknown[] {
  // A scenario of a ring, which has no time, does not go on.
  const events = engine.advance(3_000, 2_000);
  const shown = [engine.frame(), engine.moments(), engine.properties(), engine.branches()];
  const all = [
    events,
    engine.hash(),
    engine.scenario(),
    engine.trace(undefined, Math.min(engine.length, 500)),
    shown,
  ];
  engine.free();
  return all;
}

describe("the engine in two parts", () => {
  it("plays the first scenario without the rest as the whole does, with seeds it was not cut by", () => {
    expect(watched(first, 0)).toEqual(watched(whole, 0));
    for (let seed = 1_000_000; seed < 1_000_025; seed += 1)
      expect(watched(first, seed)).toEqual(watched(whole, seed));
  }, 60_000);

  it("stops at what is in the rest, and has it once that is there", () => {
    expect(() => first.catalog()).toThrow(WebAssembly.RuntimeError);
    addRest();
    expect(first.catalog()).toEqual(whole.catalog());
  });

  it("plays every scenario as the whole does", () => {
    const { scenarios } = whole.catalog() as Catalog;
    expect(scenarios.length).toBeGreaterThan(40);
    for (const { name, text } of scenarios) {
      const [expected, found] = [whole, first].map((glue) => played(new glue.Engine(text, 7, true)));
      expect(found, name).toEqual(expected);
    }
  });

  it("tells the same of what is wrong", () => {
    const thrown = ({ Engine }: Glue, text: string): unknown => {
      try {
        new Engine(text, 1, true);
      } catch (error) {
        return { ...(error as object), message: (error as Error).message };
      }
      return null;
    };
    for (const text of [
      "",
      "protocol rft",
      "protocol raft\nnodes 99\n",
      "protocol paxos\nset retrry 3",
      'protocol raft\nrequest c1 "',
    ])
      expect(thrown(first, text)).toEqual(thrown(whole, text));
  });
});
