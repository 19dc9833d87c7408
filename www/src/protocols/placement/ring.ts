import { nothing, svg } from "lit";
import { guard } from "lit/directives/guard.js";
import { onEnter, type Point, px } from "../../stage/picture.ts";
import { drawCenter } from "./center.ts";
import { placeName, widthOf } from "./naming.ts";
import {
  type Arc,
  arcsOf,
  arcsOfBins,
  type Box,
  type Circle,
  cellAt,
  gridOf,
  hueOfNode,
  longestArcs,
  numberOf,
  onRing,
  ringPath,
  shareOf,
  strokePath,
} from "./ring-geometry.ts";
import type { DrawOptions } from "./ring-picture.ts";
import type { LookupView, PlacedView } from "./types.ts";
import { flown, HASHED, type Met, PLACED, walkedTo, walkOf } from "./walk.ts";

/** Room outside of the circle for keys, the walk and the name of the key. */
const OUTSIDE = 64;
const OUTSIDE_SMALL = 34;
/** Half of an arc's thickness; keys begin so far outside. */
const HALF = 8;
/** The walk runs so far outside. */
const WALK = 28;
/** Radius of a key that is looked up. */
const KEY = 5;
/** Radius of a numbered copy. */
const COPY = 10;
/** Gap before a point, so that a node's neighbouring arcs are told apart. */
const GAP_PX = 1.5;

export function circleOf(room: Box): Circle {
  const least = Math.min(room.width, room.height);
  const outside = least < 300 ? OUTSIDE_SMALL : OUTSIDE;
  return { x: room.x + room.width / 2, y: room.y + room.height / 2, r: Math.max(least / 2 - outside, 30) };
}

/** The room of a table of entries, square. */
export function tableRoom(room: Box): Box {
  // Under it is a line that says how many entries there are.
  const least = Math.min(room.width - 32, room.height - 48);
  return {
    x: room.x + (room.width - least) / 2,
    y: room.y + (room.height - least) / 2,
    width: least,
    height: least,
  };
}

/** A ring, its keys, the walk of the last lookup, and keys on their way; or a table with the same. */
export function drawRing(options: DrawOptions) {
  const { placed, room } = options;
  if (placed.picture.kind === "entries") return drawTable(options);
  const circle = circleOf(room);
  return svg`${guard([placed, circle.x, circle.y, circle.r, options.selected], () => svg`${drawArcs(options, circle)}${drawTicks(placed, circle)}`)}
    ${drawMoved(options, circle)}${guard([placed, circle.x, circle.y, circle.r], () => drawNames(options, circle))}
    ${drawCenter(options, { x: circle.x, y: circle.y, r: circle.r - 16 })}
    ${options.isBeside ? nothing : drawLookup(options, circle)}`;
}

function arcsIn(placed: PlacedView): Arc[] {
  const { picture } = placed;
  if (picture.kind === "ring") return arcsOf(picture.positions, picture.owners);
  return picture.kind === "bins" ? arcsOfBins(picture.owners) : [];
}

/** Nodes as buttons, each with its arcs. Those of a large ring are on the canvas below, too fine to be pointed at. */
function drawArcs(options: DrawOptions, circle: Circle) {
  const { frame, placed, selected, words, choose, menu } = options;
  const arcs = arcsIn(placed);
  if (placed.picture.kind === "bins") return nothing;
  const gap = GAP_PX / (2 * Math.PI * circle.r);
  return frame.nodes.map((node) => {
    const number = numberOf(node.id);
    const own = arcs.filter((arc) => arc.owner === number);
    const d = own
      .map(({ from, to }) => ringPath(circle, from, Math.max(to - gap, from + (to - from) * 0.5)))
      .join("");
    const label = words.t("placement.load.bar", {
      node: node.id,
      load: node.load,
      fair: Math.round(node.fair * frame.keys),
    });
    return svg`<g class="owner e${hueOfNode(number)} ${selected === node.id ? "selected" : ""}" tabindex="0" role="button" aria-haspopup=${options.popup} data-node=${node.id}
      aria-label=${label} aria-pressed=${selected === node.id ? "true" : "false"}
      @click=${() => choose(selected === node.id ? null : node.id)} @contextmenu=${(event: MouseEvent) => menu(node.id, event)}
      @keydown=${onEnter(() => choose(selected === node.id ? null : node.id))}>
      ${d === "" ? nothing : svg`<path class="arc" d=${d} />`}</g>`;
  });
}

/** Each node's name, once, inside of its longest arc; over everything else, so that it can be read. */
function drawNames({ frame, placed }: DrawOptions, circle: Circle) {
  if (frame.nodes.length > 24 || circle.r < 100) return nothing;
  const longest = longestArcs(arcsIn(placed));
  return svg`<g class="names" aria-hidden="true">${frame.nodes.map(({ id }) => {
    const home = longest.get(numberOf(id));
    if (home === undefined) return nothing;
    const { x, y } = onRing(circle, (home.from + home.to) / 2, -HALF - 14);
    return svg`<text class="name" x=${px(x)} y=${px(y + 4)}>${id}</text>`;
  })}</g>`;
}

function drawTicks(placed: PlacedView, circle: Circle) {
  const { places } = placed.keys;
  const length = circle.r < 90 ? 3 : 6;
  let d = "";
  for (const place of places) d += strokePath(circle, shareOf(place), HALF + 5, HALF + 5 + length);
  return svg`<path class="ticks" d=${d} />`;
}

/** Moved keys: each runs from its place inwards, changing from its old owner's colour to its new one's. */
function drawMoved({ frame, placed, isBeside, share }: DrawOptions, circle: Circle) {
  const sample = (isBeside ? frame.change?.beside : frame.change?.placed)?.sample;
  if (sample === undefined) return nothing;
  const count = sample.places.length;
  const depth = circle.r * 0.2;
  const dot = circle.r < 90 ? 2 : 3;
  // Neighbours end at different depths, so that a crowd is seen as one.
  const end = (index: number) => HALF + depth * (0.5 + ((index * 7) % 11) / 18);
  const threads = new Map<string, string>();
  const dots = Array.from(sample.places, (place, index) => {
    const way = flown(index, count, share);
    const at = shareOf(place);
    const owner = way < 0.5 ? (sample.from[index] ?? 0) : (sample.to[index] ?? 0);
    const hue = `e${hueOfNode(owner)}`;
    const inside = HALF + (end(index) - HALF) * way;
    threads.set(hue, (threads.get(hue) ?? "") + (way > 0 ? strokePath(circle, at, -HALF, -inside) : ""));
    const point = onRing(circle, at, -inside);
    return svg`<circle class=${hue} cx=${px(point.x)} cy=${px(point.y)} r=${way > 0 ? dot : 0} />`;
  });
  return svg`<g class="moved" aria-hidden="true" data-moved=${placed.strategy}>
    ${[...threads].map(([hue, d]) => svg`<path class="thread ${hue}" d=${d} />`)}${dots}</g>`;
}

/** The lookup's name and hash, its place, the walk, the numbered copies. After its move it stays. */
function drawLookup(options: DrawOptions, circle: Circle) {
  const { frame } = options;
  const { lookup } = frame;
  if (lookup === null) return nothing;
  const share = frame.looks ? options.share : 1;
  const walk = walkOf(lookup);
  if (lookup.way === "multi-probe") return drawProbes(options, circle, lookup, share);
  if (walk === null) return nothing;
  const placed = share >= PLACED;
  const key = onRing(circle, walk.from, WALK);
  const to = walkedTo(walk, share);
  const steps = stacked(walk.steps, circle, walk.from);
  const met = steps.filter((step) => step.when <= share);
  return svg`<g class="lookup">
    ${
      share < HASHED
        ? nothing
        : svg`<path class="pointer" d=${strokePath(circle, walk.from, HALF, WALK)} />
      <circle class="key" cx=${px(key.x)} cy=${px(key.y)} r=${KEY} />`
    }
    ${!placed || to <= walk.from ? nothing : svg`<path class="walk" d=${ringPath(circle, walk.from, to, WALK)} />`}
    ${met.map((step) => {
      const point = onRing(circle, step.at, step.out);
      const foot = strokePath(circle, step.at, HALF, step.out - 9);
      if (step.copy === null)
        return svg`<g class="skipped" data-skipped=${step.node}><path d="M${px(point.x - 4)} ${px(point.y - 4)}l8 8m0 -8l-8 8" /></g>`;
      return svg`<g class="copy e${hueOfNode(step.node)}" data-copy=${step.copy} data-owner=${step.node}>
        <path d=${foot} /><circle cx=${px(point.x)} cy=${px(point.y)} r="10" /><text x=${px(point.x)} y=${px(point.y + 4)}>${step.copy}</text></g>`;
    })}
    ${drawName(options, circle, lookup, walk.from, share, [key, ...steps.map((step) => onRing(circle, step.at, step.out))])}</g>`;
}

/** A copy that would cover the key or the copy before it stands further out. */
function stacked(steps: readonly Met[], circle: Circle, key: number): (Met & { out: number })[] {
  let before = { at: key, out: WALK, size: KEY + 1 };
  return steps.map((step) => {
    if (step.copy === null) return { ...step, out: WALK };
    const near = (step.at - before.at) * 2 * Math.PI * circle.r < before.size + COPY + 1;
    before = { at: step.at, out: near ? before.out + before.size + COPY : WALK, size: COPY };
    return { ...step, out: before.out };
  });
}

/** The key and its hash, beside its place, clear of the marks of its copies and of the ring. */
function drawName(
  { frame, room }: DrawOptions,
  circle: Circle,
  lookup: LookupView,
  at: number,
  share: number,
  marks: readonly Point[],
) {
  const name = shortened(lookup.key);
  const hash =
    lookup.hash === null || share < HASHED / 2 ? "" : `${frame.settings.hash} → ${lookup.hash.slice(0, 8)}…`;
  const inner = { x: room.x + 4, y: room.y + 4, width: room.width - 8, height: room.height - 8 };
  const box = placeName({
    at: onRing(circle, at, WALK),
    outward: { x: Math.sin(2 * Math.PI * at), y: -Math.cos(2 * Math.PI * at) },
    // As if the hash were there: the name must not jump when it comes.
    size: {
      width: Math.max(
        widthOf(name),
        lookup.hash === null ? 0 : widthOf(`${frame.settings.hash} → 0x000000…`),
      ),
      height: lookup.hash === null ? LINE : 2 * LINE,
    },
    room: inner,
    taken: [...marks.map((mark) => around(mark, COPY + 3)), ...alongRing(circle)],
  });
  const x = px(box.x + box.width / 2);
  return svg`<g class="key-name"><text class="name" x=${x} y=${px(box.y + LINE - 3)}>${name}</text>
    ${hash === "" ? nothing : svg`<text class="soft" x=${x} y=${px(box.y + 2 * LINE - 3)}>${hash}</text>`}</g>`;
}

/** Height of a line of text. */
const LINE = 15;

const around = ({ x, y }: Point, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: 2 * by,
  height: 2 * by,
});

/** The ring with its keys, as small boxes. */
const alongRing = (circle: Circle): Box[] =>
  Array.from({ length: RING_PARTS }, (_, part) => around(onRing(circle, part / RING_PARTS, 4), HALF + 2));
const RING_PARTS = 48;

const shortened = (key: string): string =>
  [...key].length > 24 ? `${[...key].slice(0, 23).join("")}…` : key;

/** Every probe as a dot; the nearest to its point wins, and its way is drawn. */
function drawProbes(
  options: DrawOptions,
  circle: Circle,
  lookup: LookupView & { way: "multi-probe" },
  share: number,
) {
  const shown = lookup.probes.filter((_, index) => index / lookup.probes.length <= share);
  const nearest = [...lookup.probes].sort((a, b) => a.distance - b.distance)[0];
  const first = lookup.probes[0];
  const probed = lookup.probes.map(({ position }) => onRing(circle, position, WALK));
  if (nearest !== undefined) probed.push(onRing(circle, nearest.point, WALK));
  return svg`<g class="lookup">${shown.map(({ position }) => {
    const point = onRing(circle, position, WALK);
    return svg`<circle class="probe" cx=${px(point.x)} cy=${px(point.y)} r="3" />`;
  })}
  ${
    nearest === undefined || share < 1
      ? nothing
      : svg`<path class="walk" d=${ringPath(circle, nearest.position, nearest.point < nearest.position ? nearest.point + 1 : nearest.point, WALK)} />${copyAt(circle, nearest.point, nearest.node)}`
  }
  ${first === undefined ? nothing : drawName(options, circle, lookup, first.position, share, probed)}</g>`;
}

function copyAt(circle: Circle, at: number, node: string) {
  const point = onRing(circle, at, WALK);
  return svg`<g class="copy e${hueOfNode(node)}" data-copy="1" data-owner=${node}><circle cx=${px(point.x)} cy=${px(point.y)} r="10" /><text x=${px(point.x)} y=${px(point.y + 4)}>1</text></g>`;
}

/** The middle of a text that would else reach out of the room. */
function withinRoom(x: number, text: string, room: Box): number {
  const half = widthOf(text) / 2 + 4;
  return Math.max(Math.min(x, room.x + room.width - half), room.x + half);
}

/** Entries of a table, or slots: the cells are on the canvas below; here is what happens in them. */
function drawTable(options: DrawOptions) {
  const { frame, placed, room, isBeside, share, words } = options;
  const { picture } = placed;
  if (picture.kind !== "entries") return nothing;
  const square = tableRoom(room);
  const grid = gridOf(picture.owners.length, square);
  const sample = (isBeside ? frame.change?.beside : frame.change?.placed)?.sample;
  const { lookup } = frame;
  const entry = lookup?.way === "maglev" ? lookup.entry : lookup?.way === "slots" ? lookup.slot : null;
  const found = entry === null || isBeside ? null : cellAt(grid, Math.floor(entry / picture.each));
  const done = frame.looks ? share : 1;
  const foundText = `${shortened(lookup?.key ?? "")} → ${lookup?.owners[0] ?? ""}`;
  const text = picture.each > 1 ? "placement.cells" : "placement.entries";
  return svg`<g class="table">
    ${
      sample === undefined
        ? nothing
        : [...sample.places].map((place, index) => {
            const way = flown(index, sample.places.length, share);
            const { x, y } = cellAt(grid, Math.floor(place / picture.each));
            const owner = way < 0.5 ? sample.from[index] : sample.to[index];
            return svg`<circle class="flash e${hueOfNode(owner ?? 0)}" cx=${px(x)} cy=${px(y)} r=${px(way === 0 ? 0 : 2.5 + 5 * (1 - Math.abs(2 * way - 1)))} />`;
          })
    }
    ${
      found === null || done < PLACED
        ? nothing
        : svg`<g class="found e${hueOfNode(lookup?.owners[0] ?? "n0")}"><circle cx=${px(found.x)} cy=${px(found.y)} r="9" />
      <text class="name" x=${px(withinRoom(found.x, foundText, room))} y=${px(found.y < square.y + 24 ? found.y + 24 : found.y - 14)}>${foundText}</text></g>`
    }
    <text class="soft caption" x=${room.x + room.width / 2} y=${px(square.y + square.height + 16)}>${words.t(text, { size: words.number(picture.size, { grouped: true }), each: picture.each })}</text></g>`;
}
