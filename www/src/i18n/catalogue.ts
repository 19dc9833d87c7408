import type { later } from "./en/later.ts";
import type { en } from "./en.ts";

export type Locale = "en" | "zh-CN";
export const LOCALES: readonly Locale[] = ["en", "zh-CN"];

/**
 * What every protocol's page says: the interface, and what happens whatever the protocol. English defines the
 * keys; a language that lacks one does not compile.
 */
export type Key = keyof typeof en | keyof typeof later;
/** What a first visit shows. */
export type Catalogue = Readonly<Record<keyof typeof en, string>>;
/** What is opened or reached later: panels, cards, menus, dialogs. */
export type Later = Readonly<Record<keyof typeof later, string>>;

/**
 * What is said of one protocol from the first visit on, by key. Asked for by these keys, where there is one:
 * `rule.<code>`, `message.<kind>`, `timer.<name>` (what happened, `what::why`), `fire.<timer>` (a button),
 * `moment.<kind>` (a mark on the time bar), `property.<name>.name`, `scenario.<name>.title`, `tab.<name>`, `hint` (what
 * to try first), `silence.start`, `silence.quiet` (the headline when nothing has happened yet, when nothing is worth
 * one). Any other key is between the protocol's texts and its drawing.
 */
export type ProtocolTexts = Readonly<Record<string, string>>;

/** All that one view can say: the shared texts, and those of its protocol. */
export type Texts = Catalogue & Partial<Later> & ProtocolTexts;

export interface Named {
  name: string;
  text: string;
}

/** What surrounds a scenario of the gallery. Which choice is right is judged by the run at hand. */
export interface Lesson {
  /** What is to be seen in the scenario as it is; it need not hold of one that was changed. */
  watch: string;
  /** What a run has to come to so that it answers the question, to follow "It would take:". */
  needs: string;
  /** Null where the answer would depend on the seed. */
  question: string | null;
  choices: Readonly<Record<string, string>>;
}

/** The names that a protocol's explanations are told apart by. */
export interface Names {
  rule: string;
  block: string;
  property: string;
  bug: string;
  option: string;
  scenario: string;
  legend: string;
}

/**
 * What is asked for later: explanations, pseudocode, lessons. Loaded when first looked at. A protocol gives its own
 * names, so that a text that is missing in one language does not compile.
 */
export type WhyOf<N extends Names> = {
  rules: Readonly<Record<N["rule"], string>>;
  pseudocode: Readonly<Record<N["block"], readonly string[]>>;
  /** Per rule, its block of pseudocode and the line that is the rule. */
  lines: Readonly<Record<N["rule"], readonly [N["block"], number]>>;
  /** What each property says. */
  statements: Readonly<Record<N["property"], string>>;
  /** What its violation means. */
  properties: Readonly<Record<N["property"], string>>;
  bugs: Readonly<Record<N["bug"], Named>>;
  options: Readonly<Record<N["option"], Named>>;
  lessons: Readonly<Record<N["scenario"], Lesson>>;
  /** How to read the picture, in this order. */
  legend: Readonly<Record<N["legend"], string>>;
};
export type Why = WhyOf<Names>;

/** The best of our languages for a reader who would like these, in this order. */
export function localeFor(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split(/[-_]/u)[0];
    if (language === "zh") return "zh-CN";
    if (language === "en") return "en";
  }
  return "en";
}
