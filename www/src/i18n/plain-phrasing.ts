import type { ProtocolInfo } from "../api/catalog.ts";
import { type Params, type Value, valueIn } from "./format.ts";
import type { Phrasing, Saying } from "./phrase.ts";
import { lookUp, type Speech, wordOf } from "./speech.ts";

type Given = Pick<Speech, "locale" | "texts">;

/**
 * What is said of a protocol in the default way: by a text of its own where it has one, else by the code of what happened
 * and its parameters. The sections are the catalog's, where there is one.
 */
export function plainPhrasing(known: ProtocolInfo | null, given: Given | null = null): Phrasing {
  const sections = new Map(known?.rules.map(({ code, section }) => [code, section]));
  const sources = new Map(known?.properties.map(({ name, source }) => [name, source]));
  const hasText = (key: string) => given !== null && lookUp(given.texts, key) !== null;
  /** Its own text, or one for all that names what it was made of. */
  const say = (key: string, otherwise: string, fields: Params, others: Params): Saying => ({
    key: hasText(key) ? key : Object.keys(fields).length === 0 ? `${otherwise}.bare` : otherwise,
    params: {
      fields: listed(fields, given?.locale ?? "en", given === null ? " " : wordOf("sentence.list", given)),
      ...others,
      ...fields,
    },
  });
  return {
    // A property's source names the paper; a rule's section does not.
    paper: "",
    rule: (code, params, node) => ({
      ...say(`rule.${code}`, node === null ? "plain.run-rule" : "plain.rule", params, { code }),
      section: placeOf(sections.get(code)),
    }),
    message({ kind, from, to, fields }) {
      // What clients say is the same in every protocol.
      if (kind === "ClientRequest" || kind === "ClientReply" || kind === "ClientPush") return null;
      return say(`message.${kind}`, "plain.message", printed(fields), { kind, from, to });
    },
    timer: (name) => (hasText(`timer.${name}`) ? { key: `timer.${name}`, params: { timer: name } } : null),
    property: (name) => sources.get(name) ?? null,
    given: (speech) => plainPhrasing(known, speech),
  };
}

/** A section by its number alone is marked as one. */
const placeOf = (section: string | undefined): string | null =>
  section === undefined ? null : /^\d/u.test(section) ? `§ ${section}` : section;

/** Each with its name. */
export const listed = (fields: Params, locale: string, between: string): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${valueIn(value, locale)}`)
    .join(between);

/** Values as they are read: what is a list or a record, as JSON. */
export const printed = (fields: object): Params =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value !== null && typeof value === "object" ? JSON.stringify(value) : (value as Value),
    ]),
  );
