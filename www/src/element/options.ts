/**
 * The options of an embedded bench: one table for the attributes and properties of `<ring-leader>`, the query of
 * `embed.html`, the traits of the notebook's widget, and all that is written about them.
 */

import { FIRST_PROTOCOL } from "../protocols/protocols.ts";

/** What a value is. A flag is there or not; words are separated by spaces or commas. */
export type Kind = "text" | "number" | "flag" | "choice" | "words";

interface OptionRow {
  readonly name: string;
  readonly kind: Kind;
  readonly choices?: readonly string[];
  /** What it may be, for readers of the documentation. */
  readonly values: string;
  /** What it is without. */
  readonly default: string;
  readonly text: string;
  /** A change opens the run anew; else what is shown changes and the run stays. */
  readonly opens?: true;
}

export const OPTIONS = [
  {
    name: "scenario",
    kind: "text",
    values: "text, or a name of the gallery",
    default: "the protocol's first scenario",
    text: "The scenario to run: its text, with newlines or `;` between the lines, or a name of the gallery.",
    opens: true,
  },
  {
    name: "src",
    kind: "text",
    values: "address",
    default: "none",
    text: "The scenario as a file, if `scenario` does not say it.",
    opens: true,
  },
  {
    name: "protocol",
    kind: "text",
    values: "a protocol's name",
    default: FIRST_PROTOCOL,
    text: "The protocol, if no scenario says it: its first scenario, or a fresh cluster if `nodes` or `seed` is given.",
    opens: true,
  },
  {
    name: "nodes",
    kind: "number",
    values: "whole number from 1",
    default: "the scenario's",
    text: "How many nodes.",
    opens: true,
  },
  {
    name: "seed",
    kind: "number",
    values: "whole number from 0",
    default: "the scenario's",
    text: "The seed of chance.",
    opens: true,
  },
  {
    name: "start",
    kind: "text",
    values: "position, instant in ms, or a kind of moment and which",
    default: "shortly before the first message",
    text: "Where it opens: so many events after boot, at an instant such as `412.5ms`, or right after the first or n-th moment of a kind, such as `leader-elected` or `leader-elected 2`.",
    opens: true,
  },
  {
    name: "autoplay",
    kind: "flag",
    values: "flag",
    default: "off",
    text: "Runs at once, unless the reader prefers reduced motion.",
  },
  {
    name: "speed",
    kind: "text",
    values: "such as `1/100` or `0.01`",
    default: "1/100",
    text: "Simulated time per time on the wall; the nearest of the named stops.",
  },
  {
    name: "pace",
    kind: "choice",
    choices: ["clock", "event"],
    values: "`clock`, `event`",
    default: "clock",
    text: "By the clock, distances in time are true; by event, one follows the other at a steady beat.",
  },
  {
    name: "view",
    kind: "words",
    values: "`cluster` and names of tabs: `log`, `ballots`, `events`, `why`, `properties`, ...",
    default: "all",
    text: "What is shown: `cluster` is the picture of any protocol, the others are tabs beside it.",
  },
  {
    name: "controls",
    kind: "choice",
    choices: ["full", "min", "none"],
    values: "`full`, `min`, `none`",
    default: "full",
    text: "`min` leaves play, single events and the time bar; with `none` the keys still work.",
  },
  {
    name: "lock",
    kind: "flag",
    values: "flag",
    default: "off",
    text: "For looking only: no faults, no commands, no other scenario by the reader's hand.",
  },
  {
    name: "lang",
    kind: "text",
    values: "`en`, `zh-CN`, or one that was [registered](adding-a-language.md)",
    default: "that of the place it stands in",
    text: "The language of the bench.",
  },
  {
    name: "theme",
    kind: "choice",
    choices: ["auto", "light", "dark"],
    values: "`auto`, `light`, `dark`",
    default: "auto",
    text: "`auto` follows the color-scheme of the page around it.",
  },
  {
    name: "loading",
    kind: "choice",
    choices: ["eager", "lazy"],
    values: "`eager`, `lazy`",
    default: "eager",
    text: "`lazy` starts when it comes near the window.",
  },
] as const satisfies readonly OptionRow[];

export type Option = (typeof OPTIONS)[number];
export type OptionName = Option["name"];
/** The table, row by row, where the names do not matter. */
export const ROWS: readonly OptionRow[] = OPTIONS;

type ValueOf<Row> = Row extends { kind: "flag" }
  ? boolean
  : Row extends { kind: "number" }
    ? number | null
    : Row extends { kind: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : string;

/** Every option as a property of the element. `lang` is every element's own. */
export type OptionProperties = {
  -readonly [Row in Option as Exclude<Row["name"], "lang">]: ValueOf<Row>;
};

/** What was said, by name: null is what was not said. */
export type Given = (name: OptionName) => string | null;

/** The options as they apply, and what of them was not understood: that is told, and the default applies. */
export interface Settings extends OptionProperties {
  lang: string;
  problems: readonly string[];
}

/** A flag that is there is on, unless it says that it is not. */
const isOn = (text: string | null): boolean => text !== null && !/^(?:false|0|off|no)$/iu.test(text.trim());

/** The values of a text of words. */
export const wordsOf = (text: string): readonly string[] =>
  text.split(/[\s,]+/u).filter((word) => word !== "");

/** The value of one option. What cannot be is told of, by its name. */
function readValue(row: OptionRow, text: string | null, tell: (problem: string) => void) {
  switch (row.kind) {
    case "flag":
      return isOn(text);
    case "number": {
      if (text === null || text.trim() === "") return null;
      const value = Number(text);
      if (/^\s*\d+\s*$/u.test(text) && Number.isSafeInteger(value)) return value;
      tell(`${row.name}: a ${row.values}, not \`${short(text)}\``);
      return null;
    }
    case "choice": {
      if (text === null || text.trim() === "" || row.choices?.includes(text.trim())) {
        return text?.trim() || row.default;
      }
      tell(`${row.name}: one of ${row.choices?.join(", ")}, not \`${short(text)}\``);
      return row.default;
    }
    default:
      return text ?? "";
  }
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);

/** Reads all options. */
export function settingsOf(given: Given): Settings {
  const problems: string[] = [];
  const values = ROWS.map((row) => [
    row.name,
    readValue(row, given(row.name as OptionName), (problem) => problems.push(problem)),
  ]);
  return { ...Object.fromEntries(values), problems } as Settings;
}

/** `1/100`, `0.01`, `1/100×` as a factor; null if it is none. */
export function factorOf(text: string): number | null {
  const [, over, under] = /^\s*(\d+(?:\.\d+)?)(?:\s*\/\s*(\d+(?:\.\d+)?))?\s*[x×]?\s*$/u.exec(text) ?? [];
  const factor = Number(over) / Number(under ?? 1);
  return Number.isFinite(factor) && factor > 0 ? factor : null;
}
