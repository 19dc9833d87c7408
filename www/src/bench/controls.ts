import { live } from "lit/directives/live.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Key, Words } from "../i18n/words.ts";
import type { ProtocolView } from "../protocols/protocol.ts";
import { drawTimeBar, seconds } from "../stage/time-bar.ts";
import type { AppState, Intent } from "../state/app-state.ts";
import { type Pace, SPEED_STOPS } from "../state/speed.ts";
import { type IconName, icon } from "../widgets/icons.ts";

const PACES: readonly Pace[] = ["clock", "event"];

export interface ControlsOptions {
  state: AppState;
  words: Words;
  view: ProtocolView | null;
  /** Width of the time bar in CSS pixels. */
  width: number;
  /** Where the pointer is over the time bar. */
  hover: number | null;
  point(x: number | null): void;
  send(intent: Intent): void;
}

/** The foot of the page: play, steps, the time bar, speed. */
export function drawControls(options: ControlsOptions): TemplateResult {
  const { state, words, send, width } = options;
  const world = state.world;
  const button = (name: IconName, label: Key, intent: Intent, disabled = false) =>
    html`<button type="button" class="icon-button" aria-label=${words.t(label)} title=${words.t(label)} ?disabled=${disabled}
      @click=${() => send(intent)}>${icon(name)}</button>`;
  const atStart = world === null || world.position === 0;
  return html`
    <div class="transport" role="group" aria-label=${words.t("ui.transport")}>
      ${button("previous", "ui.moment.previous", { type: "moment", direction: -1 }, atStart)}
      ${button("back", "ui.event.back", { type: "step", count: -1 }, atStart)}
      <button type="button" class="icon-button primary" aria-label=${words.t(state.playing ? "ui.pause" : "ui.play")}
        title=${words.t(state.playing ? "ui.pause" : "ui.play")} ?disabled=${world === null}
        @click=${() => send({ type: "toggle-play" })}>${icon(state.playing ? "pause" : "play")}</button>
      ${button("forward", "ui.event.forward", { type: "step", count: 1 }, world === null)}
      ${button("next", "ui.moment.next", { type: "moment", direction: 1 }, world === null)}
      <output class="clock mono" aria-live="off" data-event=${world?.position ?? nothing}>${seconds(state.now, words)} s</output>
    </div>
    <div class="time">${drawTimeBar({
      now: state.now,
      endTime: world?.endTime ?? 0,
      moments: world?.moments ?? [],
      branches: world?.branches ?? [],
      branch: world?.branch ?? 0,
      width,
      words,
      hue: (moment) => options.view?.hue(moment) ?? 0,
      hover: options.hover,
      point: options.point,
      seekTime: (ms) => {
        send({ type: "pause" });
        send({ type: "seek-time", ms });
      },
      seek: (position) => send({ type: "seek", position }),
      switchTo: (branch) => send({ type: "branch", branch }),
    })}</div>
    ${drawSpeed(options)}`;
}

function drawSpeed(options: ControlsOptions): TemplateResult {
  const { state, words, send } = options;
  const label = SPEED_STOPS[state.speed]?.label ?? "";
  return html`<div class="speed"><label>
    <span>${words.t("ui.speed", { speed: label })}</span>
    <input type="range" min="0" max=${SPEED_STOPS.length - 1} step="1" .value=${live(String(state.speed))} aria-valuetext=${label}
      aria-label=${words.t("ui.speed.slider")}
      @input=${(event: Event) => send({ type: "speed", index: Number((event.target as HTMLInputElement).value) })} />
  </label>${drawBranches(options)}
  <div class="paces" role="radiogroup" aria-label=${words.t("ui.pace")}>${PACES.map(
    (pace) =>
      html`<label><input type="radio" name="pace" .checked=${live(state.pace === pace)} @change=${() => send({ type: "pace", pace })} />${words.t(`ui.pace.${pace}`)}</label>`,
  )}</div></div>`;
}

/** Branches by number; the tracks above the bar show where each leaves the other. */
function drawBranches({ state, words, send }: ControlsOptions) {
  const { branches, branch } = state.world ?? { branches: [], branch: 0 };
  if (branches.length < 2) return nothing;
  return html`<label class="branches"><span class="unseen">${words.t("ui.branches")}</span>
    <select class="control" @change=${(event: Event) => send({ type: "branch", branch: Number((event.target as HTMLSelectElement).value) })}>
      ${branches.map(({ id }) => html`<option value=${id} ?selected=${id === branch}>${words.t("ui.branch", { branch: id + 1 })}</option>`)}
    </select></label>`;
}
