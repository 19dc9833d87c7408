import type { EventRecord } from "../api/frames.ts";
import type { Catalogue, Key, Locale, ProtocolTexts, Texts } from "./catalogue.ts";
import { describeRecord, detailRecord, shortRecord } from "./describe.ts";
import { fill, type NumberStyle, numberIn, type Params, type Text } from "./format.ts";
import { type Phrasing, SILENT } from "./phrase.ts";
import { cite, lookUp } from "./speech.ts";

export type {
  Catalogue,
  Key,
  Later,
  Lesson,
  Lines,
  Locale,
  Named,
  ProtocolTexts,
  Titled,
  Why,
} from "./catalogue.ts";
export { languages, loadCatalogue, loadChapter, localeFor } from "./languages.ts";
export { type Phrasing, SILENT } from "./phrase.ts";

/**
 * The language of one view. Views on one page may speak different ones, so none is current. `Extra` are the keys that
 * a protocol's own texts add.
 */
export interface Words<Extra extends string = never> {
  readonly locale: Locale;
  /** A text by its key. */
  t(key: Key | Extra, params?: Params): string;
  /** A number as the language writes it. */
  number(value: number, style?: NumberStyle): string;
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
  learn(more: Readonly<Record<string, Text>>): void;
}

/** A language, with what a protocol says in it and when. */
export function wordsOf<Extra extends string = never>(
  locale: Locale,
  shared: Catalogue,
  own: ProtocolTexts & Readonly<Record<Extra, Text>> = {} as ProtocolTexts & Readonly<Record<Extra, Text>>,
  phrasing: Phrasing = SILENT,
): Words<Extra> {
  const texts: Texts = { ...shared, ...own };
  const speech = { locale, texts, phrasing: phrasing.given?.({ locale, texts }) ?? phrasing };
  return {
    locale,
    // A key that slipped past the compiler shows itself, so that it is found.
    t: (key, params = {}) => fill(lookUp(texts, key) ?? key, params, locale),
    number: (value, style) => numberIn(value, locale, style),
    has: (key): key is Key | Extra => lookUp(texts, key) !== null,
    describe: (record) => describeRecord(record, speech),
    short: (record) => shortRecord(record, speech),
    detail: (record) => detailRecord(record, speech),
    cite: (source) => cite(source, speech),
    // What a protocol says in its own way stays said so.
    learn: (more) => void Object.assign(texts, { ...more, ...texts }),
  };
}
