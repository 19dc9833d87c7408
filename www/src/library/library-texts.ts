import type { EventRecord } from "../api/frames.ts";
import type { Catalogue, Later, Lines, Locale, Pseudocode } from "../i18n/catalogue.ts";
import { describeRecord } from "../i18n/describe.ts";
import { FIRST_LOCALE, localeFor, type Part } from "../i18n/languages.ts";
import type { Phrasing } from "../i18n/phrase.ts";
import { plainPhrasing } from "../i18n/plain-phrasing.ts";
import { type Parts, register, withRegistered } from "../i18n/registered.ts";
import type { Speech } from "../i18n/speech.ts";

/** What every protocol's folder says when, by its path, and of its rules the lines of pseudocode. */
const PHRASINGS = import.meta.glob<Phrasing>("../protocols/*/phrasing.ts", {
  eager: true,
  import: "phrasing",
});
const LINES = import.meta.glob<Lines>("../protocols/*/lines.ts", { eager: true, import: "LINES" });

/** What a record can say, in every language at once: what the page loads piece by piece. */
const TEXTS = import.meta.glob<Part>(
  [
    "../texts/*/*.json",
    "!../texts/*/language.json",
    "!../texts/*/later.json",
    "!../texts/*/*.why.json",
    "!../texts/*/*.pseudocode.json",
  ],
  { eager: true, import: "default" },
);
const PSEUDOCODE = import.meta.glob<Pseudocode>("../texts/en/*.pseudocode.json", {
  eager: true,
  import: "default",
});

const protocols = Object.entries(PHRASINGS).map(([path, phrasing]) => ({
  name: path.split("/")[2] ?? "",
  phrasing,
}));

interface Spoken {
  /** Of the protocol. */
  name: string;
  /** Whether a word is of this protocol alone. */
  isOwn(key: string): boolean;
  speech: Speech;
  phrasing: Phrasing;
}
const speeches = new Map<Locale, readonly Spoken[]>();

/** One for each protocol, and one for what none of them knows; put together when first asked for. */
function speechesIn(locale: Locale): readonly Spoken[] {
  const known = speeches.get(locale);
  if (known !== undefined) return known;
  const piece = (name: string): Part => {
    const shipped = [locale, FIRST_LOCALE].map((tag) => TEXTS[`../texts/${tag}/${name}.json`]);
    return withRegistered(locale, name, shipped.find((one) => one !== undefined) ?? {});
  };
  const spoken = (own: string, phrasing: Phrasing): Spoken => {
    const shared = { ...piece("page"), ...piece("rare") };
    const texts = { ...shared, ...piece(own) } as Catalogue & Partial<Later>;
    return {
      name: own,
      isOwn: (key) => Object.hasOwn(piece(own), key) && !Object.hasOwn(shared, key),
      phrasing,
      speech: { locale, texts, phrasing: phrasing.given?.({ locale, texts }) ?? phrasing },
    };
  };
  const all = [
    ...protocols.map(({ name, phrasing }) => spoken(name, phrasing)),
    spoken("plain", plainPhrasing(null)),
  ];
  speeches.set(locale, all);
  return all;
}

/** A record as a sentence. */
export function describe(record: EventRecord, locale = "en"): string {
  const all = speechesIn(localeFor([locale]));
  // It names its protocol, or the one that knows what happened tells it.
  const named = all.find(({ name }) => name === record.protocol);
  const found = named ?? all.find((one) => knows(one, record)) ?? all.at(-1);
  return found === undefined ? record.kind : describeRecord(record, found.speech);
}

function knows({ isOwn, phrasing }: Spoken, record: EventRecord): boolean {
  if (record.kind === "action") return isOwn(`action.${record.verb}`);
  if (record.kind === "no-effect") return isOwn(`no-effect.${record.reason}`);
  if ("rule" in record) return phrasing.rule(record.rule, record.params, record.node) !== null;
  if ("message" in record) return phrasing.message(record.message) !== null;
  if (record.kind === "timer") return phrasing.timer(record.timer) !== null;
  return record.kind === "violated" && phrasing.property(record.property) !== null;
}

/** From now on these are a language's texts; what they leave out is said as before, of a new language in English. */
export function bring(locale: Locale, parts: Parts): void {
  register(locale, parts);
  speeches.delete(locale);
}

/** A protocol's algorithm in lines, and the line of each rule: for the npm library's catalog. */
export function pseudocodeOf(protocol: string): {
  blocks: Record<string, string[]>;
  rules: Record<string, { block: string; line: number }>;
} | null {
  const lines = LINES[`../protocols/${protocol}/lines.ts`];
  const pseudocode = PSEUDOCODE[`../texts/en/${protocol}.pseudocode.json`];
  if (lines === undefined || pseudocode === undefined) return null;
  const blocks = Object.entries(pseudocode).map(([block, text]) => [block, [...text]]);
  const rules = Object.entries(lines).map(([code, [block, line]]) => [code, { block, line }]);
  return { blocks: Object.fromEntries(blocks), rules: Object.fromEntries(rules) };
}
