import { html, type TemplateResult } from "lit/html.js";
import type { Key, Words } from "../../i18n/words.ts";
import type { Intent } from "../../state/app-state.ts";
import { icon } from "../../widgets/icons.ts";

/** A dialog's title and the way out of it. */
export function drawHead(title: Key, words: Words, send: (intent: Intent) => void): TemplateResult {
  return html`<header><h2 id="dialog-title">${words.t(title)}</h2>
    <button type="button" class="icon-button" aria-label=${words.t("ui.close")} title=${words.t("ui.close")}
      @click=${() => send({ type: "dialog", dialog: null })}>${icon("close")}</button></header>`;
}
