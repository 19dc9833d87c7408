import { html, type TemplateResult } from "lit";
import type { Words } from "../i18n/index.ts";
import type { Intent } from "../state/app-state.ts";
import { KEYS } from "../state/keyboard.ts";
import { icon } from "./icons.ts";

/** What the keys do. */
export function drawHelp(words: Words, send: (intent: Intent) => void): TemplateResult {
  return html`<header><h2 id="dialog-title">${words.t("ui.help.title")}</h2>
      <button type="button" class="icon-button" aria-label=${words.t("ui.close")} @click=${() => send({ type: "dialog", dialog: null })}>${icon("close")}</button></header>
    <dl class="keys">${KEYS.map(
      ({ keys, text }) =>
        html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${words.t(text)}</dd></div>`,
    )}</dl>`;
}
