/**
 * What a drawing says, in Node: the texts of a lit template without a browser. Its strings and values are joined as lit
 * would, functions and listeners left out, tags taken off.
 */
import { nothing } from "lit";

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
