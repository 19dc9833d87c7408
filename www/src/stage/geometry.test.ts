import { describe, expect, it } from "vitest";
import { along, layOut, type Place, sidesOf, wayBetween } from "./geometry.ts";

const INSETS = { top: 8, right: 16, bottom: 8, left: 16 };
const ids = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 1}`);
const SIZES = [
  { width: 824, height: 490 },
  { width: 390, height: 390 },
  { width: 320, height: 300 },
];

const place = (layout: ReturnType<typeof layOut>, id: string): Place => {
  const found = layout.places.get(id);
  if (found === undefined) throw new Error(`no place for ${id}`);
  return found;
};

describe.each(SIZES)("on a stage of $width x $height", (size) => {
  it.each([3, 5, 7, 9, 16, 32, 64])("%i nodes do not overlap and stay inside", (count) => {
    const layout = layOut(size, INSETS, ids(count), ["c1"]);
    const places = ids(count).map((id) => place(layout, id));
    for (const [index, one] of places.entries()) {
      for (const other of places.slice(index + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.r + other.r);
      }
      expect(one.x - one.r).toBeGreaterThan(0);
      expect(one.x + one.r).toBeLessThan(size.width);
      expect(one.y - one.r).toBeGreaterThan(0);
      expect(one.y + one.r).toBeLessThan(size.height);
    }
  });

  it("keeps clients off the nodes", () => {
    const layout = layOut(size, INSETS, ids(5), ["c1", "c2"]);
    for (const client of ["c1", "c2"]) {
      for (const node of ids(5)) {
        const [a, b] = [place(layout, client), place(layout, node)];
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(a.r + b.r - 4);
      }
    }
  });
});

it("64 nodes do not overlap on the desktop's stage", () => {
  const layout = layOut({ width: 824, height: 490 }, INSETS, ids(64), ["c1"]);
  const [one, other] = [place(layout, "n1"), place(layout, "n2")];
  expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * (one.r + layout.gap));
});

describe("a way", () => {
  const layout = layOut({ width: 824, height: 490 }, INSETS, ids(5), []);

  it("goes from rim to rim", () => {
    const [from, to] = [place(layout, "n1"), place(layout, "n3")];
    const way = wayBetween(layout, from, to);
    expect(Math.hypot(way.from.x - from.x, way.from.y - from.y)).toBeCloseTo(from.r + 11, 5);
    expect(along(way, 0)).toEqual(way.from);
    expect(along(way, 1)).toEqual(way.to);
  });

  it("never meets the way back", () => {
    const [from, to] = [place(layout, "n1"), place(layout, "n3")];
    const there = along(wayBetween(layout, from, to), 0.5);
    const back = along(wayBetween(layout, to, from), 0.5);
    expect(Math.hypot(there.x - back.x, there.y - back.y)).toBeGreaterThan(20);
  });
});

describe("a line across the stage", () => {
  const layout = layOut({ width: 824, height: 490 }, INSETS, ids(5), ["c1"]);
  const line = (x: number, y: number, toX: number, toY: number) => ({
    from: { x, y },
    to: { x: toX, y: toY },
  });

  it("parts nodes and clients in two", () => {
    const x = layout.centre.x + 40;
    expect(sidesOf(layout, line(x, 0, x, 490))).toEqual([
      ["n2", "n3", "c1"],
      ["n1", "n4", "n5"],
    ]);
  });

  it("cuts nothing if it is short, or leaves a side without a node", () => {
    expect(sidesOf(layout, line(400, 100, 410, 120))).toBeNull();
    expect(sidesOf(layout, line(2, 0, 2, 490))).toBeNull();
  });
});
