/**
 * What happens when the engine stops in the middle of a call. The product has no way to make it stop, so the
 * engine's class is replaced by one that throws what a stopped instance throws.
 */

import { afterEach, expect, describe as group, it, vi } from "vitest";
import type { Glue } from "#engine";

const trap = vi.hoisted(() => ({ calls: new Set<string>(), stopped: new WeakSet<object>() }));

vi.mock("#engine", async (original) => {
  const real = await original<typeof import("#engine")>();
  const methods = ["advance", "goOn", "act", "seek", "frame", "switchTo"];
  const stoppable = (Engine: Glue["Engine"]) =>
    class Stoppable extends Engine {
      constructor(text: string, seed: number, checked: boolean) {
        super(text, seed, checked);
        if (trap.calls.has("constructor")) throw new WebAssembly.RuntimeError("unreachable");
        // biome-ignore lint/correctness/noConstructorReturn: what stands in for an instance that stopped
        return new Proxy(this, {
          get: (target, name) => {
            if (trap.stopped.has(target)) throw new Error("a stopped engine was used again");
            const fails = () => {
              trap.calls.delete(String(name));
              trap.stopped.add(target);
              throw new WebAssembly.RuntimeError("unreachable");
            };
            const value = Reflect.get(target, name, target);
            if (!methods.includes(String(name)) || !trap.calls.has(String(name))) {
              return typeof value === "function" ? value.bind(target) : value;
            }
            return typeof value === "function" ? fails : fails();
          },
        });
      }
    };
  const glue = (): Glue => {
    const made = real.default();
    return { ...made, Engine: stoppable(made.Engine) };
  };
  return { default: glue };
});

const { RingleaderError, Simulation } = await import("../library/ringleader.ts");

function code(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof RingleaderError) return error.code;
    throw error;
  }
  return "nothing was thrown";
}

function played(seed?: number) {
  const sim = new Simulation(`protocol raft\nnodes 5${seed === undefined ? "" : `\nseed ${seed}`}`);
  sim.run(400);
  sim.act("crash leader\nrun 30ms");
  sim.run(700.25);
  sim.seek(40);
  sim.act("cut n2");
  sim.run(200);
  sim.seek(60);
  sim.act('request "set x 1"\nsettle');
  sim.run(11);
  sim.switchTo(1);
  return sim;
}

const state = (sim: InstanceType<typeof Simulation>) => [
  sim.branches,
  sim.branch,
  sim.position,
  sim.now,
  sim.endTime,
  sim.hash(),
  sim.scenario(),
  sim.frame({ log: "all" }),
];

afterEach(() => trap.calls.clear());

group("an engine that stops", () => {
  it.each([
    ["advance", (sim: InstanceType<typeof Simulation>) => sim.advance(10)],
    ["goOn", (sim: InstanceType<typeof Simulation>) => sim.step()],
    ["act", (sim: InstanceType<typeof Simulation>) => sim.act("heal")],
    ["seek", (sim: InstanceType<typeof Simulation>) => sim.seek(3)],
    ["switchTo", (sim: InstanceType<typeof Simulation>) => sim.switchTo(0)],
    ["frame", (sim: InstanceType<typeof Simulation>) => sim.frame()],
  ])("in %s: the run is as it was before, branches and all", (method, call) => {
    for (const seed of [7, undefined]) {
      const sim = played(seed);
      const before = state(sim);
      trap.calls.add(method);
      expect(code(() => call(sim))).toBe("engine");
      expect(state(sim)).toEqual(before);
      sim.run(100);
      sim.act("crash n1");
    }
  });

  it("at the first call there is nothing to make again but the scenario", () => {
    const sim = new Simulation("protocol raft\nnodes 3\nseed 5\nrun 300ms");
    const { position } = new Simulation("protocol raft\nnodes 3\nseed 5\nrun 300ms");
    trap.calls.add("frame");
    expect(code(() => sim.frame())).toBe("engine");
    expect([sim.position, sim.now]).toEqual([position, 300]);
  });

  it("and cannot be started again says so, at every later call", () => {
    const sim = played(7);
    trap.calls.add("advance").add("constructor");
    expect(code(() => sim.advance(1))).toBe("engine");
    trap.calls.clear();
    expect(code(() => sim.now)).toBe("engine");
    sim.dispose();
    expect(code(() => sim.now)).toBe("disposed");
  });

  it("while a scenario is opened says so", () => {
    trap.calls.add("constructor");
    expect(code(() => new Simulation("protocol raft"))).toBe("engine");
  });

  it("leaves bounds and errors of callers as they are", () => {
    const sim = played(7);
    expect(code(() => sim.act("crsh"))).toBe("scenario");
    expect(code(() => sim.switchTo(99))).toBe("unknown-branch");
    trap.calls.add("goOn");
    expect(code(() => sim.step())).toBe("engine");
    expect(sim.branches).toHaveLength(3);
  });
});
