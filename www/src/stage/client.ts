import { nothing, type SVGTemplateResult, svg } from "lit/html.js";
import type { ClientView } from "../api/frames.ts";
import { cut } from "./chip.ts";
import { CLIENT_SIZE, type Layout, wayBetween, wayPath } from "./geometry.ts";
import { onEnter, type Popup, px } from "./picture.ts";

export interface ClientOptions {
  layout: Layout;
  /** Whether it has a menu. */
  popup: Popup;
  selected: boolean;
  spoken: string;
  choose(): void;
  menu(event: MouseEvent): void;
}

/** A client: a square outside the circle, a dotted line to the node it waits for, what it asks or was answered. */
export function drawClient(client: ClientView, options: ClientOptions): SVGTemplateResult {
  const place = options.layout.places.get(client.id);
  if (place === undefined) return svg``;
  const { width, height } = CLIENT_SIZE;
  return svg`<g class="client ${options.selected ? "selected" : ""}" role="button" aria-haspopup=${options.popup} tabindex="0" data-client=${client.id}
      aria-label=${options.spoken} aria-pressed=${options.selected ? "true" : "false"}
      transform="translate(${px(place.x)} ${px(place.y)})" @click=${options.choose} @keydown=${onEnter(options.choose)} @contextmenu=${options.menu}>
    <rect class="focus" x=${-width / 2 - 4} y=${-height / 2 - 4} width=${width + 8} height=${height + 8} rx="9" />
    <rect class="body" x=${-width / 2} y=${-height / 2} width=${width} height=${height} rx="6" />
    <text class="client-name" y="4.500">${client.id}</text>
    ${client.pending === null && client.last === null ? nothing : svg`<text class="small soft" y=${height / 2 + 16}>${cut(saying(client), COLUMNS)}</text>`}
  </g>`;
}

const saying = (client: ClientView): string => client.pending?.command ?? client.last?.answer ?? "";

/** Room under a client's square, in characters. */
const COLUMNS = 11;

/** The dotted line from a waiting client to the node it asked. */
export function drawWaiting(client: ClientView, layout: Layout) {
  const place = layout.places.get(client.id);
  const asked = client.pending === null ? undefined : layout.places.get(client.pending.to);
  if (place === undefined || asked === undefined) return nothing;
  return svg`<path class="waiting" d=${wayPath(wayBetween(layout, place, asked))} />`;
}
