import { html, nothing, type TemplateResult } from "lit/html.js";
import type { EventRecord } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";

/** The headline over the stage: what just happened; beside it, softer, why, and its place in the paper. */
export function drawCaption(
  record: EventRecord | null,
  atStart: boolean,
  hint: boolean,
  words: Words,
): TemplateResult {
  const what =
    record === null ? own(atStart ? "silence.start" : "silence.quiet", words) : words.short(record);
  const detail = record === null ? "" : words.detail(record);
  return html`<p class="headline"><b>${what}</b>${detail === "" ? nothing : html`<span>${detail}</span>`}</p>
    ${hint ? html`<p class="hint">${own("hint", words)}</p>` : nothing}`;
}

/** A text that each protocol has for itself. */
export const own = (key: string, words: Words): string => (words.has(key) ? words.t(key) : "");
