import { guard } from "lit/directives/guard.js";
import { nothing, type SVGTemplateResult, svg } from "lit/html.js";
import type { LostRecord, MessageView } from "../api/frames.ts";
import { chipSize, drawChip } from "./chip.ts";
import type { Hue, MessageFace } from "./cluster-presentation.ts";
import { along, type Layout, type Way, wayBetween, wayPath } from "./geometry.ts";
import { onEnter, type Point, type Popup, px } from "./picture.ts";

export interface MessageOptions {
  layout: Layout;
  now: number;
  /** Who waits to leave. */
  queue: Queue;
  /** Whether it has a menu. */
  popup: Popup;
  /** Draw the line of its way. */
  wayShown: boolean;
  /** Where its label goes, or null for hover and focus only. */
  label: LabelSpot | null;
  selected: boolean;
  /** Instead of gliding it stands as an arrow in the middle of its way. */
  still: boolean;
  /** What it is, for those who hear it. */
  spoken: string;
  /** The one message that the Tab key reaches; from there keys go on to the others. */
  tabbable: boolean;
  choose(): void;
  /** Its menu, where it is: what a key asks for. */
  open(event: KeyboardEvent): void;
  menu(event: MouseEvent): void;
}

export interface LabelSpot {
  dx: number;
  dy: number;
  anchor: "start" | "middle" | "end";
}

/** The last part of a lost message's way, on which it falls apart. */
const BREAKING_SHARE = 0.22;

/** Its way, and where on it the message is at `now`; null if an end of it is not on the stage. */
export function whereIs(
  layout: Layout,
  message: MessageView,
  now: number,
  queue: Queue = NOBODY,
): { way: Way; at: Point } | null {
  const way = wayOf(layout, message.from, message.to);
  if (way === null) return null;
  const place = queue.get(message.id);
  return { way, at: place === undefined ? along(way, share(message, now)) : inLine(way, place) };
}

/** The messages that wait until those before them on their link have left: which each is, from 1. */
export type Queue = ReadonlyMap<string, number>;

const NOBODY: Queue = new Map();

/** Who waits to leave at `now`. */
export function queueAt(messages: readonly MessageView[], now: number): Queue {
  const waiting = messages.filter(
    ({ leaves, fate }) => leaves !== undefined && leaves > now && fate !== "held",
  );
  if (waiting.length === 0) return NOBODY;
  const [lengths, queue] = [new Map<string, number>(), new Map<string, number>()];
  for (const { id, from, to } of waiting) {
    const place = (lengths.get(`${from} ${to}`) ?? 0) + 1;
    lengths.set(`${from} ${to}`, place);
    queue.set(id, place);
  }
  return queue;
}

/** Between two that wait. */
const LINE_PX = 13;
/** A longer line ends in a heap. */
const LINE_MAX = 6;

/** In a line beside where the way begins, on the side to which it bends. */
function inLine({ from, control }: Way, place: number): Point {
  const [dx, dy] = [control.x - from.x, control.y - from.y];
  const away = (LINE_PX * Math.min(place, LINE_MAX)) / (Math.hypot(dx, dy) || 1);
  return { x: from.x - dy * away, y: from.y + dx * away };
}

/** When it sets out: where messages leave one after another, later than it was sent. */
const setsOut = ({ sent, leaves = sent }: MessageView): number => leaves;

/** Ways stay while the layout does: the same object for every picture of them. */
const ways = new WeakMap<Layout, Map<string, Way | null>>();

function wayOf(layout: Layout, from: string, to: string): Way | null {
  const known = ways.get(layout) ?? new Map<string, Way | null>();
  ways.set(layout, known);
  const key = `${from} ${to}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const [a, b] = [layout.places.get(from), layout.places.get(to)];
  const way = a === undefined || b === undefined ? null : wayBetween(layout, a, b);
  known.set(key, way);
  return way;
}

function share(message: MessageView, now: number): number {
  if (message.fate === "held") return 0.12;
  const span = message.due - setsOut(message);
  return span > 0 ? Math.min(Math.max((now - setsOut(message)) / span, 0), 1) : 1;
}

export function drawMessage(
  message: MessageView,
  face: MessageFace,
  options: MessageOptions,
): SVGTemplateResult {
  const now = options.still ? (setsOut(message) + message.due) / 2 : options.now;
  const where = whereIs(options.layout, message, now, options.queue);
  if (where === null) return svg``;
  const { way, at } = where;
  const broken = options.still ? 0 : breaking(message, options.now);
  const label = besideArrow(options.label ?? { dx: 14, dy: 4, anchor: "start" }, options.still);
  const shown = options.label !== null || options.selected;
  return svg`<g class="message e${face.hue} ${face.glyph} ${options.selected ? "selected" : ""} ${shown ? "shown" : ""}"
      role="button" aria-haspopup=${options.popup} tabindex=${options.tabbable ? 0 : -1} aria-label=${options.spoken} aria-pressed=${options.selected ? "true" : "false"}
      data-message=${message.id} data-to=${message.to} @keydown=${onEnter(options.open)} @click=${options.choose} @contextmenu=${options.menu}>
    ${options.wayShown || options.selected ? svg`<path class="way" d=${wayPath(way)} />` : nothing}
    <g transform="translate(${px(at.x)} ${px(at.y)})">
      <circle class="focus" r="14" /><circle class="hit" r="15" />
      <g opacity=${broken > 0 ? px(1 - 0.6 * broken) : 1} transform="scale(${options.layout.nodeRadius < 12 ? 0.6 : 1})">${options.still ? arrow(way) : nothing}${guard([face], () => svg`${glyph(face)}${carried(face)}`)}</g>
      ${broken > 0 ? shards(broken) : nothing}
      ${message.fate === "held" || message.delayed ? hourglass() : nothing}
      <text class="label ${label.anchor}" x=${label.dx} y=${label.dy}>${face.label}</text>
    </g>
  </g>`;
}

/** Where the value that a message carries stands: at its upper right. */
const CHIP = { x: 7, y: -14, align: "start", widthMax: 62 } as const;

const carried = ({ chip }: MessageFace) => (chip ? drawChip(chip, CHIP) : nothing);

/** The room that a value takes beside its message, relative to the message's middle. */
export function carriedBox({ chip }: MessageFace) {
  if (!chip) return null;
  const { width, height } = chipSize(chip, CHIP.widthMax);
  return { x: CHIP.x, y: CHIP.y - height / 2, width, height };
}

/** The arrow of a message that stands still is longer than the message. */
function besideArrow(label: LabelSpot, still: boolean): LabelSpot {
  return still && label.anchor !== "middle" ? { ...label, dx: label.dx + Math.sign(label.dx) * 8 } : label;
}

/** 0 while the message is whole, up to 1 where it is gone. */
function breaking(message: MessageView, now: number): number {
  if (message.fate !== "lost") return 0;
  const span = message.ends - setsOut(message);
  const left = span > 0 ? (message.ends - now) / (span * BREAKING_SHARE) : 0;
  return left >= 1 ? 0 : 1 - Math.max(left, 0);
}

export function glyph(face: MessageFace): SVGTemplateResult {
  switch (face.glyph) {
    case "heartbeat":
      return svg`<circle class="solid" r="4.500" />`;
    case "request":
      return svg`<circle class="solid" r="9" />`;
    case "entries":
      return entries(face.cells, face.hue);
    case "reply":
      return svg`<circle class="hollow" r="8.500" />${sign(face.answer)}`;
    case "client-request":
      return svg`<rect class="solid" x="-8" y="-8" width="16" height="16" rx="3" />`;
    case "client-reply":
      return svg`<rect class="hollow" x="-8" y="-8" width="16" height="16" rx="3" />${sign(face.answer)}`;
  }
}

function sign(answer: MessageFace["answer"]): SVGTemplateResult {
  return svg`<path class="sign" d=${answer === "+" ? "M-4 0h8M0-4v8" : "M-4 0h8"} />`;
}

/** One little cell for each entry carried, up to three; more are counted. */
function entries(cells: readonly Hue[], own: Hue): SVGTemplateResult {
  const shown = cells.slice(0, 3);
  const more = cells.length > 3 ? `+${cells.length - 3}` : "";
  const width = shown.length * 10 + (more === "" ? 0 : 16);
  const x = (index: number) => px(-width / 2 + index * 10 + 1);
  return svg`<rect class="solid" x=${px(-width / 2 - 4)} y="-9" width=${width + 8} height="18" rx="9" />
    ${shown.map(
      (hue, index) => svg`<rect class="cell ${hue === own ? "" : `other e${hue}`}"
      x=${x(index)} y="-4" width="8" height="8" rx="1.500" />`,
    )}
    ${more === "" ? nothing : svg`<text class="tiny count" x=${px(width / 2 - 7)} y="3.500">${more}</text>`}`;
}

function shards(broken: number): SVGTemplateResult {
  const away = px(4 + broken * 10);
  const d = away * 0.7;
  return svg`<path class="shards" d="M${-d} ${-d}l-3-3M${d} ${-d}l3-3M${-d} ${d}l-3 3M${d} ${d}l3 3M0 ${-away}v-3M0 ${away}v3" />`;
}

export function hourglass(): SVGTemplateResult {
  return svg`<path class="hourglass" transform="translate(0 -19)" d="M-4-6h8M-4 6h8M-3-6c0 4 6 8 6 12M3-6c0 4-6 8-6 12" />`;
}

function arrow(way: Way): SVGTemplateResult {
  const angle = (Math.atan2(way.to.y - way.from.y, way.to.x - way.from.x) * 180) / Math.PI;
  return svg`<path class="arrow" transform="rotate(${px(angle)})" d="M12-4l7 4-7 4z" />`;
}

/** Where a message was lost a moment ago: a cross that fades. */
export function drawLoss(record: LostRecord, layout: Layout, left: number): SVGTemplateResult {
  const where = whereIs(layout, { ...record.message, fate: "lost" }, record.at);
  if (where === null) return svg``;
  return svg`<path class="loss" opacity=${px(Math.min(left * 1.6, 1) * 10) / 10}
    transform="translate(${px(where.at.x)} ${px(where.at.y)})" d="M-6-6l12 12M6-6l-12 12" />`;
}
