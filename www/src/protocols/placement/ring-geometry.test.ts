import { describe, expect, it } from "vitest";
import { Simulation } from "../../library/ringleader.ts";
import {
  arcsOf,
  arcsOfBins,
  boxesOf,
  cellAt,
  gridOf,
  inBox,
  longestArcs,
  onRing,
  ringPath,
} from "./ring-geometry.ts";
import type { LookupView, PlacementFrame } from "./types.ts";
import { flown, progress, walkedTo, walkOf } from "./walk.ts";

const circle = { x: 100, y: 100, r: 50 };
const quarter = 2 ** 30;

describe("the ring", () => {
  it.each([
    [0, 100, 50],
    [0.25, 150, 100],
    [0.5, 100, 150],
    [0.75, 50, 100],
  ])("has %d of the way round at %d, %d: clockwise from the top", (share, x, y) => {
    const point = onRing(circle, share);
    expect([point.x, point.y].map(Math.round)).toEqual([x, y]);
  });

  it("gives each point the way from the point before it, the first over the top", () => {
    expect(arcsOf([quarter, 2 * quarter], [1, 2])).toEqual([
      { owner: 1, from: -0.5, to: 0.25 },
      { owner: 2, from: 0.25, to: 0.5 },
    ]);
  });

  it("joins neighbouring bins of one owner", () => {
    expect(arcsOfBins([1, 1, 2, 1])).toEqual([
      { owner: 1, from: 0, to: 0.5 },
      { owner: 2, from: 0.5, to: 0.75 },
      { owner: 1, from: 0.75, to: 1 },
    ]);
    expect(longestArcs(arcsOfBins([1, 2, 1, 1])).get(1)).toEqual({ owner: 1, from: 0.5, to: 1 });
  });

  it("draws a whole round as two halves, and a long arc the long way", () => {
    expect(ringPath(circle, 0, 1).match(/A/gu)).toHaveLength(2);
    expect(ringPath(circle, 0, 0.75)).toContain(" 0 1 1 ");
    expect(ringPath(circle, 0, 0.25)).toContain(" 0 0 1 ");
  });
});

describe("boxes and cells", () => {
  const room = { x: 0, y: 0, width: 400, height: 300 };

  it.each([1, 4, 5, 12, 64])("keeps %d boxes apart and in the room", (count) => {
    const boxes = boxesOf(count, room);
    expect(boxes).toHaveLength(count);
    for (const box of boxes) {
      expect(box.x >= 0 && box.x + box.width <= 400).toBe(true);
      const others = boxes.filter((other) => other !== box);
      const covers = others.some(
        (other) =>
          box.x < other.x + other.width &&
          other.x < box.x + box.width &&
          box.y < other.y + other.height &&
          other.y < box.y + box.height,
      );
      expect(covers).toBe(false);
    }
  });

  it("lays every key into its box", () => {
    const box = { x: 10, y: 20, width: 100, height: 120 };
    for (const index of [0, 50, 99]) {
      const { x, y } = inBox(box, index, 100);
      expect(x > 10 && x < 110 && y > 20 && y < 140).toBe(true);
    }
  });

  it("has a cell for every entry, in the room", () => {
    const grid = gridOf(503, room);
    expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(503);
    const last = cellAt(grid, 502);
    expect(last.x < 400 && last.y < 300).toBe(true);
  });
});

describe("what is to be seen when", () => {
  const sim = new Simulation('protocol placement\nseed 42\nset virtual-nodes 12\nlookup "user:17"');
  const frame = sim.frame() as PlacementFrame;
  const walk = walkOf(frame.lookup as LookupView);

  it("meets the points one after the other, and passes the node that has a copy", () => {
    expect(walk?.steps.map(({ copy }) => copy)).toEqual([1, 2, null, 3]);
    const times = walk?.steps.map(({ when }) => when) ?? [];
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(times.every((when) => when > 0.3 && when <= 0.93)).toBe(true);
  });

  it("walks from the key to the last copy", () => {
    if (walk === null) throw new Error("a ring has a walk");
    expect(walkedTo(walk, 0)).toBe(walk.from);
    expect(walkedTo(walk, 1)).toBe(walk.steps.at(-1)?.at);
  });

  it.each([
    [{ now: 0, calm: false, playing: true }, 0],
    [{ now: 15, calm: false, playing: true }, 0.5],
    [{ now: 99, calm: false, playing: true }, 1],
    // Who stopped right at the move, or wants no motion, sees what it comes to.
    [{ now: 0, calm: false, playing: false }, 1],
    [{ now: 0, calm: true, playing: true }, 1],
  ])("at %j %d of the move is over", (state, share) => {
    expect(progress(frame, state)).toBe(share);
  });

  it("lets keys leave one after the other and all arrive", () => {
    expect([flown(0, 10, 0), flown(9, 10, 0)]).toEqual([0, 0]);
    expect(flown(0, 10, 0.3)).toBeGreaterThan(flown(9, 10, 0.3));
    expect([flown(0, 10, 1), flown(9, 10, 1)]).toEqual([1, 1]);
  });
});
