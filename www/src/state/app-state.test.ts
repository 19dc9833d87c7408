import { describe, expect, it } from "vitest";
import { atStart, LEADER_CRASH, sceneOf } from "../testing/sample-runs.ts";
import { type AppState, type Details, initialState, reduce } from "./app-state.ts";
import { clusterOf } from "./scene.ts";
import { SPEED_STOPS } from "./speed.ts";

const DETAILS: Details = { moments: [], branches: [], branch: 0, own: false, properties: [] };

/** Some scenario of the gallery. */
const OTHER = {
  scenario: "other",
  text: "",
  protocol: "raft",
  bugs: [],
  bugsOn: [],
  command: "",
  changes: [],
  leftBehind: null,
};

function changed(state: AppState, position: number): AppState {
  const simulation = atStart(LEADER_CRASH);
  simulation.seek(position);
  const scene = sceneOf(simulation);
  return reduce(state, { type: "changed", scene, now: scene.frame.now, details: DETAILS });
}

describe("reduce", () => {
  it("keeps the speed within its stops", () => {
    const slowest = reduce(initialState(), { type: "speed", index: -4 });
    const fastest = reduce(initialState(), { type: "speed", index: 99 });
    expect([slowest.speed, fastest.speed]).toEqual([0, SPEED_STOPS.length - 1]);
  });

  it("lets a message's selection go when the message has arrived", () => {
    const state = changed(initialState(), 2);
    const id = clusterOf(state.world?.frame)?.messages[0]?.id ?? "";
    const selected = reduce(state, { type: "select", selection: { kind: "message", id } });
    expect(changed(selected, 2).selection).not.toBeNull();
    expect(changed(selected, 60).selection).toBeNull();
  });

  it("keeps a node's selection while time goes back and forth", () => {
    const selected = reduce(changed(initialState(), 5), {
      type: "select",
      selection: { kind: "node", id: "n3" },
    });
    expect(changed(selected, 1).selection).toEqual({ kind: "node", id: "n3" });
  });

  it("at rest lets a chosen event go when the cursor leaves it, and keeps it while time runs", () => {
    const at = changed(initialState(), 5);
    const chosen = reduce(at, { type: "select", selection: { kind: "record", id: "5.0" } });
    expect(changed(chosen, 5).selection).toEqual({ kind: "record", id: "5.0" });
    expect(changed(chosen, 6).selection).toBeNull();
    const playing = changed(reduce(chosen, { type: "playing", playing: true }), 6);
    expect(playing.selection).toEqual({ kind: "record", id: "5.0" });
    expect(reduce(playing, { type: "playing", playing: false }).selection).toBeNull();
  });

  it("goes by event in a lesson that was picked, unless the reader chose the clock", () => {
    const scenarios = [{ name: "other", protocol: "raft", text: "" }];
    const first = reduce(initialState({ scenarios }), { type: "opened", opened: OTHER });
    const running = changed(first, 5);
    const picked = reduce(running, { type: "opened", opened: OTHER });
    const chosen = reduce(running, { type: "pace", pace: "clock" });
    const kept = reduce(chosen, { type: "opened", opened: OTHER });
    expect([first.pace, picked.pace, kept.pace]).toEqual(["clock", "event", "clock"]);
  });

  it("drops the hint once something was tried", () => {
    expect(reduce(initialState(), { type: "act", line: "crash n1" }).hint).toBe(false);
    expect(reduce(initialState(), { type: "select", selection: null }).hint).toBe(true);
  });

  it("forgets the old world when another scenario opens", () => {
    expect(reduce(changed(initialState(), 5), { type: "opened", opened: OTHER }).world).toBeNull();
  });
});
