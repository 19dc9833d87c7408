import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Why, Words } from "../../i18n/words.ts";
import type { LegendSamples } from "../../protocols/protocol.ts";
import type { Intent } from "../../state/app-state.ts";
import { KEYS, type KeyHelp } from "../../state/keyboard.ts";
import { drawHead } from "../dialog-box.ts";

/** How to read the picture, and what the keys do. */
export function drawHelp(
  words: Words,
  why: Why | null,
  picture: { legendSamples: LegendSamples; keys: readonly KeyHelp[] },
  locked: boolean,
  send: (intent: Intent) => void,
): TemplateResult {
  return html`${drawHead("ui.help.dialog", words, send)}
    <div class="form" tabindex="0" role="group" aria-label=${words.t("ui.help.dialog")}>
    <h3>${words.t("ui.legend")}</h3>
    ${
      why === null
        ? nothing
        : html`<ul class="legend">${Object.entries(why.legend).map(
            ([name, text]) => html`<li>${sample(picture.legendSamples[name])}<span>${text}</span></li>`,
          )}</ul>`
    }
    <h3>${words.t("ui.help.title")}</h3>
    <dl class="keys">${[...KEYS.first, ...picture.keys, ...KEYS.last]
      .filter(({ acts }) => !(locked && acts))
      .map(
        ({ keys, text }) =>
          html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${words.has(text) ? words.t(text) : text}</dd></div>`,
      )}</dl></div>`;
}

const sample = (draw: LegendSamples[string] | undefined) =>
  html`<svg class="stage sample" width="40" height="32" viewBox="-20 -16 40 32" aria-hidden="true">${draw?.() ?? nothing}</svg>`;
