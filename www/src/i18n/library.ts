import type { EventRecord } from "../api/frames.ts";
import { type Catalogue, type Locale, localeFor } from "./catalogue.ts";
import { describeRecord } from "./describe.ts";
import { pseudocode } from "./en/pseudocode.ts";
import { en } from "./en.ts";
import { LINES } from "./pseudocode.ts";
import { zhCN } from "./zh-CN.ts";

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { en, "zh-CN": zhCN };

/** A record as a sentence. For the npm library, which has every language at hand; the page loads one. */
export function describe(record: EventRecord, locale = "en"): string {
  return describeRecord(record, CATALOGUES[localeFor([locale])]);
}

/** A protocol's algorithm in lines, and the line of each rule: for the npm library's catalog. */
export function pseudocodeOf(protocol: string): {
  blocks: Record<string, string[]>;
  rules: Record<string, { block: string; line: number }>;
} | null {
  if (protocol !== "raft") return null;
  const blocks = Object.entries(pseudocode).map(([block, lines]) => [block, [...lines]]);
  const rules = Object.entries(LINES).map(([code, [block, line]]) => [code, { block, line }]);
  return { blocks: Object.fromEntries(blocks), rules: Object.fromEntries(rules) };
}
