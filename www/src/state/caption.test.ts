import { expect, it } from "vitest";
import { catalog, Simulation } from "../library/ringleader.ts";
import { SHOWN, wordsIn } from "../testing/words-in.ts";
import { recordOfEvent } from "./caption.ts";
import { positionOf } from "./scene.ts";

/** Events looked at in each scenario: its beginning has every sort of them. */
const EVENTS = 120;

it.each(SHOWN.map(({ name }) => name))(
  "every event of %s is told at the cursor, routine ones too",
  async (name) => {
    const entry = SHOWN.find((one) => one.name === name);
    if (entry === undefined) throw new Error(name);
    const words = await wordsIn("en", entry);
    const view = (await entry.page(null)).page.view(words);
    for (const { text } of catalog.scenarios.filter(({ protocol }) => protocol === name)) {
      const run = new Simulation(text);
      const to = Math.min(run.length, EVENTS);
      const records = run.events({ to });
      for (let position = 1; position <= to; position += 1) {
        const told = recordOfEvent(records, position, view.weight);
        expect(told === null ? null : positionOf(told)).toBe(position);
        if (told === null) continue;
        expect(words.describe(told)).not.toBe("");
        const most = records.filter((one) => positionOf(one) === position).map(view.weight);
        expect(view.weight(told)).toBe(Math.max(...most));
      }
    }
  },
);

it("of a routine event tells the rule that was applied, else what happened first", () => {
  const run = new Simulation("protocol raft\nnodes 3\nseed 7\nrun 2s\n");
  const records = run.events({});
  const quiet = () => 0 as const;
  const heartbeat = records.find((one) => "rule" in one && one.rule === "raft.append.accepted");
  if (heartbeat === undefined) throw new Error("no heartbeat");
  const told = recordOfEvent(records, positionOf(heartbeat), quiet);
  expect(told !== null && "rule" in told).toBe(true);
});
