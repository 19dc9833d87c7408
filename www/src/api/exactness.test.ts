/** A run is its text: what was done at random, at random cursors of random branches, replays exactly. */
import fc from "fast-check";
import { expect, describe as group, it, test } from "vitest";
import { type ClusterFrame, type EventRecord, Simulation } from "../library/ringleader.ts";
import { frameOf } from "../testing/sample-runs.ts";
import { Chance, protocolOf, randomLines, randomMove } from "./random.fixture.ts";

/** A run with branches: acts, seeks and switches at random. */
function wander(seed: number): Simulation {
  const chance = new Chance(seed);
  const sim = new Simulation(randomLines(chance, protocolOf(seed)));
  const { nodes, clients } = sim.frame({ log: { from: 1, to: 0 } }) as ClusterFrame;
  for (let n = 0; n < 12; n++) {
    const go = chance.pick([
      () => sim.act(randomMove(chance, nodes.length, clients.length, protocolOf(seed))),
      () => sim.seek(chance.below(sim.length + 1)),
      () => sim.seekTime(chance.below(Math.ceil(sim.endTime * 1000) + 1) / 1000),
      () => sim.switchTo(chance.below(sim.branches.length)),
      () => sim.advance(chance.below(50_000) / 1000),
      () => sim.advance({ events: chance.below(30) }),
      () => sim.stepBack(chance.below(9)),
    ]);
    go();
  }
  return sim;
}

/** Where a run stands, and how far it is known. */
const placeOf = (sim: Simulation) => [sim.position, sim.now, sim.length, sim.endTime, sim.hash()];

const seeds = fc.integer({ min: 0, max: 1e9 });

/** A record without what only counts: positions and message numbers shift when an event more happens. */
const essence = (record: EventRecord) =>
  JSON.stringify({
    ...record,
    id: null,
    cause: null,
    ...("message" in record && { message: record.message.summary }),
  });

group("exactness", { timeout: 60_000 }, () => {
  it("every branch, printed and opened again, is the same history", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const sim = wander(seed);
        for (const { id } of sim.branches) {
          sim.switchTo(id);
          sim.seek(sim.length);
          const text = sim.scenario();
          const again = new Simulation(text);
          expect([again.length, again.hash()], text).toEqual([sim.length, sim.hash()]);
          expect(again.scenario()).toBe(text);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("whatever the cursor, the text opens there, and what is done next comes to the same", () => {
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, at) => {
        const sim = wander(seed);
        for (const go of [() => {}, () => sim.seekTime((at % Math.ceil(sim.endTime + 1)) + 0.001)]) {
          go();
          const text = sim.scenario();
          const again = new Simulation(text);
          expect(placeOf(again), text).toEqual(placeOf(sim));
          for (const one of [sim, again]) one.act("crash leader\nrun 90ms");
          expect(placeOf(again), text).toEqual(placeOf(sim));
        }
      }),
      { numRuns: 80 },
    );
  });

  it("a link brings the branch and the cursor", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const sim = wander(seed);
        const again = Simulation.fromLink(sim.link("https://example.org/"));
        expect(placeOf(again)).toEqual(placeOf(sim));
      }),
      { numRuns: 60 },
    );
  });

  it("a seek shows what the first visit showed", () => {
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (seed, targets) => {
        const sim = new Simulation(randomLines(new Chance(seed), protocolOf(seed)));
        const { length } = sim;
        sim.seek(0);
        const shown: string[] = [];
        const look = () => JSON.stringify([sim.frame({ log: "all" }), sim.hash(), sim.properties()]);
        for (let p = 0; p <= length; p++) {
          if (p > 0) sim.step();
          if (targets.some((target) => target % (length + 1) === p)) shown[p] = look();
        }
        for (const target of targets) {
          const p = target % (length + 1);
          sim.seek(p);
          expect(look()).toBe(shown[p]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("an old branch is not touched by a new one", () => {
    fc.assert(
      fc.property(seeds, fc.nat(), fc.nat(), (seed, at, choice) => {
        const chance = new Chance(choice);
        const sim = new Simulation(randomLines(new Chance(seed), protocolOf(seed)));
        const old = [sim.hash(), sim.length, sim.scenario()];
        fc.pre(sim.length > 0);
        sim.seek(at % sim.length);
        sim.act(randomMove(chance, 1, 1, protocolOf(seed)));
        // What the branch does there anyway starts none, and going on would make it longer; a cursor may only move.
        fc.pre(sim.branch === 1);
        sim.run(120);
        sim.switchTo(0);
        sim.seekTime(sim.endTime);
        expect([sim.hash(), sim.position, sim.scenario()]).toEqual(old);
      }),
      { numRuns: 80 },
    );
  });

  it("branches that differ by one crash agree on everything that it did not cause", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 250, max: 900 }), (seed, at) => {
        const { before, after, crashed } = crashOfFollower(seed, at);
        const with_ = unconcerned(after, crashed).map(essence);
        const without = unconcerned(before, crashed).map(essence);
        expect(without.length).toBeGreaterThan(10);
        expect(with_).toEqual(without);
      }),
      { numRuns: 60 },
    );
  });
});

test("comments stay in the text and are left out of a link", () => {
  const text =
    'ringleader 1\n# Why.\nprotocol raft\nnodes 3\nclients 1\nseed 7\n\nrun 2s # long\nrequest "set x #1" # mine\n';
  const sim = new Simulation(text);
  expect(sim.scenario()).toBe(text);
  expect(decodeURIComponent(sim.link())).toBe(
    '#1;protocol raft;nodes 3;clients 1;seed 7;run 2s;request "set x #1"',
  );
});

/** The same 400 ms of a steady cluster, once as they were and once with a follower crashed at their start. */
function crashOfFollower(seed: number, at: number) {
  const options = "set no-op off\nset heartbeat 40ms\nset rpc-timeout 3600s";
  const sim = new Simulation(`protocol raft\nnodes 5\nseed ${seed}\n${options}`);
  sim.runUntil("leader-elected");
  sim.run(at);
  const leader = frameOf(sim).nodes.find((node) => node.role === "leader")?.id;
  const crashed = leader === "n5" ? "n4" : "n5";
  const from = sim.position;
  sim.run(100);
  const before = sim.events({ from });
  sim.seek(from);
  sim.act(`crash ${crashed}`);
  const start = sim.position;
  sim.advance((before.at(-1)?.at ?? sim.now) - sim.now);
  return { before, after: sim.events({ from: start }), crashed };
}

/** The records that the crash did not cause: nothing of the server, and no event that a message of it set off. */
function unconcerned(records: EventRecord[], node: string): EventRecord[] {
  const position = (record: EventRecord) => record.id.split(".")[0];
  const heads = records.filter((record) => record.id.endsWith(".0") && concerns(record, node));
  const events = new Set(heads.map(position));
  return records.filter((record) => !events.has(position(record)) && !concerns(record, node));
}

/** Whether a record is of the crashed server, or of a message to or from it. */
function concerns(record: EventRecord, node: string): boolean {
  if (record.node === node) return true;
  return "message" in record && (record.message.from === node || record.message.to === node);
}
