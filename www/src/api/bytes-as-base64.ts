/** The engine in base64, for a script that may be read in any encoding: see bytes-as-text.ts. */
import base64 from "#engine-base64";
import { fromBase64 } from "./engine-source.ts";

/** The bytes of the engine that this file carries. */
export const carriedBytes = (): Uint8Array<ArrayBuffer> => fromBase64(base64);
