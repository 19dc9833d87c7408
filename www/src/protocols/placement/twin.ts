import { html, nothing, svg, type TemplateResult } from "lit";
import type { Words } from "../../i18n/words.ts";
import type { Move } from "../../state/moves.ts";
import { drawMoves } from "../../widgets/draw-moves.ts";
import type { Context, LegendSamples } from "../protocol.ts";
import { amount, movedText } from "./center.ts";
import type { PlacementKey } from "./codes.ts";
import { hueOfNode } from "./ring-geometry.ts";
import type { ChangeView, PlacedView, PlacementFrame } from "./types.ts";

const percent = (share: number, { number }: Pick<Words, "number">): string =>
  `${number(share * 100, { digits: 1 })}%`;

/** What is known of the selected node. */
export function drawCard(
  { world, state, words: shared, send }: Context,
  words: Words<PlacementKey>,
  movesOf: (id: string) => readonly Move[],
): TemplateResult | null {
  const { frame } = world;
  if (frame.protocol !== "placement") return null;
  const index = frame.nodes.findIndex((one) => one.id === state.selection?.id);
  const node = frame.nodes[index];
  if (node === undefined) return null;
  const { placed, beside } = frame;
  const share = placed.shares?.[index];
  const by = ({ strategy }: PlacedView) =>
    words.t("placement.card.by", { strategy: words.t(`placement.strategy.${strategy}`) });
  const facts: [string, string][] = [
    [beside === null ? words.t("placement.card.keys") : by(placed), amount(node.load, words)],
  ];
  if (beside !== null && node.loadBeside !== null) facts.push([by(beside), amount(node.loadBeside, words)]);
  facts.push(
    [words.t("placement.card.fair"), amount(Math.round(node.fair * frame.keys), words)],
    [words.t("placement.card.weight"), String(node.weight)],
  );
  if (share !== undefined) facts.push([words.t("placement.card.share"), percent(share, words)]);
  return html`<h2 class="e${hueOfNode(node.id)}"><i class="swatch"></i> ${node.id}</h2>
    <div class="actions">${drawMoves(movesOf(node.id), shared, send)}</div>
    <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd class="mono">${value}</dd></div>`)}</dl>`;
}

/**
 * Nodes with their shares, keys and how many times their fair share that is; what the last change moved in each
 * strategy; whose the looked-up key is.
 */
export function drawTwin({ world, send }: Context, words: Words<PlacementKey>): TemplateResult {
  const { frame } = world;
  if (frame.protocol !== "placement") return html``;
  const { placed, beside, lookup } = frame;
  const nameOf = ({ strategy }: PlacedView) => words.t(`placement.strategy.${strategy}`);
  const times = (load: number, fair: number) =>
    words.number(frame.keys > 0 ? load / (fair * frame.keys) : 0, { digits: 2 });
  const heads = ["node", "weight", "fair", "keys", "load"] as const;
  return html`<h3>${words.t("placement.twin.nodes", { strategy: nameOf(placed) })}</h3>
    <table class="nodes-table"><thead><tr>${heads.map((head) => html`<th scope="col">${words.t(`placement.twin.${head}`)}</th>`)}${
      placed.shares === null ? nothing : html`<th scope="col">${words.t("placement.twin.share")}</th>`
    }${
      beside === null
        ? nothing
        : html`<th scope="col">${words.t("placement.card.by", { strategy: nameOf(beside) })}</th><th scope="col">${words.t("placement.twin.load")}</th>`
    }</tr></thead>
    <tbody>${frame.nodes.map((node, index) => {
      const { id, weight, fair, load, loadBeside } = node;
      return html`<tr data-twin=${id}><th scope="row"><button type="button" class="link" @click=${() => send({ type: "select", selection: { kind: "node", id } })}>${id}</button></th>
        <td>${weight}</td><td>${percent(fair, words)}</td><td>${amount(load, words)}</td><td>${times(load, fair)}</td>
        ${placed.shares === null ? nothing : html`<td>${percent(placed.shares[index] ?? 0, words)}</td>`}
        ${beside === null ? nothing : html`<td>${amount(loadBeside ?? 0, words)}</td><td>${times(loadBeside ?? 0, fair)}</td>`}</tr>`;
    })}</tbody></table>
    ${drawChange(frame, words, nameOf)}
    ${lookup === null ? nothing : html`<p>${words.t("placement.twin.lookup", { key: lookup.key, owners: lookup.owners.join(", ") })}</p>`}`;
}

/** What the last change moved: of two strategies each by its name. */
function drawChange(
  frame: PlacementFrame,
  words: Words<PlacementKey>,
  nameOf: (placed: PlacedView) => string,
) {
  const { change, placed, beside } = frame;
  if (change === null) return nothing;
  const both: [PlacedView, ChangeView["placed"]][] = [[placed, change.placed]];
  if (beside !== null && change.beside !== null) both.push([beside, change.beside]);
  const sum = ([one, { moved, ideal, needless }]: (typeof both)[number]) => {
    const text = `${amount(moved, words)} ${movedText(change, frame, words)} · ${words.t("placement.center.ideal", { ideal: amount(ideal, words), needless: amount(needless, words) })}`;
    return both.length === 1 ? text : words.t("sentence.because", { what: nameOf(one), why: text });
  };
  const modulo =
    change.modulo === null ? "" : words.t("placement.center.modulo", { moved: amount(change.modulo, words) });
  return html`<h3>${words.t("placement.twin.moves")}</h3>${both.map((one) => html`<p>${sum(one)}</p>`)}${modulo === "" ? nothing : html`<p>${modulo}</p>`}
    ${both.map(
      (
        one,
      ) => html`<table class="moves-table" data-strategy=${one[0].strategy}>${both.length === 1 ? nothing : html`<caption>${nameOf(one[0])}</caption>`}
      <thead><tr>${(["from", "to", "count"] as const).map((head) => html`<th scope="col">${words.t(`placement.twin.${head}`)}</th>`)}</tr></thead>
      <tbody>${one[1].flows.map((flow) => html`<tr><td>${flow.from}</td><td>${flow.to}</td><td>${amount(flow.count, words)}</td></tr>`)}</tbody></table>`,
    )}`;
}

/** The signs that the legend explains. */
export const PLACEMENT_LEGEND: LegendSamples = {
  arc: () => svg`<g class="owner e2"><path class="arc" d="M-16 6A20 20 0 0 1 16 6" /></g>`,
  tick: () => svg`<path class="ticks" d="M-8 -4v7M0 -6v7M7 -4v7" />`,
  walk: () =>
    svg`<g class="lookup"><circle class="key" cx="-14" cy="4" r="4" /><path class="walk" d="M-14 4A20 20 0 0 1 14 4" /></g>`,
  replica: () => svg`<g class="lookup"><g class="copy e1"><circle r="10" /><text y="4">1</text></g></g>`,
  skipped: () => svg`<g class="lookup"><g class="skipped"><path d="M-4 -4l8 8m0 -8l-8 8" /></g></g>`,
  moving: () =>
    svg`<g class="moved"><path class="thread e5" d="M-12 -8L4 6" /><circle class="e5" cx="4" cy="6" r="3" /></g>`,
  bar: () => svg`<g class="bar e3"><rect x="-16" y="-5" width="30" height="10" rx="2" /></g>`,
  mean: () => svg`<path class="mean" d="M0 -12V12" />`,
  bound: () => svg`<path class="bound" d="M0 -12V12" />`,
  cell: () =>
    svg`<g class="sign-cells"><rect class="e1" x="-13" y="-6" width="12" height="12" /><rect class="e5" x="1" y="-6" width="12" height="12" /></g>`,
  property: () => svg`<circle class="sign-status" r="4" />`,
};
