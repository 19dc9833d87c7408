import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Words } from "../../i18n/words.ts";
import type { Context } from "../protocol.ts";
import { amount } from "./center.ts";
import type { PlacementKey } from "./codes.ts";
import type { PlacementFrame } from "./types.ts";

/** Stops of a slider whose values lie far apart. */
const KEYS = [
  10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
  1_000_000,
];
const VIRTUAL_NODES = [1, 2, 4, 8, 12, 16, 24, 40, 60, 80, 120, 160, 240, 320, 500, 700, 1_000];
const NODES = Array.from({ length: 32 }, (_, index) => index + 1);
const MANY_NODES = [...NODES, 40, 50, 64, 80, 100, 150, 200];
const REPLICAS = [1, 2, 3, 4, 5, 6, 7, 8];
const WEIGHTS = [1, 2, 3, 4, 5, 6, 8, 10];

const STRATEGIES = [
  "ring",
  "rendezvous",
  "jump",
  "maglev",
  "bounded",
  "multi-probe",
  "slots",
  "modulo",
] as const;
const HASHES = ["xxh64", "sha1", "ketama", "murmur3", "murmur3-cassandra"];

/** What can be set. Letting a slider go is a move, at the cursor, as any other. */
export function drawSliders(
  frame: PlacementFrame,
  { state, send }: Context,
  words: Words<PlacementKey>,
): TemplateResult {
  const act = (line: string) => send({ type: "act", line });
  const { settings, nodes } = frame;
  const slider = (
    name: "nodes" | "virtual-nodes" | "keys" | "replicas",
    stops: readonly number[],
    value: number,
  ) =>
    drawSlider({
      label: words.t(`placement.slider.${name}`),
      name,
      stops,
      value,
      words,
      set: (next) => act(`change ${name} ${next}`),
    });
  const chosen =
    state.selection?.kind === "node" ? nodes.find((node) => node.id === state.selection?.id) : undefined;
  const weighed = chosen ?? nodes.at(-1);
  const select = (name: "strategy" | "compare" | "hash", options: readonly string[]) =>
    html`<label class="choice-of"><span class="soft">${words.t(`placement.choice.${name}`)}</span>
      <select class="control" name=${name} @change=${(event: Event) => act(`change ${name} ${(event.target as HTMLSelectElement).value}`)}>
        ${options.map((option) => html`<option value=${option} ?selected=${option === settings[name]}>${nameOf(name, option, words)}</option>`)}
      </select></label>`;
  return html`<div class="sliders">
    ${slider("nodes", MANY_NODES, nodes.length)}
    ${slider("virtual-nodes", VIRTUAL_NODES, Number(settings["virtual-nodes"]))}
    ${slider("keys", KEYS, frame.keys)}
    ${slider("replicas", REPLICAS, Number(settings.replicas))}
    ${weighed === undefined ? nothing : drawSlider({ label: words.t("placement.slider.weight", { node: weighed.id }), name: "weight", stops: WEIGHTS, value: weighed.weight, words, set: (next) => act(`change weight ${weighed.id} ${next}`) })}
    <div class="choices">${select("strategy", STRATEGIES)}${select("compare", ["none", ...STRATEGIES])}${select("hash", HASHES)}</div>
  </div>`;
}

export function nameOf(name: string, option: string, words: Words<PlacementKey>): string {
  if (name === "hash") return option;
  const key = `placement.strategy.${option}`;
  return words.has(key) ? words.t(key) : words.t("placement.choice.none");
}

interface SliderOptions {
  label: string;
  name: string;
  stops: readonly number[];
  value: number;
  words: Words<PlacementKey>;
  set(value: number): void;
}

/** A native slider over stops; a value between two of them shows as the nearer one, and as itself beside. */
function drawSlider({ label, name, stops, value, words, set }: SliderOptions): TemplateResult {
  const nearest = stops.reduce(
    (best, stop, index) => (Math.abs(stop - value) < Math.abs((stops[best] ?? 0) - value) ? index : best),
    0,
  );
  const stopOf = (event: Event) => stops[Number((event.target as HTMLInputElement).value)] ?? value;
  return html`<label class="setting"><span class="soft">${label}</span>
    <input type="range" name=${name} min="0" max=${stops.length - 1} step="1" .value=${live(String(nearest))} aria-label=${label} aria-valuetext=${amount(value, words)}
      @input=${(event: Event) => show(event, stopOf(event), words)}
      @change=${(event: Event) => stopOf(event) !== value && set(stopOf(event))} />
    <output class="mono" .textContent=${live(amount(value, words))}></output></label>`;
}

/** While it is dragged, the number beside it follows. */
function show(event: Event, value: number, words: Words<PlacementKey>): void {
  const input = event.target as HTMLInputElement;
  input.setAttribute("aria-valuetext", amount(value, words));
  const output = input.parentElement?.querySelector("output");
  if (output != null) output.textContent = amount(value, words);
}
