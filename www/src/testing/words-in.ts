import { type Locale, loadCatalogue, loadLater, type Words, wordsOf } from "../i18n/words.ts";
import type { ShownProtocol } from "../protocols/protocol.ts";
import { PROTOCOLS } from "../protocols/protocols.ts";
import { shown } from "../protocols/shown.ts";

/** Every protocol whose page part leaves nothing to the default: it has a text for whatever the engine knows of it. */
export const SHOWN: readonly ShownProtocol[] = PROTOCOLS.filter(
  ({ page, texts, why }) => page !== undefined && texts !== undefined && why !== undefined,
).map(shown);

/** A language with the texts of a protocol, as its view has them. `Extra`: the keys of those. */
export async function wordsIn<Extra extends string = never>(
  locale: Locale,
  entry: ShownProtocol,
): Promise<Words<Extra>> {
  const [shared, later, { texts: own }, { page }] = await Promise.all([
    loadCatalogue(locale),
    loadLater(locale),
    entry.texts[locale](),
    entry.page(null),
  ]);
  const words = wordsOf<Extra>(locale, shared, own as Parameters<typeof wordsOf<Extra>>[2], page.phrasing);
  words.learn(later);
  return words;
}
