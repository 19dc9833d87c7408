import { RingleaderError } from "../api/errors.ts";
import { languages } from "../i18n/languages.ts";
import { bring } from "./library-texts.ts";

/** A text in which something is counted. */
export interface CountedText {
  /** With places `{name}`; that of a parameter that is counted is filled with its form. */
  text: string;
  /** By parameter, a form for each plural category of the language that reads differently, and `other` for the rest. */
  forms: { [parameter: string]: { [category: string]: string; other: string } };
}
/** A text with places `{name}`, or one that reads differently by a number. */
export type LocaleText = string | CountedText;
/** Texts by key, or explanations by what they explain. */
export interface LocalePart {
  [key: string]: LocaleText | LocalePart | readonly string[] | null;
}
/**
 * A language, or some of its texts: as a folder of `www/src/texts/` holds it, a part for each file, by the file's name
 * without `.json`.
 */
export interface LocaleTexts {
  [part: string]: LocalePart;
}

/** The tags of the languages that there are: those of the package, and those that were registered. */
export const locales = (): string[] => [...languages.keys()];

/**
 * Texts of a language of one's own, or other texts for some keys of one that there is, for `describe` and for every
 * element that opens from then on. What is left out is said as before, and of a new language in English. Rejects with a
 * `RingleaderError` of code `argument` that names each text that is not one of the package's, lacks a place `{name}` or
 * has one too many; nothing is registered then.
 */
export async function registerLocale(name: string, texts: LocaleTexts): Promise<void> {
  const { wrongTexts } = await import("../i18n/check-texts.ts");
  const wrong = await wrongTexts(name, texts);
  if (wrong.length > 0)
    throw new RingleaderError("argument", `registerLocale("${name}"): ${wrong.join("; ")}`);
  bring(name, texts);
}
