import { describe, expect, it } from "vitest";
import { type Naming, placeName, widthOf } from "./naming.ts";
import type { Box } from "./ring-geometry.ts";

const ROOM: Box = { x: 0, y: 0, width: 200, height: 200 };
const SIZE = { width: 80, height: 30 };
const naming = (change: Partial<Naming>): Naming => ({
  at: { x: 100, y: 40 },
  outward: { x: 0, y: -1 },
  size: SIZE,
  room: ROOM,
  taken: [],
  ...change,
});
const apart = (one: Box, other: Box) =>
  one.x >= other.x + other.width ||
  other.x >= one.x + one.width ||
  one.y >= other.y + other.height ||
  other.y >= one.y + one.height;

describe("the place of a name", () => {
  it("is outside of what it names, where nothing is in the way", () => {
    const box = placeName(naming({}));
    expect(box.x).toBeCloseTo(60);
    expect(box.y).toBe(0);
  });

  it.each<[string, Naming["at"], Naming["outward"]]>([
    ["the right edge", { x: 195, y: 100 }, { x: 1, y: 0 }],
    ["the left edge", { x: 5, y: 100 }, { x: -1, y: 0 }],
    ["the top", { x: 100, y: 2 }, { x: 0, y: -1 }],
    ["a corner", { x: 198, y: 198 }, { x: 0.7, y: 0.7 }],
  ])("stays in the room at %s", (_, at, outward) => {
    const box = placeName(naming({ at, outward }));
    expect([box.x, box.y, 200 - box.x - box.width, 200 - box.y - box.height].every((one) => one >= 0)).toBe(
      true,
    );
  });

  it("keeps clear of what must stay readable", () => {
    const marks = [
      { x: 60, y: 10, width: 20, height: 20 },
      { x: 120, y: 12, width: 20, height: 20 },
    ];
    const box = placeName(naming({ taken: marks }));
    expect(marks.every((mark) => apart(box, mark))).toBe(true);
  });

  it("covers as little as can be where all is taken", () => {
    const everywhere = { ...ROOM };
    const heavy = { x: 0, y: 0, width: 200, height: 60 };
    expect(apart(placeName(naming({ taken: [everywhere, heavy] })), heavy)).toBe(true);
  });
});

it("a Chinese letter is wider than a Latin one", () => {
  expect(widthOf("键")).toBeGreaterThan(widthOf("k"));
});
