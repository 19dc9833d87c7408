/** The default presentation in place of what a protocol's page part leaves out, or of all of it. A chunk of its own. */
import { plainPage } from "../cluster/plain.ts";
import { type Files, type Part, piece } from "../i18n/languages.ts";
import { type Locale, loadChapter, type ProtocolTexts } from "../i18n/words.ts";
import type { ProtocolEntry, ShownProtocol } from "./protocol.ts";

const FILES: Files = import.meta.glob<Part>("../texts/*/plain.json", { import: "default" });

/** What is said of a protocol that has no text of its own for it. */
const loadPlain = (locale: Locale): Promise<ProtocolTexts> =>
  piece(FILES, locale, "plain") as Promise<ProtocolTexts>;

/** A protocol that has a picture, be it the default one: then its own texts go before the default ones. */
export function shown(entry: ProtocolEntry): ShownProtocol {
  const { page } = entry;
  if (page !== undefined) return { ...entry, page };
  return {
    ...entry,
    page: async (known) => ({ page: plainPage(known) }),
    texts: async (locale) => ({ ...(await loadPlain(locale)), ...(await loadChapter(entry, locale)) }),
  };
}

/** One that has no page part. It stands after those that have one. */
export const unlisted = (name: string): ShownProtocol => shown({ name, place: Number.POSITIVE_INFINITY });
