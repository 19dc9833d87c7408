/** The default presentation in place of what a protocol's page part leaves out, or of all of it. A chunk of its own. */
import { plainPage } from "../cluster/plain.ts";
import { loadPlain } from "../i18n/plain-texts.ts";
import { loadChapter } from "../i18n/words.ts";
import type { ProtocolEntry, ShownProtocol } from "./protocol.ts";

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
