import { initSync } from "#engine";
import bytes from "#engine-bytes";
import { init } from "./init.ts";
import { engineLoaded } from "./loaded.ts";

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const fromBase64: ((text: string) => Uint8Array<ArrayBuffer>) | undefined = Uint8Array.fromBase64;
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

/** Starts the engine that stands inside this file, at once. Throws where WebAssembly is not allowed. */
export function startInlined(): void {
  initSync({ module: decoded(bytes) });
  engineLoaded();
}

/** The same, compiled beside whatever else goes on. @throws a promise rejects with RingleaderError `engine` */
export const loadInlined = (): Promise<void> => init(decoded(bytes));
