import { guard } from "lit/directives/guard.js";
import { nothing, type SVGTemplateResult, svg } from "lit/html.js";
import { drawBadges, hasBadges } from "./badges.ts";
import { drawChip } from "./chip.ts";
import type { Chip, NodeFace, Pip } from "./cluster-presentation.ts";
import { type Layout, outward, type Place, ROOMY_RADIUS } from "./geometry.ts";
import { arcPath, onCircle, onEnter, type Popup, px } from "./picture.ts";

export interface NodeOptions {
  layout: Layout;
  now: number;
  /** Whether it has a menu. */
  popup: Popup;
  selected: boolean;
  choose(): void;
  menu(event: MouseEvent): void;
}

/** One node: role by shape, epoch by hue and number, state by fill, its timer as an arc that runs out. */
export function drawNode(face: NodeFace, options: NodeOptions): SVGTemplateResult {
  const place = options.layout.places.get(face.id);
  if (place === undefined) return svg``;
  const roomy = place.r >= ROOMY_RADIUS;
  const { gap } = options.layout;
  const rings = face.crowned ? place.r + Math.min(6, gap) : place.r;
  return svg`<g class="node e${face.hue} ${face.status} ${options.selected ? "selected" : ""} ${roomy ? "" : "compact"}" role="button" aria-haspopup=${options.popup} tabindex="0"
      data-node=${face.id} aria-label=${face.spoken} aria-pressed=${options.selected ? "true" : "false"}
      transform="translate(${px(place.x)} ${px(place.y)})"
      @click=${options.choose} @keydown=${onEnter(options.choose)} @contextmenu=${options.menu}>
    <circle class="focus" r=${px(rings + gap + (face.shape === "hexagon" ? 8 : 5))} />
    <circle class="hit" r=${px(place.r + gap)} />
    ${timerArc(face, place, options)}
    ${guard([face, place], () => outline(face, place.r))}
    ${face.crowned ? svg`<circle class="ring" r=${px(rings)} />${crown(place.r, roomy)}` : nothing}
    ${face.pips.length > 0 ? pips(face.pips, place, gap) : nothing}
    ${face.status === "paused" ? pauseBars(place.r) : nothing}
    ${guard([face, place], () => (roomy ? inside(face, place.r) : outside(face, place, gap)))}
    ${face.status === "down" && face.disk !== "" && roomy ? disk(face, place, options.layout) : nothing}
    ${guard([face, options.layout], () => badges(face, place, options.layout))}
  </g>`;
}

function outline(face: NodeFace, r: number): SVGTemplateResult {
  if (face.shape === "circle") return svg`<circle class="body" r=${px(r)} />`;
  const corner = (index: number) => onCircle({ x: 0, y: 0 }, r * 1.08, (index * Math.PI) / 3 - Math.PI / 2);
  const points = [0, 1, 2, 3, 4, 5].map(corner).map((point) => `${px(point.x)},${px(point.y)}`);
  return svg`<polygon class="body" points=${points.join(" ")} />`;
}

function timerArc(face: NodeFace, place: Place, options: NodeOptions) {
  if (face.timer === null || face.status === "down") return nothing;
  const { set, due } = face.timer;
  const left = due > set ? (due - options.now) / (due - set) : 0;
  if (left <= 0) return nothing;
  const r = place.r + options.layout.gap + (face.shape === "hexagon" ? 2 : 0);
  return svg`<path class="timer" d=${arcPath({ x: 0, y: 0 }, r, 0, left)} />`;
}

function crown(r: number, roomy: boolean): SVGTemplateResult {
  const scale = roomy ? 1 : Math.max(r / 26, 0.42);
  return svg`<path class="crown" transform="translate(0 ${px(-r - 1)}) scale(${px(scale * 10) / 10})"
    d="M-12.500-10.500l6 4.200L0-16.500l6.500 10.200 6-4.200-2.300 12.500h-20.400z" />`;
}

/** More are counted in text. */
const PIPS_MAX = 9;
const PIP_STEP = 13;
/** From the timer to the middle of the pips. */
const PIPS_ABOVE = 12;

/** Where a row of pips stands, relative to its node's middle. */
export function pipsBox(all: readonly Pip[], { r }: Place, gap: number) {
  if (all.length === 0 || all.length > PIPS_MAX) return [];
  const width = all.length * PIP_STEP;
  return [{ x: -width / 2, y: -r - gap - PIPS_ABOVE - 6, width, height: 12 }];
}

/** Filled: granted. Crossed: refused. Empty: awaited. Too many for a row are counted in text instead. */
function pips(all: readonly Pip[], place: Place, gap: number): SVGTemplateResult {
  if (all.length > PIPS_MAX) return counted(all, place, gap);
  const y = px(-place.r - gap - PIPS_ABOVE);
  return svg`${all.map((pip, index) => {
    const x = px((index - (all.length - 1) / 2) * PIP_STEP);
    const cross =
      pip === "refused" ? svg`<path class="cross" d="M${x - 3} ${y - 3}l6 6m0-6l-6 6" />` : nothing;
    return svg`<circle class="pip ${pip}" cx=${x} cy=${y} r="4.5" />${cross}`;
  })}`;
}

/** On the inner side: names of small nodes stand at the outer one. */
function counted(all: readonly Pip[], { r, angle }: Place, gap: number): SVGTemplateResult {
  const granted = all.filter((pip) => pip === "granted").length;
  const at = onCircle({ x: 0, y: 0 }, -(r + gap + 16), angle);
  return svg`<text class="small pip-count" x=${px(at.x)} y=${px(at.y + 4)}>${granted}/${all.length}</text>`;
}

function pauseBars(r: number): SVGTemplateResult {
  const x = px(r * 0.68);
  const scale = Math.min(1, Math.max(r / 20, 0.4));
  return svg`<g class="bars" transform="translate(${x} ${-x}) scale(${scale})">
    <circle r="10" /><path d="M-3-4v8M3-4v8" /></g>`;
}

function inside(face: NodeFace, r: number): SVGTemplateResult {
  const size = r < 30 ? "tiny" : "small";
  if (face.chip !== undefined) return withChip(face, r, size);
  return svg`<text class="name" y="-1">${face.id}</text><text class="${size} soft" y=${size === "tiny" ? 13 : 16}>${face.label}</text>`;
}

/** Name, epoch and value, one under the other. */
function withChip(face: NodeFace, r: number, size: string): SVGTemplateResult {
  const y = r * 0.56;
  const widthMax = 2 * Math.sqrt(r * r - (y + 7) ** 2) - 3;
  const chip =
    face.chip === null || face.chip === undefined || face.status === "down"
      ? nothing
      : drawChip(face.chip, { x: 0, y, align: "middle", widthMax });
  return svg`<text class="name" y=${px(-r * 0.23)}>${face.id}</text><text class="${size} soft" y=${px(r * 0.2)}>${face.label}</text>${chip}`;
}

/** A node that is down has no roles: nobody is there to play them. */
const badges = (face: NodeFace, place: Place, layout: Layout) =>
  face.badges === undefined || face.status === "down" || !hasBadges(place, layout)
    ? nothing
    : drawBadges(face.badges, place, layout);

/**
 * A small node has room for its epoch only; its name stands outside the circle. A very small one is told by its
 * place, its hue and the list. */
function outside(face: NodeFace, place: Place, gap: number): SVGTemplateResult {
  const name = onCircle({ x: 0, y: 0 }, place.r + gap + 11, place.angle);
  const size = place.r < 12 ? "tiny" : "small";
  if (place.r < 6) return svg`${face.chip ? dot(face.chip, place.r) : nothing}`;
  return svg`<text class=${size} y=${px(place.r < 12 ? 3 : 4)}>${face.status === "down" ? "×" : face.epoch}</text>
    ${face.chip ? dot(face.chip, place.r) : nothing}
    <text class="${size} soft" x=${px(name.x)} y=${px(name.y + 3.5)}>${face.id}</text>`;
}

/** That it holds a value; which one there is no room to say. */
function dot({ hue }: Chip, r: number): SVGTemplateResult {
  const side = px(Math.max(r * 0.7, 4));
  return svg`<g class="value e${hue}"><rect x=${px(r * 0.45)} y=${px(r * 0.45)} width=${side} height=${side} rx="1" /></g>`;
}

/** What is durable outlives the process: a disk on the outer side of a node that is down. */
function disk(face: NodeFace, place: Place, layout: Layout): SVGTemplateResult {
  const x = px(outward(place, layout) * (place.r + 33));
  const chip = face.chip ? drawChip(face.chip, { x: 0, y: 40, align: "middle", widthMax: 46 }) : nothing;
  return svg`<g class="disk" transform="translate(${x} -14)">
    <path d="M-16 4v20c0 2.600 7.200 4.600 16 4.600s16-2 16-4.600V4" /><ellipse cy="4" rx="16" ry="4.600" />
    <text class="tiny" y="21">${face.disk}</text>${chip}</g>`;
}
