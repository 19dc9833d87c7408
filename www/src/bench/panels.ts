import { html, nothing, type TemplateResult } from "lit/html.js";
import type { EventRecord } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { Context, ProtocolView } from "../protocols/protocol.ts";
import { type Intent, SHARED_TABS } from "../state/app-state.ts";
import { icon } from "../widgets/icons.ts";

/** The chunk of what is drawn later. */
export type Details = typeof import("./bench-details.ts");

export interface PanelOptions extends Context {
  view: ProtocolView;
  /** Once they are loaded. */
  details: Details | null;
  /** The record that the caption tells. */
  headline: EventRecord | null;
}

/** Its own tabs come first; a name that this protocol does not have (it was another's) stands for the first. */
export function shownTab({ state, view }: Pick<PanelOptions, "state" | "view">): string {
  const names = tabsOf(view, state.tabs);
  return names.find((name) => name === state.tab) ?? names[0] ?? "events";
}

/** All tabs, or those of them that are offered. */
export function tabsOf(view: ProtocolView, offered: readonly string[] | null): readonly string[] {
  const all: readonly string[] = [...view.tabs.map((tab) => tab.name), ...SHARED_TABS];
  return offered === null ? all : all.filter((name) => offered.includes(name));
}

export function tabTitle(name: string, words: Words): string {
  const [own, shared] = [`tab.${name}`, `ui.tab.${name}`];
  if (words.has(own)) return words.t(own);
  return words.has(shared) ? words.t(shared) : name;
}

/** The column beside the stage: tabs, the chosen panel, the card of what is selected, the picture as text. */
export function drawPanels(options: PanelOptions): TemplateResult {
  const { state, words, view, send } = options;
  const shown = shownTab(options);
  const names = tabsOf(view, state.tabs);
  return html`
    <div class="tabs" role="tablist" aria-label=${words.t("ui.panels")} @keydown=${moveBetweenTabs(names, send)}>
      ${names.map(
        (tab) => html`<button type="button" role="tab" id="tab-${tab}" aria-controls="panel"
          aria-selected=${tab === shown ? "true" : "false"} tabindex=${tab === shown ? 0 : -1}
          @click=${() => send({ type: "tab", tab })}>${tabTitle(tab, words)}</button>`,
      )}
    </div>
    <div class="panel" id="panel" role="tabpanel" aria-labelledby="tab-${shown}">${drawPanel(options, shown)}</div>
    ${state.selection === null || state.selection.kind === "record" ? options.details?.drawLesson(options) : nothing}
    ${drawCard(options)}
    <details class="twin"><summary>${words.t("ui.twin.title")}</summary>${view.twin(options)}</details>`;
}

function drawPanel(options: PanelOptions, shown: string) {
  const { state, view, details, headline } = options;
  const own = view.tabs.find((tab) => tab.name === shown);
  if (own !== undefined)
    return html`${own.draw(options)}${state.selection === null && tabsOf(view, state.tabs).includes("why") ? details?.drawWhy(options, headline) : nothing}`;
  switch (shown) {
    case "why":
      return details?.drawWhy(options, chosenRecord(options));
    case "properties":
      return details?.drawProperties(options, view);
    default:
      return details?.drawEvents(options, view);
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
