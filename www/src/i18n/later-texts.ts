/**
 * What opens or is reached later; why rules are as they are, lessons, pseudocode: nothing of it is asked for before a
 * message has moved.
 */
import type { Explanations, Later, Locale, Pseudocode } from "./catalogue.ts";
import { type Files, type Part, piece } from "./languages.ts";

const FILES: Files = import.meta.glob<Part>(
  ["../texts/*/later.json", "../texts/*/rare.json", "../texts/*/*.*.json"],
  { import: "default" },
);

/** Pieces of a language as one. */
async function pieces<Whole>(locale: Locale, ...names: readonly string[]): Promise<Whole> {
  return Object.assign({}, ...(await Promise.all(names.map((name) => piece(FILES, locale, name))))) as Whole;
}

export const loadLater = (locale: Locale): Promise<Later> => pieces(locale, "rare", "later");

/** Whether a chapter is explained at all. */
export const isExplained = (chapter: string): boolean =>
  Object.hasOwn(FILES, `../texts/en/${chapter}.why.json`);

/** A chapter's explanations; those of any protocol are of the chapter `plain`. */
export async function loadExplanations(
  chapter: string,
  locale: Locale,
): Promise<Explanations & { pseudocode: Pseudocode }> {
  const [explanations, pseudocode] = await Promise.all([
    pieces<Explanations>(locale, `${chapter}.why`),
    pieces<Pseudocode>(locale, `${chapter}.pseudocode`),
  ]);
  return { ...explanations, pseudocode };
}
