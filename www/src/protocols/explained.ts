/** What the page tells later of each protocol. A chunk of its own, asked for once a message has moved. */
import { isExplained, loadExplanations } from "../i18n/later-texts.ts";
import type { Lines, Locale, Why } from "../i18n/words.ts";

export { loadLater } from "../i18n/later-texts.ts";

/** Of each rule its line of pseudocode, the same in every language. */
const LINES = import.meta.glob<Lines>("./*/lines.ts", { eager: true, import: "LINES" });

/** A protocol's explanations; what is said of any protocol, if it has none. */
export async function explained(protocol: string, locale: Locale): Promise<Why> {
  const chapter = isExplained(protocol) ? protocol : "plain";
  return { ...(await loadExplanations(chapter, locale)), lines: LINES[`./${chapter}/lines.ts`] ?? {} };
}
