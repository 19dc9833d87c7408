/** Bytes that stand in a file as text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const own: ((text: string) => Uint8Array<ArrayBuffer>) | undefined = Uint8Array.fromBase64;
  if (own !== undefined) return own.call(Uint8Array, text);
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
