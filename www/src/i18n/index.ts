import type { EventRecord } from "../api/frames.ts";
import type { Catalogue, Key, Locale, Why } from "./catalogue.ts";
import { citeSource } from "./cite.ts";
import { describeRecord, detailRecord, lookUp, shortRecord } from "./describe.ts";
import { fill, type Params } from "./format.ts";

export { type Key, type Lesson, LOCALES, type Locale, localeFor, type Named, type Why } from "./catalogue.ts";
export { isRuleCode } from "./rules.ts";

/** The language of one view. Views on one page may speak different ones, so none is current. */
export interface Words {
  readonly locale: Locale;
  /** A text by its key. */
  t(key: Key, params?: Params): string;
  /** Whether there is a text: for names that come from outside, such as a scenario's. */
  has(key: string): key is Key;
  /** A record as a whole sentence with its place in the paper. */
  describe(record: EventRecord): string;
  /** A record as a headline: "n3 is elected leader of term 2". */
  short(record: EventRecord): string;
  /** What the headline leaves out: "3 of the 3 votes needed · Raft 5.2". */
  detail(record: EventRecord): string;
  /** The source of a rule or property, such as "Raft Figure 3, 5.2". */
  cite(source: string): string;
}

/** Each language is a chunk of its own. */
const CATALOGUES: Readonly<Record<Locale, () => Promise<Catalogue>>> = {
  en: async () => (await import("./en.ts")).en,
  "zh-CN": async () => (await import("./zh-CN.ts")).zhCN,
};

const EXPLANATIONS: Readonly<Record<Locale, () => Promise<Why>>> = {
  en: async () => (await import("./en/why.ts")).why,
  "zh-CN": async () => (await import("./zh-CN/why.ts")).why,
};

export async function loadLocale(locale: Locale): Promise<Words> {
  return wordsOf(locale, await CATALOGUES[locale]());
}

/** Explanations, pseudocode, lessons: not part of a first visit. */
export function loadWhy(locale: Locale): Promise<Why> {
  return EXPLANATIONS[locale]();
}

export function wordsOf(locale: Locale, texts: Catalogue): Words {
  return {
    locale,
    // A key that slipped past the compiler shows itself, so that it is found.
    t: (key, params = {}) => fill(lookUp(texts, key) ?? key, params),
    has: (key): key is Key => lookUp(texts, key) !== null,
    describe: (record) => describeRecord(record, texts),
    short: (record) => shortRecord(record, texts),
    detail: (record) => detailRecord(record, texts),
    cite: (source) => citeSource(source, texts),
  };
}
