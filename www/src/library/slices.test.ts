import { describe, expect, it } from "vitest";
import { RingleaderError, Simulation } from "./ringleader.ts";

const small = "protocol raft\nnodes 3\nseed 5\nrun 300ms\nworkload c1 every 5ms\n";
/** Some 100,000 events. */
const long = `${small}run 300s\n`;

/** A signal that is aborted with the n-th slice. */
function abortedAt(slice: number) {
  const controller = new AbortController();
  let slices = 0;
  const onProgress = () => {
    if (++slices === slice) controller.abort(new Error("enough"));
  };
  return { signal: controller.signal, onProgress };
}

describe("opening in slices", { timeout: 60_000 }, () => {
  it("comes to what opening at once comes to, and tells how far it is", async () => {
    const whole = new Simulation(long);
    const positions: number[] = [];
    const sim = await Simulation.open(long, { onProgress: ({ position }) => positions.push(position) });
    expect([sim.hash(), sim.scenario(), sim.length]).toEqual([whole.hash(), whole.scenario(), whole.length]);
    expect(positions.length).toBeGreaterThan(3);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(sim).toBeInstanceOf(Simulation);
    // It is made again after the engine stopped, and branches as any other.
    sim.seek(10);
    sim.act("crash n1");
    expect(sim.branches).toHaveLength(2);
  });

  it("gives everybody else a turn, and stops when it is called off", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++);
    await Simulation.open(long);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
    await expect(Simulation.open(long, abortedAt(2))).rejects.toThrow("enough");
    await expect(Simulation.open(long, { signal: AbortSignal.abort() })).rejects.toThrow(
      expect.objectContaining({ name: "AbortError" }),
    );
  });

  it("refuses as the constructor does", async () => {
    await expect(Simulation.open("protocol raft\nnods 3")).rejects.toThrow(
      expect.objectContaining({ code: "scenario", line: 2 }),
    );
    await expect(Simulation.open(small, { bytesMax: -1 })).rejects.toBeInstanceOf(RingleaderError);
    const slices = Simulation.opening(long);
    expect(slices.next().done).toBe(false);
    expect(slices.return(undefined as never).done).toBe(true);
  });
});

describe("going on in slices", { timeout: 60_000 }, () => {
  it("advanceAsync is advance, past the bound of one call; called off, what happened stays", async () => {
    const [one, other] = [new Simulation(small), new Simulation(small)];
    expect(await one.advanceAsync(60_000)).toBe(other.advance(60_000));
    expect([one.hash(), one.now]).toEqual([other.hash(), other.now]);
    expect(await one.advanceAsync({ events: 50_001 })).toBe(50_001);
    const before = one.position;
    await expect(one.advanceAsync({ ms: 3_600_000 }, abortedAt(2))).rejects.toThrow("enough");
    expect(one.position).toBe(before + 40_000);
    expect(await one.advanceAsync({ events: 7 })).toBe(7);
    await expect(one.advanceAsync(-1)).rejects.toBeInstanceOf(RingleaderError);
  });

  it("advanceUntilAsync finds what advanceUntil finds, or says that it did not come", async () => {
    const [one, other] = [new Simulation(small), new Simulation(small)];
    const wanted = { kinds: ["leader-elected" as const] };
    expect(await one.advanceUntilAsync(wanted, { limit: 60_000 })).toEqual(
      other.advanceUntil(wanted, { limit: 60_000 }),
    );
    expect(one.position).toBe(other.position);
    expect(await one.advanceUntilAsync("crashed", { limit: { events: 60_000 } })).toBeNull();
    await expect(one.advanceUntilAsync("nothing" as never)).rejects.toThrow(
      expect.objectContaining({ code: "unknown-kind" }),
    );
  });

  it("runAsync gives what run gives, no further than it is asked", async () => {
    const [one, other] = [new Simulation(small), new Simulation(small)];
    const told: unknown[] = [];
    for await (const record of one.runAsync(5_000, { kinds: ["sent"] })) told.push(record);
    expect(told).toEqual(other.run(5_000, { kinds: ["sent"] }));
    expect([one.hash(), one.now]).toEqual([other.hash(), other.now]);
    const before = one.position;
    for await (const record of one.runAsync(1_000_000)) {
      expect(record.at).toBeGreaterThanOrEqual(other.now);
      break;
    }
    expect(one.position).toBeGreaterThan(before);
    expect(one.position).toBeLessThan(before + 3_000);
    const controller = new AbortController();
    const rest = async () => {
      for await (const { id } of one.runAsync(1_000_000, {}, controller)) if (id) controller.abort();
    };
    await expect(rest()).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });

  it("historyAsync and deviationsAsync give what their kin give, and can be called off where nothing passes", async () => {
    const sim = new Simulation(long);
    const told: unknown[] = [];
    for await (const record of sim.historyAsync({ kinds: ["leader-elected"], from: 3 })) told.push(record);
    expect(told).toEqual(sim.events({ kinds: ["leader-elected"], from: 3 }));
    let count = 0;
    for await (const { kind } of sim.historyAsync({ to: 25_000 })) if (kind) count++;
    expect(count).toBe(sim.events({ to: 25_000 }).length);
    const controller = new AbortController();
    setTimeout(() => controller.abort());
    const none = async () => {
      for await (const _ of sim.historyAsync({ codes: ["raft.vote.denied.term"] as never }, controller))
        break;
    };
    await expect(none()).rejects.toThrow();
    const wrong = new Simulation(`${small.replace("\nrun", "\nbug commit-unverified\nrun")}run 2s\n`);
    const ids: string[] = [];
    for await (const id of wrong.deviationsAsync()) ids.push(id);
    expect(ids).toEqual(wrong.deviations());
  });
});
