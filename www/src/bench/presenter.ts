import type { ProtocolInfo } from "../api/catalog.ts";
import {
  type Catalogue,
  type Later,
  type Locale,
  loadCatalogue,
  loadChapter,
  type ProtocolTexts,
  type Why,
  type Words,
  wordsOf,
} from "../i18n/words.ts";
import type {
  Outlook,
  ProtocolEntry,
  ProtocolPage,
  ProtocolView,
  ShownProtocol,
} from "../protocols/protocol.ts";
import type { ProtocolLoader } from "./app.ts";
import type { Chapter } from "./chapters.ts";
import { adopt } from "./host-document.ts";

/** What is loaded of a protocol in a language. */
interface Loaded {
  page: ProtocolPage;
  words: Words;
  view: ProtocolView;
}

/**
 * Knows how the run is shown: in which language, as which protocol. Each of the pieces is loaded when first needed,
 * side by side; what is loaded once is there at once.
 */
export class Presenter implements ProtocolLoader {
  readonly #entries: readonly ProtocolEntry[];
  /** What the engine can run, once there is one. */
  #known: readonly ProtocolInfo[] = [];
  readonly #root: Document | ShadowRoot;
  readonly #loaded = new Map<string, Loaded>();
  readonly #catalogues = new Map<Locale, Catalogue>();
  #locale: Locale;
  /** The language that was asked for last: of several on their way, it is the one that counts. */
  #wanted: Locale;
  #words: Words | null = null;
  #protocol: string | null = null;
  #why: { of: string; why: Why } | null = null;
  /** Texts of what opens later, once anything was reached that needs them; from then on no language goes without. */
  #later: Map<Locale, Later> | null = null;

  constructor(entries: readonly ProtocolEntry[], locale: Locale, root: Document | ShadowRoot) {
    this.#entries = entries;
    this.#locale = locale;
    this.#wanted = locale;
    this.#root = root;
  }

  /** What the engine can run; what of it has no page part is shown in the default way. */
  know(protocols: readonly ProtocolInfo[]): void {
    this.#known = protocols;
  }

  /** The protocols that can be shown, in the order of their places. */
  get protocols(): readonly string[] {
    return [...new Set([...this.#entries, ...this.#known].map(({ name }) => name))];
  }

  /** The same, each with the group of its line in the menu. */
  get chapters(): readonly Chapter[] {
    const groups = new Map(this.#entries.map(({ name, group }) => [name, group]));
    return this.protocols.map((name) => ({ name, group: groups.get(name) ?? "others" }));
  }

  /** Its page part; what it leaves out, or all of it, in the default way. */
  async #shownOf(protocol: string): Promise<ShownProtocol> {
    const entry = this.#entries.find(({ name }) => name === protocol);
    if (entry !== undefined && isWhole(entry)) return entry;
    if (!this.protocols.includes(protocol)) throw new Error(`there is no protocol ${protocol}`);
    const { shown, unlisted } = await import("../protocols/shown.ts");
    return entry === undefined ? unlisted(protocol) : shown(entry);
  }

  get words(): Words {
    if (this.#words === null) throw new Error("words are asked for before a language is loaded");
    return this.#words;
  }

  get view(): ProtocolView | null {
    return this.#shown?.view ?? null;
  }

  /** Explanations, once they are loaded. */
  get why(): Why | null {
    return this.#why?.of === this.#key() ? this.#why.why : null;
  }

  outlook(): Outlook {
    const { view } = this;
    if (view === null) throw new Error("no protocol is shown yet");
    return view;
  }

  firstScenario(protocol: string): string | null {
    return this.#entries.find(({ name }) => name === protocol)?.firstScenario ?? null;
  }

  has(protocol: string): boolean {
    return this.#loaded.has(this.#key(protocol));
  }

  use(protocol: string): void {
    this.#protocol = protocol;
    const shown = this.#shown;
    if (shown === undefined) throw new Error(`${protocol} is not loaded`);
    this.#words = shown.words;
    if (shown.page.styles !== undefined) adopt(this.#root, shown.page.styles);
  }

  /**
   * The shared texts alone: enough to say what went wrong, before any protocol is there. What a first visit does not
   * show at first may be left for later.
   */
  async speak(leavesLater: boolean): Promise<void> {
    const locale = this.#locale;
    const [shared] = await Promise.all([this.#catalogue(locale), leavesLater ? null : this.#learn(locale)]);
    this.#words ??= wordsOf(locale, shared);
  }

  /** What is said later of whatever is shown: what is done by hand is among it. */
  async learn(): Promise<void> {
    const locale = this.#locale;
    const later = await this.#learn(locale);
    for (const words of [this.#words, ...[...this.#loaded.values()].map((one) => one.words)])
      if (words?.locale === locale) words.learn(later);
  }

  async prepare(protocol: string, locale: Locale = this.#locale): Promise<void> {
    const entry = await this.#shownOf(protocol);
    const [shared, page, texts] = await Promise.all([
      this.#catalogue(locale),
      entry.page(this.#known.find(({ name }) => name === protocol) ?? null),
      loadChapter(entry, locale),
      this.#later === null ? null : this.#learn(locale),
    ]);
    const shown = loaded(locale, shared, page.page, texts);
    shown.words.learn(this.#later?.get(locale) ?? {});
    this.#loaded.set(this.#key(protocol, locale), shown);
  }

  /** The words of a protocol, shown or not: titles of its scenarios are its own. */
  async wordsFor(protocol: string): Promise<Words> {
    if (!this.has(protocol)) await this.prepare(protocol);
    return this.#loaded.get(this.#key(protocol))?.words ?? this.words;
  }

  /** Another language from now on. */
  async translate(locale: Locale): Promise<void> {
    this.#wanted = locale;
    const shared = await this.#catalogue(locale);
    // The protocol may change while texts are on their way.
    while (this.#protocol !== null && !this.#loaded.has(this.#key(this.#protocol, locale)))
      await this.prepare(this.#protocol, locale);
    if (this.#wanted !== locale) return;
    this.#locale = locale;
    if (this.#protocol === null) this.#words = wordsOf(locale, shared);
    else this.use(this.#protocol);
    if (this.#later !== null) await this.explain();
  }

  /** Loads what is said later of what is shown: panels and dialogs, explanations and lessons. */
  async explain(): Promise<void> {
    const [key, protocol, locale] = [this.#key(), this.#protocol, this.#locale];
    const wanted = this.#why?.of === key ? null : protocol;
    const [, why] = await Promise.all([this.learn(), wanted === null ? null : explained(wanted, locale)]);
    if (why !== null && key === this.#key()) this.#why = { of: key, why };
  }

  /** Loads what the other tabs need, so that they open at once and without a network. */
  async foresee(): Promise<void> {
    const locale = this.#locale;
    for (const name of this.protocols) {
      if (!this.has(name)) await this.prepare(name, locale);
      const view = this.#loaded.get(this.#key(name, locale))?.view;
      await Promise.all([view?.later?.(), view?.legendSamples(), explained(name, locale)]);
    }
  }

  get #shown(): Loaded | undefined {
    return this.#loaded.get(this.#key());
  }

  #key(protocol: string | null = this.#protocol, locale: Locale = this.#locale): string {
    return `${protocol} ${locale}`;
  }

  async #learn(locale: Locale): Promise<Later> {
    this.#later ??= new Map();
    const later = this.#later.get(locale) ?? (await (await afterwards()).loadLater(locale));
    this.#later.set(locale, later);
    return later;
  }

  async #catalogue(locale: Locale): Promise<Catalogue> {
    const known = this.#catalogues.get(locale);
    if (known !== undefined) return known;
    const catalogue = await loadCatalogue(locale);
    this.#catalogues.set(locale, catalogue);
    return catalogue;
  }
}

/** What the page says later, and in which languages. */
const afterwards = () => import("../protocols/explained.ts");

const explained = async (protocol: string, locale: Locale): Promise<Why> =>
  (await afterwards()).explained(protocol, locale);

const isWhole = (entry: ProtocolEntry): entry is ShownProtocol => entry.page !== undefined;

function loaded(locale: Locale, shared: Catalogue, page: ProtocolPage, texts: ProtocolTexts): Loaded {
  const words = wordsOf(locale, shared, texts, page.phrasing);
  return { page, words, view: page.view(words) };
}
