/**
 * The engine as text: a character a byte. It weighs a quarter less than base64 once a server compresses it, for a byte
 * that recurs is the same character each time. Modules are always read as UTF-8; for other scripts there is
 * bytes-as-base64.ts, which takes the place of this file as `#carried-bytes`.
 */
import text from "#engine-text";

/** What was added to each byte: so no character is a control, a quote or a line's end. `scripts/build.mjs` adds it. */
const OFFSET = 35;

/** The bytes of the engine that this file carries. */
export function carriedBytes(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index) - OFFSET;
  return bytes;
}
