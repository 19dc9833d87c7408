import { nothing, svg } from "lit";
import type { Words } from "../../i18n/words.ts";
import type { PlacementKey } from "./codes.ts";
import type { DrawOptions } from "./ring-picture.ts";
import type { ChangeView, PlacementFrame } from "./types.ts";

/** Where the sum of the last change stands, and how large it may be. */
export interface Middle {
  x: number;
  y: number;
  /** Half of what there is room for. */
  r: number;
}

/** What the last change moved, counted up while it moves; else how many keys there are. */
export function drawCenter({ frame, isBeside, share, words }: DrawOptions, { x, y, r }: Middle) {
  const change = frame.change === null ? null : isBeside ? frame.change.beside : frame.change.placed;
  const size = Math.max(16, Math.min(44, r * 0.36));
  const small = Math.max(10.5, Math.min(13, r * 0.12));
  const lines: string[] = [];
  let count = frame.keys;
  if (frame.change !== null && change !== null) {
    count = Math.round(change.moved * share);
    lines.push(movedText(frame.change, frame, words));
    lines.push(
      words.t("placement.center.ideal", {
        ideal: amount(change.ideal, words),
        needless: amount(change.needless, words),
      }),
    );
    const { modulo } = frame.change;
    if (!isBeside && modulo !== null)
      lines.push(words.t("placement.center.modulo", { moved: amount(modulo, words) }));
  } else {
    lines.push(words.t("placement.center.keys", { keys: frame.keys }));
    lines.push(words.t("placement.center.nodes", { nodes: frame.nodes.length }));
    const { picture } = isBeside && frame.beside !== null ? frame.beside : frame.placed;
    if ("points" in picture)
      lines.push(words.t("placement.center.points", { points: amount(picture.points, words) }));
  }
  // A small ring has room for the number alone; the headline and the text twin say the rest.
  if (r < 90) lines.length = 0;
  const step = small * 1.6;
  const top = y - (lines.length * step) / 2 + size * 0.2;
  return svg`<g class="center" aria-hidden="true"><text class="count" x=${x} y=${top} font-size=${size}>${amount(count, words)}</text>
    ${lines.map((line, index) => svg`<text class=${index === 0 ? "what" : "soft"} x=${x} y=${top + 8 + (index + 1) * step} font-size=${small}>${line}</text>`)}${nothing}</g>`;
}

/** Of which keys so many moved: of all, or where keys came, of those from before. */
export const movedText = (change: ChangeView, { keys }: PlacementFrame, words: Words<PlacementKey>): string =>
  words.t(change.keys < keys ? "placement.center.moved-of-old" : "placement.center.moved", {
    keys: amount(change.keys, words),
  });

/** 1,000,000 as readers of any language take it. */
export const amount = (count: number, { number }: Pick<Words, "number">): string =>
  number(count, { grouped: true });
