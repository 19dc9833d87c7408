/** The element's options, events, parts and colours as tables, from the table that they are made of. */
import { ROWS } from "../../www/src/element/options.ts";
import { CUSTOM_PROPERTIES, PARTS } from "../../www/src/element/tree.ts";
import { elementMembers, elementEvents as events } from "../lib/element-files.ts";
import { code, table } from "./regions.ts";

export const elementOptions = (): string =>
  table(
    ["Option", "Values", "Without it", "What it does"],
    ROWS.map((row) => [code(row.name), row.values, row.default, row.text]),
  );

export const elementMethods = (): string =>
  table(
    ["Member", "What it does"],
    elementMembers().map(({ name, parameters, text }) => [
      code(parameters === null ? name : `${name}(${parameters.join(", ")})`),
      spoken(text),
    ]),
  );

/** A comment's tags as sentences. */
const spoken = (text: string): string =>
  text
    .replace(" @returns ", ". Returns ")
    .replace(" @throws ", ". Throws ")
    .replace(/\.\. /gu, ". ")
    .replace(/(?<!\.)$/u, ".");

export const elementEvents = (): string =>
  table(
    ["Event", "What it tells"],
    events().map(({ name, text }) => [code(name), text]),
  );

export const elementParts = (): string =>
  table(
    ["Part or property", "What it is"],
    [
      ...Object.entries(PARTS).map(([name, text]) => [code(`::part(${name})`), text]),
      ...Object.entries(CUSTOM_PROPERTIES).map(([name, text]) => [code(name), text]),
    ],
  );
