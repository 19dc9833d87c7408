/** What was added to each byte: so no character is a control, a quote or a line's end. `scripts/build.mjs` adds it. */
const OFFSET = 35;

/** Bytes that stand in a file as text, a character a byte: see bytes-as-text.ts. */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index) - OFFSET;
  return bytes;
}
