import { live } from "lit/directives/live.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { ClusterFrame, NetworkView, ZoneView } from "../api/frames.ts";
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

/** A zone, a node or a client: who can stand at an end of links. */
type Choice = ZoneView;

/** Whether there are links between them: nobody is in both. */
const apart = (one: Choice, other: Choice): boolean =>
  !one.members.some((member) => other.members.includes(member));

/** What was chosen, if there are such ends in this run; null: all links. */
function chosenOf(view: ViewState, ends: readonly Choice[]): Chosen | null {
  const find = (name: ViewState[string] | undefined) => ends.find((end) => end.name === name);
  const [one, other] = [find(view.linkFrom), find(view.linkTo)];
  if (one === undefined || other === undefined || !apart(one, other)) return null;
  const [{ name: from }, { name: to }] = [one, other];
  return { from, to, both: view.linkOneWay !== true };
}

/** The words of a line between what it sets and the value. */
const linksIn = (chosen: Chosen | null): string =>
  chosen === null ? "" : `${chosen.from} ${chosen.both ? "|" : "->"} ${chosen.to} `;

/** The network's controls. Letting one go is a move, at the cursor, as any other. */
export function drawNetwork(frame: ClusterFrame, { words, send, state }: Context): TemplateResult {
  const { network } = frame;
  const single = ({ id }: { id: string }): Choice => ({ name: id, members: [id] });
  const ends = [...(network.zones ?? []), ...frame.nodes.map(single), ...frame.clients.map(single)];
  const member = (name: string) => ends.find((end) => end.name === name)?.members[0] ?? name;
  const chosen = chosenOf(state.view, ends);
  const { latency, loss, duplicate, bandwidth } =
    chosen === null
      ? { ...network, bandwidth: network.bandwidth ?? null }
      : linkOf(network, member(chosen.from), member(chosen.to));
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
  ends: readonly Choice[],
  chosen: Chosen | null,
  words: Words,
  choose: (change: ViewState) => void,
): TemplateResult {
  const selectedIn = (event: Event) => (event.target as HTMLSelectElement).value;
  const from = chosen?.from ?? "";
  const begin = ends.find(({ name }) => name === from);
  const others = ends.filter((end) => begin !== undefined && apart(end, begin));
  // Whoever names one end means some link of it: the first, until another is chosen.
  const setFrom = (next: string) => {
    const one = ends.find(({ name }) => name === next);
    const possible = ends.filter((end) => one !== undefined && apart(end, one));
    const to = possible.find(({ name }) => name === chosen?.to) ?? possible[0];
    choose({ linkFrom: next, linkTo: to?.name ?? "" });
  };
  return html`<fieldset class="links-chosen"><legend>${words.t("ui.network.links")}</legend>
    <select class="control" aria-label=${words.t("ui.network.links-from")} @change=${(event: Event) => setFrom(selectedIn(event))}>
      <option value="" .selected=${live(chosen === null)}>${words.t("ui.network.links-all")}</option>
      ${ends.map(({ name }) => html`<option value=${name} .selected=${live(name === from)}>${name}</option>`)}</select>
    ${
      chosen === null
        ? nothing
        : html`<span aria-hidden="true">${chosen.both ? "↔" : "→"}</span>
      <select class="control" aria-label=${words.t("ui.network.links-to")} @change=${(event: Event) => choose({ linkTo: selectedIn(event) })}>
        ${others.map(({ name }) => html`<option value=${name} .selected=${live(name === chosen.to)}>${name}</option>`)}</select>
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
