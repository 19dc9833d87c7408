import type { ProtocolTexts } from "../../i18n/words.ts";
import type { ProtocolEntry } from "../../protocols/protocol.ts";

const TEXTS = import.meta.glob<ProtocolTexts>("./texts/*.json", { import: "default" });

/** The least that a page part is: a name, and what is said in words. How it is drawn is left to the default. */
export const ringElection = {
  name: "ring-election",
  group: "consensus",
  place: 4,
  texts: async (locale) => (await TEXTS[`./texts/${locale}.json`]?.()) ?? {},
} satisfies ProtocolEntry;
