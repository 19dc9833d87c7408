import { folder, whole } from "#chapters";

/** The file of a chapter's engine: what is compiled while it arrives, if its host names its type; whole, if it does not. */
export async function engineFile(chapter: string): Promise<Response | ArrayBuffer> {
  // By a name that is no literal: the bundler would look for a file of that name now.
  const file = `${folder}/${chapter}.wasm`;
  const response = await fetch(folder === "" ? whole : new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`status ${response.status}`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? response : response.arrayBuffer();
}
