/** What the picture of a cluster and that of a ring have alike: points and arcs of a circle, and what keys press. */

import type { nothing } from "lit/html.js";

export interface Point {
  x: number;
  y: number;
}

/** A coordinate for markup: a tenth of a pixel is enough, and short text is quick to set. */
export const px = (value: number): number => Math.round(value * 10) / 10;

/** A point of a circle, by its angle from three o'clock, clockwise. */
export function onCircle(centre: Point, radius: number, angle: number): Point {
  return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
}

/** The angle of a share of the way round, clockwise from the top. */
export const angleOf = (share: number): number => (share - 0.25) * 2 * Math.PI;

/** An arc of a circle as the path of a line: clockwise from one share of the way round to another, from the top. */
export function arcPath(centre: Point, radius: number, from: number, to: number): string {
  const at = (share: number) => {
    const { x, y } = onCircle(centre, radius, angleOf(share));
    return `${px(x)} ${px(y)}`;
  };
  const r = px(radius);
  const way = Math.max(to - from, 0);
  // A whole round has no ends: two halves.
  if (way >= 0.9999) return `M${at(from)}A${r} ${r} 0 0 1 ${at(from + 0.5)}A${r} ${r} 0 0 1 ${at(from)}`;
  return `M${at(from)}A${r} ${r} 0 ${way > 0.5 ? 1 : 0} 1 ${at(to)}`;
}

/** What `aria-haspopup` says of something that has a menu, or has none where nobody may act. */
export type Popup = "menu" | typeof nothing;

/** Enter and space press what is no button by itself. */
export const onEnter = (action: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  event.stopPropagation();
  action(event);
};
