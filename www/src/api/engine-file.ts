import engineUrl from "#engine.wasm?url";

/** The engine's file: what is compiled while it arrives, if its host names its type; whole, if it does not. */
export async function engineFile(): Promise<Response | ArrayBuffer> {
  const response = await fetch(engineUrl);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? response : response.arrayBuffer();
}
