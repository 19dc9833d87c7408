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
