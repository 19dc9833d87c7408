/** What is wrong with texts that a program brings, held against English, which defines the keys. */
import { placeholders, type Text } from "./format.ts";
import type { Part } from "./languages.ts";

const ENGLISH = import.meta.glob<Part>("../texts/en/*.json", { import: "default" });
const partOf = (path: string): string => path.replace(/^.*\/|\.json$/gu, "");

/** So many are named at once. */
const NAMED_MAX = 10;

/** What is wrong, each with its place; nothing, if the texts can be said. */
export async function wrongTexts(name: unknown, texts: unknown): Promise<string[]> {
  if (!isTag(name)) return [`${JSON.stringify(name)} is no language's tag, such as "pl" or "pt-BR"`];
  if (!isRecord(texts)) return ["texts are an object, with a part for each file of a language"];
  const files = new Map(Object.entries(ENGLISH).map(([path, load]) => [partOf(path), load]));
  const wrong: string[] = [];
  for (const [part, own] of Object.entries(texts)) {
    const english = await files.get(part)?.();
    if (english === undefined)
      wrong.push(`there is no part "${part}"; there are ${[...files.keys()].join(", ")}`);
    else wrong.push(...compared(english, own, part, new Intl.PluralRules(name)));
  }
  const more = wrong.length - NAMED_MAX;
  return more > 0 ? [...wrong.slice(0, NAMED_MAX), `and ${more} more`] : wrong;
}

function isTag(name: unknown): name is string {
  try {
    return typeof name === "string" && Intl.getCanonicalLocales(name)[0] === name;
  } catch {
    return false;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is Text =>
  typeof value === "string" || (isRecord(value) && "forms" in value);

/** One value of English, and what stands for it. */
function compared(english: unknown, own: unknown, at: string, rules: Intl.PluralRules): string[] {
  if (isText(english)) return comparedText(english, own, at, rules);
  if (Array.isArray(english)) {
    const alike =
      Array.isArray(own) && own.length === english.length && own.every((line) => typeof line === "string");
    return alike ? [] : [`${at} is a list of ${english.length} lines`];
  }
  if (english === null) return own === null ? [] : [`${at} is null`];
  if (!isRecord(own)) return [`${at} is an object`];
  const known = english as Part;
  return Object.entries(own).flatMap(([key, value]) => {
    const place = `${at} "${key}"`;
    return Object.hasOwn(known, key)
      ? compared(known[key], value, place, rules)
      : [`there is no text ${place}`];
  });
}

function comparedText(english: Text, own: unknown, at: string, rules: Intl.PluralRules): string[] {
  if (!isText(own) || own === "") return [`${at} is a text`];
  const malformed = typeof own === "string" ? [] : malformedForms(own, at, rules);
  if (malformed.length > 0) return malformed;
  const [asked, given] = [placeholders(english), placeholders(own)];
  const known = [...asked.shown, ...asked.counted];
  const list = (names: readonly string[]) => names.map((name) => `{${name}}`).join(", ");
  const lacking = asked.shown.filter((name) => !given.shown.includes(name));
  const strange = [...given.shown, ...given.counted].filter((name) => !known.includes(name));
  const halved = (text: Text) => (typeof text === "string" ? text : text.text).includes("::");
  return [
    ...(lacking.length > 0 ? [`${at} lacks ${list(lacking)}`] : []),
    ...(strange.length > 0 ? [`${at} has ${list([...new Set(strange)])}, which is not filled`] : []),
    ...(halved(english) === halved(own)
      ? []
      : [`${at} ${halved(english) ? "lacks" : "has"} the "::" before small print`]),
  ];
}

function malformedForms(
  { text, forms }: Exclude<Text, string>,
  at: string,
  rules: Intl.PluralRules,
): string[] {
  const { pluralCategories, locale } = rules.resolvedOptions();
  if (typeof text !== "string" || !isRecord(forms)) return [`${at} has a "text" and "forms"`];
  return Object.entries(forms).flatMap(([name, of]: [string, unknown]) => {
    if (!isRecord(of) || typeof of.other !== "string") return [`${at} has no form "other" of {${name}}`];
    const strange = Object.keys(of).filter((one) => !(pluralCategories as string[]).includes(one));
    return [
      ...(text.includes(`{${name}}`) ? [] : [`${at} has forms of {${name}}, and no place for it`]),
      ...strange.map(
        (one) => `${at} has a form "${one}", which ${locale} has not: ${pluralCategories.join(", ")}`,
      ),
      ...Object.values(of).flatMap((form) =>
        typeof form === "string" ? [] : [`${at} has a form that is no text`],
      ),
    ];
  });
}
