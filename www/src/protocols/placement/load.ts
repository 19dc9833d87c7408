import { html, nothing, svg, type TemplateResult } from "lit";
import type { Words } from "../../i18n/words.ts";
import { px } from "../../stage/picture.ts";
import type { Context } from "../protocol.ts";
import { amount } from "./center.ts";
import type { PlacementKey } from "./codes.ts";
import { hueOfNode } from "./ring-geometry.ts";
import { drawSliders } from "./sliders.ts";
import type { PlacedView, PlacementFrame } from "./types.ts";

const ROW = 30;
/** More nodes than these are listed from the heaviest on. */
const BARS_MAX = 40;
const [LEFT, WIDTH] = [44, 320];

/** How many keys each node has, against the mean, the bound and the theory; and what can be set. */
export function drawLoad(context: Context, words: Words<PlacementKey>): TemplateResult {
  const { frame } = context.world;
  if (frame.protocol !== "placement") return html``;
  return html`<div class="load">
    ${drawBars(frame, context, words)}
    <h3 class="soft">${words.t("placement.balance")}</h3>
    ${[frame.placed, ...(frame.beside === null ? [] : [frame.beside])].map((placed) => drawBalance(placed, frame, words))}
    ${context.state.locked ? nothing : drawSliders(frame, context, words)}</div>`;
}

function drawBars(
  frame: PlacementFrame,
  { state, send }: Context,
  words: Words<PlacementKey>,
): TemplateResult {
  const { placed, beside } = frame;
  const isWeighted = frame.nodes.some(({ fair }) => fair !== frame.nodes[0]?.fair);
  const fairest = Math.max(...frame.nodes.map(({ fair }) => fair * frame.keys));
  const most = Math.max(placed.max, beside?.max ?? 0, placed.bound ?? 0, isWeighted ? fairest : 0, 1);
  const x = (load: number) => px(LEFT + (load / most) * WIDTH);
  const few = frame.nodes.length <= BARS_MAX;
  const nodes = few ? frame.nodes : [...frame.nodes].sort((a, b) => b.load - a.load).slice(0, BARS_MAX);
  const height = nodes.length * ROW + 30;
  const chosen = state.selection?.kind === "node" ? state.selection.id : null;
  const strategy = words.t(`placement.strategy.${placed.strategy}`);
  const bars = nodes.map((node, row) => {
    const { id, load, loadBeside } = node;
    const y = row * ROW + 4;
    const thick = loadBeside === null ? 18 : 11;
    return svg`<g class="bar e${hueOfNode(id)} ${chosen === id ? "selected" : ""}" @click=${() => send({ type: "select", selection: { kind: "node", id } })}><title>${barText(node, frame, words)}</title>
      <text class="name" x="0" y=${y + 14}>${id}</text>
      <rect x=${LEFT} y=${y} width=${px((load / most) * WIDTH)} height=${thick} rx="2" />
      ${loadBeside === null ? nothing : svg`<rect class="beside" x=${LEFT} y=${y + 13} width=${px((loadBeside / most) * WIDTH)} height="7" rx="2" />`}
    </g>`;
  });
  // Over the lines: a number that one of them crosses could not be read.
  const numbers = nodes.map(({ load, loadBeside }, row) => {
    const end = Math.max(x(load), loadBeside === null ? 0 : x(loadBeside));
    return svg`<text class="soft number" x=${end + 8} y=${row * ROW + 18}>${amount(load, words)}${loadBeside === null ? nothing : svg`<tspan class="beside"> / ${amount(loadBeside, words)}</tspan>`}</text>`;
  });
  const line = (at: number, name: string) => svg`<path class=${name} d="M${x(at)} 0V${height - 26}" />`;
  // A node that weighs twice as much is held against twice as many keys.
  const means = isWeighted
    ? nodes.map(
        ({ fair }, row) => svg`<path class="mean" d="M${x(fair * frame.keys)} ${row * ROW}v${ROW - 4}" />`,
      )
    : line(placed.mean, "mean");
  const at = isWeighted ? (nodes.at(-1)?.fair ?? 0) * frame.keys : placed.mean;
  const mean = isWeighted
    ? words.t("placement.fair")
    : words.t("placement.mean", { mean: shortNumber(placed.mean, words) });
  const { bound } = placed;
  const total = LEFT + WIDTH + (beside === null ? 62 : 96);
  const near = bound !== null && x(bound) - x(at) < 110;
  return html`<svg class="bars" viewBox="0 0 ${total} ${height}" role="img" aria-label=${words.t("placement.load.label", { strategy })}>
    ${bars}${means}${bound === null ? nothing : line(bound, "bound")}${numbers}
    <text class="soft" x=${x(at)} y=${height - 8} text-anchor=${near ? "end" : "middle"}>${mean}</text>
    ${bound === null ? nothing : svg`<text class="soft" x=${Math.min(x(bound), total - 4)} y=${height - 8} text-anchor=${near ? "start" : "middle"}>${words.t("placement.bound", { bound: amount(bound, words) })}</text>`}</svg>`;
}

/** A bar in words; of two strategies each is named. */
function barText(
  { id, load, loadBeside, fair }: PlacementFrame["nodes"][number],
  { placed, beside, keys }: PlacementFrame,
  words: Words<PlacementKey>,
): string {
  const params = { node: id, load: amount(load, words), fair: amount(Math.round(fair * keys), words) };
  if (beside === null) return words.t("placement.load.bar", params);
  return words.t("placement.load.bar.both", {
    ...params,
    beside: amount(loadBeside ?? 0, words),
    strategy: words.t(`placement.strategy.${placed.strategy}`),
    other: words.t(`placement.strategy.${beside.strategy}`),
  });
}

const shortNumber = (value: number, words: Pick<Words, "number">): string =>
  Number.isInteger(value) ? amount(value, words) : words.number(value, { digits: 1 });

const percent = (share: number, { number }: Pick<Words, "number">): string =>
  number(share * 100, { digits: 1 });

/** How even the keys are, and what theory expects of just so many keys. */
function drawBalance(placed: PlacedView, frame: PlacementFrame, words: Words<PlacementKey>): TemplateResult {
  const { maxOverFair, deviation, strategy } = placed;
  const balance = words.t("placement.balance.text", {
    ratio: words.number(maxOverFair, { digits: 2 }),
    deviation: percent(deviation, words),
  });
  const what = words.t(`placement.strategy.${strategy}`);
  const text = frame.beside === null ? balance : words.t("sentence.because", { what, why: balance });
  // Chinese sentences follow each other without a space.
  return html`<p class="balance">${text}${words.locale === "en" ? " " : ""}${theoryText(placed, frame, words)}</p>`;
}

function theoryText(
  { theory, picture }: PlacedView,
  { nodes, keys, settings }: PlacementFrame,
  words: Words<PlacementKey>,
): string {
  if (theory === null) return "";
  const params = {
    nodes: nodes.length,
    keys: amount(keys, words),
    theory: percent(theory.stddev, words),
    sampling: percent(theory.sampling, words),
  };
  if (nodes.some(({ weight }) => weight !== 1)) {
    const points = "points" in picture ? picture.points : 0;
    return words.t("placement.balance.theory.weighted", { ...params, points: amount(points, words) });
  }
  return words.t("placement.balance.theory", {
    ...params,
    points: settings["virtual-nodes"] ?? "",
    more: percent(theory.stddevWith160, words),
  });
}
