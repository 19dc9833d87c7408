import { html, nothing, type TemplateResult } from "lit/html.js";
import type { NetworkView } from "../api/frames.ts";
import type { Context } from "../protocols/protocol.ts";
import { latencyText } from "./tools.ts";

/** The network's sliders. Letting one go is a move, at the cursor, as any other. */
export function drawNetwork(network: NetworkView, { words, send }: Context): TemplateResult {
  const { latency, loss, duplicate } = network;
  const act = (line: string) => send({ type: "act", line });
  const share = (name: "loss" | "duplicate", value: number, text: string) =>
    slider({ text, label: text, value, max: 60, set: (next) => act(`network ${name} ${next}%`) });
  const { min, max } = latency;
  const ms = (from: number, to: number) =>
    act(`network latency ${Math.min(from, to)}ms..${Math.max(from, to)}ms`);
  return html`<div id="network" popover class="popover" role="group" aria-label=${words.t("ui.network")}>
    ${share("loss", loss, words.t("ui.network.loss", { loss }))}
    ${share("duplicate", duplicate, words.t("ui.network.duplicate", { duplicate }))}
    ${slider({ text: latencyText(latency, words), label: words.t("ui.network.latency-min"), value: min, max: 200, set: (next) => ms(next, Math.max(next, max)) })}
    ${slider({ text: "", label: words.t("ui.network.latency-max"), value: max, max: 200, set: (next) => ms(Math.min(min, next), next) })}
  </div>`;
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
