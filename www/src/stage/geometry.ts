/** Where things stand on the stage, in CSS pixels, and the ways between them. Pure numbers, no drawing. */
import type { ZoneView } from "../api/frames.ts";
import { onCircle, type Point, px } from "./picture.ts";

export interface Line {
  from: Point;
  to: Point;
}

/** Where an endpoint stands, how large it is, and its direction from the centre (radians, clockwise from east). */
export interface Place extends Point {
  r: number;
  angle: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Room on each side that is kept free for the caption and the controls. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface Layout extends Size {
  centre: Point;
  radius: number;
  /** Radius of one node. */
  nodeRadius: number;
  /** Between a node's outline and its timer's arc. */
  gap: number;
  places: ReadonlyMap<string, Place>;
  /** The angle between neighbours. */
  step: number;
  /** Node ids in their order around the circle. */
  ring: readonly string[];
}

/** Which side of a node is away from the others: messages arrive on the other one. */
export const outward = (place: Place, layout: Layout): 1 | -1 => (place.x < layout.centre.x - 1 ? -1 : 1);

/** Largest radius of a node: a name and a line of text fit. */
const NODE_RADIUS_MAX = 36;
const NODE_RADIUS_MIN = 3;
/** Share of the distance between neighbours that a node's radius takes. */
const NODE_SHARE = 0.34;
/** Beyond the outline: timer's arc, crown, vote pips. */
const HALO = 26;
/** Beside a node at the far left or right: its disk, its badges. Among many nodes there is no room for them. */
const SIDE_HALO = 48;
export const NODES_WITH_SIDES_MAX = 12;
export const CLIENT_SIZE = { width: 52, height: 36 };
const CLIENT_COLUMN = 84;
const CLIENT_ROW = 76;

/** At this radius and above, name and epoch both fit inside. */
export const ROOMY_RADIUS = 22;

/** Between a zone and its neighbours, beside the step between nodes: a share of that. */
const ZONE_GAP = 0.55;

/** The order of nodes around the circle, those of a zone side by side, and where each stands, in steps of `count` round. */
function seats(
  nodes: readonly string[],
  zones: readonly ZoneView[],
): { ring: readonly string[]; at: number[]; count: number } {
  const zoneOf = (id: string | undefined) => zones.find(({ members }) => members.includes(id ?? ""));
  const ring: string[] = [];
  for (const id of nodes) {
    const zone = zoneOf(id);
    if (!ring.includes(id)) ring.push(...nodes.filter((one) => one === id || zone?.members.includes(one)));
  }
  const at: number[] = [];
  let count = 0;
  ring.forEach((id, index) => {
    if (index > 0) count += zoneOf(id) === zoneOf(ring[index - 1]) ? 1 : 1 + ZONE_GAP;
    at.push(count);
  });
  return { ring, at, count: count + (zoneOf(ring[0]) === zoneOf(ring.at(-1)) ? 1 : 1 + ZONE_GAP) };
}

/**
 * The nodes on a circle, the first at the top: evenly, but for zones, which stand apart; clients beside it, or under it where
 * the stage is narrow.
 */
export function layOut(
  size: Size,
  insets: Insets,
  nodes: readonly string[],
  clients: readonly string[],
  zones: readonly ZoneView[] = [],
): Layout {
  const wide = size.width > size.height * 1.05;
  const columns = wide ? Math.ceil(clients.length / 8) : 0;
  const side = nodes.length <= NODES_WITH_SIDES_MAX ? SIDE_HALO : HALO;
  const left = insets.left + side;
  const right = size.width - insets.right - side - Math.min(columns, 1) * CLIENT_COLUMN;
  const top = insets.top + HALO;
  const bottom = size.height - insets.bottom - HALO + 12 - (wide || clients.length === 0 ? 0 : CLIENT_ROW);
  const box = { width: Math.max(right - left, 80), height: Math.max(bottom - top, 80) };

  const { ring, at: seat, count } = seats(nodes, zones);
  const angles = seat.map((at) => -Math.PI / 2 + (at * 2 * Math.PI) / count);
  const reach = extent(angles);
  const r = nodeRadius(box, reach, count);
  const radius = Math.max(
    Math.min(
      (box.width - 2 * r) / (reach.maxX - reach.minX),
      (box.height - 2 * r) / (reach.maxY - reach.minY),
      // The circle itself stays on the stage where it reaches further down than its lowest nodes.
      (box.height - r + 12) / 2,
    ),
    24,
  );
  const centre = {
    // The circle stays in the middle of the stage if the clients' column leaves room for that.
    x: Math.min(size.width / 2, right - r - radius * reach.maxX),
    y: (top + bottom) / 2 - (radius * (reach.minY + reach.maxY)) / 2,
  };
  const places = new Map<string, Place>();
  ring.forEach((id, index) => {
    const angle = angles[index] ?? 0;
    places.set(id, { ...onCircle(centre, radius, angle), r, angle });
  });
  clients.forEach((id, index) => {
    const at = wide
      ? beside(size, insets, index, clients.length)
      : below(size, insets, index, clients.length);
    const angle = Math.atan2(at.y - centre.y, at.x - centre.x);
    places.set(id, { ...at, r: CLIENT_SIZE.width / 2, angle });
  });
  const gap = r >= ROOMY_RADIUS ? 8 : Math.max(2.5, r * 0.2);
  return { ...size, centre, radius, nodeRadius: r, gap, places, step: (2 * Math.PI) / count, ring };
}

/** How far a unit circle's points reach: five nodes leave room below that four would need. */
function extent(angles: readonly number[]): { minX: number; maxX: number; minY: number; maxY: number } {
  const xs = angles.map(Math.cos);
  const ys = angles.map(Math.sin);
  return {
    minX: Math.min(...xs, -0.5),
    maxX: Math.max(...xs, 0.5),
    minY: Math.min(...ys, -0.5),
    maxY: Math.max(...ys, 0.5),
  };
}

function nodeRadius(box: Size, reach: ReturnType<typeof extent>, count: number): number {
  const radius = Math.min(box.width / (reach.maxX - reach.minX), box.height / (reach.maxY - reach.minY));
  const spacing = count > 1 ? 2 * radius * Math.sin(Math.PI / count) : box.width;
  return Math.min(Math.max(spacing * NODE_SHARE * 0.85, NODE_RADIUS_MIN), NODE_RADIUS_MAX, box.width / 8);
}

/** Up to eight clients in a column at the right, the first one low, where the reader's hand is; more go on at the left. */
function beside(size: Size, insets: Insets, index: number, count: number): Point {
  const rows = Math.min(count, 8);
  const column = Math.floor(index / 8);
  const span = size.height - insets.top - insets.bottom;
  const step = span / (rows + 0.5);
  const x =
    column % 2 === 0
      ? size.width - insets.right - 40 - 56 * (column >> 1)
      : insets.left + 40 + 56 * (column >> 1);
  const fromBottom = (index % 8) + 0.75;
  return { x, y: size.height - insets.bottom - Math.min(step, 110) * fromBottom };
}

function below(size: Size, insets: Insets, index: number, count: number): Point {
  const step = (size.width - insets.left - insets.right) / count;
  return { x: insets.left + step * (index + 0.5), y: size.height - insets.bottom - CLIENT_SIZE.height };
}

/** A gently curved way: a quadratic curve from rim to rim. */
export interface Way {
  from: Point;
  control: Point;
  to: Point;
}

/** Space between a node's outline and the ends of its ways: glyphs stay visible at the rim. */
const RIM = 11;

/** The way from one place to another. Opposite directions bend to opposite sides, so they never cover each other. */
export function wayBetween(layout: Layout, from: Place, to: Place): Way {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const bend = Math.min(28, length * 0.14);
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const inward = pullInward(layout, middle, from, to, bend);
  const control = {
    x: middle.x - (dy / length) * bend + inward.x,
    y: middle.y + (dx / length) * bend + inward.y,
  };
  const rim = Math.min(RIM, layout.nodeRadius * 0.5 + 2);
  return { from: towards(from, control, from.r + rim), control, to: towards(to, control, to.r + rim) };
}

/** With many nodes a straight way would run over those in between: bend it towards the centre just enough. */
function pullInward(layout: Layout, middle: Point, from: Place, to: Place, bend: number): Point {
  const { step, ring } = layout;
  const apart = Math.abs(Math.atan2(Math.sin(to.angle - from.angle), Math.cos(to.angle - from.angle)));
  if (ring.length < 6 || apart < 1.5 * step) return { x: 0, y: 0 };
  const clear = layout.radius * (Math.cos(Math.max(apart / 2 - step, 0)) - Math.cos(apart / 2));
  const missing = layout.nodeRadius + 10 + bend / 2 - clear;
  if (missing <= 0) return { x: 0, y: 0 };
  const dx = layout.centre.x - middle.x;
  const dy = layout.centre.y - middle.y;
  const distance = Math.hypot(dx, dy) || 1;
  const pull = Math.min(missing * 2.5, distance);
  return { x: (dx / distance) * pull, y: (dy / distance) * pull };
}

/** Shorter strokes are a slip of the hand, not a cut. */
const STROKE_PX_MIN = 40;

/** Who stands on which side of a line, or null if it is too short or leaves a side without a node. */
export function sidesOf(layout: Layout, line: Line): readonly [string[], string[]] | null {
  const dx = line.to.x - line.from.x;
  const dy = line.to.y - line.from.y;
  if (Math.hypot(dx, dy) < STROKE_PX_MIN) return null;
  const sides: readonly [string[], string[]] = [[], []];
  for (const [id, place] of layout.places) {
    const side = dx * (place.y - line.from.y) - dy * (place.x - line.from.x);
    sides[side < 0 ? 0 : 1].push(id);
  }
  const hasNode = (side: readonly string[]) => side.some((id) => layout.ring.includes(id));
  return hasNode(sides[0]) && hasNode(sides[1]) ? sides : null;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return {
    x: from.x + ((to.x - from.x) / length) * distance,
    y: from.y + ((to.y - from.y) / length) * distance,
  };
}

/** The point at share `t` of the way. */
export function along(way: Way, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * way.from.x + 2 * u * t * way.control.x + t * t * way.to.x,
    y: u * u * way.from.y + 2 * u * t * way.control.y + t * t * way.to.y,
  };
}

export function wayPath(way: Way): string {
  return `M${px(way.from.x)} ${px(way.from.y)}Q${px(way.control.x)} ${px(way.control.y)} ${px(way.to.x)} ${px(way.to.y)}`;
}
