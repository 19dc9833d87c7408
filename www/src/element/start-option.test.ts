import { describe, expect, test } from "vitest";
import { Simulation } from "../library/ringleader.ts";
import { goToStart, startOf } from "./start-option.ts";

const CRASHES = "protocol raft\nseed 42\nrun 1s\ncrash leader\nrun 1s\ncrash leader\nrun 1s\n";

describe("where a bench opens", () => {
  test.each([
    ["12", { position: 12 }],
    [" 0 ", { position: 0 }],
    ["412.5ms", { ms: 412.5 }],
    ["0ms", { ms: 0 }],
    ["412.5ms 2", null],
    ["leader-elected", { kind: "leader-elected", count: 1 }],
    ["leader-elected 3", { kind: "leader-elected", count: 3 }],
    ["leader-elected 0", null],
    ["leader-elected -1", null],
    ["leader-elected 2 3", null],
    ["3 3", null],
    ["99999999999999999999", null],
    ["", null],
  ])("%j", (text, start) => {
    expect(startOf(text)).toEqual(start);
  });

  test("a position that is known, and one that is made known", () => {
    const run = new Simulation(CRASHES);
    const { length } = run;
    for (const position of [3, length + 7]) {
      expect(goToStart(run, String(position))).toBeNull();
      expect(run.position).toBe(position);
    }
  });

  test("an instant that is known, and one that is made known", () => {
    const run = new Simulation(CRASHES);
    const { endTime } = run;
    for (const ms of [166.25, endTime + 7.5]) {
      expect(goToStart(run, `${ms}ms`)).toBeNull();
      expect(run.now).toBe(ms);
    }
  });

  test.each(["leader-elected", "crash", "raft.election.started"])(
    "each moment of a kind in turn: %s",
    (kind) => {
      const run = new Simulation(CRASHES);
      const all = run
        .events({ from: 0, to: run.length })
        .filter((record) =>
          [record.kind, Reflect.get(record, "rule"), Reflect.get(record, "verb")].includes(kind),
        )
        .map((record) => Number(record.id.split(".")[0]));
      expect(all.length).toBeGreaterThan(1);
      for (const [index, position] of all.entries()) {
        expect(goToStart(run, `${kind} ${index + 1}`)).toBeNull();
        expect(run.position).toBe(position);
      }
    },
  );

  test.each([
    ["leader-elcted", /leader-elcted/],
    ["leader-elected 99999", /only \d+ of `leader-elected 99999` within 60 s/],
    ["9 9", /a position, an instant/],
    ["<b>", /<b>/],
  ])("%j is told of", (text, said) => {
    expect(goToStart(new Simulation("protocol raft\nseed 42\n"), text)).toMatch(said);
  });
});
