import { html, nothing, type TemplateResult } from "lit/html.js";
import { languages, type Words } from "../i18n/words.ts";
import type { AppState, Intent } from "../state/app-state.ts";
import { icon } from "../widgets/icons.ts";

export interface HeaderOptions {
  state: AppState;
  words: Words;
  send(intent: Intent): void;
}

/** Name, chapter, scenario, seed; on a phone all but the first row folds into a menu. */
export function drawHeader({ state, words, send }: HeaderOptions): TemplateResult {
  const entry = state.scenarios.find((scenario) => scenario.name === state.scenario);
  const { protocol } = state;
  const changed = state.world?.own || state.changes.length > 0;
  return html`
    <a class="brand" href="./" aria-label="Ringleader">${brandMark()}<span>Ringleader</span></a>
    ${chaptersButton(state, words, send)}
    <label class="scenario"><span class="unseen">${words.t("ui.scenario")}</span>
      <select class="control"
        @change=${(event: Event) => send({ type: "open", scenario: (event.target as HTMLSelectElement).value })}>
        ${entry === undefined ? html`<option value="" selected>${words.t("ui.scenario.own")}</option>` : nothing}
        ${state.scenarios
          .filter((scenario) => scenario.protocol === protocol)
          .map(
            (scenario) =>
              html`<option value=${scenario.name} ?selected=${scenario === entry}>${scenarioTitle(scenario.name, words, scenario === entry && changed)}</option>`,
          )}
      </select></label>
    ${
      state.scenarios.length === 0
        ? nothing
        : html`<button type="button" class="icon-button gallery-button" aria-label=${words.t("ui.scenario.more")} title=${words.t("ui.scenario.more")}
      @click=${() => send({ type: "dialog", dialog: "scenario" })}>${icon("settings")}</button>`
    }
    <button type="button" class="icon-button menu-button" aria-expanded=${state.menu ? "true" : "false"} aria-controls="more"
      aria-label=${words.t("ui.menu")} @click=${() => send({ type: "menu", open: !state.menu })}>${icon("menu")}</button>
    <div id="more" class="more ${state.menu ? "open" : ""}">
      <span class="grow"></span>
      ${
        state.world === null
          ? nothing
          : html`<span class="seed mono">${words.t("ui.seed", { seed: state.world.seed })}</span>
      <button type="button" class="control plain" @click=${() => send({ type: "new-seed" })}>${words.t("ui.new-seed")}</button>
      <button type="button" class="control" @click=${() => send({ type: "share" })}>${words.t("ui.share")}</button>`
      }
      ${drawLanguages(state.locale, words, send)}
      ${themeButton(state, words, send)}
      <button type="button" class="icon-button" aria-label=${words.t("ui.help")} title=${words.t("ui.help")}
        @click=${() => send({ type: "dialog", dialog: "help" })}>${icon("help")}</button>
    </div>`;
}

/** Names that come from the engine's catalog may be newer than our words; then the name itself has to do. */
function scenarioTitle(name: string, words: Words, changed: boolean | undefined): string {
  const key = `scenario.${name}.title`;
  const title = words.has(key) ? words.t(key) : name;
  return changed && words.has("ui.scenario.changed") ? words.t("ui.scenario.changed", { title }) : title;
}

/**
 * The languages besides the one that was asked for, which may be on its way: one is a button, several are a list, each
 * called as it calls itself.
 */
function drawLanguages(wanted: string, words: Words, send: (intent: Intent) => void): TemplateResult {
  const [other, ...more] = [...languages].filter(([tag]) => tag !== wanted);
  if (other === undefined) return html``;
  const [tag, name] = other;
  if (more.length === 0)
    return html`<button type="button" class="control plain" lang=${tag}
        @click=${() => send({ type: "locale", locale: tag })}>${name}</button>`;
  return html`<select class="control plain" aria-label=${words.t("ui.language")}
        @change=${(event: Event) => send({ type: "locale", locale: (event.target as HTMLSelectElement).value })}>
        ${Array.from(languages, ([tag, name]) => html`<option lang=${tag} value=${tag} ?selected=${tag === wanted}>${name}</option>`)}</select>`;
}

/** A chapter that is newer than these texts is called as the scenario language calls it. */
export function chapterTitle(protocol: string, words: Words): string {
  const key = `protocol.${protocol}`;
  return words.has(key) ? words.t(key) : protocol;
}

/** The chapter that is shown, which opens the menu of all. The menu itself comes with what a first visit does not show. */
function chaptersButton(
  { protocol, popup }: AppState,
  words: Words,
  send: (intent: Intent) => void,
): TemplateResult {
  const opened = popup?.of === "chapters";
  const title = chapterTitle(protocol, words);
  const toggle = ({ currentTarget }: Event) => {
    const { left: x, bottom } = (currentTarget as Element).getBoundingClientRect();
    send({ type: "popup", popup: opened ? null : { of: "chapters", target: null, x, y: bottom + 4 } });
  };
  const arrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    toggle(event);
  };
  return html`<button type="button" class="control chapters" aria-haspopup="menu" aria-controls="popup" aria-expanded=${opened ? "true" : "false"}
    aria-label="${words.t("ui.protocols")}: ${title}" @click=${toggle} @keydown=${arrow}>${title}${icon("down")}</button>`;
}

const NEXT_THEME = { auto: "dark", dark: "light", light: "auto" } as const;
const THEME_ICON = { auto: "system", dark: "moon", light: "sun" } as const;

function themeButton(state: AppState, words: Words, send: (intent: Intent) => void): TemplateResult {
  const label = words.t(`ui.theme.${state.theme}`);
  return html`<button type="button" class="icon-button" aria-label=${label} title=${label}
    @click=${() => send({ type: "theme", theme: NEXT_THEME[state.theme] })}>${icon(THEME_ICON[state.theme])}</button>`;
}

/** A ring with a crown: the one among equals. */
export function brandMark(): TemplateResult {
  return html`<svg class="brand-mark" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
    <circle cx="11" cy="13" r="7" /><path d="M6.600 2.600l2.200 1.900L11 1l2.200 3.500 2.200-1.900-.8 4.600H7.400z" /></svg>`;
}
