/**
 * What the texts are: a folder for each language, `texts/<tag>/`, whose files are all that the language is. Adding one
 * is adding its folder. In it
 *
 * - `language.json`: how the language is called in itself,
 * - `page.json`: what a first visit shows whatever the protocol, and the protocols' names,
 * - `rare.json`: what happens by hand and in other runs than the first,
 * - `later.json`: what is opened or reached later: panels, cards, menus, dialogs,
 * - `plain.json`, `plain.why.json`: what is said of a protocol that has no text of its own for it,
 * - `<chapter>.json`: what is said of one protocol from the first visit on,
 * - `<chapter>.why.json`, `<chapter>.pseudocode.json`: its explanations, its algorithm in lines.
 *
 * English defines the keys; a test names those that another language lacks.
 */
import type later from "../texts/en/later.json";
import type page from "../texts/en/page.json";
import type rare from "../texts/en/rare.json";
import type { Text } from "./format.ts";

/** A language's tag, which is its folder's name: `en`, `zh-CN`. */
export type Locale = string;

/** What every protocol's page says: the interface, and what happens whatever the protocol. */
export type Key = keyof typeof page | keyof typeof later | keyof typeof rare;
/** What a first visit shows. */
export type Catalogue = Readonly<Record<keyof typeof page, Text>>;
/** What is opened or reached later. */
export type Later = Readonly<Record<keyof typeof later | keyof typeof rare, Text>>;

/**
 * What is said of one protocol from the first visit on, by key. Asked for by these keys, where there is one:
 * `rule.<code>`, `message.<kind>`, `timer.<name>` (what happened, `what::why`: headline and small print, joined to a
 * sentence), `fire.<timer>` (a button), `moment.<kind>` (a mark on the time bar), `property.<name>.name`,
 * `scenario.<name>.title`, `tab.<name>`, `hint` (what to try first), `silence.start`, `silence.quiet` (the headline when
 * nothing has happened yet, when nothing is worth one). Any other key is between the protocol's texts and its drawing.
 */
export type ProtocolTexts = Readonly<Record<string, Text>>;

/** All that one view can say: the shared texts, and those of its protocol. */
export type Texts = Catalogue & Partial<Later> & ProtocolTexts;

/** The scenarios that have a title among these keys. */
export type Titled<Keys> = Keys extends `scenario.${infer Name}.title` ? Name : never;

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

/** A protocol's explanations, as its file of a language has them. */
export interface Explanations {
  /** Why each rule is as it is, by its code. */
  rules: Readonly<Record<string, string>>;
  /** What each property says. */
  statements: Readonly<Record<string, string>>;
  /** What its violation means. */
  properties: Readonly<Record<string, string>>;
  bugs: Readonly<Record<string, Named>>;
  options: Readonly<Record<string, Named>>;
  /** By the scenario's name. */
  lessons: Readonly<Record<string, Lesson>>;
  /** How to read the picture, in this order. */
  legend: Readonly<Record<string, string>>;
}

/** The algorithm in lines, block by block. */
export type Pseudocode = Readonly<Record<string, readonly string[]>>;
/** Per rule, its block of pseudocode and the line that is the rule, from 0: the same in every language. */
export type Lines = Readonly<Record<string, readonly [string, number]>>;

/** What is asked for later: explanations, pseudocode, lessons. Loaded when first looked at. */
export interface Why extends Explanations {
  pseudocode: Pseudocode;
  lines: Lines;
}
