import type { EventRecord } from "../api/frames.ts";
import type { Catalogue, Key, Later, Locale, ProtocolTexts, Texts } from "./catalogue.ts";
import { cite } from "./cite.ts";
import { describeRecord, detailRecord, lookUp, shortRecord } from "./describe.ts";
import { fill, type Params } from "./format.ts";
import { type Phrasing, SILENT } from "./phrase.ts";

export {
  type Catalogue,
  type Key,
  type Later,
  type Lesson,
  LOCALES,
  type Locale,
  localeFor,
  type Named,
  type ProtocolTexts,
  type Why,
  type WhyOf,
} from "./catalogue.ts";
export { type Phrasing, SILENT } from "./phrase.ts";

/**
 * The language of one view. Views on one page may speak different ones, so none is current. `Extra` are the keys that
 * a protocol's own texts add.
 */
export interface Words<Extra extends string = never> {
  readonly locale: Locale;
  /** A text by its key. */
  t(key: Key | Extra, params?: Params): string;
  /** Whether there is a text: for names that come from outside, such as a scenario's. */
  has(key: string): key is Key | Extra;
  /** A record as a whole sentence with its place in the paper. */
  describe(record: EventRecord): string;
  /** A record as a headline: "n3 is elected leader of term 2". */
  short(record: EventRecord): string;
  /** What the headline leaves out: "3 of the 3 votes needed · Raft 5.2". */
  detail(record: EventRecord): string;
  /** The source of a rule or property, such as "Raft Figure 3, 5.2". */
  cite(source: string): string;
  /** From now on these texts are there, too. */
  learn(more: Readonly<Record<string, string>>): void;
}

/** Each language is two chunks of its own: at once, and later. What protocols say is theirs. */
const CATALOGUES: Readonly<Record<Locale, () => Promise<Catalogue>>> = {
  en: async () => (await import("./en.ts")).en,
  "zh-CN": async () => (await import("./zh-CN.ts")).zhCN,
};

const LATER: Readonly<Record<Locale, () => Promise<Later>>> = {
  en: async () => (await import("./en/later.ts")).later,
  "zh-CN": async () => (await import("./zh-CN/later.ts")).later,
};

export function loadCatalogue(locale: Locale): Promise<Catalogue> {
  return CATALOGUES[locale]();
}

export function loadLater(locale: Locale): Promise<Later> {
  return LATER[locale]();
}

/** A language, with what a protocol says in it and when. */
export function wordsOf<Extra extends string = never>(
  locale: Locale,
  shared: Catalogue,
  own: ProtocolTexts & Readonly<Record<Extra, string>> = {} as ProtocolTexts &
    Readonly<Record<Extra, string>>,
  phrasing: Phrasing = SILENT,
): Words<Extra> {
  const texts: Texts = { ...shared, ...own };
  const speech = { texts, phrasing: phrasing.given?.(texts) ?? phrasing };
  return {
    locale,
    // A key that slipped past the compiler shows itself, so that it is found.
    t: (key, params = {}) => fill(lookUp(texts, key) ?? key, params),
    has: (key): key is Key | Extra => lookUp(texts, key) !== null,
    describe: (record) => describeRecord(record, speech),
    short: (record) => shortRecord(record, speech),
    detail: (record) => detailRecord(record, speech),
    cite: (source) => cite(source, texts),
    // What a protocol says in its own way stays said so.
    learn: (more) => void Object.assign(texts, { ...more, ...texts }),
  };
}
