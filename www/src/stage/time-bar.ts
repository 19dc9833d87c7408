import { live } from "lit/directives/live.js";
import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import type { BranchView, Moment } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Hue } from "./cluster-presentation.ts";
import { px } from "./picture.ts";

export interface TimeBarOptions {
  now: number;
  endTime: number;
  moments: readonly Moment[];
  branches: readonly BranchView[];
  branch: number;
  /** Width of the bar in CSS pixels; marks are placed by it. */
  width: number;
  words: Words;
  /** The hue of a moment's epoch. */
  hue(moment: Moment): Hue;
  /** Where the pointer is over the bar, in CSS pixels, if it is. */
  hover: number | null;
  point(x: number | null): void;
  seekTime(ms: number): void;
  seek(position: number): void;
  switchTo(branch: number): void;
}

/** Free track ahead of the present, as a share of the bar. */
const AHEAD = 0.1;
/** The bar never stands for less than this: a first heartbeat should not fill it. */
const SPAN_MS_MIN = 200;
const PADDING = 10;
const TRACK_Y = 44;
/** Mean width of a character of a mark's text, and the space between two texts. */
const CHARACTER_PX = 6.4;
const BETWEEN_PX = 10;

/** How much time the whole bar stands for. It grows smoothly once the playhead nears its end. */
export function spanOf(now: number, endTime: number): number {
  return Math.max(endTime, now / (1 - AHEAD), SPAN_MS_MIN);
}

/** Time as something to hold: a native slider over a drawn track with marks for the moments. */
export function drawTimeBar(options: TimeBarOptions): TemplateResult {
  const { now, width, words } = options;
  // The bar spans the longest branch: acting in the past does not change its scale.
  const others = options.branches.filter(({ id }) => id !== options.branch);
  const span = spanOf(now, Math.max(options.endTime, ...others.map((branch) => branch.endTime)));
  const x = (ms: number) => px(PADDING + (Math.min(ms, span) / span) * (width - 2 * PADDING));
  return html`<div class="time-bar">
    <svg class="track" width=${width} height="84" viewBox="0 0 ${width} 84" aria-hidden="true">
      <path class="rest" d="M${PADDING} ${TRACK_Y}H${width - PADDING}" />
      <path class="known" d="M${PADDING} ${TRACK_Y}H${x(Math.max(options.endTime, now))}" />
      <path class="past" d="M${PADDING} ${TRACK_Y}H${x(now)}" />
      ${tracks(options, x)}
    </svg>
    <input class="time-slider" type="range" min="0" max=${Math.round(span * 1000)} step="any"
      .value=${live(String(Math.round(now * 1000)))} aria-label=${words.t("ui.time.slider")} aria-valuetext=${spokenNow(options)}
      @pointermove=${(event: PointerEvent) => options.point(event.offsetX + 1)} @pointerleave=${() => options.point(null)}
      @input=${(event: Event) => options.seekTime(Number((event.target as HTMLInputElement).value) / 1000)} />
    <svg class="marks" width=${width} height="84" viewBox="0 0 ${width} 84" role="group" aria-label=${words.t("ui.time.moments")}>
      ${marks(options, x)}
      ${hovered(options, x)}
      <circle class="thumb" cx=${x(now)} cy=${TRACK_Y} r="9" />
      <text class="now" x=${Math.min(Math.max(x(now), 18), width - 18)} y="74">${words.t("ui.time.here")}</text>
    </svg>
  </div>`;
}

export const seconds = (ms: number, { number }: Pick<Words, "number">): string =>
  number(ms / 1000, { digits: 3 });

/** The time, and what happened right there if it was a moment. */
function spokenNow({ now, moments, words }: TimeBarOptions): string {
  const here = moments.filter((moment) => moment.at === now).map((moment) => momentText(moment, words));
  return [words.t("ui.time.now", { time: seconds(now, words) }), ...here].join(", ");
}

/** A pointer this near to a mark means it. */
const NEAR_PX = 7;

/** What happened where the pointer is. */
function hovered(options: TimeBarOptions, x: (ms: number) => number) {
  const { hover, moments, width, words } = options;
  if (hover === null) return nothing;
  const distance = (moment: Moment) => Math.abs(x(moment.at) - hover);
  const near = moments.filter((moment) => distance(moment) <= NEAR_PX);
  const moment = near.sort((a, b) => distance(a) - distance(b))[0];
  if (moment === undefined) return nothing;
  const text = `${seconds(moment.at, words)} ${momentText(moment, words)}`;
  const half = textWidth(text) / 2;
  return svg`<text class="told" x=${px(Math.min(Math.max(x(moment.at), half), width - half))} y="26">${text}</text>`;
}

/** Marks for the moments; where they crowd, a turn of leadership or a fault keeps its text before a step does. */
function marks(options: TimeBarOptions, x: (ms: number) => number) {
  const shown = thinned(options.moments, x);
  const texts = placeTexts(shown, options, x);
  return shown.map((moment) => {
    const at = x(moment.at);
    const text = momentText(moment, options.words);
    const placed = texts.get(moment);
    return svg`<g class="mark ${moment.kind} e${options.hue(moment)}">
      <title>${text}</title><path d="M${at} 34v20" />
      ${placed === undefined ? nothing : svg`<text x=${placed} y="74" @click=${() => options.seek(moment.position)}>${text}</text>`}</g>`;
  });
}

/** Many of a run's moments are steps to the others. */
const STEPS: ReadonlySet<string> = new Set(["committed", "proposal-issued", "value-learned"]);
const isStep = (moment: Moment): boolean => STEPS.has(moment.kind);

/** Marks nearer than this to the one before are one to the eye. */
const APART_PX = 5;

/** A long run has thousands of moments; the bar has room for some hundred. */
function thinned(moments: readonly Moment[], x: (ms: number) => number): readonly Moment[] {
  const shown: Moment[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let weightiest = false;
  for (const moment of moments) {
    const at = x(moment.at);
    const weighty = !isStep(moment);
    if (at - last < APART_PX && (!weighty || (weightiest && at - last < 1))) continue;
    last = at;
    weightiest = weighty;
    shown.push(moment);
  }
  return shown;
}

/** Where each mark's text goes, if there is room for it: not over another text, not over "now". */
function placeTexts(
  moments: readonly Moment[],
  options: TimeBarOptions,
  x: (ms: number) => number,
): ReadonlyMap<Moment, number> {
  const half = (text: string) => (textWidth(text) + BETWEEN_PX) / 2;
  const here = options.words.t("ui.time.here");
  const taken = [{ from: x(options.now) - half(here), to: x(options.now) + half(here) }];
  const placed = new Map<Moment, number>();
  for (const moment of [...moments].sort((a, b) => Number(isStep(a)) - Number(isStep(b)))) {
    const reach = half(momentText(moment, options.words));
    const at = Math.min(Math.max(x(moment.at), reach), options.width - reach);
    if (taken.some((other) => at - reach < other.to && other.from < at + reach)) continue;
    taken.push({ from: at - reach, to: at + reach });
    placed.set(moment, at);
  }
  return placed;
}

/** Characters of Chinese are twice as wide. */
function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character > "\u2e80" ? CHARACTER_PX * 1.85 : CHARACTER_PX;
  return width;
}

export function momentText(moment: Moment, words: Words): string {
  const params = { node: moment.node ?? "", detail: moment.detail ?? "", epoch: moment.epoch ?? "" };
  if (moment.kind === "fault") {
    const key = `ui.moment.fault.${params.detail}`;
    return words.t(words.has(key) ? key : "ui.moment.fault.other", params);
  }
  const own = `moment.${moment.kind}`;
  if (words.has(own)) return words.t(own, params);
  if (moment.kind === "violated") return words.t("ui.moment.violated", params);
  return `${moment.kind} ${params.detail}`.trimEnd();
}

/** Other branches: thinner tracks above, each leaving the one it came from where it forked. */
function tracks(options: TimeBarOptions, x: (ms: number) => number) {
  const others = options.branches.filter((branch) => branch.id !== options.branch);
  return others.slice(-3).map((branch, index) => {
    const fork =
      branch.forkedAt?.now ?? options.branches.find((one) => one.parent === branch.id)?.forkedAt?.now ?? 0;
    const y = 22 - index * 8;
    const from = x(fork);
    const end = Math.max(x(branch.endTime), from + 24);
    const d = `M${from - 12} ${TRACK_Y}C${from} ${TRACK_Y} ${from - 12} ${y} ${from + 12} ${y}H${end}`;
    // The list of branches is what keyboards and screen readers use; a click on the track is the short way.
    return svg`<g class="other" data-branch=${branch.id} @click=${() => options.switchTo(branch.id)}>
      <title>${options.words.t("ui.branch", { branch: branch.id + 1 })}</title><path class="branch" d=${d} /><path class="grip" d=${d} /></g>`;
  });
}
