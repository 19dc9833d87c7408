/** Where the lines of cuts run: the line across the circle that parts it in two, and links that are cut one by one. */
import type { CutView } from "../api/frames.ts";
import { along, type Layout, type Way, wayBetween } from "./geometry.ts";
import { onCircle, type Point } from "./picture.ts";

/** An arrow: where it points from, and which way, in radians. */
export interface Arrow {
  at: Point;
  angle: number;
}

/** A line across the circle with all of one side of a cut on its one side. */
export interface Parting {
  line: Way;
  /** The ends of its tint at the circle's outside, from `line.from` to `line.to`, and the circle's radius there. */
  outside: { from: Point; to: Point; radius: number; large: boolean };
  /** Of a cut one way: which way nothing passes. */
  arrow: Arrow | null;
}

/** One direction of a link that is cut: the way up to where it ends, the bar there, and the rest that nothing goes. */
export interface CutLink {
  from: string;
  to: string;
  reached: Way;
  rest: Way;
  /** Where it is cut, pointing along the way. */
  arrow: Arrow;
}

/** The share of a way after which it is cut: messages break up in the middle, the bar stands just before. */
const CUT_AT = 0.46;

/** The directions of links that a cut concerns: of one that is cut both ways, both. */
export function cutLinks(cut: CutView, layout: Layout): CutLink[] {
  const there = cut.from.flatMap((from) => cut.to.map((to) => [from, to] as const));
  const pairs = cut.both ? [...there, ...there.map(([from, to]) => [to, from] as const)] : there;
  return pairs.flatMap(([from, to]) => {
    const [one, other] = [layout.places.get(from), layout.places.get(to)];
    if (one === undefined || other === undefined) return [];
    const way = wayBetween(layout, one, other);
    const [reached, rest] = split(way, CUT_AT);
    const angle = Math.atan2(rest.control.y - rest.from.y, rest.control.x - rest.from.x);
    return [{ from, to, reached, rest, arrow: { at: reached.to, angle } }];
  });
}

/** The line of a cut that parts the circle in two, or null for any other. */
export function partingOf(cut: CutView, layout: Layout): Parting | null {
  const side = cut.kind === "cut" ? smallerSide(cut, layout) : null;
  if (side === null) return null;
  const { centre, radius, nodeRadius, gap, ring, places } = layout;
  const angle = (index: number) => places.get(ring[(index + ring.length) % ring.length] ?? "")?.angle ?? 0;
  // Halfway to the neighbours on the other side.
  const begin = angle(side.first) - around(angle(side.first) - angle(side.first - 1)) / 2;
  const last = side.first + side.count - 1;
  const end = begin + around(angle(last) - begin) + around(angle(last + 1) - angle(last)) / 2;
  const outer = radius + nodeRadius + gap + 6;
  // The line bows inward far enough to clear the nodes on the small side.
  const chord = outer * Math.cos((end - begin) / 2);
  const deepest = Math.min(chord, radius - nodeRadius - gap - 16);
  const middle = (begin + end) / 2;
  const line = {
    from: within(layout, outer, begin),
    control: onCircle(centre, 2 * deepest - chord, middle),
    to: within(layout, outer, end),
  };
  const [from, to] = [onCircle(centre, outer, begin), onCircle(centre, outer, end)];
  return {
    line,
    outside: { from, to, radius: outer, large: end - begin > Math.PI },
    arrow: cut.both ? null : { at: along(line, 0.5), angle: side.isFrom ? middle + Math.PI : middle },
  };
}

/** An angle as it is clockwise, from 0 to a whole round. */
const around = (angle: number): number => ((angle % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);

/** The smaller side's span on the circle, if the sides are neighbours and together all nodes. */
function smallerSide(
  cut: CutView,
  { ring }: Layout,
): { first: number; count: number; isFrom: boolean } | null {
  const inRing = (ids: readonly string[]) => new Set(ids.filter((id) => ring.includes(id)));
  const [from, to] = [inRing(cut.from), inRing(cut.to)];
  if (from.size === 0 || to.size === 0 || from.size + to.size !== ring.length) return null;
  const small = from.size <= to.size ? from : to;
  const starts = ring.filter((id, index) => {
    const before = ring[(index + ring.length - 1) % ring.length];
    return small.has(id) && before !== undefined && !small.has(before);
  });
  const start = starts[0];
  if (starts.length !== 1 || start === undefined) return null;
  return { first: ring.indexOf(start), count: small.size, isFrom: small === from };
}

/** From the stage's edge to the scissors' middle. */
const EDGE = 14;

/** The point in this direction, as far out as asked for or as the stage allows. */
function within({ centre, height }: Layout, reach: number, angle: number): Point {
  const down = Math.sin(angle);
  const room = down > 0 ? (height - EDGE - centre.y) / down : down < 0 ? (EDGE - centre.y) / down : reach;
  return onCircle(centre, Math.min(reach, room), angle);
}

/** The two parts of a way, before and after a share of it (de Casteljau). */
function split(way: Way, t: number): [Way, Way] {
  const between = (a: Point, b: Point) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  const [before, after] = [between(way.from, way.control), between(way.control, way.to)];
  const at = between(before, after);
  return [
    { from: way.from, control: before, to: at },
    { from: at, control: after, to: way.to },
  ];
}
