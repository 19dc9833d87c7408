/** A scenario's text as data, and back. The engine alone reads it. */
import { checkObject } from "../api/arguments.ts";
import { catalogOf, type OptionInfo } from "../api/catalog.ts";
import type { EngineHandle } from "../api/engine-handle.ts";
import { RingleaderError } from "../api/errors.ts";
import type { ProtocolName } from "../api/frames.ts";
import { type Move, quoted, textOf, type Word } from "../api/move-codecs.ts";
import { readerOf, type ScenarioLine } from "../api/scenario-lines.ts";
import { type ScenarioOptions, scenarioText } from "../api/scenario-text.ts";
import { codecs, lineOf } from "./move-builders.ts";

/** A scenario as data: what its header says, and its moves in order. */
export type Scenario<P extends ProtocolName = ProtocolName> = P extends unknown
  ? Omit<ScenarioOptions<P>, "moves"> & {
      moves: readonly (Move<P> | string)[];
      /** Its comments on top and within the header. Those above a move and beside it are the move's. */
      notes?: readonly string[];
      /** Those below the last line. */
      below?: readonly string[];
    }
  : never;

/** `parse` with this engine. */
export function parsed(engine: EngineHandle, text: string): Scenario {
  if (typeof text !== "string")
    throw new RingleaderError("argument", `a scenario is a text, not ${typeof text}`);
  const { protocol, header, moves, below } = readerOf(engine).parsed(text);
  const { protocols, options: shared } = catalogOf(engine);
  const own = protocols.find(({ name }) => name === protocol)?.options ?? [];
  const options = new Map([...shared, ...own].map((option) => [option.name, option]));
  const scenario: Record<string, unknown> = { protocol };
  for (const { words } of header) readHeader(scenario, words.map(written), options);
  const notes = header.flatMap((line) => line.notes);
  return {
    ...scenario,
    moves: moves.map(moveOf),
    ...(notes.length > 0 ? { notes } : {}),
    ...(below.length > 0 ? { below } : {}),
  } as unknown as Scenario;
}

/** A word as it was written. */
function written(word: Word): string {
  if (typeof word === "string") return word;
  if ("field" in word) return `${word.field}=${written(word.value)}`;
  if ("text" in word) return quoted(word.text, "a text");
  return `[${(word as readonly Word[]).map(written).join(" ")}]`;
}

function readHeader(
  scenario: Record<string, unknown>,
  [word = "", first = "", ...rest]: readonly string[],
  options: ReadonlyMap<string, OptionInfo>,
): void {
  const add = (key: string, name: string, value: unknown) => {
    scenario[key] = { ...(scenario[key] as object | undefined), [name]: value };
  };
  switch (word) {
    case "ringleader":
    case "protocol":
      break;
    case "set":
      add("set", first, optionValue(rest.join(" "), options.get(first)?.type));
      break;
    case "bug":
      scenario.bugs = [...((scenario.bugs as string[] | undefined) ?? []), first];
      break;
    case "zone":
      add("zones", first, rest);
      break;
    case "given":
      add("given", first, rest.join(" "));
      break;
    default:
      scenario[word] = Number(first);
  }
}

function optionValue(text: string, type: OptionInfo["type"] | undefined): unknown {
  if (type === "flag") return text === "on";
  return type === "number" || type === "decimal" ? Number(text) : text;
}

/** A move as data; of a verb that nobody has described, its words. */
function moveOf({ words: [first, ...rest], notes }: ScenarioLine): object {
  const verb = textOf(first);
  const codec = codecs[verb];
  const said = codec === undefined ? { words: rest } : codec.read(rest);
  return { verb, ...said, ...(notes.length > 0 ? { notes } : {}) };
}

/** `print` with this engine. */
export function printed(engine: EngineHandle, scenario: ScenarioOptions | Scenario): string {
  checkObject(scenario, "a scenario is an object");
  const { notes, below, moves, ...header } = scenario as Scenario;
  const catalog = () => catalogOf(engine);
  const given: unknown = moves ?? [];
  const list = typeof given === "string" ? [given] : given;
  if (!Array.isArray(list)) throw new RingleaderError("argument", "`moves` is a list of moves, or a text");
  const text = scenarioText(header as ScenarioOptions, catalog);
  const lines = list.flatMap((move: Move | string) =>
    typeof move === "string" ? move : [...comments(move.notes), lineOf(move)],
  );
  const all = [...comments(notes), `ringleader ${catalog().version}`, text, ...lines, ...comments(below)];
  return `${all.join("\n")}\n`;
}

function comments(notes: readonly string[] | undefined): string[] {
  if (notes === undefined) return [];
  if (!Array.isArray(notes) || !notes.every((note) => typeof note === "string" && !/[\n\r]/u.test(note))) {
    throw new RingleaderError("argument", "notes are a list of texts, each of one line");
  }
  return notes.map((note) => `# ${note}`.trimEnd());
}
