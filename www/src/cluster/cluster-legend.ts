import { nothing, svg } from "lit/html.js";
import type { LegendSamples } from "../protocols/protocol.ts";
import type { MessageFace } from "../stage/cluster-presentation.ts";
import { glyph } from "../stage/message.ts";

const message = (look: Partial<MessageFace> & Pick<MessageFace, "glyph">) =>
  svg`<g class="message e2">${glyph({ hue: 2, answer: null, cells: [], label: "", ...look })}</g>`;
const node = (extra: unknown, kind = "", hue = 2) =>
  svg`<g class="node e${hue} ${kind}">${kind === "hexagon" ? svg`<polygon class="body" points="0,-10 8.700,-5 8.700,5 0,10 -8.700,5 -8.700,-5" />` : svg`<circle class="body" r="9" />`}${extra}</g>`;

/** The signs of a cluster, as they are drawn on the stage, by the names that legends give them. */
export const CLUSTER_LEGEND: LegendSamples = {
  hue: () => node(svg`<text class="tiny" y="3.500">2</text>`),
  follower: () => node(nothing),
  candidate: () => node(nothing, "hexagon"),
  leader: () =>
    svg`${node(svg`<circle class="ring" r="12" />`)}<path class="leader-crown" transform="translate(0 -7)" d="M-5-5l2.500 2L0-8l2.500 5 2.500-2-1 5h-8z" />`,
  down: () => node(nothing, "down", 0),
  paused: () => node(svg`<path class="bars-sample" d="M-3-4v8M3-4v8" />`),
  timer: () => svg`${node(nothing)}<path class="timer-sample" d="M0-13A13 13 0 0 1 9.200 9.200" />`,
  request: () => message({ glyph: "request" }),
  entries: () => message({ glyph: "entries", cells: [2] }),
  heartbeat: () => message({ glyph: "heartbeat" }),
  reply: () => message({ glyph: "reply", answer: "+" }),
  lost: () => svg`<path class="loss" d="M-6-6l12 12M6-6l-12 12" />`,
  held: () => svg`<path class="hourglass" d="M-5-8h10M-5 8h10M-4-8c0 6 8 10 8 16M4-8c0 6-8 10-8 16" />`,
  cut: () => svg`<g class="cut"><path class="line" d="M-12 0h24" /></g>`,
  cell: () =>
    svg`<rect class="cell-sample" x="-13" y="-7" width="12" height="14" rx="2" /><rect class="cell-sample open" x="2" y="-7" width="12" height="14" rx="2" />`,
  "commit-mark": () => svg`<path class="mark-sample" d="M0-11v22" />`,
  client: () => svg`<g class="client"><rect class="body" x="-10" y="-8" width="20" height="16" rx="3" /></g>`,
  property: () => svg`<circle class="holds-sample" r="5" />`,
};
