/**
 * A static server for the built page: `node scripts/serve.mjs dist/page [--port 4173]`. Port 0, the default, is a
 * free one. It does what any static host does: the right type for .wasm (else nothing streams), and .br where asked.
 */
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { isMain } from "./lib/run.mjs";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
};

const isFile = (path) => existsSync(path) && statSync(path).isFile();

function answer(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") return response.writeHead(405).end();
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return response.writeHead(400).end();
  }
  let file = join(folder, normalize(path));
  if (path.endsWith("/")) file = join(file, "index.html");
  if (!file.startsWith(folder + sep) || !isFile(file)) {
    return response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Not found\n");
  }
  const headers = {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    // A file with a hash in its name never changes; all others are asked for again.
    "cache-control": /\/assets\//.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
  };
  if (/\bbr\b/.test(request.headers["accept-encoding"] ?? "") && isFile(`${file}.br`)) {
    file = `${file}.br`;
    headers["content-encoding"] = "br";
  }
  headers["content-length"] = statSync(file).size;
  response.writeHead(200, headers);
  if (request.method === "HEAD") return response.end();
  createReadStream(file).pipe(response);
}

/** Serves a folder on this machine only; resolves to the address. */
export function serve(folder, port = 0) {
  const full = resolve(folder);
  const server = createServer((request, response) => answer(full, request, response));
  return new Promise((done, failed) => {
    server.on("error", failed);
    server.listen(port, "127.0.0.1", () =>
      done({ server, url: `http://127.0.0.1:${server.address().port}/` }),
    );
  });
}

if (isMain(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "0" } },
  });
  const { url } = await serve(positionals[0] ?? "dist/page", Number(values.port));
  console.log(`Serving at ${url}`);
}
