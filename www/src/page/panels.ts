import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { EventRecord, PropertyView } from "../api/frames.ts";
import type { Why, Words } from "../i18n/index.ts";
import type { Context, ProtocolView } from "../protocols/protocol.ts";
import { seconds } from "../stage/time-bar.ts";
import {
  bugsOn,
  EVENT_FILTERS,
  type EventFilter,
  type Intent,
  SHARED_TABS,
  type World,
} from "../state/app-state.ts";
import type { Weight } from "../state/caption.ts";
import { positionOf } from "../state/record.ts";
import { icon } from "./icons.ts";
import { drawLesson } from "./lesson.ts";
import { drawWhy } from "./why.ts";

export interface PanelOptions extends Context {
  view: ProtocolView;
  /** The record that the caption tells. */
  headline: EventRecord | null;
}

/** Its own tabs come first; a name that this protocol does not have (it was another's) stands for the first. */
export function shownTab({ state, view }: Pick<PanelOptions, "state" | "view">): string {
  const names = tabsOf(view);
  return names.find((name) => name === state.tab) ?? names[0] ?? "events";
}

const tabsOf = (view: ProtocolView): readonly string[] => [
  ...view.tabs.map((tab) => tab.name),
  ...SHARED_TABS,
];

function tabTitle(name: string, words: Words): string {
  const [own, shared] = [`tab.${name}`, `ui.tab.${name}`];
  if (words.has(own)) return words.t(own);
  return words.has(shared) ? words.t(shared) : name;
}

/** The column beside the stage: tabs, the chosen panel, the card of what is selected, the picture as text. */
export function drawPanels(options: PanelOptions): TemplateResult {
  const { state, words, view, send } = options;
  const shown = shownTab(options);
  return html`
    <div class="tabs" role="tablist" aria-label=${words.t("ui.panels")} @keydown=${moveBetweenTabs(tabsOf(view), send)}>
      ${tabsOf(view).map(
        (tab) => html`<button type="button" role="tab" id="tab-${tab}" aria-controls="panel"
          aria-selected=${tab === shown ? "true" : "false"} tabindex=${tab === shown ? 0 : -1}
          @click=${() => send({ type: "tab", tab })}>${tabTitle(tab, words)}</button>`,
      )}
    </div>
    <div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${shown}">${drawPanel(options, shown)}</div>
    ${state.selection === null || state.selection.kind === "record" ? drawLesson(options) : nothing}
    ${drawCard(options)}
    <details class="twin"><summary>${words.t("ui.twin.title")}</summary>${view.twin(options)}</details>`;
}

function drawPanel(options: PanelOptions, shown: string): TemplateResult {
  const { state, world, words, view, why, send } = options;
  const own = view.tabs.find((tab) => tab.name === shown);
  if (own !== undefined)
    return html`${own.draw(options)}${state.selection === null ? drawWhy(options, options.headline) : nothing}`;
  switch (shown) {
    case "why":
      return drawWhy(options, chosenRecord(options));
    case "properties":
      return drawProperties(world, words, why, send);
    default:
      return drawEvents(world.records, options);
  }
}

/** The card of what is selected: what it is, what it holds, what can be done to it. */
function drawCard(options: PanelOptions): TemplateResult | typeof nothing {
  const { state, words, view, send } = options;
  const { selection } = state;
  if (selection === null || selection.kind === "record") return nothing;
  const body = view.card(options);
  if (body === null) return nothing;
  return html`<section class="card" aria-label=${words.t("ui.card.label", { what: selection.id })}>
    <button type="button" class="icon-button close" aria-label=${words.t("ui.close")} title=${words.t("ui.close")}
      @click=${() => send({ type: "select", selection: null })}>${icon("close")}</button>
    ${body}</section>`;
}

function chosenRecord({ state, world, headline }: PanelOptions): EventRecord | null {
  const id = state.selection?.kind === "record" ? state.selection.id : null;
  const chosen = world.records.find((record) => record.id === id);
  return chosen ?? state.story.find((record) => record.id === id) ?? headline;
}

/** Least weight that each filter lets through. */
const LEAST: Readonly<Record<EventFilter, Weight>> = { all: 0, told: 1, turning: 3 };

/** Sentences, the newest first; a click goes there. Quiet ones (heartbeats) are left out unless asked for. */
function drawEvents(records: readonly EventRecord[], options: PanelOptions): TemplateResult {
  const { words, view, send, state } = options;
  const told = records.filter((record) => view.weight(record) >= LEAST[state.filter]).reverse();
  return html`<label class="filter"><span class="soft">${words.t("ui.events.filter")}</span>
    <select class="control" @change=${(event: Event) => send({ type: "filter", filter: (event.target as HTMLSelectElement).value as EventFilter })}>
      ${EVENT_FILTERS.map((filter) => html`<option value=${filter} ?selected=${filter === state.filter}>${words.t(`ui.events.${filter}`)}</option>`)}
    </select></label>
  ${told.length === 0 ? html`<p class="why soft">${words.t("ui.events.empty")}</p>` : nothing}
  <ol class="events" reversed aria-label=${words.t("ui.events.label")}>
    ${repeat(
      told,
      (record) => record.id,
      (record) => {
        const chosen = state.selection?.kind === "record" && state.selection.id === record.id;
        return html`<li class="weight-${view.weight(record)} ${chosen ? "selected" : ""}">
          <button type="button" @click=${() => {
            send({ type: "seek", position: positionOf(record) });
            send({ type: "select", selection: { kind: "record", id: record.id } });
          }}><span class="at mono">${seconds(record.at)}</span><span><span class="what">${words.short(record)}</span> <span class="soft">${words.detail(record)}</span></span></button></li>`;
      },
    )}
  </ol>`;
}

function drawProperties(
  world: World,
  words: Words,
  why: Why | null,
  send: (intent: Intent) => void,
): TemplateResult {
  const texts = why?.properties ?? {};
  return html`<ul class="properties">${world.properties.map(
    (property) => html`<li class=${property.status}>
      <h3>${drawStatus(property, words)}${propertyText(property, "name", words)}</h3>
      <p>${propertyText(property, "text", words)}</p>
      ${property.status === "violated" ? html`<p>${texts[property.name] ?? nothing}</p>` : nothing}
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

/** The properties that the protocol picks as chips under the stage, and any other that is violated; the tab lists all. */
export function drawChips({ state, world, words, why, view, send }: PanelOptions): TemplateResult {
  const shown = world.properties.filter((property) => view.chip(property) || property.status === "violated");
  const names = why?.bugs ?? {};
  return html`${bugsOn(state).map(
    (
      bug,
    ) => html`<button type="button" class="chip bug" @click=${() => send({ type: "dialog", dialog: "scenario" })}
      >${icon("alert")}${words.t("ui.bugs.on", { bug: names[bug]?.name ?? bug })}</button>`,
  )}${shown.map(
    (
      property,
    ) => html`<button type="button" class="chip ${property.status}" title=${words.t(`ui.property.${property.status}`)}
      @click=${() => send({ type: "tab", tab: "properties" })}>${drawStatus(property, words)}${propertyText(property, "name", words)}</button>`,
  )}`;
}

function propertyText(property: PropertyView, part: "name" | "text", words: Words): string {
  const key = `property.${property.name}.${part}`;
  return words.has(key) ? words.t(key) : property.name;
}

function drawStatus(property: PropertyView, words: Words): TemplateResult {
  return html`<i class="status ${property.status}"></i><span class="unseen">${words.t(`ui.property.${property.status}`)}: </span>`;
}

const moveBetweenTabs =
  (names: readonly string[], send: (intent: Intent) => void) => (event: KeyboardEvent) => {
    const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("[role=tab]")];
    const here = tabs.indexOf(event.target as HTMLElement);
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = (here + by + tabs.length) % tabs.length;
    const tab = names[next];
    if (here < 0 || by === 0 || tab === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    send({ type: "tab", tab });
    tabs[next]?.focus();
  };
