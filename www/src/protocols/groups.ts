import type { Locale } from "../i18n/words.ts";

/** What chapters are grouped by in their menu, in its order. A chapter names its group in its entry. */
export const GROUPS = {
  consensus: { en: "Consensus", "zh-CN": "共识" },
  placement: { en: "Placement", "zh-CN": "数据放置" },
  others: { en: "Others", "zh-CN": "其他" },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type Group = keyof typeof GROUPS;
