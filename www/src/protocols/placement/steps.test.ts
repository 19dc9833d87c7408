import { describe, expect, it } from "vitest";
import { Simulation } from "../../library/ringleader.ts";
import { stepsNow } from "./steps.ts";
import type { PlacementFrame } from "./types.ts";

const HEADER = ["protocol placement", "nodes 5", "seed 1", "keys 500", "set replicas 3"];

/** What the engine says of its last lookup. */
function told(simulation: Simulation) {
  const to = simulation.position;
  return simulation
    .events({ from: to - 1, to })
    .flatMap((record) =>
      "rule" in record ? [{ rule: record.rule, node: record.node, params: record.params }] : [],
    );
}

function read(simulation: Simulation) {
  const frame = simulation.frame() as PlacementFrame;
  return frame.lookup === null ? null : stepsNow(frame.lookup, frame);
}

describe.each(["modulo", "ring", "rendezvous", "jump", "maglev", "bounded", "multi-probe", "slots"])(
  "the steps of a lookup by %s",
  (strategy) => {
    const text = [...HEADER, `set strategy ${strategy}`].join("\n");

    it.each(['"user:17"', '"{user}1"', "17"])("are what the engine tells of %s", (key) => {
      const simulation = new Simulation(text);
      simulation.act(`lookup ${key}`);
      expect(told(simulation).length).toBeGreaterThan(1);
      expect(read(simulation)).toEqual(told(simulation));
    });

    it("are, once a node has joined, what the engine would tell of another lookup", () => {
      const simulation = new Simulation(text);
      simulation.act('lookup "user:12"');
      simulation.act("join n6");
      const steps = read(simulation);
      simulation.act('lookup "user:12"');
      expect(steps).toEqual(told(simulation));
    });
  },
);
