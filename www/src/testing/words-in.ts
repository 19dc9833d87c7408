import { nothing } from "lit";
import { loadLater } from "../i18n/later-texts.ts";
import { type Locale, loadCatalogue, loadChapter, type Words, wordsOf } from "../i18n/words.ts";
import type { ShownProtocol } from "../protocols/protocol.ts";
import { PROTOCOLS } from "../protocols/protocols.ts";
import { shown } from "../protocols/shown.ts";

/** Every protocol whose page part leaves nothing to the default: it has a text for whatever the engine knows of it. */
export const SHOWN: readonly ShownProtocol[] = PROTOCOLS.filter(({ page }) => page !== undefined).map(shown);

/** A language with the texts of a protocol, as its view has them. `Extra`: the keys of those. */
export async function wordsIn<Extra extends string = never>(
  locale: Locale,
  entry: ShownProtocol,
): Promise<Words<Extra>> {
  const [shared, later, own, { page }] = await Promise.all([
    loadCatalogue(locale),
    loadLater(locale),
    loadChapter(entry, locale),
    entry.page(null),
  ]);
  const words = wordsOf<Extra>(locale, shared, own as Parameters<typeof wordsOf<Extra>>[2], page.phrasing);
  words.learn(later);
  return words;
}

// What a drawing says, in Node: the texts of a lit template without a browser. Its strings and values are joined as lit
// would, functions and listeners left out, tags taken off.

interface Template {
  strings: readonly string[];
  values: readonly unknown[];
}

/** As lit writes down a call of a directive. */
interface Directive {
  _$litDirective$: { name?: string };
  values: readonly unknown[];
}

const isTemplate = (value: object): value is Template => "strings" in value && "values" in value;
const isDirective = (value: object): value is Directive => "_$litDirective$" in value;

/** The markup, as far as it says something. */
export function markupOf(value: unknown): string {
  if (value === null || value === undefined || value === nothing || typeof value === "function") return "";
  if (typeof value !== "object") return typeof value === "symbol" ? "" : String(value);
  if (isDirective(value)) return directiveText(value);
  if (isTemplate(value)) {
    const { strings, values } = value;
    return strings.map((text, index) => `${text}${markupOf(values[index])}`).join("");
  }
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, markupOf).join("");
  return "";
}

/** Of the directives that are used: `guard` takes a function last, `repeat` the items first, `live` the value itself. */
function directiveText({ values }: Directive): string {
  const [first] = values;
  const last = values.at(-1);
  if (typeof last !== "function") return markupOf(first);
  const isRepeat = values.length === 3;
  return isRepeat
    ? Array.from(first as Iterable<unknown>, (item, index) => markupOf(last(item, index))).join("")
    : markupOf(last());
}

/** What is read: the markup without its tags, one space where there were several. */
export const textOf = (value: unknown): string =>
  markupOf(value)
    .replace(/<[^>]*>/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

/** The text of each element of a class or name, in order. */
export function partsOf(value: unknown, element: string, marked = ""): string[] {
  const inside = new RegExp(`<${element}\\b[^>]*${marked}[^>]*>(.*?)</${element}>`, "gsu");
  return Array.from(markupOf(value).matchAll(inside), (match) => textOf(match[1]));
}

/** The numbers in a text, with thousands as they are written: 1,000,000. */
export const numbersIn = (text: string): number[] =>
  Array.from(text.matchAll(/(?<![\p{L}\d.-])-?\d[\d,]*(?:\.\d+)?/gu), (match) =>
    Number(match[0].replaceAll(",", "")),
  );
