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
