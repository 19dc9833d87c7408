import type { EventRecord } from "../api/frames.ts";
import { type Catalogue, type Locale, localeFor } from "./catalogue.ts";
import { describeRecord } from "./describe.ts";
import { en } from "./en.ts";
import { zhCN } from "./zh-CN.ts";

const CATALOGUES: Readonly<Record<Locale, Catalogue>> = { en, "zh-CN": zhCN };

/** A record as a sentence. For the npm library, which has every language at hand; the page loads one. */
export function describe(record: EventRecord, locale = "en"): string {
  return describeRecord(record, CATALOGUES[localeFor([locale])]);
}
