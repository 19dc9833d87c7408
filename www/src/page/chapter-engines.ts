/** The engines of the page: one a chapter, loaded when something of that chapter opens, and shown to the bench as one. */
import { protocolOf, type ScenarioTexts } from "../api/scenario-lines.ts";
import type { Engine } from "../bench/app.ts";
import type { ScenarioEntry } from "../state/app-state.ts";

type EngineFile = Promise<Response | ArrayBuffer>;

/** An engine that runs what it runs. */
type Loaded = Pick<Engine, "Simulation" | "version" | "scenarios" | "protocols"> & { texts: ScenarioTexts };

export interface ChapterOptions {
  /**
   * The chapters, with what is known of the names of their scenarios before their engine is there; where there are none,
   * one engine runs all.
   */
  names(): Readonly<Record<string, readonly string[]>>;
  /** Loads a chapter's engine, from its file if that was asked for already; may be asked again where it fails. */
  load(chapter: string, file?: EngineFile): Promise<Loaded>;
}

/** What is there of the engines, and how the others come. */
export class ChapterEngines {
  readonly #options: ChapterOptions;
  readonly #coming = new Map<string, Promise<Loaded>>();
  /** In the order in which they came. */
  readonly #there = new Map<string, Loaded>();

  constructor(options: ChapterOptions) {
    this.#options = options;
  }

  /** All that is there, with the engine of this chapter; of a chapter that there is none of, with some engine. */
  async with(chapter: string, file?: EngineFile): Promise<Engine> {
    if (!this.#there.has(chapter)) {
      const coming = this.#coming.get(chapter) ?? this.#options.load(chapter, file);
      this.#coming.set(chapter, coming);
      try {
        this.#there.set(chapter, await coming);
      } finally {
        this.#coming.delete(chapter);
      }
    }
    return this.#joined();
  }

  #joined(): Engine {
    const there = new Map(this.#there);
    const [some] = there.values();
    if (some === undefined) throw new Error("no engine is there");
    const names = this.#options.names();
    if (Object.keys(names).length === 0) return some;
    // Which protocol a text names, any of them knows.
    const of = (text: string) => there.get(protocolOf(some.texts, text) ?? "") ?? some;
    return {
      Simulation: choosing((text) => of(text).Simulation),
      texts: {
        linesOf: some.texts.linesOf,
        rewritten: (text, ...lines) => of(text).texts.rewritten(text, ...lines),
        parsed: (text) => of(text).texts.parsed(text),
      },
      version: some.version,
      scenarios: Object.keys(names).flatMap(
        (chapter) => there.get(chapter)?.scenarios ?? (names[chapter] ?? []).map(untold(chapter)),
      ),
      protocols: [...there.values()].flatMap(({ protocols }) => protocols),
      chapters: {
        lacks: (chapter) => Object.hasOwn(names, chapter) && !there.has(chapter),
        load: (chapter) => this.with(chapter),
      },
    };
  }
}

/** What is known of a scenario without its chapter's engine. */
const untold =
  (protocol: string) =>
  (name: string): ScenarioEntry => ({ name, protocol, text: "" });

/** A class of simulations that makes those of the one that is chosen for a text. */
function choosing(choose: (text: string) => Engine["Simulation"]): Engine["Simulation"] {
  function Run(text: string) {
    return new (choose(text))(text);
  }
  const opening = (text: string) => choose(text).opening?.(text);
  return Object.assign(Run, { opening }) as unknown as Engine["Simulation"];
}
