import { readFileSync } from "node:fs";
import { RingleaderError, Simulation, type SimulationOptions } from "ringleader";

/** What was given cannot be used: told in one line, without a stack. */
export class InputError extends Error {}

/** A scenario that was read. */
export interface Input {
  /** As it was named, for messages. */
  name: string;
  text: string;
  /** Instead of its own. */
  seed?: number;
}

const STDIN = 0;

/** What a path is called in messages. */
export const nameOf = (path: string): string => (path === "-" ? "standard input" : path);

/** Reads a file, or standard input for `-`, and lets it be known if it is no scenario. */
export function readScenario(path: string, seed?: number): Input {
  const name = nameOf(path);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path === "-" ? STDIN : path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why: Record<string, string> = {
      ENOENT: "there is no such file",
      EISDIR: "that is a folder",
      EACCES: "it may not be read",
      ERR_ENCODING_INVALID_ENCODED_DATA: "it is no UTF-8 text",
    };
    throw new InputError(`${name}: ${why[code] ?? String(error)}`);
  }
  return seed === undefined ? { name, text } : { name, text, seed };
}

/** Opens it; an error in it is told with its place. */
export function open({ name, text, seed }: Input, options: SimulationOptions = {}): Simulation {
  try {
    return new Simulation(text, seed === undefined ? options : { ...options, seed });
  } catch (error) {
    if (!(error instanceof RingleaderError) || error.line === null) throw error;
    const place = /^line \d+, column \d+: /;
    throw new InputError(`${name}:${error.line}:${error.column ?? 1}: ${error.message.replace(place, "")}`);
  }
}
