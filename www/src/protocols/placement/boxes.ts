import { nothing, svg } from "lit";
import { guard } from "lit/directives/guard.js";
import { onEnter, px } from "../../stage/picture.ts";
import { amount, movedText } from "./center.ts";
import { widthOf } from "./naming.ts";
import { type Box, boxesOf, hueOfNode, inBox, numberOf } from "./ring-geometry.ts";
import type { DrawOptions } from "./ring-picture.ts";
import { flown, PLACED } from "./walk.ts";

/** Room under the boxes for the sum of the last change. */
const SUM = 72;

/** Strategies without a circle: a box for each node, its keys in it, moved keys on their way between boxes. */
export function drawBoxes(options: DrawOptions) {
  const { frame, placed, room } = options;
  const inner: Box = {
    x: room.x + 12,
    y: room.y + 8,
    width: room.width - 24,
    height: room.height - SUM - 16,
  };
  const boxes = boxesOf(frame.nodes.length, inner);
  const key = [
    placed,
    room.width,
    room.height,
    room.x,
    options.selected,
    frame.looks ? options.share >= PLACED : true,
  ];
  return svg`${guard(key, () => frame.nodes.map((_, index) => drawBox(options, index, boxes[index] as Box)))}
    ${guard([placed, room.width, room.height, room.x], () => drawKeys(options, boxes))}
    ${drawMoves(options, boxes)}${drawSum(options, room)}`;
}

/** What stands for a node here: a remainder, a bucket, or its name alone. */
function roleOf({ placed, frame, words }: DrawOptions, index: number): string {
  const { strategy } = placed;
  if (strategy === "modulo")
    return words.t("placement.remainder", { divisor: frame.nodes.length, remainder: index });
  return strategy === "jump" ? words.t("placement.bucket", { bucket: index }) : "";
}

function drawBox(options: DrawOptions, index: number, box: Box) {
  const { frame, isBeside, selected, words, choose, menu, share } = options;
  const node = frame.nodes[index];
  if (node === undefined) return nothing;
  const load = isBeside ? (node.loadBeside ?? 0) : node.load;
  const copy = isBeside || frame.lookup === null ? -1 : frame.lookup.owners.indexOf(node.id);
  const shown = copy >= 0 && (!frame.looks || share >= PLACED);
  const label = words.t("placement.load.bar", {
    node: node.id,
    load,
    fair: Math.round(node.fair * frame.keys),
  });
  return svg`<g class="owner box e${hueOfNode(node.id)} ${selected === node.id ? "selected" : ""}" tabindex="0" role="button" aria-haspopup=${options.popup} data-node=${node.id}
    aria-label=${label} aria-pressed=${selected === node.id ? "true" : "false"}
    @click=${() => choose(selected === node.id ? null : node.id)} @contextmenu=${(event: MouseEvent) => menu(node.id, event)}
    @keydown=${onEnter(() => choose(selected === node.id ? null : node.id))}>
    <rect x=${px(box.x)} y=${px(box.y)} width=${px(box.width)} height=${px(box.height)} rx="6" />
    <text class="name" x=${px(box.x + 8)} y=${px(box.y + 18)}>${node.id}</text>
    <text class="soft" x=${px(box.x + box.width - 8)} y=${px(box.y + 18)} text-anchor="end">${box.width > 110 ? roleOf(options, index) : ""}</text>
    ${shown ? svg`<g class="copy" data-copy=${copy + 1} data-owner=${node.id}><circle cx=${px(box.x + box.width - 14)} cy=${px(box.y + box.height - 14)} r="10" /><text x=${px(box.x + box.width - 14)} y=${px(box.y + box.height - 10)}>${copy + 1}</text></g>` : nothing}</g>`;
}

/** Where each drawn key lies: its node, and the how-manieth of it. */
function placesOf({ frame, placed }: DrawOptions) {
  const index = new Map(frame.nodes.map((node, at) => [numberOf(node.id), at]));
  const counts = new Map<number, number>();
  const places = Array.from(placed.keys.owners, (owner) => {
    const nth = counts.get(owner) ?? 0;
    counts.set(owner, nth + 1);
    return { owner, at: index.get(owner) ?? 0, nth };
  });
  return { places, counts, index };
}

function drawKeys(options: DrawOptions, boxes: readonly Box[]) {
  const { places, counts } = placesOf(options);
  const d = new Map<number, string>();
  for (const { owner, at, nth } of places) {
    const box = boxes[at];
    if (box === undefined) continue;
    const { x, y } = inBox(box, nth, counts.get(owner) ?? 1);
    d.set(owner, `${d.get(owner) ?? ""}M${px(x)} ${px(y)}h0`);
  }
  return svg`<g class="keys" aria-hidden="true">${[...d].map(([owner, path]) => svg`<path class="e${hueOfNode(owner)}" d=${path} />`)}</g>`;
}

/** Moved keys fly from the middle of the old owner's box to that of the new one; where the old one is gone, from above. */
function drawMoves(options: DrawOptions, boxes: readonly Box[]) {
  const { frame, isBeside, share } = options;
  const sample = (isBeside ? frame.change?.beside : frame.change?.placed)?.sample;
  if (sample === undefined || share >= 1) return nothing;
  const { index } = placesOf(options);
  const middle = (owner: number, nth: number) => {
    const box = boxes[index.get(owner) ?? -1];
    if (box === undefined) return { x: options.room.x + options.room.width / 2, y: options.room.y };
    return inBox(box, nth % 60, 60);
  };
  return svg`<g class="moved" aria-hidden="true" data-moved=${options.placed.strategy}>${Array.from(
    sample.numbers,
    (_, nth) => {
      const way = flown(nth, sample.numbers.length, share);
      const [from, to] = [middle(sample.from[nth] ?? 0, nth), middle(sample.to[nth] ?? 0, nth)];
      const owner = way < 0.5 ? sample.from[nth] : sample.to[nth];
      return svg`<circle class="e${hueOfNode(owner ?? 0)}" cx=${px(from.x + (to.x - from.x) * way)} cy=${px(from.y + (to.y - from.y) * way)} r="3" />`;
    },
  )}</g>`;
}

/** What the last change moved, in one line under the boxes. */
function drawSum({ frame, isBeside, share, words }: DrawOptions, room: Box) {
  const change = isBeside ? frame.change?.beside : frame.change?.placed;
  const [x, y] = [room.x + room.width / 2, room.y + room.height - SUM + 16];
  if (frame.change === null || change === null || change === undefined) {
    const text = `${amount(frame.keys, words)} ${words.t("placement.center.keys", { keys: frame.keys })} · ${words.t("placement.center.nodes", { nodes: frame.nodes.length })}`;
    return svg`<text class="soft caption" x=${x} y=${y}>${text}</text>`;
  }
  const modulo =
    isBeside || frame.change.modulo === null
      ? ""
      : words.t("placement.center.modulo", { moved: amount(frame.change.modulo, words) });
  return svg`<g class="center" aria-hidden="true"><text class="count" x=${x} y=${y + 4} font-size="26">${amount(Math.round(change.moved * share), words)}</text>
    <text class="what" x=${x} y=${y + 20} font-size="12">${movedText(frame.change, frame, words)}</text>
    ${linesOf([words.t("placement.center.ideal", { ideal: amount(change.ideal, words), needless: amount(change.needless, words) }), modulo], room).map((line, row) => svg`<text class="soft" x=${x} y=${y + 35 + row * 14} font-size="12">${line}</text>`)}</g>`;
}

/** In one line where there is room for it. */
function linesOf(parts: readonly string[], room: Box): string[] {
  const told = parts.filter((part) => part !== "");
  const all = told.join(" · ");
  return widthOf(all) <= room.width - 8 ? [all] : told;
}
