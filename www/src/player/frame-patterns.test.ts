import { expect, it } from "vitest";
import { FakeSimulation } from "../testing/fake-simulation.ts";
import { FRAME_PATTERNS, hashAfter } from "../testing/frame-patterns.ts";

/** The story ends at 203 ms: this is between two of its events. */
const UNTIL_MS = 199.5;

it.each(Object.entries(FRAME_PATTERNS))("history does not depend on the frames: %s", (_, pattern) => {
  const straight = new FakeSimulation();
  straight.run(UNTIL_MS);
  expect(hashAfter(new FakeSimulation(), pattern, UNTIL_MS)).toBe(straight.hash());
});
