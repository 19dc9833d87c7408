import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Words } from "../../i18n/index.ts";
import type { AppState, Intent } from "../../state/app-state.ts";
import { drawHead } from "./head.ts";

/** A link to exactly here, and the hash of the history that it opens. */
export function drawShare(state: AppState, words: Words, send: (intent: Intent) => void): TemplateResult {
  const { share } = state;
  if (share === null) return html`${nothing}`;
  const copy = async (event: Event) => {
    const field = (event.target as Element).closest(".form")?.querySelector("input");
    try {
      // Where the page may not use the clipboard, this throws, or there is none.
      await navigator.clipboard.writeText(share.url);
      send({ type: "copied", done: true });
    } catch {
      field?.select();
      send({ type: "copied", done: false });
    }
  };
  return html`${drawHead("ui.share.title", words, send)}
    <div class="form">
      <p>${words.t("ui.share.text")}</p>
      <input class="mono link-field" readonly .value=${share.url} aria-label=${words.t("ui.share.link")}
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
      <p class="mono soft">${words.t("ui.share.proof", { position: share.position, hash: share.hash })}</p>
      <div class="actions"><button type="button" class="control strong" @click=${(event: Event) => void copy(event)}>${words.t("ui.share.copy")}</button>
        <span role="status">${share.copied === null ? nothing : words.t(share.copied ? "ui.copied" : "ui.share.by-hand")}</span></div>
    </div>`;
}
