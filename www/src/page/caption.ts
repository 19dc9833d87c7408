import { html, nothing, type TemplateResult } from "lit";
import type { EventRecord } from "../api/frames.ts";
import type { Words } from "../i18n/index.ts";

/** The headline over the stage: what just happened; beside it, softer, why, and its place in the paper. */
export function drawCaption(
  record: EventRecord | null,
  atStart: boolean,
  hint: boolean,
  words: Words,
): TemplateResult {
  const silence = words.t(atStart ? "ui.why.nothing-yet" : "ui.why.only-heartbeats");
  const what = record === null ? silence : words.short(record);
  const detail = record === null ? "" : words.detail(record);
  return html`<p class="headline"><b>${what}</b>${detail === "" ? nothing : html`<span>${detail}</span>`}</p>
    ${hint ? html`<p class="hint">${words.t("ui.hint")}</p>` : nothing}`;
}
