/**
 * The engine inside a file that need not have it at once: deflated, which the platform undoes. It takes the place of
 * inlined.ts (`#carried-engine`) in files that are handed on whole: `embed.html`, and the notebook's `anywidget.js`.
 */
import packed from "#engine-packed";
import type { EngineHandle } from "./engine-handle.ts";
import { fromBase64 } from "./engine-source.ts";
import { engineHandle } from "./run-engine.ts";

function unpacked(): Promise<ArrayBuffer> {
  const bytes = new Blob([fromBase64(packed)]).stream();
  return new Response(bytes.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
}

const carried = engineHandle();

/** The engine, started. @throws a promise rejects with RingleaderError `engine` */
export async function loadCarried(): Promise<EngineHandle> {
  await carried.load(unpacked());
  return carried;
}
