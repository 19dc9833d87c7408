/** Languages that a program brings, or texts of its own in one that there is. The page has none of them. */
import type { Locale } from "./catalogue.ts";
import { brought, FIRST_LOCALE, type Load, languages, type Part, shipped } from "./languages.ts";

/** A language's folder as an object: a piece for each file, by the file's name without `.json`. */
export type Parts = Readonly<Record<string, Part>>;

const isPart = (value: unknown): value is Part =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("forms" in value);

/** Texts that go before what is there; a text goes as a whole, with all its forms. */
function over(base: Part, own: Part): Part {
  const merged = Object.entries(own).map(([key, value]) => {
    const before = base[key];
    return [key, isPart(value) && isPart(before) ? over(before, value) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

const registered = new Map<Locale, Parts>();

/** What was registered, over what is there: in this language, or else in the first. */
export function withRegistered(locale: Locale, name: string, base: Part): Part {
  const own = registered.get(locale)?.[name];
  return own === undefined ? base : over(base, own);
}

const load: Load = async (files, locale, name) => {
  const base = shipped(files, locale, name) ?? shipped(files, FIRST_LOCALE, name);
  return withRegistered(locale, name, (await base) ?? {});
};

/** From now on these are a language's texts; what they leave out is said as before, of a new language in English. */
export function register(locale: Locale, parts: Parts): void {
  const all = over(registered.get(locale) ?? {}, parts) as Parts;
  registered.set(locale, all);
  languages.set(locale, String(all.language?.name ?? languages.get(locale) ?? locale));
  brought.set(locale, load);
}
