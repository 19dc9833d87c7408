/**
 * A language made of English by a function: accented and half as long again, so that a text that is not from it shows,
 * and one that has no room. What is counted has a form for each category of the tag's plural rules, which names it.
 */
import type { Text } from "../i18n/format.ts";
import type { Part } from "../i18n/languages.ts";

const ENGLISH = import.meta.glob<Part>("../texts/en/*.json", { eager: true, import: "default" });
const PLAIN = "aeiouycnsAEIOUYCNS";
const ACCENTED = "áéíóúýçñšÁÉÍÓÚÝÇÑŠ";

/** A text's words accented; places, and the seam before small print, stay. */
export function pseudo(text: string): string {
  const accented = text.replace(/\{\w+\}|::|./gsu, (one) =>
    one.length === 1 && PLAIN.includes(one) ? (ACCENTED[PLAIN.indexOf(one)] ?? one) : one,
  );
  const longer = (part: string) => `⟦${part}${"~".repeat(Math.ceil(part.length / 2))}⟧`;
  return accented.split("::").map(longer).join("::");
}

function pseudoText(text: Text, categories: readonly string[]): Text {
  if (typeof text === "string") return pseudo(text);
  const forms = Object.entries(text.forms).map(([name, { other }]) => [
    name,
    Object.fromEntries(categories.map((category) => [category, `${pseudo(other)}‹${category}›`])),
  ]);
  return { text: pseudo(text.text), forms: Object.fromEntries(forms) };
}

function translated(value: unknown, categories: readonly string[]): unknown {
  if (typeof value === "string") return pseudo(value);
  if (Array.isArray(value)) return value.map((one) => translated(one, categories));
  if (typeof value !== "object" || value === null) return value;
  if ("forms" in value) return pseudoText(value as Text, categories);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, translated(one, categories)]));
}

/** The language's folder: what each of its files holds, by the file's name without `.json`. */
export function pseudoLanguage(tag: string): Record<string, Part> {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  return Object.fromEntries(
    Object.entries(ENGLISH).map(([path, part]) => [
      path.replace(/^.*\/|\.json$/gu, ""),
      translated(part, pluralCategories) as Part,
    ]),
  );
}
