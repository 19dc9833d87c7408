/** A parameter of a text. */
export type Value = string | number | boolean | null;
export type Params = Readonly<Record<string, Value | undefined>>;

const PLACEHOLDER = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/gu;

/**
 * Fills a text's places: `{count}` with a parameter, `{count:entry|entries}` with the word that goes with it,
 * the first for one, the second otherwise.
 */
export function fill(text: string, params: Params): string {
  return text.replace(PLACEHOLDER, (_, name: string, one?: string, many?: string) => {
    const value = params[name];
    if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many;
    return String(value ?? "–");
  });
}

/** The parameters that a text asks for. */
export function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ""))].sort();
}

/**
 * A text of what happened may have two parts, `what::why`. Apart they make a caption and its small print,
 * together a sentence.
 */
export function halves(text: string): { what: string; why: string } {
  const at = text.indexOf("::");
  return at < 0 ? { what: text, why: "" } : { what: text.slice(0, at), why: text.slice(at + 2) };
}
