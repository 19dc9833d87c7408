import fc from "fast-check";
import { expect, describe as group, it } from "vitest";
import { type EventRecord, type RecordName, RingleaderError, Simulation } from "../library/ringleader.ts";

const busy = "protocol raft\nclients 2\nseed 3\nworkload c1 every 20ms\nworkload c2 every 33ms";
const keys =
  'protocol placement\nnodes 4\nkeys 200\nseed 2\nlookup "apple"\njoin n5\nlookup "pear"\nleave n2\nlookup "fig"';

function thrown(act: () => unknown): RingleaderError {
  try {
    act();
  } catch (error) {
    if (error instanceof RingleaderError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const at = (record: EventRecord | undefined): number => Number(record?.id.split(".")[0]);

group("records by filter", () => {
  it("are those that anybody would pick from all, of any run", () => {
    const verbs = ["crash leader", "restart all", "cut n1", "heal", "step 3", "pause n2", "resume all"];
    let picked = 0;
    const run = fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      fc.array(fc.constantFrom(...verbs), { maxLength: 6 }),
      fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
      (seed, acts, draws) => {
        const moves = "workload c1 every 30ms";
        const sim: Simulation = new Simulation({ protocol: "raft", nodes: 3, seed, moves });
        for (const act of acts) sim.act(`run 90ms\n${act}`);
        const all = sim.events();
        const draw = (n: number) => draws[n] ?? 0;
        const some = (values: string[], n: number): string[] | undefined =>
          draw(n) % 3 > 0 || values.length === 0
            ? undefined
            : [n, n + 1].map((m) => values[draw(m) % values.length] ?? "");
        const place = (n: number) => (draw(n) % 2 === 0 ? undefined : draw(n) % (sim.length + 2));
        const [from, to] = [place(0), place(1)];
        const kinds = some(
          all.map(({ kind }) => kind),
          2,
        ) as EventRecord["kind"][] | undefined;
        const nodes = some(
          all.flatMap(({ node }) => node ?? []),
          4,
        );
        const codes = some(
          all.flatMap((record) => ("rule" in record ? record.rule : [])),
          6,
        ) as ("raft.leader.elected" | "raft.vote.granted")[] | undefined;
        const passes = (record: EventRecord) =>
          (from === undefined || at(record) > from) &&
          (to === undefined || at(record) <= to) &&
          (kinds === undefined || kinds.includes(record.kind)) &&
          (nodes === undefined || (record.node !== null && nodes.includes(record.node))) &&
          (codes === undefined || ("rule" in record && codes.some((code) => code === record.rule)));
        const filter = {
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          ...(kinds === undefined ? {} : { kinds }),
          ...(nodes === undefined ? {} : { nodes }),
          ...(codes === undefined ? {} : { codes }),
        };
        const expected = all.filter(passes);
        picked += expected.length;
        expect(sim.events(filter)).toEqual(expected);
        expect([...sim.history(filter)]).toEqual(expected);
        const { length } = sim;
        sim.seek(0);
        expect(sim.step(length, filter)).toEqual(expected.filter((record) => at(record) > 0));
        sim.seek(0);
        // What is due at the very end happens, too.
        const ran = sim.run(sim.endTime, filter);
        expect(ran).toEqual(sim.events({ from: 0 }).filter(passes));
      },
    );
    fc.assert(run, { numRuns: 40 });
    expect(picked).toBeGreaterThan(200);
  });

  it("have the type of their kinds", () => {
    const sim = new Simulation(busy);
    const elected = sim.advanceUntil({ kinds: ["leader-elected"] });
    const term: number | undefined = elected?.params.term;
    expect(term).toBeGreaterThan(0);
    const sent: string[] = sim.events({ kinds: ["sent"] }).map(({ message }) => message.kind);
    expect(sent).toContain("RequestVote");
    expect(sim.step(50, { kinds: ["crashed", "sent"] }).every((record) => record.kind === "sent")).toBe(true);
  });

  it("are picked from a million events without the others being made", () => {
    const sim = new Simulation("protocol raft\nseed 1");
    const elected = sim.step(1_000_000, { codes: ["raft.leader.elected"] });
    expect(sim.position).toBe(1_000_000);
    expect(elected.length).toBeGreaterThan(0);
    expect(elected.length).toBeLessThan(1_000);
    expect(sim.events({ kinds: ["leader-elected"] })).toEqual(elected);
  }, 60_000);

  it("come over any span: more than a hundred thousand in an array, any number one by one", () => {
    const sim = new Simulation(busy);
    const ids = sim.step(45_000).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(150_000);
    expect(sim.events({ from: 2 })).toHaveLength(ids.length);
    let count = 0;
    for (const { id } of sim.history({ from: 2 })) {
      if (id !== ids[count]) throw new Error(`${id} instead of ${ids[count]}`);
      count++;
    }
    expect(count).toBe(ids.length);
  }, 120_000);

  it("are gone through in the branch and up to the end that there was, whatever is done meanwhile", () => {
    const sim = new Simulation(busy);
    sim.advance({ events: 9_000 });
    const ids = sim.events().map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(20_000);
    const seen: string[] = [];
    for (const { id } of sim.history()) {
      if (seen.push(id) === 5) {
        sim.step(10);
        sim.seek(3);
        sim.act("crash n1");
      }
    }
    expect(sim.branch).toBe(1);
    expect(seen).toEqual(ids);
  });

  it("need names that mean something", () => {
    const sim = new Simulation(busy);
    const wrong = (filter: object, code: string, says: string) => {
      for (const ask of [
        () => sim.events(filter),
        () => sim.history(filter),
        () => sim.run(1, filter),
        () => sim.step(1, filter),
        () => sim.advanceUntil(filter),
        () => sim.runUntil(filter),
      ]) {
        const error = thrown(ask);
        expect([error.code, error.message]).toEqual([code, expect.stringContaining(says)]);
      }
    };
    const { position } = sim;
    wrong({ kinds: ["leader-electd"] }, "unknown-kind", "did you mean `leader-elected`?");
    wrong({ codes: ["raft.vote.grantd"] }, "unknown-code", "did you mean `raft.vote.granted`?");
    wrong({ nodes: ["n6"] }, "unknown-node", "nodes n1 to n5 and clients c1 to c2");
    wrong({ nodes: ["leader"] }, "unknown-node", "a node like n1");
    wrong({ kind: "sent" }, "argument", "did you mean `kinds`?");
    wrong({ kinds: "sent" }, "argument", "kinds: a list of texts");
    wrong({ nodes: [1] }, "argument", "nodes: a list of texts");
    wrong({ from: 1.5 }, "argument", "from: a whole number");
    expect(thrown(() => sim.trace({ kinds: ["sent"] } as object)).code).toBe("argument");
    expect(sim.events({ kinds: [] })).toEqual([]);
    expect(sim.position).toBe(position);
  });

  it("are picked in placement, too", () => {
    const sim = new Simulation(keys);
    const all = sim.events();
    const actions = all.filter((record) => record.kind === "action");
    expect(actions).toHaveLength(5);
    expect(sim.events({ kinds: ["action"] })).toEqual(actions);
    expect([...sim.history({ kinds: ["action"] })]).toEqual(actions);
    sim.seek(0);
    expect(sim.advanceUntil("join")?.id).toBe("2.0");
    expect(sim.run(1_000, { kinds: ["action"] })).toEqual(actions.slice(2));
    expect(thrown(() => sim.events({ kinds: ["sent"] })).code).toBe("unknown-kind");
    expect(sim.moments({ kinds: ["looked-up"], from: 1 })).toEqual(
      sim.moments().filter(({ kind, position }) => kind === "looked-up" && position > 1),
    );
  });
});

group("moments by filter", () => {
  it("are those of some kinds, after a position", () => {
    const sim = new Simulation(busy);
    sim.act("run 600ms\ncrash leader\nrun 600ms");
    const all = sim.moments();
    const middle = all[all.length >> 1]?.position ?? 0;
    expect(all.filter(({ position }) => position > middle).length).toBeGreaterThan(2);
    expect(sim.moments({ from: middle })).toEqual(all.filter(({ position }) => position > middle));
    expect(sim.moments({ kinds: ["fault"] }).map(({ detail }) => detail)).toContain("crash");
    expect(sim.moments({ from: middle, kinds: ["committed"] })).toEqual(
      all.filter(({ position, kind }) => position > middle && kind === "committed"),
    );
    expect(sim.moments({ from: sim.length })).toEqual([]);
    expect(sim.moments({ from: -1 })).toEqual(all);
    const error = thrown(() => sim.moments({ kinds: ["fautl"] } as object));
    expect([error.code, error.message]).toEqual(["unknown-kind", expect.stringContaining("`fault`")]);
    expect(thrown(() => sim.moments({ to: 3 } as object)).code).toBe("argument");
  });
});

group("waiting for a record", () => {
  it("gives the record, right after its event", () => {
    const sim = new Simulation(busy);
    const elected = sim.advanceUntil("leader-elected");
    expect([elected?.kind, elected?.at, at(elected ?? undefined)]).toEqual([
      "leader-elected",
      sim.now,
      sim.position,
    ]);
    const granted = sim.advanceUntil("raft.commit.advanced", { limit: 5_000 });
    expect(granted).toMatchObject({ rule: "raft.commit.advanced" });
    sim.act("run 100ms\ncrash n1");
    sim.seek(0);
    expect(sim.advanceUntil("crash")).toMatchObject({ kind: "action", line: "crash n1" });
    sim.seek(0);
    expect(sim.advanceUntil({ kinds: ["delivered"], nodes: ["n3"] })).toMatchObject({
      kind: "delivered",
      node: "n3",
    });
  });

  it("gives null at the limit, and nothing is lost", () => {
    const sim = new Simulation(busy);
    expect(sim.advanceUntil("violated", { limit: { events: 500 } })).toBe(null);
    const { position, length, branch } = sim;
    expect([position, length, branch]).toEqual([502, 502, 0]);
    expect(sim.events({ from: 2 })).toHaveLength(new Simulation(busy).step(500).length);
    const { now } = sim;
    expect(sim.advanceUntil("violated", { limit: 40 })).toBe(null);
    expect(sim.now).toBe(now + 40);
    expect(sim.advanceUntil("violated", { limit: 0 })).toBe(null);
    sim.seek(position);
    expect(sim.hash()).toBe(
      (() => {
        const again = new Simulation(busy);
        again.step(500);
        return again.hash();
      })(),
    );
    expect(thrown(() => sim.advanceUntil("" as RecordName, {})).code).toBe("unknown-kind");
    expect(thrown(() => sim.advanceUntil("sent", { ms: 3 } as object)).code).toBe("argument");
    expect(thrown(() => sim.advanceUntil("sent", { limit: -1 })).code).toBe("argument");
    expect(thrown(() => sim.advanceUntil(3 as unknown as RecordName)).code).toBe("argument");
  });

  it("says with the records on the way whether it came", () => {
    const sim = new Simulation(busy);
    const { position } = sim;
    const way = sim.runUntil("leader-elected");
    expect(way.found).toMatchObject({ kind: "leader-elected" });
    expect(way).toContain(way.found);
    expect([...way]).toEqual(sim.events({ from: position }));
    const miss = sim.runUntil({ kinds: ["violated"] }, { events: 20 });
    expect([miss.found, miss.length]).toEqual([null, sim.events({ from: sim.position - 20 }).length]);
    const read = (record: EventRecord) => record.kind === "delivered" && record.node === "c1";
    expect(read(sim.runUntil(read).found as EventRecord)).toBe(true);
    const none = sim.runUntil(() => false, { ms: 30 });
    expect([none.found, none.length > 0]).toEqual([null, true]);
  });
});

group("watching fields of nodes", () => {
  const named = (sim: Simulation) => {
    const frame = sim.frame();
    if (frame.protocol !== "raft") throw new Error("no Raft");
    return frame.nodes.map(({ id, role, currentTerm }) => ({ id, role, currentTerm }));
  };

  it("calls with what is now and what was before, for each change and no other event, however the run goes on", () => {
    const expected = new Simulation(busy);
    const changes: unknown[] = [];
    for (let before = named(expected); expected.position < 1_500; ) {
      const [event] = expected.step();
      const now = named(expected);
      if (JSON.stringify(now) !== JSON.stringify(before)) changes.push([at(event), now, before]);
      before = now;
    }
    expect(changes.length).toBeGreaterThan(5);
    const ways: ((sim: Simulation) => unknown)[] = [
      (sim) => sim.advance({ events: 1_500 - sim.position }),
      (sim) => sim.step(1_500 - sim.position),
      (sim) => sim.run(expected.now - sim.now),
      (sim) => sim.advanceUntil("violated", { limit: expected.now - sim.now }),
      (sim) => sim.runUntil("violated", { events: 1_500 - sim.position }),
      (sim) => sim.runUntil(() => false, { events: 1_500 - sim.position }),
    ];
    for (const way of ways) {
      const sim = new Simulation(busy);
      const told: unknown[] = [];
      sim.watch({ nodes: ["role", "currentTerm"] }, (now, before) => {
        expect([sim.position, sim.now]).toEqual([now.position, now.now]);
        expect(named(sim)).toEqual(now.nodes);
        expect(before.position).toBe(now.position - 1);
        told.push([now.position, now.nodes, before.nodes]);
      });
      way(sim);
      expect(told).toEqual(changes.filter((change) => ((change as number[])[0] as number) <= sim.position));
      expect([sim.position >= 1_500, sim.hash() === expected.hash() || sim.position > 1_500]).toEqual([
        true,
        true,
      ]);
    }
  }, 60_000);

  it("changes nothing of what a call gives", () => {
    const [with_, without] = [new Simulation(busy), new Simulation(busy)];
    let calls = 0;
    with_.watch({ nodes: ["commitIndex"] }, () => calls++);
    expect(with_.advance({ ms: 700, events: 5_000 })).toBe(without.advance({ ms: 700, events: 5_000 }));
    expect(with_.run(300)).toEqual(without.run(300));
    expect(with_.step(500, { kinds: ["sent"] })).toEqual(without.step(500, { kinds: ["sent"] }));
    expect(with_.runUntil("committed", { ms: 900 })).toEqual(without.runUntil("committed", { ms: 900 }));
    expect(with_.advanceUntil("raft.commit.advanced")).toEqual(without.advanceUntil("raft.commit.advanced"));
    expect([with_.now, with_.position, with_.hash()]).toEqual([
      without.now,
      without.position,
      without.hash(),
    ]);
    expect(calls).toBeGreaterThan(50);
  });

  it("stops right after the event when the callback throws, and what it throws comes out", () => {
    const sim = new Simulation(busy);
    sim.watch({ nodes: ["role"] }, ({ nodes }) => {
      if (nodes.some(({ role }) => role === "leader")) throw new Error("a leader");
    });
    expect(() => sim.advance(5_000)).toThrow("a leader");
    const frame = sim.frame();
    expect(frame.protocol === "raft" && frame.nodes.filter(({ role }) => role === "leader").length).toBe(1);
    expect(sim.events({ from: sim.position - 1, to: sim.position, kinds: ["leader-elected"] })).toHaveLength(
      1,
    );
  });

  it("lets a callback look, not change", () => {
    const sim = new Simulation(busy);
    sim.watch({ nodes: ["role"] }, () => sim.advance(1));
    expect(thrown(() => sim.advance(5_000)).code).toBe("busy");
  });

  it("ends when it is ended, tells every watch, and sees what an act came to, not where one goes", () => {
    const sim = new Simulation(busy);
    sim.advanceUntil("leader-elected");
    const told: string[] = [];
    const one = sim.watch({ nodes: ["status"] }, ({ nodes }, before) => {
      const of = (all: typeof nodes) => all.map(({ status }) => status).join();
      told.push(`${of(before.nodes)} -> ${of(nodes)}`);
    });
    const other = sim.watch({ nodes: ["status", "clock"] }, () => told.push("other"));
    sim.act("crash n1");
    expect(told).toEqual(["up,up,up,up,up -> down,up,up,up,up", "other"]);
    one();
    sim.act("clock n2 150%\ncrash n3");
    expect(told.slice(2)).toEqual(["other"]);
    other[Symbol.dispose]();
    sim.act("restart all");
    sim.seek(0);
    expect(told).toHaveLength(3);
    sim.watch({ nodes: ["status"] }, () => told.push("again"));
    sim.seek(sim.length);
    expect(told).toHaveLength(3);
    sim.seek(0);
    sim.advance({ events: sim.length });
    expect(told.slice(3)).toEqual(["again", "again", "again"]);
  });

  it("watches placement, too", () => {
    const sim = new Simulation(keys);
    sim.seek(0);
    const counts: number[] = [];
    sim.watch({ nodes: ["load"] }, ({ nodes }) => counts.push(nodes.length));
    sim.advance(1_000);
    expect(counts).toEqual([5, 4]);
  });

  it("needs fields that nodes have, and a function", () => {
    const sim = new Simulation(busy);
    const error = thrown(() => sim.watch({ nodes: ["currentTrm" as "currentTerm"] }, () => {}));
    expect([error.code, error.message]).toEqual([
      "unknown-field",
      expect.stringMatching(/did you mean `currentTerm`\?.*nextIndex/),
    ]);
    for (const what of [{}, { nodes: [] }, { nodes: "role" }, { fields: ["role"] }]) {
      expect(thrown(() => sim.watch(what as { nodes: ["role"] }, () => {})).code).toBe("argument");
    }
    expect(thrown(() => sim.watch({ nodes: ["role"] }, null as unknown as () => void)).code).toBe("argument");
  });
});
