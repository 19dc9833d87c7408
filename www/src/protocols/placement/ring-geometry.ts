/** Where things stand on a ring and in boxes, in CSS pixels. Pure numbers, no drawing. */

import { type Hue, hueOf } from "../../stage/cluster-presentation.ts";
import { angleOf, arcPath, onCircle, type Point, px } from "../../stage/picture.ts";

/** A circle to draw a ring on. */
export interface Circle extends Point {
  r: number;
}

/** 2^32: places on the ring are counted in its parts. */
const ROUND = 2 ** 32;

/** A place on the ring as a share of the way round. */
export const shareOf = (place: number): number => place / ROUND;

/** A place on the ring, or so far outside of it, by the share of the way round. */
export const onRing = (circle: Circle, share: number, out = 0): Point =>
  onCircle(circle, circle.r + out, angleOf(share));

const at = ({ x, y }: Point): string => `${px(x)} ${px(y)}`;

/** An arc along the ring, clockwise from one share to another, as the path of a line. */
export const ringPath = (circle: Circle, from: number, to: number, out = 0): string =>
  arcPath(circle, circle.r + out, from, to);

/** A stroke across the circle at a share of the way round. */
export const strokePath = (circle: Circle, share: number, from: number, to: number): string =>
  `M${at(onRing(circle, share, from))}L${at(onRing(circle, share, to))}`;

/** An arc that a node owns. */
export interface Arc {
  owner: number;
  from: number;
  to: number;
}

/** What each point owns: the way from the point before it up to itself. Neighbours of one node stay apart. */
export function arcsOf(positions: ArrayLike<number>, owners: ArrayLike<number>): Arc[] {
  const count = positions.length;
  const arcs: Arc[] = [];
  for (let index = 0; index < count; index += 1) {
    const to = shareOf(positions[index] ?? 0);
    const from = index === 0 ? shareOf(positions[count - 1] ?? 0) - 1 : shareOf(positions[index - 1] ?? 0);
    arcs.push({ owner: owners[index] ?? 0, from, to });
  }
  return arcs;
}

/** Bins of equal width; neighbours of one owner become one arc. */
export function arcsOfBins(owners: ArrayLike<number>): Arc[] {
  const arcs: Arc[] = [];
  for (let bin = 0; bin < owners.length; bin += 1) {
    const owner = owners[bin] ?? 0;
    const last = arcs.at(-1);
    const to = (bin + 1) / owners.length;
    if (last !== undefined && last.owner === owner) last.to = to;
    else arcs.push({ owner, from: bin / owners.length, to });
  }
  return arcs;
}

/** The longest arc of each owner: where its name is written. */
export function longestArcs(arcs: readonly Arc[]): ReadonlyMap<number, Arc> {
  const longest = new Map<number, Arc>();
  for (const arc of arcs) {
    const known = longest.get(arc.owner);
    if (known === undefined || arc.to - arc.from > known.to - known.from) longest.set(arc.owner, arc);
  }
  return longest;
}

/** A box of keys. */
export interface Box extends Point {
  width: number;
  height: number;
}

/** So many boxes in rows, as square as the room lets them be. */
export function boxesOf(count: number, room: Box): Box[] {
  const columns = Math.max(
    1,
    Math.min(count, Math.ceil(Math.sqrt((count * room.width) / Math.max(room.height, 1)))),
  );
  const rows = Math.ceil(count / columns);
  const [width, height] = [room.width / columns, Math.min(room.height / rows, 160)];
  const top = room.y + (room.height - rows * height) / 2;
  return Array.from({ length: count }, (_, index) => ({
    x: room.x + (index % columns) * width + 4,
    y: top + Math.floor(index / columns) * height + 4,
    width: width - 8,
    height: height - 8,
  }));
}

/** Where the nth of so many keys lies in a box. */
export function inBox(box: Box, index: number, count: number): Point {
  const [width, height] = [Math.max(box.width - 16, 4), Math.max(box.height - 40, 4)];
  const columns = Math.max(1, Math.ceil(Math.sqrt((count * width) / height)));
  const rows = Math.max(1, Math.ceil(count / columns));
  return {
    x: box.x + 8 + ((index % columns) + 0.5) * (width / columns),
    y: box.y + 28 + (Math.floor(index / columns) + 0.5) * (height / rows),
  };
}

/** Cells of a table in rows, as square as the room lets them be. */
export interface Grid extends Point {
  columns: number;
  rows: number;
  cell: number;
}

/** A grid of so many cells in a square room. */
export function gridOf(count: number, room: Box): Grid {
  const columns = Math.max(1, Math.ceil(Math.sqrt((count * room.width) / Math.max(room.height, 1))));
  const rows = Math.ceil(count / columns);
  const cell = Math.max(1, Math.min(room.width / columns, room.height / rows, 24));
  return {
    columns,
    rows,
    cell,
    x: room.x + (room.width - columns * cell) / 2,
    y: room.y + (room.height - rows * cell) / 2,
  };
}

/** The middle of a cell. */
export const cellAt = ({ x, y, columns, cell }: Grid, index: number): Point => ({
  x: x + ((index % columns) + 0.5) * cell,
  y: y + (Math.floor(index / columns) + 0.5) * cell,
});

/** n12 is 12. */
export const numberOf = (id: string): number => Number(id.slice(1));

/** A node's colour, by its number; from the seventh on they come again, and the name tells. */
export const hueOfNode = (node: number | string): Hue =>
  hueOf(typeof node === "string" ? numberOf(node) : node);
