/** Keys on their way to the engine: many texts become one piece of UTF-8. */
import { RingleaderError } from "./errors.ts";

/** UTF-8 of many texts in one piece: text `i` is `bytes[offsets[i]]` up to `bytes[offsets[i + 1]]`. */
export interface KeyBytes {
  bytes: Uint8Array;
  /** One more than there are texts: from 0 to the number of bytes, never falling. */
  offsets: Uint32Array;
}

const encoder = new TextEncoder();

/** Texts in one piece. */
export function encoded(keys: readonly string[], bytesMax: number): KeyBytes {
  const offsets = new Uint32Array(keys.length + 1);
  let units = 0;
  for (let i = 0; i < keys.length; i++) {
    const key: unknown = keys[i];
    if (typeof key !== "string") throw notText(`keys[${i}]`, key);
    units += key.length;
    offsets[i + 1] = units;
    if (units > bytesMax) {
      throw new RingleaderError("bound-placement", `keys: at most ${bytesMax} bytes (KEYS_BYTES_MAX)`);
    }
  }
  const joined = keys.join("");
  const bytes = new Uint8Array(units);
  // As many bytes as UTF-16 units: all of it was ASCII, and the offsets are right as they are.
  if (encoder.encodeInto(joined, bytes).read === units) return { bytes, offsets };
  for (let i = 0; i < keys.length; i++) {
    offsets[i + 1] = (offsets[i] ?? 0) + byteLength(keys[i] ?? "", `keys[${i}]`);
  }
  return { bytes: encoder.encode(joined), offsets };
}

/** The bytes that a text takes in UTF-8; a half of a character has none. */
function byteLength(text: string, field: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) throw loneSurrogate(field, i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code >= 0x10000) i++;
  }
  return bytes;
}

/** A text that UTF-8 can say: a lone surrogate would silently become another character. */
export function wellFormed(text: unknown, field: string): string {
  if (typeof text !== "string") throw notText(field, text);
  const at = text.search(/\p{Surrogate}/u);
  if (at >= 0) throw loneSurrogate(field, at);
  return text;
}

function notText(field: string, value: unknown): RingleaderError {
  return new RingleaderError("argument", `${field}: a text, not ${value === null ? "null" : typeof value}`);
}

function loneSurrogate(field: string, at: number): RingleaderError {
  const sentence = `${field}: a text, but half of a character (a lone surrogate) stands at index ${at}`;
  return new RingleaderError("argument", sentence);
}
