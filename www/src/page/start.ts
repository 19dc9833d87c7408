import { scenarioOfLink } from "../api/link.ts";
import type { Locale, Why, Words } from "../i18n/index.ts";
import { browserClock } from "../player/wall-clock.ts";
import type { Presentation } from "../stage/presentation.ts";
import { type AppState, initialState, reduce } from "../state/app-state.ts";
import { intentOf, type KeyPress } from "../state/keyboard.ts";
import { App, type Engine } from "./app.ts";
import { preferredLocale, preferredTheme, prefersCalm, remember, showAddress } from "./preferences.ts";
import { View } from "./view.ts";

export interface Parts {
  /** The engine, streamed. */
  engine(): Promise<Engine>;
  words(locale: Locale): Promise<Words>;
  /** Explanations and lessons: asked for once the cluster runs. */
  why(locale: Locale): Promise<Why>;
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
  let why: Why | null = null;
  applyLocale(state, words);
  let present: ((words: Words) => Presentation) | null = null;
  let presentation: Presentation | null = null;
  let app: App | null = null;

  const view = new View({
    send: (intent) => app?.send(intent),
    words: () => words,
    why: () => why,
    presentation: () => presentation,
  });
  const changed = (next: AppState, before: AppState) => {
    state = next;
    if (next.theme !== before.theme) applyTheme(next);
    if (next.locale !== before.locale) void changeLocale(next);
    // The address is where the reader is, once they asked for it: it can then be copied from there too.
    if (next.share !== null && next.share !== before.share) showAddress(next.share.url);
    view.show(next);
  };
  const changeLocale = async (next: AppState) => {
    remember("locale", next.locale);
    words = await parts.words(next.locale);
    presentation = present?.(words) ?? null;
    applyLocale(next, words);
    view.show(state);
    await explain();
  };
  const explain = async () => {
    why = await parts.why(state.locale);
    view.show(state);
  };

  view.show(state);
  try {
    const loaded = await engine;
    present = await parts.presentation("raft");
    const shown = present(words);
    presentation = shown;
    const base = location.href.split("#", 1)[0] ?? "";
    const outlook = () => presentation ?? shown;
    app = new App({ engine: loaded, clock: browserClock, state, base, outlook, changed });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    view.show(reduce(state, { type: "failed", failure: { kind: "wasm-missing", detail } }));
    return;
  }
  listenToKeys(app);
  openFirst(app, query);
  const opened = app;
  addEventListener("hashchange", () => openLink(opened));
  // Not part of a first visit: nothing waits for it.
  void explain().catch(() => undefined);
}

/** What the address's fragment holds; without one, or if it is damaged, a scenario of the gallery. */
function openFirst(app: App, query: URLSearchParams): void {
  const { scenarios } = app.state;
  const names = scenarios.map((scenario) => scenario.name);
  const wanted = [query.get("scenario"), FIRST_SCENARIO].find(
    (name) => name !== null && names.includes(name),
  );
  openLink(app);
  if (app.state.world !== null) return;
  const { failure } = app.state;
  app.send({ type: "open", scenario: wanted ?? names[0] ?? "" });
  if (failure !== null) app.report(failure);
}

/** A link opens where its sender stood. */
function openLink(app: App): void {
  if (location.hash.length < 2 || location.href === app.state.share?.url) return;
  try {
    // One of another version is refused as a scenario, with the offer to open it anyway.
    const text = scenarioOfLink(location.href, true);
    app.send({ type: "open", scenario: "", text, at: "cursor" });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    app.report({ kind: "bad-scenario", detail, line: null, column: null });
  }
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
