import { likelyProtocol } from "../api/link.ts";
import type { Engine } from "../bench/app.ts";
import { Bench, calmness } from "../bench/bench.ts";
import { sayWordless } from "../bench/failure.ts";
import { pressOf } from "../bench/host-document.ts";
import { loadChapter } from "../i18n/words.ts";
import { browserClock } from "../player/player.ts";
import type { ProtocolEntry } from "../protocols/protocol.ts";
import { FIRST_PROTOCOL } from "../protocols/protocols.ts";
import { type AppState, initialState } from "../state/app-state.ts";
import { intentOf } from "../state/keyboard.ts";
import { preferredLocale, preferredTheme, remember, showAddress } from "./preferences.ts";

export interface Parts {
  /** The chapter of a scenario whose opening came with the page; undefined for any other. */
  recordedChapter(scenario: string): Promise<string | undefined>;
  /** What plays that opening, with the chapter's engine to follow. */
  recorded(scenario: string, chapter: string): Promise<Engine>;
  /** The chapter's engine, streamed. */
  whole(chapter: string): Promise<Engine>;
  /** What a visit opens that asks for nothing else. */
  firstScenario: string;
  protocols: readonly ProtocolEntry[];
}

/** What an address names and what it is named, unless it is the plain one. */
const links = () => import("./address.ts");

/**
 * Starts the page: words, the protocol, and the recorded opening of what the address names, side by side. What is not
 * recorded, or does not come as it should, the engine opens.
 */
export async function start(parts: Parts): Promise<void> {
  const { whole, protocols } = parts;
  const query = new URLSearchParams(location.search);
  const calm = calmness();
  const state = initialState({
    locale: preferredLocale(query),
    theme: preferredTheme(query),
    calm: calm.matches,
  });
  applyTheme(state);
  const reload = () => location.reload();
  const wanted = await wantedOf(query, parts).catch((error) => {
    sayWordless(document, document.documentElement, detailOf(error), reload);
    return null;
  });
  if (wanted === null) return;
  // Whatever a scenario's text says later: this one is most likely needed, so it is loaded side by side.
  const { chapter, recorded } = wanted;
  const likely = protocols.find(({ name }) => name === chapter);
  const loading =
    recorded === null ? whole(chapter) : parts.recorded(recorded, chapter).catch(() => whole(chapter));
  const pieces = Promise.all([likely?.page?.(null), likely && loadChapter(likely, state.locale)]);
  // Handled below; until then their failure must not count as unhandled.
  for (const piece of [loading, pieces]) piece.catch(() => undefined);
  let opened: Bench | null = null;
  try {
    const bench = await Bench.open({
      root: document,
      host: document.documentElement,
      protocols,
      state,
      clock: browserClock,
      base,
      changed: (next, before) => pageChanged(bench, next, before),
      ...{ again: reload, reload, leavesLater: recorded !== null },
    });
    opened = bench;
    calm.addEventListener("change", () => bench.send({ type: "calm", calm: calm.matches }));
    applyLocale(bench);
    const engine = await loading;
    const app = bench.start(engine);
    if (engine.whole === undefined) await bench.presenter.learn();
    // What does not come is asked for once more, and told of, where it is opened.
    if (likely !== undefined) await bench.presenter.prepare(likely.name).catch(() => undefined);
    listenToKeys(bench);
    if (recorded !== null) app.send({ type: "open", scenario: recorded });
    else await (await links()).openFirst(bench, app, new URL(location.href), FIRST_PROTOCOL);
    const follow = (): void => {
      const missed = (error: unknown) => app.missed("link", error, follow);
      links().then(({ openLink }) => openLink(app, new URL(location.href)), missed);
    };
    addEventListener("hashchange", follow);
  } catch (error) {
    const detail = detailOf(error);
    if (opened === null) sayWordless(document, document.documentElement, detail, reload);
    else opened.fail(detail);
  }
}

function pageChanged(bench: Bench, next: AppState, before: AppState): void {
  if (next.theme !== before.theme) applyTheme(next);
  if (next.locale !== before.locale) {
    remember("locale", next.locale);
    applyLocale(bench);
  } else if (next.protocol !== before.protocol) applyLocale(bench);
  // The address is where the reader is, once they asked for it: it can then be copied from there too.
  if (next.share !== null && next.share !== before.share) showAddress(next.share.url);
  else if (next.world !== null) nameRun(bench, next);
}

/** What the address names: which scenario, and whether it is still the gallery's. */
let named: string | null = null;

/** Another scenario, or one that is changed now, is another address; the first is the one that opened it. */
function nameRun({ app }: Bench, { scenario, text, changes, world }: AppState): void {
  const now = `${scenario} ${world?.own} ${changes} ${text}`;
  if (now === named) return;
  // Where that piece does not come, the address stays the one before.
  if (named !== null)
    links().then(
      ({ addressOf }) => app && showAddress(addressOf(app, base())),
      () => undefined,
    );
  named = now;
}

/** The address without what names a run. */
function base(): string {
  const address = new URL(location.href);
  address.hash = "";
  for (const name of ["scenario", "protocol"]) address.searchParams.delete(name);
  return address.href;
}

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Wanted {
  chapter: string;
  /** The scenario that is opened, if its opening is recorded; null for one of somebody's own, and for no such name. */
  recorded: string | null;
}

/** What the address asks for, as far as that can be told without an engine. */
async function wantedOf(query: URLSearchParams, parts: Parts): Promise<Wanted> {
  const isShown = (chapter?: string | null) => parts.protocols.some(({ name }) => name === chapter);
  const recorded = location.hash.length > 1 ? null : scenarioOf(query, parts);
  const chapter = recorded === null ? undefined : await parts.recordedChapter(recorded);
  if (chapter !== undefined && isShown(chapter)) return { chapter, recorded };
  const linked = likelyProtocol(
    location.hash,
    parts.protocols.map(({ name }) => name),
  );
  const named = [linked, query.get("protocol")].find(isShown);
  return { chapter: named ?? FIRST_PROTOCOL, recorded: null };
}

/** The name of a scenario that the address has, or of the one that its chapter opens. */
function scenarioOf(query: URLSearchParams, { protocols, firstScenario }: Parts): string | null {
  const [name, chapter] = [query.get("scenario"), query.get("protocol")];
  const first = protocols.find((one) => one.name === chapter)?.firstScenario;
  return name ?? (chapter === null ? firstScenario : (first ?? null));
}

function applyTheme(state: AppState): void {
  document.documentElement.setAttribute("data-theme", state.theme);
  if (state.theme !== "auto") remember("theme", state.theme);
}

/** The language and the title of the page; the title names the protocol. */
function applyLocale({ presenter: { words }, state }: Bench): void {
  document.documentElement.lang = words.locale;
  const key = `protocol.${state.protocol === "" ? FIRST_PROTOCOL : state.protocol}`;
  document.title = words.t("ui.title", { protocol: words.has(key) ? words.t(key) : state.protocol });
}

function listenToKeys(bench: Bench): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    const intent = intentOf(pressOf(event), bench.state, bench.keys);
    if (intent === null) return;
    event.preventDefault();
    bench.send(intent);
  });
}
