import { type SVGTemplateResult, svg } from "lit/html.js";
import type { CutView } from "../api/frames.ts";
import { type Arrow, cutLinks, type Parting, partingOf } from "./cut-lines.ts";
import { along, type Layout, type Line, wayBetween, wayPath } from "./geometry.ts";
import { hourglass } from "./message.ts";
import { px } from "./picture.ts";

/**
 * Cuts and holds. A cut that parts the circle in two is a hatched line across it; any other marks each link where it
 * ends. What is cut one way has an arrow: that way nothing passes.
 */
export function drawCuts(cuts: readonly CutView[], layout: Layout): SVGTemplateResult {
  return svg`${cuts.map((cut) => drawCut(cut, layout))}`;
}

/** The line that a hand is drawing. */
export function drawCutting({ from, to }: Line): SVGTemplateResult {
  return svg`<g class="cut cutting"><path class="line" d="M${px(from.x)} ${px(from.y)}L${px(to.x)} ${px(to.y)}" />
    ${scissors(from.x, from.y, (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI)}</g>`;
}

function drawCut(cut: CutView, layout: Layout): SVGTemplateResult {
  if (cut.kind === "hold") return drawHold(cut, layout);
  const parting = partingOf(cut, layout);
  return parting === null ? drawLinks(cut, layout) : drawParting(parting);
}

function drawParting({ line, outside, arrow }: Parting): SVGTemplateResult {
  const { from, control } = line;
  const [path, { radius }] = [wayPath(line), outside];
  const around = `A${px(radius)} ${px(radius)} 0 ${outside.large ? 1 : 0} 0 ${px(outside.from.x)} ${px(outside.from.y)}`;
  return svg`<g class="cut ${arrow === null ? "" : "one-way"}">
    <path class="tint" d="${path}L${px(outside.to.x)} ${px(outside.to.y)}${around}z" />
    <path class="line" d=${path} />${scissors(from.x, from.y, (Math.atan2(control.y - from.y, control.x - from.x) * 180) / Math.PI)}
    ${arrow === null ? "" : drawArrow(arrow)}</g>`;
}

/** Which way nothing passes: an arrow that ends at the line, and the bar that it ends at. */
const drawArrow = ({ at, angle }: Arrow) =>
  svg`<g class="way" transform="translate(${px(at.x)} ${px(at.y)}) rotate(${px((angle * 180) / Math.PI)})">
    <path class="plate" d="M-34 0H6" /><path class="shaft" d="M-32 0H-10" /><path class="head" d="M-4 0L-15-6V6z" />
    <path class="bar" d="M2-11V11" /></g>`;

function drawLinks(cut: CutView, layout: Layout): SVGTemplateResult {
  return svg`${cutLinks(cut, layout).map(
    ({ from, to, reached, rest, arrow: { at, angle } }) =>
      svg`<g class="cut link" data-cut="${from} ${to}"><path class="shaft" d=${wayPath(reached)} /><path class="rest" d=${wayPath(rest)} />
      <g transform="translate(${px(at.x)} ${px(at.y)}) rotate(${px((angle * 180) / Math.PI)})"><path class="head" d="M-3 0L-14-6V6z" /><path class="bar" d="M1-10V10" /></g></g>`,
  )}`;
}

function drawHold(cut: CutView, layout: Layout): SVGTemplateResult {
  return svg`${cutLinks(cut, layout).map(({ from, to }) => {
    const [one, other] = [layout.places.get(from), layout.places.get(to)];
    if (one === undefined || other === undefined) return "";
    const at = along(wayBetween(layout, one, other), 0.5);
    return svg`<g transform="translate(${px(at.x)} ${px(at.y + 19)})">${hourglass()}</g>`;
  })}`;
}

function scissors(x: number, y: number, angle: number): SVGTemplateResult {
  return svg`<g class="scissors" transform="translate(${px(x)} ${px(y)}) rotate(${px(angle)})">
    <circle class="plate" r="12" />
    <circle cx="-5" cy="-4" r="2.500" /><circle cx="-5" cy="4" r="2.500" /><path d="M-3-2.500L7 4M-3 2.500L7-4" /></g>`;
}
