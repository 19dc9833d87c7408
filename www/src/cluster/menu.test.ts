import { describe, expect, describe as group, it } from "vitest";
import { Simulation } from "../library/ringleader.ts";
import { clusterOf } from "../state/scene.ts";
import { frameOf } from "../testing/sample-runs.ts";
import { askingOf } from "./cluster-keys.ts";
import { menuOf } from "./menu.ts";

group("the menu of a message", () => {
  it("has moves that name it, and do it to that message and no other", () => {
    const copy = "duplicate n2->n1 RequestVote\n";
    const text = `protocol raft\nnodes 3\nseed 1\nfire n2 election\n${copy}${copy}`;
    const before = frameOf(new Simulation(text));
    expect(before.messages).toHaveLength(4);
    const untouched = (id: string, { messages }: typeof before) =>
      messages.filter((one) => one.id !== id).map(({ id, ends, fate }) => ({ id, ends, fate }));
    for (const { id, ends } of before.messages) {
      const menu = menuOf(before, { kind: "message", id }, "", []).filter((item) => "line" in item);
      expect(menu.map(({ line }) => line.split(" ")[0])).toEqual([
        ...["drop", "delay", "duplicate", "deliver"],
        "hold",
      ]);
      for (const { line } of menu.slice(0, -1)) {
        const sim = new Simulation(text);
        expect(line).toMatch(/^\w+ n2->n[13] RequestVote #[123]( 20ms)?$/u);
        expect(sim.act(line).filter(({ kind }) => kind === "no-effect")).toEqual([]);
        const after = frameOf(sim);
        expect(untouched(id, after), line).toEqual(expect.arrayContaining(untouched(id, before)));
        const same = after.messages.find((one) => one.id === id);
        expect(same === undefined, line).toBe(/^(?:drop|deliver) /u.test(line));
        if (line.startsWith("delay ")) expect(same?.ends).toBeCloseTo(ends + 20, 3);
      }
    }
  });
});

const RUN = 'protocol raft\nnodes 3\nclients 2\nseed 1\nrequest c1 "set x 1"\nrun 1ms\n';
const frame = clusterOf(new Simulation(RUN).frame());
const asking = (kind: string, id: string, anyNodeServes: boolean) =>
  frame === null ? undefined : askingOf(frame, { kind, id }, { anyNodeServes });

describe("who asks whom", () => {
  it("is the selected client, or the first, that asks whom it knows", () => {
    expect(asking("client", "c2", true)).toEqual({ client: "c2", node: null });
    expect(asking("node", "n2", false)).toEqual({ client: "c1", node: null });
  });
  it("is the selected node that is asked where any serves, by a client that waits for nothing", () => {
    expect(asking("node", "n2", true)).toEqual({ client: "c2", node: "n2" });
  });
});
