import { describe, expect, it } from "vitest";
import { catalog, RingleaderError, Simulation, sweep } from "./ringleader.ts";

const election = catalog.scenarios.find(({ name }) => name === "first-election")?.text ?? "";

describe("sweep", { timeout: 60_000 }, () => {
  it("has a row for each seed, with what that run shows", async () => {
    const rows = await sweep(election, { seeds: { first: 1, last: 20 } }).toArray();
    expect(rows.map(({ seed }) => seed)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const { seed, events, messages, moments, violated } of rows) {
      const sim = new Simulation(election, { seed });
      sim.seek(sim.length);
      const records = sim.events();
      expect(events).toBe(sim.length);
      expect(messages).toBe(records.filter(({ kind }) => kind === "sent").length);
      const elected = records.filter(({ kind }) => kind === "leader-elected");
      expect(moments["leader-elected"]).toEqual({ count: elected.length, first: elected[0]?.at });
      expect(violated).toEqual([]);
    }
  });

  it("has the columns that are asked for, typed, and counts violations", async () => {
    const columns = ["events", "leader-elected", "first leader-elected (ms)", "violations"] as const;
    const bug = `${election.replace(/\nnodes/, "\nbug commit-unverified\nnodes")}`;
    const rows = await sweep(bug, { seeds: [7, 42], columns, until: 1_000 }).toArray();
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(["seed", ...columns]);
      const first: number | null = row["first leader-elected (ms)"];
      expect(first ?? 0).toBeGreaterThan(0);
    }
    expect(rows.map(({ seed }) => seed)).toEqual([7, 42]);
    const none = await sweep("protocol raft\nnodes 3", {
      seeds: [1],
      columns: ["first committed (ms)", "committed"],
      until: 0,
    }).toArray();
    expect(none).toEqual([{ seed: 1, "first committed (ms)": null, committed: 0 }]);
  });

  it("gives rows as they come, tells how far it is, and stops when it is called off", async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const hearing = {
      signal: controller.signal,
      onProgress: ({ done, of }: { done: number; of: number }) => {
        told.push(done);
        expect(of).toBe(1000);
      },
    };
    const seeds: number[] = [];
    const all = async () => {
      for await (const { seed } of sweep(election, { seeds: { first: 1, last: 1000 } }, hearing)) {
        seeds.push(seed);
        if (seed === 5) controller.abort();
      }
    };
    await expect(all()).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(seeds).toEqual([1, 2, 3, 4, 5]);
    expect(told).toEqual([1, 2, 3, 4, 5]);
  });

  it("gives everybody else a turn in a long run, and bounds it", async () => {
    const busy = "protocol raft\nnodes 5\nrun 300ms\nworkload c1 every 5ms\nrun 200s";
    let turns = 0;
    const timer = setInterval(() => turns++);
    const [row] = await sweep(busy, { seeds: [1], columns: ["events"] }).toArray();
    clearInterval(timer);
    expect(row?.events).toBeGreaterThan(60_000);
    expect(turns).toBeGreaterThan(0);
    const sweeping = sweep("protocol raft", { seeds: [3], until: 1e9, eventsMax: 1000 }).toArray();
    await expect(sweeping).rejects.toThrow(/seed 3: stopped after \d+ events/);
  });

  it("refuses what it cannot play", async () => {
    const cases: [string, () => Promise<unknown>][] = [
      ["scenario", () => sweep("protocol raft\nnods 3", { seeds: [1] }).toArray()],
      ["unknown-kind", () => sweep(election, { seeds: [1], columns: ["leader" as never] }).toArray()],
      ["argument", () => sweep(election, { seeds: { first: 9, last: 1 } }).toArray()],
      ["argument", () => sweep(election, { seeds: [1.5] }).toArray()],
      ["argument", () => sweep(election, { seeds: 7 as never }).toArray()],
      ["argument", () => sweep(election, { seed: [1] } as never).toArray()],
    ];
    for (const [code, ask] of cases) {
      const error = await ask().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RingleaderError);
      expect(error).toMatchObject({ code });
    }
  });
});
