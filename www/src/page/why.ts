import { html, nothing, type TemplateResult } from "lit";
import type { EventRecord } from "../api/frames.ts";
import { positionOf } from "../state/record.ts";
import type { PanelOptions } from "./panels.ts";

/** The rule behind a record: what it says, what it was applied to, what led to it. */
export function drawWhy(options: PanelOptions, record: EventRecord | null): TemplateResult {
  const { words, state, send } = options;
  if (record === null) return html`<p class="why soft">${words.t("ui.why.nothing-yet")}</p>`;
  const cause = state.world?.records.find((other) => other.id === record.cause);
  const rule = "rule" in record ? record : null;
  return html`<section class="why">
    <h2>${words.t("ui.why.title")}</h2>
    <p class="sentence">${words.describe(record)}</p>
    ${
      rule === null
        ? nothing
        : html`<dl class="facts">${Object.entries(rule.params).map(
            ([name, value]) =>
              html`<div><dt class="mono">${name}</dt><dd class="mono">${String(value)}</dd></div>`,
          )}</dl>`
    }
    ${
      cause === undefined
        ? nothing
        : html`<p class="cause"><span class="soft">${words.t("ui.why.because")}</span>
          <button type="button" class="link" @click=${() => {
            send({ type: "seek", position: positionOf(cause) });
            send({ type: "select", selection: { kind: "record", id: cause.id } });
          }}>${words.describe(cause)}</button></p>`
    }
  </section>`;
}
