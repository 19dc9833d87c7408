import { type SVGTemplateResult, svg } from "lit/html.js";
import type { Badge } from "./cluster-presentation.ts";
import { type Layout, NODES_WITH_SIDES_MAX, outward, type Place, ROOMY_RADIUS } from "./geometry.ts";
import { px } from "./picture.ts";

const WIDTH = 22;
const HEIGHT = 18;
const STEP = 21;
/** Between a node's timer and its badges. */
const SPACE = 4;

/** Badges need room at a node's side; among many nodes the card and the list have to tell. */
export const hasBadges = (place: Place, layout: Layout): boolean =>
  place.r >= ROOMY_RADIUS && layout.ring.length <= NODES_WITH_SIDES_MAX;

/** Where a node's badges are, relative to its middle. */
export function badgesBox(place: Place, layout: Layout, count: number) {
  const near = place.r + layout.gap + SPACE;
  const height = (count - 1) * STEP + HEIGHT;
  return { x: outward(place, layout) > 0 ? near : -near - WIDTH, y: -height / 2, width: WIDTH, height };
}

/** The roles that a node has at once, stacked at its outer side. */
export function drawBadges(
  badges: readonly (Badge | null)[],
  place: Place,
  layout: Layout,
): SVGTemplateResult {
  const { x, y } = badgesBox(place, layout, badges.length);
  return svg`${badges.map((badge, index) =>
    badge === null
      ? svg``
      : svg`<g class="badge ${badge.state} e${badge.hue}" transform="translate(${px(x)} ${px(y + index * STEP)})">
        <title>${badge.title}</title><rect width=${WIDTH} height=${HEIGHT} rx="4" />
        <text x=${WIDTH / 2} y="12.700">${badge.letter}</text></g>`,
  )}`;
}
