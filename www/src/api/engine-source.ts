/** A type of the platform, where its declarations are there; TypeScript without the DOM's knows none of these. */
type Platform<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer T }> ? T : never;
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer T } } } ? T : never;

/** Where the engine comes from: an address, what a `fetch` of it gave, its bytes, or the compiled module. */
export type EngineSource =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | Platform<"URL">
  | Platform<"Request">
  | Platform<"Response">
  | WasmModule;

/** Bytes that stand in a file as text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const own: ((text: string) => Uint8Array<ArrayBuffer>) | undefined = Uint8Array.fromBase64;
  if (own !== undefined) return own.call(Uint8Array, text);
  const decoded = atob(text);
  const bytes = new Uint8Array(decoded.length);
  // A plain loop: `Uint8Array.from` with a function takes forty times as long.
  for (let index = 0; index < decoded.length; index += 1) bytes[index] = decoded.charCodeAt(index);
  return bytes;
}

/** What was added to each byte: so no character is a control, a quote or a line's end. `scripts/build.mjs` adds it. */
const OFFSET = 35;

/** Bytes that stand in a file as text, a character a byte: see bytes-as-text.ts. */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index) - OFFSET;
  return bytes;
}
