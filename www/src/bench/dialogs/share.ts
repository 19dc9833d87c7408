import { live } from "lit/directives/live.js";
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Words } from "../../i18n/words.ts";
import type { AppState, Intent } from "../../state/app-state.ts";
import { CONTROLS, FORMS, type Sharing } from "../../state/app-state.ts";
import { PICTURE, snippetOf } from "../../state/snippets.ts";
import { drawHead } from "../dialog-box.ts";
import { tabTitle } from "../panels.ts";

export interface ShareOptions {
  state: AppState;
  words: Words;
  /** The tabs that there are. */
  tabs: readonly string[];
  send(intent: Intent): void;
}

/** Exactly here, as a link, a frame, an element or a notebook's cell, and the hash of the history that it opens. */
export function drawShare({ state, words, tabs, send }: ShareOptions): TemplateResult {
  const { share, sharing } = state;
  if (share === null) return html`${nothing}`;
  const views = [PICTURE, ...tabs];
  const text = snippetOf(sharing, share, views);
  const change = (changed: Partial<Sharing>) => send({ type: "sharing", change: changed });
  return html`${drawHead("ui.share.title", words, send)}
    <div class="form">
      <p>${words.t("ui.share.text")}</p>
      <div class="sides" role="radiogroup" aria-label=${words.t("ui.share.as")}>${FORMS.map(
        (
          form,
        ) => html`<label class="side"><input type="radio" name="share-as" .checked=${live(sharing.as === form)}
          @change=${() => change({ as: form })} /> ${words.t(`ui.share.${form}`)}</label>`,
      )}</div>
      ${drawText(text, sharing, words)}
      <p class="mono soft">${words.t("ui.share.proof", { position: share.position, hash: share.hash })}</p>
      ${drawOffers(views, sharing, words, change)}
      <div class="actions"><button type="button" class="control strong" @click=${(event: Event) => void copy(event, text, send)}>${words.t(sharing.as === "link" ? "ui.share.copy" : "ui.share.copy-text")}</button>
        <span role="status">${share.copied === null ? nothing : words.t(share.copied ? "ui.copied" : "ui.share.by-hand")}</span></div>
    </div>`;
}

function drawText(text: string, { as }: Sharing, words: Words): TemplateResult {
  const select = (event: Event) => (event.target as HTMLInputElement).select();
  const label = words.t(as === "link" ? "ui.share.link" : "ui.share.snippet");
  return as === "link"
    ? html`<input class="mono link-field" readonly .value=${live(text)} aria-label=${label} @focus=${select} />`
    : html`<textarea class="mono link-field" readonly rows="6" spellcheck="false" .value=${live(text)} aria-label=${label} @focus=${select}></textarea>`;
}

/** What readers get; what is unticked is hidden from them, or locked. */
function drawOffers(
  views: readonly string[],
  sharing: Sharing,
  words: Words,
  change: (changed: Partial<Sharing>) => void,
): TemplateResult {
  const box = (label: string, on: boolean, set: (on: boolean) => void, last = false) =>
    html`<label class="side"><input type="checkbox" ?disabled=${last} .checked=${live(on)} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} /> ${label}</label>`;
  const keep = (view: string, on: boolean) =>
    change({ without: on ? sharing.without.filter((one) => one !== view) : [...sharing.without, view] });
  return html`<details class="offers"><summary>${words.t("ui.share.offers")}</summary>
    <div class="sides" role="group" aria-label=${words.t("ui.share.offers")}>
      ${views.map((view) =>
        box(
          view === PICTURE ? words.t("ui.share.picture") : tabTitle(view, words),
          !sharing.without.includes(view),
          (on) => keep(view, on),
          // Something of it has to be seen.
          views.every((other) => (other === view) !== sharing.without.includes(other)),
        ),
      )}
      ${box(words.t("ui.share.faults"), sharing.faults, (faults) => change({ faults }))}
      ${box(words.t("ui.share.autoplay"), sharing.autoplay, (autoplay) => change({ autoplay }))}
      <label class="side">${words.t("ui.share.controls")} <select class="control" @change=${(event: Event) =>
        change({
          controls: (event.target as HTMLSelectElement).value as Sharing["controls"],
        })}>${CONTROLS.map(
        (name) =>
          html`<option value=${name} ?selected=${sharing.controls === name}>${words.t(`ui.share.controls.${name}`)}</option>`,
      )}</select></label>
    </div></details>`;
}

async function copy(event: Event, text: string, send: (intent: Intent) => void): Promise<void> {
  const field = (event.target as Element).closest(".form")?.querySelector<HTMLInputElement>(".link-field");
  try {
    // Where the page may not use the clipboard, this throws, or there is none.
    await navigator.clipboard.writeText(text);
    send({ type: "copied", done: true });
  } catch {
    field?.select();
    send({ type: "copied", done: false });
  }
}
