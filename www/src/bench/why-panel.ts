import { html, nothing, type TemplateResult } from "lit/html.js";
import type { EventRecord, PropertyView } from "../api/frames.ts";
import type { Why, Words } from "../i18n/words.ts";
import type { Context, ProtocolView } from "../protocols/protocol.ts";
import { seconds } from "../stage/time-bar.ts";
import type { Intent, World } from "../state/app-state.ts";
import { positionOf } from "../state/scene.ts";
import { drawStatus, propertyName } from "./chips.ts";
import { own } from "./view.ts";

/** The rule behind a record: what it says, what it was applied to, what led to it. */
export function drawWhy(options: Context, record: EventRecord | null): TemplateResult {
  const { words, why, state } = options;
  if (record === null)
    return html`<p class="why soft">${own(state.world?.position === 0 ? "silence.start" : "silence.quiet", words)}</p>`;
  const chosen = state.selection?.kind === "record" && state.selection.id === record.id;
  const params = "params" in record ? Object.entries(record.params) : [];
  return html`<section class="why ${record.kind}">
    <h2>${words.t("ui.why.title")}</h2>
    <p class="sentence">${words.describe(record)}</p>
    ${why === null ? nothing : drawRule(record, why, words)}
    ${
      params.length === 0
        ? nothing
        : html`<dl class="facts">${params.map(
            ([name, value]) =>
              html`<div><dt class="mono">${name}</dt><dd class="mono">${String(value ?? "–")}</dd></div>`,
          )}</dl>`
    }
    ${chosen && state.story.length > 1 ? drawStory(options, record) : drawCause(options, record)}
  </section>`;
}

/** What the rule or property says, and the line of the algorithm that it is; closed until asked for. */
function drawRule(record: EventRecord, why: Why, words: Words) {
  if (record.kind === "violated") return html`<p class="rule">${why.properties[record.property] ?? ""}</p>`;
  if (!("rule" in record)) return nothing;
  const [block, applied] = why.lines[record.rule] ?? [null, 0];
  const lines = block === null ? undefined : why.pseudocode[block];
  return html`<p class="rule">${why.rules[record.rule] ?? ""}</p>
    ${lines === undefined ? nothing : drawPseudocode(lines, applied, words)}`;
}

const drawPseudocode = (lines: readonly string[], applied: number, words: Words) =>
  html`<details class="pseudocode"><summary>${words.t("ui.why.pseudocode")}</summary>
      <pre class="mono" tabindex="0">${lines.map((line, index) =>
        index === applied
          ? html`<mark><span class="unseen">${words.t("ui.why.applied")}: </span>${line}</mark>`
          : html`<span>${line}</span>`,
      )}</pre></details>`;

function drawCause({ words, state, send }: Context, record: EventRecord) {
  const { records = [], causes = [] } = state.world ?? {};
  const cause = [...causes, ...records].find((other) => other.id === record.cause);
  if (cause === undefined) return nothing;
  return html`<p class="cause"><span class="soft">${words.t("ui.why.because")}</span> ${drawLink(cause, words, send)}</p>`;
}

/** The chain of causes, the oldest first; of a violation with the steps that the algorithm would not have taken. */
function drawStory({ state, words, send }: Context, here: EventRecord) {
  const { story, wrongs } = state;
  const isWrong = ({ id }: EventRecord) => wrongs.includes(id);
  const hasMore = story.find((record) => !isWrong(record))?.cause != null;
  return html`<h3>${words.t("ui.why.story")}</h3>
    ${hasMore ? html`<p class="earlier"><button type="button" class="control" @click=${() => send({ type: "earlier-story" })}>${words.t("ui.why.earlier")}</button></p>` : nothing}
    <ol class="story">${story.map(
      (record) =>
        html`<li class="${record.kind} ${record.id === here.id ? "here" : ""} ${isWrong(record) ? "wrong" : ""}"><span class="at mono">${seconds(record.at, words)}</span> <span>${isWrong(record) ? html`<b class="broken">${words.t("ui.why.wrong")}</b> ` : nothing}${drawLink(record, words, send)}</span></li>`,
    )}</ol>`;
}

function drawLink(record: EventRecord, words: Words, send: (intent: Intent) => void): TemplateResult {
  return html`<button type="button" class="link" @click=${() => {
    send({ type: "seek", position: positionOf(record) });
    send({ type: "select", selection: { kind: "record", id: record.id } });
  }}>${words.describe(record)}</button>`;
}

/** Every property that is watched: what it says, where it is stated, how it stands. */
export function drawProperties({ world, words, why, send }: Context, view: ProtocolView): TemplateResult {
  return html`<ul class="properties">${world.properties.map(
    (property) => html`<li class=${property.status}>
      <h3>${drawStatus(property, words)}${propertyName(property, words, view, world.properties)}</h3>
      <p>${why?.statements[property.name] ?? nothing}</p>
      ${property.status === "violated" ? html`<p>${why?.properties[property.name] ?? nothing}</p>` : nothing}
      <p class="soft">${words.cite(property.source)}</p>
      ${property.at === null ? nothing : html`<button type="button" class="control" @click=${() => goTo(property, world, send)}>${words.t("ui.property.go")}</button>`}
    </li>`,
  )}</ul>`;
}

/** To the event that broke or first showed a property, and why it happened. */
function goTo(property: PropertyView, world: World, send: (intent: Intent) => void): void {
  const moment = world.moments.find((one) => one.kind === "violated" && one.position === property.at);
  send({ type: "seek", position: property.at ?? 0 });
  if (moment === undefined) return;
  send({ type: "select", selection: { kind: "record", id: moment.record } });
  send({ type: "tab", tab: "why" });
}
