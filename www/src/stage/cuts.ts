import { nothing, type SVGTemplateResult, svg } from "lit/html.js";
import type { CutView } from "../api/frames.ts";
import { along, type Layout, type Line, onCircle, type Point, wayBetween } from "./geometry.ts";
import { hourglass } from "./message.ts";
import { px } from "./px.ts";

/** Cuts and holds. One that parts the circle in two is a hatched line across it; any other marks each link. */
export function drawCuts(cuts: readonly CutView[], layout: Layout): SVGTemplateResult {
  return svg`${cuts.map((cut) => drawCut(cut, layout))}`;
}

/** The line that a hand is drawing. */
export function drawCutting({ from, to }: Line): SVGTemplateResult {
  return svg`<g class="cut cutting"><path class="line" d="M${px(from.x)} ${px(from.y)}L${px(to.x)} ${px(to.y)}" />
    ${scissors(from.x, from.y, (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI)}</g>`;
}

function drawCut(cut: CutView, layout: Layout): SVGTemplateResult {
  const side = cut.kind === "cut" && cut.both ? oneSide(cut, layout) : null;
  return side === null ? svg`${links(cut, layout)}` : partition(side, layout);
}

/** The smaller side's span on the circle as [first, count], if the sides are neighbours and together all nodes. */
function oneSide(cut: CutView, layout: Layout): { first: number; count: number } | null {
  const ring = layout.ring;
  const inRing = (ids: readonly string[]) => new Set(ids.filter((id) => ring.includes(id)));
  const [a, b] = [inRing(cut.from), inRing(cut.to)];
  if (a.size === 0 || b.size === 0 || a.size + b.size !== ring.length) return null;
  const small = a.size <= b.size ? a : b;
  const starts = ring.filter((id, index) => {
    const before = ring[(index + ring.length - 1) % ring.length];
    return small.has(id) && before !== undefined && !small.has(before);
  });
  const start = starts[0];
  if (starts.length !== 1 || start === undefined) return null;
  return { first: ring.indexOf(start), count: small.size };
}

function partition(side: { first: number; count: number }, layout: Layout): SVGTemplateResult {
  const { centre, radius, nodeRadius, gap, ring } = layout;
  const step = (2 * Math.PI) / ring.length;
  const begin = -Math.PI / 2 + (side.first - 0.5) * step;
  const end = begin + side.count * step;
  const outer = radius + nodeRadius + gap + 6;
  const [p, q] = [within(layout, outer, begin), within(layout, outer, end)];
  const [farP, farQ] = [onCircle(centre, outer, begin), onCircle(centre, outer, end)];
  // The line bows inward far enough to clear the nodes on the small side.
  const deepest = Math.min(outer * Math.cos((end - begin) / 2), radius - nodeRadius - gap - 16);
  const middle = (begin + end) / 2;
  const control = onCircle(centre, 2 * deepest - outer * Math.cos((end - begin) / 2), middle);
  const line = `M${px(p.x)} ${px(p.y)}Q${px(control.x)} ${px(control.y)} ${px(q.x)} ${px(q.y)}`;
  const large = end - begin > Math.PI ? 1 : 0;
  return svg`<g class="cut">
    <path class="tint" d="${line}L${px(farQ.x)} ${px(farQ.y)}A${px(outer)} ${px(outer)} 0 ${large} 0 ${px(farP.x)} ${px(farP.y)}z" />
    <path class="line" d=${line} />${scissors(p.x, p.y, (Math.atan2(control.y - p.y, control.x - p.x) * 180) / Math.PI)}</g>`;
}

/** From the stage's edge to the scissors' middle. */
const EDGE = 14;

/** The point in this direction, as far out as asked for or as the stage allows. */
function within(layout: Layout, reach: number, angle: number): Point {
  const { centre, height } = layout;
  const down = Math.sin(angle);
  const room = down > 0 ? (height - EDGE - centre.y) / down : down < 0 ? (EDGE - centre.y) / down : reach;
  return onCircle(centre, Math.min(reach, room), angle);
}

function links(cut: CutView, layout: Layout) {
  const pairs = cut.from.flatMap((from) => cut.to.map((to) => [from, to] as const));
  return pairs.map(([fromId, toId]) => {
    const from = layout.places.get(fromId);
    const to = layout.places.get(toId);
    if (from === undefined || to === undefined) return nothing;
    const at = along(wayBetween(layout, from, to), 0.5);
    if (cut.kind === "hold")
      return svg`<g transform="translate(${px(at.x)} ${px(at.y + 19)})">${hourglass()}</g>`;
    const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    return svg`<g class="cut" transform="translate(${px(at.x)} ${px(at.y)}) rotate(${px(angle)})">
      <path class="line" d="M-3-10v20M3-10v20" /></g>`;
  });
}

function scissors(x: number, y: number, angle: number): SVGTemplateResult {
  return svg`<g class="scissors" transform="translate(${px(x)} ${px(y)}) rotate(${px(angle)})">
    <circle class="plate" r="12" />
    <circle cx="-5" cy="-4" r="2.500" /><circle cx="-5" cy="4" r="2.500" /><path d="M-3-2.500L7 4M-3 2.500L7-4" /></g>`;
}
