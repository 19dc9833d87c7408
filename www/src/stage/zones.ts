/** Zones: where each lies, and how it is drawn. */
import { type SVGTemplateResult, svg } from "lit/html.js";
import type { ZoneView } from "../api/frames.ts";
import { CLIENT_SIZE, type Layout, type Place } from "./geometry.ts";
import { onCircle, onEnter, type Point, type Popup, px } from "./picture.ts";

export interface ZoneOptions {
  layout: Layout;
  /** Whether it has a menu. */
  popup: Popup;
  selected: boolean;
  /** What it is, for those who hear it. */
  spoken: string;
  choose(): void;
  menu(event: MouseEvent): void;
}

/** Where a zone's nodes stand, and where its name does. */
export interface Area {
  /** Through the middles of its nodes. */
  path: string;
  /** How far it reaches on either side of that. */
  reach: number;
  name: Point;
  anchor: "start" | "middle" | "end";
  /** Where links of the zone as a whole end. */
  middle: Point;
}

/** Between a timer's arc and the outline of a zone. */
const MARGIN = 7;
/** Between the outline and the name. */
const NAME_PX = 12;

/** The area of a zone, or null if none of its nodes is on the stage. */
export function areaOf({ members }: ZoneView, layout: Layout): Area | null {
  const places = layout.ring
    .filter((id) => members.includes(id))
    .flatMap((id) => layout.places.get(id) ?? []);
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return null;
  const reach = layout.nodeRadius + layout.gap + MARGIN;
  const { centre, radius } = layout;
  const span = last.angle - first.angle;
  const angle = first.angle + span / 2;
  // Names stand on the inner side, where there is room on a stage of any size.
  const name = onCircle(centre, Math.max(radius - reach - NAME_PX, 0), angle);
  const aside = Math.cos(angle);
  const anchor = aside > 0.5 ? "end" : aside < -0.5 ? "start" : "middle";
  const path = arc(first, last, radius, span);
  return { path, reach, name, anchor, middle: onCircle(centre, radius - reach, angle) };
}

/** Along the circle; of a single node a point, which a round end makes a disk. */
const arc = (first: Place, last: Place, radius: number, span: number): string =>
  first === last
    ? `M${px(first.x)} ${px(first.y)}h.01`
    : `M${px(first.x)} ${px(first.y)}A${px(radius)} ${px(radius)} 0 ${span > Math.PI ? 1 : 0} 1 ${px(last.x)} ${px(last.y)}`;

/** Around a client of a zone. */
const CLIENT_MARGIN = 8;

/** An area around its nodes, one around each of its clients, and its name, which has its menu. */
export function drawZone(zone: ZoneView, options: ZoneOptions): SVGTemplateResult {
  const { layout } = options;
  const area = areaOf(zone, layout);
  if (area === null) return svg``;
  const { path, reach, name, anchor } = area;
  const clients = zone.members
    .filter((id) => !layout.ring.includes(id))
    .flatMap((id) => layout.places.get(id) ?? []);
  return svg`<g class="zone ${options.selected ? "selected" : ""}" data-zone=${zone.name}>
    <path class="edge" d=${path} stroke-width=${px(2 * reach)} /><path class="area" d=${path} stroke-width=${px(2 * reach - 2)} />
    ${clients.map((place) => besideClient(place, zone.name))}
    <g class="zone-name" role="button" aria-haspopup=${options.popup} tabindex="0" aria-label=${options.spoken} aria-pressed=${options.selected ? "true" : "false"}
      transform="translate(${px(name.x)} ${px(name.y)})" @click=${options.choose} @keydown=${onEnter(options.choose)} @contextmenu=${options.menu}>
      ${hitBox(zone.name, anchor)}<text class="small ${anchor}" y="4">${zone.name}</text></g>
  </g>`;
}

/** Of a sign, about. */
const SIGN_PX = 7.5;

/** Large enough for a finger. */
function hitBox(name: string, anchor: Area["anchor"]): SVGTemplateResult {
  const width = Math.max(name.length * SIGN_PX + 10, 24);
  const x = anchor === "middle" ? -width / 2 : anchor === "end" ? 5 - width : -5;
  return svg`<rect class="focus" x=${px(x)} y="-12" width=${px(width)} height="24" rx="6" />`;
}

function besideClient({ x, y }: Place, name: string): SVGTemplateResult {
  const [width, height] = [CLIENT_SIZE.width + 2 * CLIENT_MARGIN, CLIENT_SIZE.height + 2 * CLIENT_MARGIN];
  return svg`<rect class="around" x=${px(x - width / 2)} y=${px(y - height / 2)} width=${width} height=${height} rx="12" />
    <text class="tiny of-client" x=${px(x)} y=${px(y - height / 2 - 4)}>${name}</text>`;
}
