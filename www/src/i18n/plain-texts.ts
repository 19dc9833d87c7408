import type { Locale, ProtocolTexts } from "./catalogue.ts";
import { type Files, type Part, piece } from "./languages.ts";

const FILES: Files = import.meta.glob<Part>("../texts/*/plain.json", { import: "default" });

/** What is said of a protocol that has no text of its own for it. */
export const loadPlain = (locale: Locale): Promise<ProtocolTexts> =>
  piece(FILES, locale, "plain") as Promise<ProtocolTexts>;
