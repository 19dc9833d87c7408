import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, describe as group, it } from "vitest";
import { catalog, describe, type EventRecord, RingleaderError, Simulation } from "./index.ts";

const golden = new Map(
  readFileSync(new URL("../../../tests/golden/histories.txt", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ") as [string, string]),
);

const small = "protocol raft\nnodes 3\nseed 5";

function thrown(act: () => unknown): RingleaderError {
  try {
    act();
  } catch (error) {
    if (error instanceof RingleaderError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

group("Simulation", () => {
  it("plays every scenario of the gallery to the golden history", () => {
    for (const { name, text } of catalog.scenarios) {
      expect(`${name} ${new Simulation(text).hash()}`).toBe(`${name} ${golden.get(name)}`);
    }
  });

  it("goes on by ms, by events, or by whichever comes first", () => {
    const sim = new Simulation(small);
    expect(sim.advance(400)).toBeGreaterThan(0);
    expect(sim.now).toBe(400);
    const { position } = sim;
    expect(sim.advance({ events: 3 })).toBe(3);
    expect(sim.position).toBe(position + 3);
    expect(sim.advance({ ms: 1, events: 100 })).toBeLessThan(100);
    expect(sim.advance({ ms: 1000, events: 1 })).toBe(1);
    expect(sim.step().every((record) => record.id.startsWith(`${sim.position}.`))).toBe(true);
  });

  it("stops exactly on the event that is waited for", () => {
    const sim = new Simulation(small);
    const records = sim.runUntil("leader-elected");
    expect(records.at(-1)?.at).toBe(sim.now);
    expect(records.filter((record) => record.kind === "leader-elected")).toHaveLength(1);
    const sent = (record: EventRecord) => record.kind === "sent" && record.message.kind === "ClientReply";
    sim.act('request "set x 1"');
    expect(sim.runUntil(sent).some(sent)).toBe(true);
    expect(thrown(() => sim.runUntil("leader-elect")).code).toBe("unknown-kind");
    expect(sim.runUntil("violated", { ms: 50 }).some((record) => record.kind === "violated")).toBe(false);
  });

  it("comes back to where it was, exactly", () => {
    const sim = new Simulation(catalog.scenarios[2]?.text ?? "");
    const { length } = sim;
    const frames = Array.from({ length: 40 }, (_, i) => {
      sim.seek(i * 5);
      return JSON.stringify([sim.frame(), sim.hash()]);
    });
    for (const i of [39, 3, 20, 0, 38]) {
      sim.seek(i * 5);
      expect(JSON.stringify([sim.frame(), sim.hash()])).toBe(frames[i]);
    }
    sim.seek(length + 100);
    expect(sim.position).toBe(length);
    sim.stepBack(length + 5);
    expect(sim.position).toBe(0);
  });

  it("keeps the old future when somebody acts in the past", () => {
    const sim = new Simulation(catalog.scenarios[2]?.text ?? "");
    const hash = sim.hash();
    sim.seek(30);
    sim.act("crash n1");
    sim.run(300);
    expect(sim.branch).toBe(1);
    expect(sim.branches[1]).toMatchObject({ parent: 0, forkedAt: { position: 30 } });
    sim.switchTo(0);
    sim.seek(sim.length);
    expect(sim.hash()).toBe(hash);
  });

  it("is its scenario: printed and opened again it is the same run", () => {
    const verbs = [
      "crash leader",
      "restart all",
      'request "set x 1"',
      "cut n1",
      "heal",
      "step 3",
      "run 33ms",
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.array(fc.constantFrom(...verbs)), (seed, acts) => {
        const sim = new Simulation({ protocol: "raft", nodes: 3, seed, moves: "run 150ms" });
        for (const act of acts) sim.act(act);
        sim.run(100);
        const again = new Simulation(sim.scenario());
        expect([again.hash(), again.length]).toEqual([sim.hash(), sim.length]);
        expect(Simulation.fromLink(sim.link("https://example.org/")).hash()).toBe(sim.hash());
      }),
      { numRuns: 50 },
    );
  });

  it("carries the cursor in a link", () => {
    const sim = new Simulation(catalog.scenarios[1]?.text ?? "");
    sim.seek(17);
    const again = Simulation.fromLink(sim.link());
    expect([again.position, again.length, again.hash()]).toEqual([17, sim.length, sim.hash()]);
  });

  it("tells each record as a sentence, in both languages", () => {
    for (const record of new Simulation(catalog.scenarios[2]?.text ?? "").events()) {
      expect(describe(record)).not.toMatch(/undefined|\{/);
      expect(describe(record, "zh-CN")).not.toMatch(/undefined|\{/);
    }
  });
});

group("bad input", () => {
  it("says where a text is wrong, and changes nothing", () => {
    const error = thrown(() => new Simulation("protocol raft\nnodes 5\ncrsh n1"));
    expect(error).toMatchObject({ code: "scenario", line: 3, column: 1 });
    expect(error.message).toContain("did you mean `crash`");
    const sim = new Simulation(small);
    sim.run(100);
    const before = [sim.position, sim.now, sim.hash()];
    expect(thrown(() => sim.act("crash n1\ncrash n9")).line).toBe(2);
    expect([sim.position, sim.now, sim.hash()]).toEqual(before);
  });

  it("refuses what is no number of the right kind", () => {
    const sim = new Simulation(small);
    for (const act of [
      () => sim.advance(-1),
      () => sim.advance(Number.NaN),
      () => sim.step(1.5),
      () => sim.seek(Number.POSITIVE_INFINITY),
      () => sim.switchTo(7),
      () => sim.events({ to: -2 }),
    ]) {
      expect(thrown(act)).toBeInstanceOf(RingleaderError);
    }
    sim.run(10);
  });

  it("names the nearest key", () => {
    const options = { protocol: "raft", sead: 3 };
    expect(thrown(() => new Simulation(options)).message).toContain("did you mean `seed`");
  });

  it("tells damaged links and links of other versions apart", () => {
    expect(thrown(() => Simulation.fromLink("https://example.org/")).code).toBe("link");
    expect(thrown(() => Simulation.fromLink("#2;protocol%20raft")).code).toBe("link-version");
    expect(thrown(() => Simulation.fromLink("#1;%E0%A4%A")).code).toBe("link");
    expect(thrown(() => Simulation.fromLink("#1;protocol%20paxo")).code).toBe("scenario");
  });

  it("says that a simulation was disposed of", () => {
    const sim = new Simulation(small);
    sim.dispose();
    sim.dispose();
    expect(thrown(() => sim.step()).code).toBe("disposed");
  });

  it("survives a million events and goes on", () => {
    const sim = new Simulation("protocol raft\nnodes 5\nseed 1\nset heartbeat 1ms", { properties: false });
    expect(thrown(() => sim.advance(1e9)).code).toBe("bound-events");
    expect(sim.advance({ events: 10 })).toBe(10);
  });
});
