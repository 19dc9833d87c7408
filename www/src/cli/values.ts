/** The values of options, in the scenario language's own words. */

/** Seeds from first to last, both included. */
export interface SeedRange {
  first: number;
  last: number;
}

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000 };

/** `5s`, `1.5s`, `300ms`, `200us`, in ms. */
export function milliseconds(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(us|ms|s)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) {
    throw new Error("A time is a number with its unit, such as 5s, 1.5s, 300ms or 200us.");
  }
  return Number(number) * (UNITS[unit] ?? 1);
}

/** A whole number from 0 to 2^53 - 1. */
export function seedNumber(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new Error("A seed is a whole number from 0 to 2^53 - 1.");
  }
  return seed;
}

/** A whole number from 1. */
export function count(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number === 0) {
    throw new Error("A number of events is a whole number from 1.");
  }
  return number;
}

/** `1..1000`, or one seed. */
export function seedRange(text: string): SeedRange {
  const [start = "", end = start, ...rest] = text.split("..");
  const [first, last] = [seedNumber(start), seedNumber(end)];
  if (rest.length > 0 || last < first) throw new Error("Seeds are a range such as 1..1000, the lower first.");
  return { first, last };
}
