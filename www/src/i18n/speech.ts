import type { Locale, Texts } from "./catalogue.ts";
import { fill, type Text } from "./format.ts";
import type { Phrasing } from "./phrase.ts";

/** A language with the texts of a protocol, and what that protocol says when. */
export interface Speech {
  locale: Locale;
  texts: Texts;
  phrasing: Phrasing;
}

/** The text of a key, or null: for codes that a newer engine may know and these texts do not. */
export function lookUp(texts: Texts, key: string): Text | null {
  return Object.hasOwn(texts, key) ? (texts[key] ?? null) : null;
}

/** A text without parameters, which stands in another. */
export function wordOf(
  key: string,
  { locale, texts }: Pick<Speech, "locale" | "texts">,
  otherwise = key,
): string {
  return fill(lookUp(texts, key) ?? otherwise, {}, locale);
}

/** A place in a paper as a reader of the language would write it: "Raft 5.4.1", "Raft 图 3、5.4.3". */
export function cite(source: string, speech: Pick<Speech, "locale" | "texts">): string {
  return source
    .replaceAll("thesis ", wordOf("cite.thesis", speech))
    .replaceAll("Figure ", wordOf("cite.figure", speech))
    .replaceAll("Table ", wordOf("cite.table", speech))
    .replaceAll(", ", wordOf("cite.list", speech));
}
