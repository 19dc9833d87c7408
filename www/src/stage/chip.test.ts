import { describe, expect, it } from "vitest";
import { chipSize, cut } from "./chip.ts";

describe("a text that is cut", () => {
  it.each([
    ["X", 5, "X"],
    ["abcde", 5, "abcde"],
    ["abcdef", 5, "abcd…"],
    ["选定一个值", 5, "选定…"],
    ["😀😀😀", 2, "…"],
  ])("%s in %i columns reads %s", (text, columns, read) => {
    expect(cut(text, columns)).toBe(read);
  });
});

describe("a value's chip", () => {
  const width = (text: string, most: number) => chipSize({ text, hue: 1 }, most).width;
  it("is as wide as its text, and never wider than there is room", () => {
    expect(width("X", 60)).toBeLessThan(width("XYZ", 60));
    expect(width("a very long value", 60)).toBeLessThanOrEqual(60);
  });
});
