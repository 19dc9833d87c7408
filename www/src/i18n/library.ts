import type { EventRecord } from "../api/frames.ts";
import { type Catalogue, type Locale, localeFor, type ProtocolTexts } from "./catalogue.ts";
import { describeRecord, type Speech } from "./describe.ts";
import { en } from "./en.ts";
import { texts as plainEnglish } from "./plain/en.ts";
import { plainTelling } from "./plain/telling.ts";
import { texts as plainChinese } from "./plain/zh-CN.ts";
import type { Telling } from "./telling.ts";
import { zhCN } from "./zh-CN.ts";

/** All that a protocol says, in every language at once: what the page loads piece by piece. */
export interface ToldProtocol {
  telling: Telling;
  texts: Readonly<Record<Locale, ProtocolTexts>>;
  pseudocode: Readonly<Record<string, readonly string[]>>;
  /** Per rule, its block of pseudocode and its line there. */
  lines: Readonly<Record<string, readonly [string, number]>>;
}

/** What every protocol's folder tells, by its path. */
const TOLD = import.meta.glob<ToldProtocol>("../protocols/*/told.ts", { eager: true, import: "told" });

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { en, "zh-CN": zhCN };
const PLAIN: Readonly<Record<Locale, ProtocolTexts>> = { en: plainEnglish, "zh-CN": plainChinese };

type Spoken = { speech: Speech; telling: Telling };

/** For the npm library, which has every language and protocol at hand; the page loads one. Each put together once. */
const SPEECHES: Readonly<Record<Locale, readonly Spoken[]>> = {
  en: speeches("en"),
  "zh-CN": speeches("zh-CN"),
};

/** One for each protocol, and one for what none of them knows. */
function speeches(locale: Locale): Spoken[] {
  const spoken = (own: ProtocolTexts, telling: Telling): Spoken => {
    const texts = { ...CATALOGUES[locale], ...own };
    return { telling, speech: { texts, telling: telling.given?.(texts) ?? telling } };
  };
  const all = Object.values(TOLD).map(({ texts, telling }) => spoken(texts[locale], telling));
  return [...all, spoken(PLAIN[locale], plainTelling(null))];
}

/** A record as a sentence. */
export function describe(record: EventRecord, locale = "en"): string {
  const all = SPEECHES[localeFor([locale])];
  // A record does not name its protocol: the one that knows what happened tells it.
  const found = all.find(({ telling }) => knows(telling, record)) ?? all.at(-1);
  return found === undefined ? record.kind : describeRecord(record, found.speech);
}

function knows(telling: Telling, record: EventRecord): boolean {
  if ("rule" in record) return telling.rule(record.rule, record.params, record.node) !== null;
  if ("message" in record) return telling.message(record.message) !== null;
  if (record.kind === "timer") return telling.timer(record.timer) !== null;
  return record.kind === "violated" && telling.property(record.property) !== null;
}

/** A protocol's algorithm in lines, and the line of each rule: for the npm library's catalog. */
export function pseudocodeOf(protocol: string): {
  blocks: Record<string, string[]>;
  rules: Record<string, { block: string; line: number }>;
} | null {
  const told = TOLD[`../protocols/${protocol}/told.ts`];
  if (told === undefined) return null;
  const blocks = Object.entries(told.pseudocode).map(([block, lines]) => [block, [...lines]]);
  const rules = Object.entries(told.lines).map(([code, [block, line]]) => [code, { block, line }]);
  return { blocks: Object.fromEntries(blocks), rules: Object.fromEntries(rules) };
}
