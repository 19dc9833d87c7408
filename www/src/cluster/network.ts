import { live } from "lit/directives/live.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ClusterFrame, NetworkView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Context } from "../protocols/protocol.ts";
import { linkOf } from "../stage/unlike-links.ts";
import type { ViewState } from "../state/app-state.ts";
import { bandwidthText } from "../state/network-lines.ts";
import { networkFacts } from "./link-words.ts";
import { latencyText } from "./tools.ts";

/** What the panel's settings are for: all links, or those between two ends. */
interface Chosen {
  from: string;
  to: string;
  both: boolean;
}

/** What was chosen, if there are such ends in this run; null: all links. */
function chosenOf(view: ViewState, ends: readonly string[]): Chosen | null {
  const [from = "", to = ""] = [view.linkFrom, view.linkTo].map(String);
  const there = ends.includes(from) && ends.includes(to) && from !== to;
  return there ? { from, to, both: view.linkOneWay !== true } : null;
}

/** The words of a line between what it sets and the value. */
const linksIn = (chosen: Chosen | null): string =>
  chosen === null ? "" : `${chosen.from} ${chosen.both ? "|" : "->"} ${chosen.to} `;

/** The network's controls. Letting one go is a move, at the cursor, as any other. */
export function drawNetwork(frame: ClusterFrame, { words, send, state }: Context): TemplateResult {
  const { network } = frame;
  const ends = [...frame.nodes, ...frame.clients].map(({ id }) => id);
  const chosen = chosenOf(state.view, ends);
  const { latency, loss, duplicate, bandwidth } =
    chosen === null
      ? { ...network, bandwidth: network.bandwidth ?? null }
      : linkOf(network, chosen.from, chosen.to);
  const act = (what: string, value: string) =>
    send({ type: "act", line: `network ${what} ${linksIn(chosen)}${value}` });
  const share = (name: "loss" | "duplicate", value: number, text: string) =>
    slider({ text, label: text, value, max: 60, set: (next) => act(name, `${next}%`) });
  const { min, max } = latency;
  const ms = (from: number, to: number) => act("latency", `${Math.min(from, to)}ms..${Math.max(from, to)}ms`);
  const facts = networkFacts(network, words);
  return html`<div id="network" popover class="popover" role="group" aria-label=${words.t("ui.network")}>
    ${drawChosen(ends, chosen, words, (change) => send({ type: "view", change }))}
    ${share("loss", loss, words.t("ui.network.loss", { loss }))}
    ${share("duplicate", duplicate, words.t("ui.network.duplicate", { duplicate }))}
    ${slider({ text: latencyText(latency, words), label: words.t("ui.network.latency-min"), value: min, max: 200, set: (next) => ms(next, Math.max(next, max)) })}
    ${slider({ text: "", label: words.t("ui.network.latency-max"), value: max, max: 200, set: (next) => ms(Math.min(min, next), next) })}
    ${drawBandwidth(bandwidth, words, (value) => act("bandwidth", value))}
    ${drawOrder(network, words, (order) => send({ type: "act", line: `network order ${order}` }))}
    ${facts.length === 0 ? nothing : html`<ul class="facts-list">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`}
  </div>`;
}

/** Which links the settings below are for. */
function drawChosen(
  ends: readonly string[],
  chosen: Chosen | null,
  words: Words,
  choose: (change: ViewState) => void,
): TemplateResult {
  const selectedIn = (event: Event) => (event.target as HTMLSelectElement).value;
  const from = chosen?.from ?? "";
  const others = ends.filter((end) => end !== from);
  // Whoever names one end means some link of it: the first, until another is chosen.
  const setFrom = (next: string) => {
    const to = chosen !== null && chosen.to !== next ? chosen.to : (ends.find((end) => end !== next) ?? "");
    choose({ linkFrom: next, linkTo: to });
  };
  return html`<fieldset class="links-chosen"><legend>${words.t("ui.network.links")}</legend>
    <select class="control" aria-label=${words.t("ui.network.links-from")} @change=${(event: Event) => setFrom(selectedIn(event))}>
      <option value="" .selected=${live(chosen === null)}>${words.t("ui.network.links-all")}</option>
      ${ends.map((end) => html`<option value=${end} .selected=${live(end === from)}>${end}</option>`)}</select>
    ${
      chosen === null
        ? nothing
        : html`<span aria-hidden="true">${chosen.both ? "↔" : "→"}</span>
      <select class="control" aria-label=${words.t("ui.network.links-to")} @change=${(event: Event) => choose({ linkTo: selectedIn(event) })}>
        ${others.map((end) => html`<option value=${end} .selected=${live(end === chosen.to)}>${end}</option>`)}</select>
      <label class="check"><input type="checkbox" .checked=${live(!chosen.both)}
        @change=${(event: Event) => choose({ linkOneWay: (event.target as HTMLInputElement).checked })} />${words.t("ui.network.one-way")}</label>`
    }
  </fieldset>`;
}

/** In bytes a second. Messages of a hundred bytes take from a microsecond to a tenth of a second. */
const BANDWIDTHS = [100_000_000, 1_000_000, 100_000, 20_000, 10_000, 5_000, 2_000, 1_000];

function drawBandwidth(bandwidth: number | null, words: Words, set: (value: string) => void): TemplateResult {
  const all = bandwidth === null || BANDWIDTHS.includes(bandwidth) ? BANDWIDTHS : [bandwidth, ...BANDWIDTHS];
  const option = (value: string, text: string, selected: boolean) =>
    html`<option value=${value} .selected=${live(selected)}>${text}</option>`;
  return html`<label class="bandwidth"><span>${words.t("ui.network.bandwidth-label")}</span>
    <select class="control" @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
      ${option("unlimited", words.t("ui.network.unlimited"), bandwidth === null)}
      ${all.map((one) => option(bandwidthText(one), bandwidthText(one), one === bandwidth))}</select></label>`;
}

function drawOrder(
  { order }: NetworkView,
  words: Words,
  set: (order: "fifo" | "any") => void,
): TemplateResult {
  return html`<label class="check"><input type="checkbox" .checked=${live(order === "fifo")}
    @change=${(event: Event) => set((event.target as HTMLInputElement).checked ? "fifo" : "any")} />${words.t("ui.network.fifo")}</label>`;
}

interface SliderOptions {
  text: string;
  label: string;
  value: number;
  max: number;
  set(value: number): void;
}

function slider({ text, label, value, max, set }: SliderOptions): TemplateResult {
  return html`<label class="slider">${text === "" ? nothing : html`<span>${text}</span>`}
    <input type="range" min="0" max=${max} step="1" .value=${String(Math.round(value))} aria-label=${label}
      @change=${(event: Event) => set(Number((event.target as HTMLInputElement).value))} /></label>`;
}
