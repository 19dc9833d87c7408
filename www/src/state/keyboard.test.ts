import { describe, expect, it } from "vitest";
import { clusterKeys } from "../cluster/cluster-keys.ts";
import { justAfter, sceneOf } from "../testing/sample-runs.ts";
import { type AppState, initialState, reduce } from "./app-state.ts";
import { intentOf, type KeyPress } from "./keyboard.ts";

const KEYS = clusterKeys({ anyNodeServes: false });

/** n5 leads, n2 is down. */
function leading(): AppState {
  const simulation = justAfter("leader-elected");
  simulation.act("crash n2");
  const details = { moments: [], branches: [], branch: 0, own: false, properties: [] };
  return reduce(initialState({ command: "set x 1" }), {
    type: "changed",
    scene: sceneOf(simulation),
    now: 0,
    details,
  });
}

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  modified: false,
  focus: "none",
  ...more,
});

describe("a key press", () => {
  const state = leading();

  it.each([
    [press(" "), { type: "toggle-play" }],
    [press("ArrowRight"), { type: "step", count: 1 }],
    [press("ArrowLeft"), { type: "step", count: -1 }],
    [press("ArrowLeft", { shift: true }), { type: "moment", direction: -1 }],
    [press("2"), { type: "select", selection: { kind: "node", id: "n2" } }],
    [press("c"), { type: "act", line: "crash leader" }],
    [press("r"), { type: "act", line: 'request c1 "set x 1"' }],
    [press("?"), { type: "dialog", dialog: "help" }],
  ])("%o asks for %o", (key, intent) => {
    expect(intentOf(key, state, KEYS)).toEqual(intent);
  });

  it("crashes the selected node, or restarts it if it is down", () => {
    const select = (id: string) => reduce(state, { type: "select", selection: { kind: "node", id } });
    expect(intentOf(press("c"), select("n3"), KEYS)).toEqual({ type: "act", line: "crash n3" });
    expect(intentOf(press("c"), select("n2"), KEYS)).toEqual({ type: "act", line: "restart n2" });
  });

  it("stays the browser's with a modifier, and the field's while typing", () => {
    expect(intentOf(press("c", { modified: true }), state, KEYS)).toBeNull();
    expect(intentOf(press("c", { focus: "text" }), state, KEYS)).toBeNull();
    expect(intentOf(press(" ", { focus: "button" }), state, KEYS)).toBeNull();
    expect(intentOf(press("ArrowLeft", { focus: "slider" }), state, KEYS)).toBeNull();
  });

  it("does nothing behind an open dialog", () => {
    expect(intentOf(press("c"), reduce(state, { type: "dialog", dialog: "help" }), KEYS)).toBeNull();
  });
});
