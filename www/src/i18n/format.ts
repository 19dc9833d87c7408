/** A parameter of a text. */
export type Value = string | number | boolean | null;
export type Params = Readonly<Record<string, Value | undefined>>;

/** One form for each of a language's plural categories that reads differently; `other` for the rest. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A text in which something is counted: a place `{entries}` is filled with the form that goes with that number. */
export interface Counted {
  readonly text: string;
  /** By the parameter that is counted. In a form its own place is the number; another's is that one's form. */
  readonly forms: Readonly<Record<string, Forms>>;
}

/** What stands in a catalogue: a text with places `{name}`, or one that reads differently by a number. */
export type Text = string | Counted;

const PLACE = /\{(\w+)\}/gu;

const kept = new Map<string, unknown>();

/** What is made once for each language: making it takes longer than asking it a thousand times. */
function once<T>(key: string, make: () => T): T {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
}

/** How a number is written. */
export interface NumberStyle {
  /** So many digits after the point; as many as it has, if nothing is said. */
  digits?: number;
  /** Thousands are set apart: of amounts, not of a term, an index or an instant. */
  grouped?: boolean;
}

/** A number as the language writes it. */
export function numberIn(
  value: number,
  locale: string,
  { digits, grouped = false }: NumberStyle = {},
): string {
  const format = once(
    `${locale} ${digits} ${grouped}`,
    () =>
      new Intl.NumberFormat(locale, {
        useGrouping: grouped,
        minimumFractionDigits: digits ?? 0,
        maximumFractionDigits: digits ?? 20,
      }),
  );
  // Rounded as the number is, not as its shortest decimal reads: 1.005 is less than it looks.
  return format.format(digits === undefined ? value : Number(value.toFixed(digits)));
}

/** The plural category of a number, such as `few`. */
const categoryOf = (value: number, locale: string): Intl.LDMLPluralRule =>
  once(locale, () => new Intl.PluralRules(locale)).select(value);

/** The text that these parameters choose: every counted place filled with its form, numbers still to be filled in. */
export function chosen(text: Text, params: Params, locale: string): string {
  if (typeof text === "string") return text;
  const { forms } = text;
  const form = (name: string, of: Forms) => of[categoryOf(Number(params[name]), locale)] ?? of.other;
  const choose = (pattern: string, within: readonly string[]): string =>
    pattern.replace(PLACE, (place, name: string) => {
      const own = within.includes(name) ? undefined : forms[name];
      return own === undefined ? place : choose(form(name, own), [...within, name]);
    });
  return choose(text.text, []);
}

/** Fills the places of a text. */
export function fill(text: Text, params: Params, locale: string): string {
  return chosen(text, params, locale).replace(PLACE, (_, name: string) => valueIn(params[name], locale));
}

/** A parameter as it is read; a dash where there is none. */
export const valueIn = (value: Value | undefined, locale: string): string =>
  typeof value === "number" ? numberIn(value, locale) : String(value ?? NONE);

/** What stands where there is no value. */
export const NONE = "–";

const placesOf = (text: string): string[] => Array.from(text.matchAll(PLACE), ([, name = ""]) => name);

/** The parameters that a text shows, and those that it only goes by. */
export function placeholders(text: Text): { shown: string[]; counted: string[] } {
  if (typeof text === "string") return { shown: sorted(placesOf(text)), counted: [] };
  const counted = Object.keys(text.forms);
  const bare = placesOf(text.text).filter((name) => !counted.includes(name));
  const formed = Object.values(text.forms).flatMap((forms) => placesOf(forms.other));
  return { shown: sorted([...bare, ...formed]), counted: sorted(counted) };
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

/**
 * A text of what happened may have two parts, `what::why`. Apart they make a caption and its small print,
 * together a sentence.
 */
export function halves(text: string): { what: string; why: string } {
  const at = text.indexOf("::");
  return at < 0 ? { what: text, why: "" } : { what: text.slice(0, at), why: text.slice(at + 2) };
}
