/**
 * A scenario's text, changed without a run. The engine alone reads it: here lines are put in and taken out by the words
 * and places that it tells, and comments, layout and all other lines stay as they were written.
 */
import { type Catalog, catalogOf } from "./catalog.ts";
import type { EngineHandle } from "./engine-handle.ts";
import type { Word } from "./move-codecs.ts";
import { namedIn, readerOf, type ScenarioLine, type ScenarioTexts } from "./scenario-lines.ts";

/** The texts of an engine, which is asked nothing yet. */
export function scenarioTexts(engine: EngineHandle): ScenarioTexts {
  const reader = readerOf(engine);
  const words = (line: string) => reader.linesOf(line)[0]?.words ?? [];
  return {
    ...reader,
    rewritten(text, said, unsaid = []) {
      const lines = reader.linesOf(text);
      const header = headerWords(catalogOf(engine), namedIn(lines, "protocol"));
      return new Rewriting(text, lines, header).done(
        said.map((line) => ({ line, words: words(line) })),
        unsaid.map(words),
      );
    },
  };
}

/** The words that header lines begin with, in the order in which they stand. */
function headerWords({ header, protocols }: Catalog, protocol: string | null): string[] {
  const own = protocols.find(({ name }) => name === protocol)?.header;
  return (own ?? header).map(({ word }) => word);
}

const begins = (line: readonly Word[], wanted: readonly Word[]): boolean =>
  wanted.every((word, index) => JSON.stringify(line[index]) === JSON.stringify(word));

/** A line that is to be said. */
interface Said {
  line: string;
  words: readonly Word[];
}

/** A text while lines of it are said otherwise. */
class Rewriting {
  /** As they were written, by their numbers less one; null once they are gone. */
  readonly #written: (string | null)[];
  /** Those that still say something. */
  #lines: readonly ScenarioLine[];
  readonly #header: readonly string[];
  /** What is put in, by the number of the line above. */
  readonly #below = new Map<number, readonly string[]>();

  constructor(text: string, lines: readonly ScenarioLine[], header: readonly string[]) {
    this.#written = text.split("\n");
    this.#lines = lines;
    this.#header = header;
  }

  done(said: readonly Said[], unsaid: readonly (readonly Word[])[]): string {
    for (const words of unsaid) this.#unsay(words);
    for (const one of said) this.#say(one);
    const below = (line: number) => this.#below.get(line) ?? [];
    const lines = this.#written.flatMap((line, index) => [
      ...(line === null ? [] : [line]),
      ...below(index + 1),
    ]);
    return [...below(0), ...lines].join("\n");
  }

  #unsay(words: readonly Word[]): void {
    const gone = this.#startOf(words[0]).filter((line) => begins(line.words, words));
    for (const line of gone) this.#write(line, "");
    this.#lines = this.#lines.filter((line) => !gone.includes(line));
  }

  #say({ line, words }: Said): void {
    // A bug is switched on by its name; all else has a value behind its name.
    const named = words[0] === "bug" ? words : words.slice(0, -1);
    const start = this.#startOf(words[0]);
    const same = start.find((one) => begins(one.words, named));
    if (same === undefined) this.#insert(line, words[0], start);
    else if (!begins(same.words, words)) this.#write(same, line);
  }

  /** What says how a run begins: the header, and right below it moves of this verb. Where it is looked at stands last. */
  #startOf(verb: Word | undefined): readonly ScenarioLine[] {
    if (verb === "seek") return this.#lines.slice(-1);
    const isAbove = ({ words: [first] }: ScenarioLine) => first === verb || this.#rank(first) >= 0;
    const end = this.#lines.findIndex((line) => !isAbove(line));
    return this.#lines.slice(0, end < 0 ? this.#lines.length : end);
  }

  #rank(word: Word | undefined): number {
    return typeof word === "string" ? this.#header.indexOf(word) : -1;
  }

  /** Other words on a line, or none: what is beside them stays. */
  #write({ line, bare }: ScenarioLine, words: string): void {
    const changed = (this.#written[line - 1] ?? "").replace(bare, () => words);
    this.#written[line - 1] = words === "" && changed.trim() === "" ? null : changed;
  }

  /** Below the last line that stands before it, or on top. */
  #insert(said: string, verb: Word | undefined, start: readonly ScenarioLine[]): void {
    const own = this.#rank(verb);
    const standsBefore = ({ words: [first] }: ScenarioLine) => own < 0 || this.#rank(first) <= own;
    const line = start.findLast(standsBefore)?.line ?? 0;
    this.#below.set(line, [...(this.#below.get(line) ?? []), said]);
  }
}
