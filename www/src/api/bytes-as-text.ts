/**
 * The engine as text: a character a byte. It weighs a quarter less than base64 once a server compresses it, for a byte
 * that recurs is the same character each time. Modules are always read as UTF-8; for other scripts there is
 * bytes-as-base64.ts, which takes the place of this file as `#carried-bytes`.
 */
import text from "#engine-text";
import { fromText } from "./engine-source.ts";

/** The bytes of the engine that this file carries. */
export const carriedBytes = (): Uint8Array<ArrayBuffer> => fromText(text);
