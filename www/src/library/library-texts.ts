import type { EventRecord } from "../api/frames.ts";
import { type Catalogue, type Later, type Locale, localeFor, type ProtocolTexts } from "../i18n/catalogue.ts";
import { describeRecord, type Speech } from "../i18n/describe.ts";
import { rare as rareEnglish } from "../i18n/en/rare.ts";
import { en } from "../i18n/en.ts";
import type { Phrasing } from "../i18n/phrase.ts";
import { texts as plainEnglish } from "../i18n/plain/en.ts";
import { plainPhrasing } from "../i18n/plain/plain-phrasing.ts";
import { texts as plainChinese } from "../i18n/plain/zh-CN.ts";
import { rare as rareChinese } from "../i18n/zh-CN/rare.ts";
import { zhCN } from "../i18n/zh-CN.ts";
import type { LibraryPart } from "../protocols/protocol.ts";

/** What every protocol's folder tells, by its path. */
const PARTS = import.meta.glob<LibraryPart>("../protocols/*/library.ts", { eager: true, import: "library" });

const CATALOGUES: Readonly<Record<Locale, Catalogue & Partial<Later>>> = {
  en: { ...en, ...rareEnglish },
  "zh-CN": { ...zhCN, ...rareChinese },
};
const PLAIN: Readonly<Record<Locale, ProtocolTexts>> = { en: plainEnglish, "zh-CN": plainChinese };

type Spoken = { speech: Speech; phrasing: Phrasing };

/** For the npm library, which has every language and protocol at hand; the page loads one. Each put together once. */
const SPEECHES: Readonly<Record<Locale, readonly Spoken[]>> = {
  en: speeches("en"),
  "zh-CN": speeches("zh-CN"),
};

/** One for each protocol, and one for what none of them knows. */
function speeches(locale: Locale): Spoken[] {
  const spoken = (own: ProtocolTexts, phrasing: Phrasing): Spoken => {
    const texts = { ...CATALOGUES[locale], ...own };
    return { phrasing, speech: { texts, phrasing: phrasing.given?.(texts) ?? phrasing } };
  };
  const all = Object.values(PARTS).map(({ texts, phrasing }) => spoken(texts[locale], phrasing));
  return [...all, spoken(PLAIN[locale], plainPhrasing(null))];
}

/** A record as a sentence. */
export function describe(record: EventRecord, locale = "en"): string {
  const all = SPEECHES[localeFor([locale])];
  // A record does not name its protocol: the one that knows what happened tells it.
  const found = all.find(({ phrasing }) => knows(phrasing, record)) ?? all.at(-1);
  return found === undefined ? record.kind : describeRecord(record, found.speech);
}

function knows(phrasing: Phrasing, record: EventRecord): boolean {
  if ("rule" in record) return phrasing.rule(record.rule, record.params, record.node) !== null;
  if ("message" in record) return phrasing.message(record.message) !== null;
  if (record.kind === "timer") return phrasing.timer(record.timer) !== null;
  return record.kind === "violated" && phrasing.property(record.property) !== null;
}

/** A protocol's algorithm in lines, and the line of each rule: for the npm library's catalog. */
export function pseudocodeOf(protocol: string): {
  blocks: Record<string, string[]>;
  rules: Record<string, { block: string; line: number }>;
} | null {
  const part = PARTS[`../protocols/${protocol}/library.ts`];
  if (part === undefined) return null;
  const blocks = Object.entries(part.pseudocode).map(([block, lines]) => [block, [...lines]]);
  const rules = Object.entries(part.lines).map(([code, [block, line]]) => [code, { block, line }]);
  return { blocks: Object.fromEntries(blocks), rules: Object.fromEntries(rules) };
}
