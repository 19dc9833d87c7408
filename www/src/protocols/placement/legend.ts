import { svg } from "lit";
import type { LegendSamples } from "../protocol.ts";

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
