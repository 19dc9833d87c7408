/** Where a name is written so that it covers nothing that has to be read. Pure numbers, no drawing. */
import type { Point } from "../../stage/picture.ts";
import type { Box } from "./ring-geometry.ts";

/** Size of a letter, in CSS pixels: Latin ones are about so wide, Chinese ones are square. */
const LETTER = 12;
const LATIN_WIDTH = 0.6;

/** About how wide a text is. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > "⺀" ? LETTER : LETTER * LATIN_WIDTH;
  return width;
}

/** The part of a box that another one covers. */
function overlap(one: Box, other: Box): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(across, 0) * Math.max(down, 0);
}

/** Distances from what is named, the nearest first. */
const DISTANCES = [10, 18, 28, 40, 56];
/** Sides, the outer one first: in these turns of the direction outwards, in eighths. */
const TURNS = [0, -1, 1, -2, 2, -3, 3, 4];

export interface Naming {
  /** What is named. */
  at: Point;
  /** The way that leads outwards from it, of length one. */
  outward: Point;
  /** Of the text. */
  size: { width: number; height: number };
  room: Box;
  /** What must stay readable. */
  taken: readonly Box[];
}

/** The place of the text nearest to what it names, in the room and clear of all others; else the least covered one. */
export function placeName({ at, outward, size, room, taken }: Naming): Box {
  const angle = Math.atan2(outward.y, outward.x);
  const boxes = DISTANCES.flatMap((distance) =>
    TURNS.map((turn) => boxBeside(at, angle + (turn * Math.PI) / 4, distance, size)),
  ).map((box) => inside(box, room));
  const covered = (box: Box) => taken.reduce((sum, other) => sum + overlap(box, other), 0);
  return boxes.reduce((best, box) => (covered(box) < covered(best) ? box : best));
}

/** Its edge that faces the point stands so far from it. */
function boxBeside({ x, y }: Point, angle: number, distance: number, size: Naming["size"]): Box {
  const [across, down] = [Math.cos(angle), Math.sin(angle)];
  const { width, height } = size;
  return {
    x: x + across * distance + ((across - 1) * width) / 2,
    y: y + down * distance + ((down - 1) * height) / 2,
    width,
    height,
  };
}

/** Pushed back into the room; a text that is wider begins at its edge. */
function inside(box: Box, room: Box): Box {
  const within = (at: number, size: number, start: number, space: number) =>
    Math.max(Math.min(at, start + space - size), start);
  return {
    ...box,
    x: within(box.x, box.width, room.x, room.width),
    y: within(box.y, box.height, room.y, room.height),
  };
}
