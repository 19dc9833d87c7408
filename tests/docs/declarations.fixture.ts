/** What a reader of lines would get wrong. */
export interface Odd {
  readonly "own-name": { inner: string; other: number };
  /**
   * One; with a brace } and a method(no) in it.
   * @returns more of it
   */
  many(first: string, second?: { third: number }): Promise<void>;
  last: (value: string) => void;
}

/** Makes it. */
export async function made(
  text: string,
  { at, until }: { readonly at: number; readonly until: number | undefined },
): Promise<string> {
  return text.slice(at, until);
}

export const one = 1,
  two = 2;

export type { Reached } from "../../www/src/api/slices.ts";
