import type { en } from "./en.ts";
import type { Block } from "./pseudocode.ts";
import type { BugName, LegendEntry, OptionName, PropertyName, RuleCode, ScenarioName } from "./rules.ts";

export type Locale = "en" | "zh-CN";
export const LOCALES: readonly Locale[] = ["en", "zh-CN"];

/**
 * What the first visit needs: the interface and one short text per kind of record. English defines the keys;
 * a language that lacks one does not compile.
 */
export type Key = keyof typeof en;
export type Catalogue = Readonly<Record<Key, string>>;

export interface Named {
  name: string;
  text: string;
}

/** What surrounds a scenario of the gallery. Which choice is right, a test of the engine reads off the run. */
export interface Lesson {
  watch: string;
  /** Null where the answer would depend on the seed. */
  question: string | null;
  choices: Readonly<Record<string, string>>;
}

/** What is asked for later: explanations, pseudocode, lessons. Loaded when first looked at. */
export interface Why {
  rules: Readonly<Record<RuleCode, string>>;
  pseudocode: Readonly<Record<Block, readonly string[]>>;
  /** Per rule, its block of pseudocode and the line that is the rule. */
  lines: Readonly<Record<RuleCode, readonly [Block, number]>>;
  properties: Readonly<Record<PropertyName, string>>;
  bugs: Readonly<Record<BugName, Named>>;
  options: Readonly<Record<OptionName, Named>>;
  lessons: Readonly<Record<ScenarioName, Lesson>>;
  legend: Readonly<Record<LegendEntry, string>>;
}

/** The best of our languages for a reader who would like these, in this order. */
export function localeFor(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split(/[-_]/u)[0];
    if (language === "zh") return "zh-CN";
    if (language === "en") return "en";
  }
  return "en";
}
