import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../../i18n/index.ts";
import type { AppState, Intent } from "../../state/app-state.ts";
import { drawHead } from "./head.ts";

/** A link to exactly here, and the hash of the history that it opens. */
export function drawShare(state: AppState, words: Words, send: (intent: Intent) => void): TemplateResult {
  const { share } = state;
  if (share === null) return html`${nothing}`;
  const copy = () =>
    void navigator.clipboard.writeText(share.url).then(
      () => send({ type: "copied" }),
      () => undefined,
    );
  return html`${drawHead("ui.share.title", words, send)}
    <div class="form">
      <p>${words.t("ui.share.text")}</p>
      <input class="mono link-field" readonly .value=${share.url} aria-label=${words.t("ui.share.link")}
        @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
      <p class="mono soft">${words.t("ui.share.proof", { position: share.position, hash: share.hash })}</p>
      <div class="actions"><button type="button" class="control strong" @click=${copy}>${words.t("ui.share.copy")}</button>
        <span role="status">${share.copied ? words.t("ui.copied") : nothing}</span></div>
    </div>`;
}
