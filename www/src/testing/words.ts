import { type Locale, loadCatalogue, loadLater, type Words, wordsOf } from "../i18n/index.ts";
import type { ProtocolEntry } from "../protocols/protocol.ts";

/** A language with the texts of a protocol, as its view has them. `Extra`: the keys of those. */
export async function wordsIn<Extra extends string = never>(
  locale: Locale,
  entry: ProtocolEntry,
): Promise<Words<Extra>> {
  const [shared, later, own, page] = await Promise.all([
    loadCatalogue(locale),
    loadLater(locale),
    entry.texts[locale](),
    entry.page(),
  ]);
  const words = wordsOf<Extra>(locale, shared, own as Parameters<typeof wordsOf<Extra>>[2], page.telling);
  words.learn(later);
  return words;
}
