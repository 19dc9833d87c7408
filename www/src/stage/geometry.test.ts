import { describe, expect, it } from "vitest";
import type { CutView } from "../api/frames.ts";
import { chipSize, cut } from "./chip.ts";
import { cutLinks, partingOf } from "./cut-lines.ts";
import { along, layOut, type Place, sidesOf, wayBetween } from "./geometry.ts";
import { spanOf } from "./time-bar.ts";

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

describe("a cut", () => {
  const layout = layOut({ width: 824, height: 490 }, INSETS, ids(5), ["c1"]);
  const cut = (from: string[], to: string[], both: boolean): CutView => ({ kind: "cut", from, to, both });
  /** Where an arrow points, as a unit vector. */
  const pointing = ({ angle }: { angle: number }) => ({ x: Math.cos(angle), y: Math.sin(angle) });

  it("one way has one line on that way alone, with an arrow from the sender to the receiver", () => {
    const links = cutLinks(cut(["n1"], ["n3"], false), layout);
    expect(links.map(({ from, to }) => [from, to])).toEqual([["n1", "n3"]]);
    const way = wayBetween(layout, place(layout, "n1"), place(layout, "n3"));
    const [link] = links;
    expect(link?.reached.from).toEqual(way.from);
    expect(link?.rest.to).toEqual(way.to);
    expect(link?.reached.to).toEqual(link?.rest.from);
    const [from, to] = [place(layout, "n1"), place(layout, "n3")];
    const { x, y } = pointing(link?.arrow ?? { angle: 0 });
    const towards = x * (to.x - from.x) + y * (to.y - from.y);
    expect(towards).toBeGreaterThan(0.9 * Math.hypot(to.x - from.x, to.y - from.y));
  });

  it("both ways has both directions", () => {
    const links = cutLinks(cut(["n1"], ["n3"], true), layout);
    expect(links.map(({ from, to }) => [from, to])).toEqual([
      ["n1", "n3"],
      ["n3", "n1"],
    ]);
  });

  it("that parts the circle one way is a line, with an arrow from one side to the other", () => {
    const rest = ["n2", "n3", "n4", "n5"];
    expect(partingOf(cut(["n1"], rest, true), layout)?.arrow).toBeNull();
    const out = partingOf(cut(["n1"], rest, false), layout)?.arrow;
    const inward = partingOf(cut(rest, ["n1"], false), layout)?.arrow;
    if (!out || !inward) throw new Error("a cut one way has an arrow");
    const { x, y } = place(layout, "n1");
    const away = (arrow: typeof out) =>
      pointing(arrow).x * (arrow.at.x - x) + pointing(arrow).y * (arrow.at.y - y);
    expect(out.at).toEqual(inward.at);
    expect(away(out)).toBeGreaterThan(0);
    expect(away(inward)).toBeLessThan(0);
  });

  it("of sides that are no neighbours is no line across", () => {
    expect(partingOf(cut(["n1"], ["n4"], true), layout)).toBeNull();
    expect(partingOf(cut(["n1", "n3"], ["n2", "n4", "n5"], false), layout)).toBeNull();
  });
});

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
