import type { Frame } from "./frames.ts";

/** Many whole numbers below 2^32, in one piece. */
type Words = Uint32Array<ArrayBuffer>;

/** The frame as the engine gives it: large lists of numbers stand beside it in one piece, and where they belong, how many. */
export function withWords(frame: Frame & { words?: Words }): Frame {
  if (frame.words === undefined) return frame;
  const { words, ...whole } = frame;
  deal(whole as unknown as Record<string, unknown>, { words, at: 0 });
  return whole as Frame;
}

/** Gives everything below its words, in order. */
function deal(value: Record<string, unknown>, rest: { words: Words; at: number }): void {
  for (const [name, inner] of Object.entries(value)) {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) continue;
    const { words: count } = inner as { words?: unknown };
    if (typeof count !== "number") {
      deal(inner as Record<string, unknown>, rest);
      continue;
    }
    value[name] = rest.words.slice(rest.at, rest.at + count);
    rest.at += count;
  }
}
