/** What the lines of a scenario say, as its engine reads them. */
import type { EngineHandle } from "./engine-handle.ts";
import { translated } from "./errors.ts";
import type { Word } from "./move-codecs.ts";

/** A line as the engine hands it over. */
export interface ScenarioLine {
  words: readonly Word[];
  /** The comments above and beside it. */
  notes: string[];
  /** Its number in the text, from 1. */
  line: number;
  /** What of it is no comment and no blank around it, as it was written. */
  bare: string;
}

/** The lines of a scenario that can be opened, its moves as they print. */
export interface ScenarioLines {
  protocol: string;
  header: ScenarioLine[];
  moves: ScenarioLine[];
  /** Comments below the last line. */
  below: string[];
}

/** What an engine reads of texts. */
export interface ScenarioReader {
  /** The lines of a text, whatever they say. @throws RingleaderError `scenario`, with its place, for what are no words */
  linesOf(text: string): ScenarioLine[];
  /** The lines of a scenario, read and checked. @throws RingleaderError `scenario` */
  parsed(text: string): ScenarioLines;
}

/** What an engine knows of texts. */
export interface ScenarioTexts extends ScenarioReader {
  /**
   * The text with these lines and without those that begin with words of `unsaid`. A line takes the place of the one that
   * says otherwise, else it comes below what stands before it in a header. What is no header line is looked for, and put,
   * right below the header: later moves are what happens, not how it begins; but for `seek`, which stands last.
   * @throws RingleaderError as `linesOf`
   */
  rewritten(text: string, said: readonly string[], unsaid?: readonly string[]): string;
}

/** What an engine reads, which is asked nothing yet. */
export const readerOf = (engine: EngineHandle): ScenarioReader => ({
  linesOf: (text) => asked(() => engine.code.parse(text, false)) as ScenarioLine[],
  parsed: (text) => asked(() => engine.code.parse(text, true)) as ScenarioLines,
});

/** Asks an engine; what is wrong with a text is told as the facade tells it. */
function asked(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (thrown) {
    throw translated(thrown);
  }
}

/** What stands behind a word that begins a line; null if none does. */
export function namedIn(lines: readonly ScenarioLine[], word: string): string | null {
  const value = lines.find(({ words }) => words[0] === word)?.words[1];
  return typeof value === "string" ? value : null;
}

/** The protocol that a text names, whichever engine runs it; null if it does not say. */
export const protocolOf = (texts: ScenarioReader, text: string): string | null =>
  said(texts, text, "protocol");

/** The version that a text says it is of; null if it does not say. */
export const versionOf = (texts: ScenarioReader, text: string): string | null =>
  said(texts, text, "ringleader");

function said(texts: ScenarioReader, text: string, word: string): string | null {
  try {
    return namedIn(texts.linesOf(text), word);
  } catch {
    // Opening it tells what is wrong with it.
    return null;
  }
}

/** Whether a text has a line that begins with this word. */
export const says = (texts: ScenarioReader, text: string, word: string): boolean =>
  texts.linesOf(text).some(({ words }) => words[0] === word);

/** The known bugs that a text switches on. */
export const bugsIn = (texts: ScenarioReader, text: string): string[] =>
  texts.linesOf(text).flatMap(({ words: [word, bug] }) => (word === "bug" ? [String(bug)] : []));

/** The lines of a text that say something, without comments and without blanks around them. */
export const bareLines = (texts: ScenarioReader, text: string): string[] =>
  texts.linesOf(text).map(({ bare }) => bare);
