import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Words } from "../i18n/words.ts";
import type { AppState, Failure, Intent } from "../state/app-state.ts";
import { icon } from "../widgets/icons.ts";

/** What went wrong with one move or scenario; the picture stays as it was. */
export function drawFailure(failure: Failure, words: Words, send: (intent: Intent) => void): TemplateResult {
  const offer = failure.kind === "bad-scenario" ? failure.offer : undefined;
  // Whatever is not to be had is told elsewhere, without what could be missing, too.
  if (failure.kind === "wasm-missing" || failure.kind === "not-loaded") return html``;
  const title = `ui.failure.${failure.kind}` as const;
  return html`<div class="failure" role="alert"><p><b>${offer?.title ?? words.t(title)}</b> <span>${detailOf(failure, words)}</span></p>
    ${failure.kind === "other-version" ? drawAnyway(failure.text, words, send) : nothing}${offer && html`<button type="button" class="control" @click=${() => send({ type: "open", scenario: offer.scenario })}>${offer.label}</button>`}
    <button type="button" class="icon-button" aria-label=${words.t("ui.close")} @click=${() => send({ type: "dismiss-failure" })}>${icon("close")}</button></div>`;
}

/** A long run is on its way: how far it is, and a way to call it off. What changes all the time is not read aloud. */
export function drawOpening(
  { position, now }: NonNullable<AppState["opening"]>,
  words: Words,
  send: (intent: Intent) => void,
): TemplateResult {
  const far = words.t("ui.opening.far", {
    events: words.number(position, { grouped: true }),
    seconds: words.number(now / 1000, { digits: 0, grouped: true }),
  });
  return html`<div class="failure opening"><p><span role="status">${words.t("ui.opening")}</span> <span aria-hidden="true">${far}</span></p>
    <progress aria-label=${words.t("ui.opening")}></progress>
    <button type="button" class="control" @click=${() => send({ type: "cancel-opening" })}>${words.t("ui.opening.cancel")}</button></div>`;
}

/** What the engine says is English; bounds, which anybody may come to, are told in the reader's language. */
function detailOf(failure: Failure, words: Words): string {
  const key = failure.kind === "bound" ? `ui.${failure.code}` : "";
  return words.has(key) ? words.t(key) : failure.detail;
}

/** A scenario of another version may replay to another history; that is for the reader to decide. */
export const drawAnyway = (text: string, words: Words, send: (intent: Intent) => void): TemplateResult =>
  html`<button type="button" class="control" @click=${() => send({ type: "open", scenario: "", text, at: "cursor" })}>${words.t("ui.failure.other-version.anyway")}</button>`;
