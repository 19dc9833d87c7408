import { expect, describe as group, it } from "vitest";
import { Simulation } from "../library/ringleader.ts";
import { frameOf } from "../testing/sample-runs.ts";
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
