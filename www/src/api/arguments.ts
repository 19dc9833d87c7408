/** Checks of what callers pass: programs in plain JavaScript have no types to hold them. */
import { RingleaderError } from "./errors.ts";

/** Fails with the sentence unless it is an object. */
export function checkObject(value: unknown, sentence: string): asserts value is object {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  throw new RingleaderError("argument", sentence);
}

/** Unknown keys are errors that name the nearest known one. */
export function checkKeys(given: object, known: readonly string[], what: string): void {
  checkObject(given, `${what}: an object`);
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const near = [...known].sort((a, b) => distance(key, a) - distance(key, b))[0] ?? "";
    const name = visible(key.length > LONGEST ? `${key.slice(0, LONGEST)}...` : key);
    const all = known.join(", ");
    throw new RingleaderError(
      "argument",
      `${what} has no \`${name}\`, only ${all}; did you mean \`${near}\`?`,
    );
  }
}

/** What has no glyph of its own stands as its code point, as in the engine's errors. */
const visible = (name: string): string =>
  name.replace(
    /(?! )[\p{C}\p{Z}]/gu,
    (c) => `<U+${c.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}>`,
  );

/** What is longer is no slip of a known key, and measuring it would only cost time. */
const LONGEST = 40;

/** Edits between two short words (Levenshtein). */
function distance(long: string, b: string): number {
  const a = long.slice(0, LONGEST);
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** A whole number from 0 on. */
export function wholeNumber(value: number, what: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RingleaderError("argument", `${what}: a whole number from 0 on, not ${shown(value)}`);
}

/** A position as it is asked for: whole, and then clamped, so that below 0 is 0 and infinity is the end. */
export function clampedPosition(value: number, what: string): number {
  if (
    typeof value === "number" &&
    (Number.isInteger(value) || Math.abs(value) === Number.POSITIVE_INFINITY)
  ) {
    return Math.min(Math.max(0, value), Number.MAX_SAFE_INTEGER);
  }
  throw new RingleaderError("argument", `${what}: a whole number, not ${shown(value)}`);
}

/** A number of milliseconds, of either sign. */
export function milliseconds(value: number, what: string): number {
  if (typeof value === "number" && !Number.isNaN(value)) return value;
  throw new RingleaderError("argument", `${what}: a number of milliseconds, not ${shown(value)}`);
}

/** A text. */
export function text(value: string, what: string): string {
  if (typeof value === "string") return value;
  throw new RingleaderError("argument", `${what}: a text, not ${shown(value)}`);
}

/** True or false. */
export function flag(value: boolean, what: string): boolean {
  if (typeof value === "boolean") return value;
  throw new RingleaderError("argument", `${what}: true or false, not ${shown(value)}`);
}

/** A value in an error: numbers as they are, of the rest only what it is. */
function shown(value: unknown): string {
  return typeof value === "number" ? String(value) : value === null ? "null" : typeof value;
}
