import type { Locale, Words } from "../i18n/index.ts";
import { browserClock } from "../player/wall-clock.ts";
import type { Presentation } from "../stage/presentation.ts";
import { type AppState, initialState, reduce } from "../state/app-state.ts";
import { intentOf, type KeyPress } from "../state/keyboard.ts";
import { App, type Engine } from "./app.ts";
import { preferredLocale, preferredTheme, prefersCalm, remember } from "./preferences.ts";
import { View } from "./view.ts";

export interface Parts {
  /** The engine, streamed. */
  engine(): Promise<Engine>;
  words(locale: Locale): Promise<Words>;
  /** How a protocol is shown. */
  presentation(protocol: string): Promise<(words: Words) => Presentation>;
}

/** The scenario of a first visit. */
const FIRST_SCENARIO = "leader-crash";

/** Starts the page: words and engine side by side, then the scenario that the address names. */
export async function start(parts: Parts): Promise<void> {
  const query = new URLSearchParams(location.search);
  let state: AppState = initialState({
    locale: preferredLocale(query),
    theme: preferredTheme(query),
    calm: prefersCalm(),
  });
  applyTheme(state);
  const engine = parts.engine();
  // Handled below; until then its failure must not count as unhandled.
  engine.catch(() => undefined);
  let words = await parts.words(state.locale);
  applyLocale(state, words);
  let present: ((words: Words) => Presentation) | null = null;
  let presentation: Presentation | null = null;
  let app: App | null = null;

  const view = new View({
    send: (intent) => app?.send(intent),
    share: () => app !== null && void copyLink(app),
    words: () => words,
    presentation: () => presentation,
  });

  const changed = (next: AppState, before: AppState) => {
    state = next;
    if (next.theme !== before.theme) applyTheme(next);
    if (next.locale !== before.locale) void changeLocale(next);
    view.show(next);
  };
  const changeLocale = async (next: AppState) => {
    remember("locale", next.locale);
    words = await parts.words(next.locale);
    presentation = present?.(words) ?? null;
    applyLocale(next, words);
    view.show(state);
  };

  view.show(state);
  try {
    const loaded = await engine;
    present = await parts.presentation("raft");
    presentation = present(words);
    app = new App(loaded, browserClock, state, changed);
    listenToKeys(app);
    app.send({ type: "open", scenario: firstScenario(loaded, query) });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    view.show(reduce(state, { type: "failed", failure: { kind: "wasm-missing", detail } }));
  }
}

function firstScenario(engine: Engine, query: URLSearchParams): string {
  const names = engine.scenarios.map((scenario) => scenario.name);
  const wanted = [query.get("scenario"), FIRST_SCENARIO].find(
    (name) => name !== null && names.includes(name),
  );
  return wanted ?? names[0] ?? "";
}

async function copyLink(app: App): Promise<void> {
  const link = app.simulation?.link(location.href.split("#", 1)[0]);
  if (link !== undefined) await navigator.clipboard.writeText(link).catch(() => undefined);
}

function applyTheme(state: AppState): void {
  document.documentElement.setAttribute("data-theme", state.theme);
  if (state.theme !== "auto") remember("theme", state.theme);
}

function applyLocale(state: AppState, words: Words): void {
  document.documentElement.lang = state.locale;
  document.title = words.t("ui.title");
}

function listenToKeys(app: App): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const press: KeyPress = {
      key: event.key,
      shift: event.shiftKey,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      focus: focusOf(event.target),
    };
    const intent = intentOf(press, app.state);
    if (intent === null) return;
    event.preventDefault();
    app.send(intent);
  });
}

function focusOf(target: EventTarget | null): KeyPress["focus"] {
  if (!(target instanceof Element)) return "none";
  if (target.matches("input[type=range]")) return target.matches(".time-slider") ? "none" : "slider";
  if (target.matches("input, textarea, [contenteditable]")) return "text";
  if (target.matches("select")) return "select";
  return target.matches("button, a, summary, [role=button], [role=tab]") ? "button" : "none";
}
