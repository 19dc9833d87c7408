/** The languages that there are: a folder each. A program that uses the library may bring more (`registered.ts`). */
import type { Catalogue, Locale, ProtocolTexts } from "./catalogue.ts";
import type { Text } from "./format.ts";

/** A piece of a language as its file holds it: texts by key, or explanations by what they explain. */
export interface Part {
  readonly [key: string]: Text | Part | readonly unknown[] | null;
}
/** Files of the languages, by their paths, each asked for when it is needed. */
export type Files = Readonly<Record<string, () => Promise<Part>>>;

/** How each language is called in itself. */
const NAMES = import.meta.glob<string>("../texts/*/language.json", { eager: true, import: "name" });
/** What the page's start asks for. All else comes later, and what is said of any protocol rarely. */
const FILES: Files = import.meta.glob<Part>(
  [
    "../texts/*/*.json",
    "!../texts/*/language.json",
    "!../texts/*/*.*.json",
    "!../texts/*/later.json",
    "!../texts/*/rare.json",
    "!../texts/*/plain.json",
  ],
  { import: "default" },
);

/** The language that everything is written in first: what one that was brought leaves out is said in it. */
export const FIRST_LOCALE: Locale = "en";

/** All languages, each with its name in itself. */
export const languages = new Map<Locale, string>(
  Object.entries(NAMES).map(([path, name]) => [path.split("/")[2] ?? "", name]),
);

/** How a piece of a language is come by. */
export type Load = (files: Files, locale: Locale, name: string) => Promise<Part> | undefined;
/** Of the languages that a program brought, or added to. */
export const brought = new Map<Locale, Load>();

export const shipped: Load = (files, locale, name) => files[`../texts/${locale}/${name}.json`]?.();

/** The best of the languages for a reader who would like these, in this order. */
export function localeFor(wanted: readonly string[]): Locale {
  const known = [...languages.keys()];
  for (const tag of wanted) {
    const asked = tag.toLowerCase().replaceAll("_", "-");
    // A language without a region stands before those with one.
    const found =
      known.find((one) => one.toLowerCase() === asked) ??
      known.find((one) => one.split("-")[0] === asked.split("-")[0]);
    if (found !== undefined) return found;
  }
  return FIRST_LOCALE;
}

/** A piece of a language; null where it has none. */
export const piece = async (files: Files, locale: Locale, name: string): Promise<Part | null> =>
  (await (brought.get(locale) ?? shipped)(files, locale, name)) ?? null;

export const loadCatalogue = (locale: Locale): Promise<Catalogue> =>
  piece(FILES, locale, "page") as unknown as Promise<Catalogue>;

/** What is said of a chapter from the first visit on: of each language its file, but for one that brings its texts. */
export async function loadChapter({ name, texts }: Chapter, locale: Locale): Promise<ProtocolTexts> {
  return (await (texts?.(locale) ?? piece(FILES, locale, name))) as ProtocolTexts;
}

interface Chapter {
  name: string;
  texts?(locale: Locale): Promise<ProtocolTexts>;
}
