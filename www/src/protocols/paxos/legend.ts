import { svg } from "lit/html.js";
import { drawChip } from "../../stage/chip.ts";
import type { Hue } from "../../stage/cluster-presentation.ts";
import type { LegendSamples } from "../protocol.ts";

const circle = (extra: unknown) => svg`<g class="node e2"><circle class="body" r="12" />${extra}</g>`;
const badge = (letter: string, state: string, x: number) =>
  svg`<g class="badge ${state} e2" transform="translate(${x} -8)"><rect width="11" height="16" rx="3" /><text x="5.500" y="11.500">${letter}</text></g>`;
const pip = (kind: string, x: number) => svg`<circle class="pip ${kind}" cx=${x} r="4.500" />`;
const chip = (x: number, y: number, hue: Hue = 2) =>
  drawChip({ text: "X", hue }, { x, y, align: "middle", widthMax: 20 });
const cell = (kind: string, extra: unknown = "") =>
  svg`<g class="e2"><rect class="board-sample ${kind}" x="-15" y="-9" width="30" height="18" rx="3" />${extra}</g>`;

/** What is drawn for Paxos alone, for its legend. */
export const PAXOS_LEGEND: LegendSamples = {
  hue: () => circle(svg`<text class="tiny" y="3.500">1.n2</text>`),
  node: () => circle(svg`<text class="tiny soft" y="3.500">≥ 1</text>`),
  badges: () => svg`${badge("P", "on", -19)}${badge("A", "on", -5.5)}${badge("L", "off", 8)}`,
  promises: () =>
    svg`<g class="node e2">${pip("granted", -12)}${pip("refused", 0)}<path class="cross" d="M-3-3l6 6m0-6l-6 6" />${pip("awaited", 12)}</g>`,
  value: () => circle(chip(0, 0)),
  unaware: () => badge("L", "due", -5.5),
  carried: () =>
    svg`<g class="message e2"><circle class="solid" cx="-6" cy="4" r="8" />${chip(9, -6, 1)}</g>`,
  forward: () =>
    svg`<g class="message e0"><rect class="solid" x="-8" y="-8" width="16" height="16" rx="3" /></g>`,
  "promise-cell": () => cell("promised"),
  "accepted-cell": () => cell("accepted", svg`<text class="small" y="4">X</text>`),
  "refused-cell": () => cell("refused", svg`<text class="small soft" y="4">×</text>`),
  "closed-cell": () => cell("closed", svg`<path class="hatch" d="M-10 7L4-7M-3 7L11-7" />`),
  "chosen-column": () =>
    svg`<g class="e2"><text class="tiny" y="-6">1.n2</text><rect class="chosen-sample" x="-16" y="-2" width="32" height="10" rx="3" /><path class="chosen-line-sample" d="M-18 12h36" /></g>`,
};
