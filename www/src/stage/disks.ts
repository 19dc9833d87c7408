import { nothing, type SVGTemplateResult, svg } from "lit/html.js";
import type { DiskView, NodeBase } from "../api/frames.ts";
import { type Layout, outward, type Place } from "./geometry.ts";
import { hourglass } from "./message.ts";
import { px } from "./picture.ts";

/**
 * Disks at work: above each node on its outer side, where no message leaves and no badge stands, if a write is under way or
 * the disk is not as it should be. Of a node that is down the disk is seen as what it holds.
 */
export function drawDisks(nodes: readonly NodeBase[], layout: Layout, now: number): SVGTemplateResult {
  const shown = nodes.flatMap(({ id, status, disk }) => {
    const place = layout.places.get(id);
    const works = disk !== undefined && status !== "down" && (disk.writes.length > 0 || disk.pace !== "ok");
    return place !== undefined && works ? [{ id, at: besideOf(place, layout), disk }] : [];
  });
  return svg`${shown.map(
    ({ id, at, disk }) =>
      svg`<g class="disk at-work ${disk.pace}" data-disk=${id} transform="translate(${px(at.x)} ${px(at.y)})">
        ${drawDisk(disk, now)}</g>`,
  )}`;
}

function besideOf(place: Place, layout: Layout): { x: number; y: number } {
  const away = (place.r + layout.gap + 10) * Math.SQRT1_2;
  return { x: place.x + outward(place, layout) * (away + 6), y: place.y - away };
}

/** How far the first write is, as a bar that fills; of several their number; a stall as whatever waits. */
function drawDisk({ pace, writes }: DiskView, now: number): SVGTemplateResult {
  const [first] = writes;
  const bar =
    first === undefined
      ? nothing
      : svg`<path class="written" d="M-8 1.500h${px(16 * shareOf(first, now))}" />`;
  return svg`<path d="M-11-5v8c0 1.800 4.900 3.200 11 3.200s11-1.400 11-3.200v-8" /><ellipse cy="-5" rx="11" ry="3.200" />
    ${bar}${writes.length > 1 ? svg`<text class="tiny" x="20" y="4">${writes.length}</text>` : nothing}
    ${pace === "stalled" ? svg`<g transform="translate(-19 19)">${hourglass()}</g>` : nothing}`;
}

/** How much of a write's time has passed; of one that a stall holds back, nothing is known to be done. */
function shareOf({ begun, due }: DiskView["writes"][number], now: number): number {
  if (due === null) return 0;
  return due > begun ? Math.min(1, Math.max(0, (now - begun) / (due - begun))) : 1;
}
