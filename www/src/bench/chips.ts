import { html, type TemplateResult } from "lit/html.js";
import type { PropertyView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Context, ProtocolView } from "../protocols/protocol.ts";
import { icon } from "../widgets/icons.ts";

/** The properties that the protocol picks as chips under the stage, and any other that is violated; the tab lists all. */
export function drawChips({ state, world, words, why, send }: Context, view: ProtocolView): TemplateResult {
  const broken = world.properties.filter((property) => property.status === "violated");
  const whole = world.properties.filter((property) => property.status !== "violated" && view.chip(property));
  const names = why?.bugs ?? {};
  // Where the properties are not offered, they are not shown here either.
  const shown = state.tabs === null || state.tabs.includes("properties") ? [...broken, ...whole] : [];
  return html`${state.bugsOn.map(
    (
      bug,
    ) => html`<button type="button" class="chip bug" ?disabled=${state.locked} @click=${() => send({ type: "dialog", dialog: "scenario" })}
      >${icon("alert")}${words.t("ui.bugs.on", { bug: names[bug]?.name ?? bug })}</button>`,
  )}${shown.map(
    (
      property,
    ) => html`<button type="button" class="chip ${property.status}" title=${words.t(`ui.property.${property.status}`)}
      @click=${() => send({ type: "tab", tab: "properties" })}>${drawStatus(property, words)}${propertyName(property, words, view, world.properties)}</button>`,
  )}`;
}

/** Its name; of several that are judged, with whom it judges. */
export function propertyName(
  { name, subject }: PropertyView,
  words: Words,
  view: Pick<ProtocolView, "subject">,
  all: readonly PropertyView[],
): string {
  const key = `property.${name}.name`;
  const why = words.has(key) ? words.t(key) : name;
  if (!subject || all.every((other) => !other.subject || other.subject === subject)) return why;
  return words.t("sentence.because", { what: view.subject?.(subject) ?? subject, why });
}

export function drawStatus(property: PropertyView, words: Words): TemplateResult {
  return html`<i class="status ${property.status}"></i><span class="unseen">${words.t(`ui.property.${property.status}`)}: </span>`;
}
