import { describe, expect, it } from "vitest";
import { spanOf } from "./time-bar.ts";

describe("the time bar's span", () => {
  it("is the known future while the playhead is well inside it", () => {
    expect(spanOf(100, 2_000)).toBe(2_000);
  });
  it("grows smoothly with the playhead at its end", () => {
    expect(spanOf(1_800, 2_000)).toBe(2_000);
    expect(spanOf(1_900, 2_000)).toBeCloseTo(1_900 / 0.9);
    expect(spanOf(9_000, 2_000)).toBeCloseTo(10_000);
  });
});
