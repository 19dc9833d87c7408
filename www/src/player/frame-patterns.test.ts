import { describe, expect, it } from "vitest";
import { FRAME_PATTERNS, hashAfter } from "../testing/frame-patterns.ts";
import { atStart, ELECTION, LEADER_CRASH } from "../testing/sample-runs.ts";

const LOSSY = `${ELECTION}network loss 20%\nnetwork duplicate 5%\nworkload c1 every 40ms\n`;

describe.each([
  ["an election", ELECTION, 400],
  ["a leader's crash, its recorded moves ahead of the cursor", LEADER_CRASH, 1_200],
  ["a lossy network with a workload", LOSSY, 900],
])("history does not depend on the frames: %s", (_, text, untilMs) => {
  it.each(Object.entries(FRAME_PATTERNS))("%s", (_name, pattern) => {
    const straight = atStart(text);
    straight.advance(untilMs);
    expect(hashAfter(atStart(text), pattern, untilMs)).toBe(straight.hash());
  });
});
