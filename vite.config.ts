import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The wasm package stands outside of www; only www/src/api imports it, by these names. */
export const alias = [
  { find: /^#engine$/, replacement: here("target/wasm-pkg/engine.js") },
  { find: /^#functions-engine$/, replacement: here("target/wasm-functions/engine.js") },
  { find: /^#functions-text$/, replacement: here("target/wasm-functions/text.js") },
  { find: /^#engine-text$/, replacement: here("target/wasm-pkg/text.js") },
  { find: /^#engine-base64$/, replacement: here("target/wasm-pkg/base64.js") },
  { find: /^#engine-packed$/, replacement: here("target/wasm-pkg/packed.js") },
  { find: /^#carried-engine$/, replacement: here("www/src/api/inlined.ts") },
  { find: /^#carried-bytes$/, replacement: here("www/src/api/bytes-as-text.ts") },
  // Templates are all that is used of it; its element class would ask for a DOM on import.
  { find: /^lit$/, replacement: "lit/html.js" },
  { find: /^#engine\.wasm(?=\?|$)/, replacement: here("target/wasm-pkg/ringleader_bg.wasm") },
];

/** What the built page may load: its own files, nothing of anybody else's, and no code made of text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Not while developing: there styles are in the document, and changes come through a socket. */
const policy: Plugin = {
  name: "ringleader-policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
      injectTo: "head-prepend",
    },
  ],
};

/** The recorded openings as `npm run build` made them; while developing there are none, and the engine opens all. */
function recordings() {
  const made = here("target/openings");
  const protocols: Record<string, string[]> = {};
  const files: { name: string; text: string }[] = [];
  for (const file of readdirSync(made).sort()) {
    const [name, text] = [file.replace(/\.json$/u, ""), readFileSync(`${made}/${file}`, "utf8")];
    const { protocol } = JSON.parse(text).scenario;
    protocols[protocol] = [...(protocols[protocol] ?? []), name];
    files.push({ name, text });
  }
  // All change their address when one changes: a hash for each would weigh more in every visit.
  const hash = createHash("sha256").update(JSON.stringify(files)).digest("base64url").slice(0, 8);
  return { folder: `openings-${hash}`, names: `gallery-${hash}.json`, protocols, files };
}

/**
 * Puts the recordings beside the page's chunks, and the names of all scenarios as a file. A recording is asked for side
 * by side with the chunks of its chapter; the names, where an address has one that no chapter begins with.
 */
function openings(): Plugin {
  let made: ReturnType<typeof recordings> = { folder: "", names: "", protocols: {}, files: [] };
  return {
    name: "ringleader-openings",
    configResolved({ command }) {
      if (command === "build") made = recordings();
    },
    resolveId: (id) => (id === "#openings" ? "\0openings" : null),
    load: (id) =>
      id === "\0openings"
        ? `export const folder = ${JSON.stringify(made.folder)}, names = ${JSON.stringify(made.names)};`
        : null,
    generateBundle() {
      for (const { name, text } of made.files)
        this.emitFile({ type: "asset", fileName: `assets/${made.folder}/${name}.json`, source: text });
      const names = JSON.stringify(made.protocols);
      this.emitFile({ type: "asset", fileName: `assets/${made.names}`, source: names });
    },
  };
}

/** The engines of the chapters as `npm run build` made them, each a folder. */
function engines() {
  const made = here("target/engines");
  const files = readdirSync(made)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(`${made}/${name}/ringleader_bg.wasm`) }));
  const hash = createHash("sha256");
  for (const { bytes } of files) hash.update(bytes);
  return { folder: `engines-${hash.digest("base64url").slice(0, 8)}`, files };
}

/**
 * Puts the engines beside the page's chunks, under one hash like the recordings. While developing there is one engine,
 * which has everything.
 */
function chapters(): Plugin {
  let made: ReturnType<typeof engines> | null = null;
  return {
    name: "ringleader-chapters",
    configResolved({ command }) {
      if (command === "build") made = engines();
    },
    resolveId: (id) => (id === "#chapters" ? "\0chapters" : null),
    load(id) {
      if (id !== "\0chapters") return null;
      if (made === null)
        return 'export { default as whole } from "#engine.wasm?url"; export const folder = "", chapters = [];';
      const names = made.files.map(({ name }) => name);
      return `export const folder = ${JSON.stringify(made.folder)}, chapters = ${JSON.stringify(names)}, whole = "";`;
    },
    generateBundle() {
      for (const { name, bytes } of made?.files ?? [])
        this.emitFile({ type: "asset", fileName: `assets/${made?.folder}/${name}.wasm`, source: bytes });
    },
  };
}

/**
 * Lazy chunks bring no styles of their own, and an entry asks for all its chunks side by side: nothing is left for
 * Vite's preloading to do, which would be the heaviest piece of the page's start that draws nothing.
 */
const plainImports: Plugin = {
  name: "ringleader-plain-imports",
  apply: "build",
  enforce: "pre",
  load: (id) =>
    id.endsWith("vite/preload-helper.js") ? "export const __vitePreload = (load) => load();" : null,
};

/** Of an icon only what is drawn: the licence is said once in the package's notices, the frame is the same for all. */
export const bareIcons: Plugin = {
  name: "ringleader-bare-icons",
  enforce: "pre",
  load: (id) => {
    const file = /^(.*lucide-static.*\.svg)\?raw$/u.exec(id)?.[1];
    if (file === undefined) return null;
    const inside = /<svg[^>]*>(.*)<\/svg>/su.exec(readFileSync(file, "utf8"))?.[1] ?? "";
    return `export default ${JSON.stringify(inside.trim().replaceAll(/>\s+</gu, "><"))};`;
  },
};

/** Browsers that know light-dark(): lowered for older ones, an element could not follow the page around it. */
export const cssTarget = ["chrome123", "firefox120", "safari17.5"];

/** The chunk of a language's texts that are asked for together, once a message has moved. */
function laterTexts(id: string): string | null {
  const [, locale, all, chapter] =
    /texts[\\/]([\w-]+)[\\/](?:(later|rare)|(plain|[\w-]+(?=\.(?:why|pseudocode)))(?:\.\w+)?)\.json$/u.exec(
      id,
    ) ?? [];
  return locale === undefined ? null : `${locale}-${all === undefined ? chapter : "later"}`;
}

/** The page: `npm run dev` serves it from source, `npm run build` writes it to dist/page, for any folder of any host. */
export default defineConfig({
  root: here("www"),
  base: "./",
  plugins: [policy, openings(), chapters(), plainImports, bareIcons],
  resolve: { alias },
  server: { fs: { allow: [here(".")] } },
  worker: { format: "es" },
  build: {
    outDir: here("dist/page"),
    emptyOutDir: true,
    target: "es2022",
    cssTarget,
    // Sizes are measured from it: what index.html loads before any lazy chunk.
    manifest: true,
    // The notices that come with what is built in.
    license: { fileName: "licenses.md" },
    // The engine is streamed while it compiles, so it must stay a file of its own.
    assetsInlineLimit: (file) => (file.endsWith(".wasm") ? false : undefined),
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === "html" ? files : []),
    },
    // In few files rather than in crumbs: they compress better together.
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What a module imports besides stays where it is needed first: a chapter's page is not to wait for its details.
          includeDependenciesRecursively: false,
          groups: [
            { name: "start", tags: ["$initial"], priority: 2 },
            {
              name: "shared",
              test: /node_modules[\\/]lit|state[\\/]move-lines|stage[\\/](?:cluster-presentation|picture)\.ts/u,
              priority: 1,
            },
            // What a language says later of a chapter, or of all, is one file, of however many it is written in.
            { name: laterTexts, debugName: "later texts", priority: 1 },
            { name: "cluster", test: /src[\\/](?:cluster[\\/]cluster-view|stage[\\/]chip)\.ts$/u },
            // What looks back and judges.
            {
              name: "lookback",
              test: /src[\\/](?:bench[\\/](?:archive|prediction)|widgets[\\/]draw-moves|protocols[\\/]judge|state[\\/]past)\.ts$/u,
            },
            // What a link, an address or another chapter asks for; it is there once an engine is.
            {
              name: "address",
              test: /src[\\/](?:page[\\/]address|bench[\\/](?:gallery|take-over)|state[\\/]network-lines)\.ts$/u,
            },
            { name: "cluster-details", test: /src[\\/]cluster[\\/]cluster-(?:details|legend)\.ts$/u },
            // Of a chapter: its page, its texts of a language at once and later, and this.
            {
              debugName: "a chapter's details",
              name: (id) =>
                /src[\\/]protocols[\\/]([\w-]+)[\\/](?:answers|legend|twin)\.ts$/u
                  .exec(id)?.[1]
                  ?.concat("-details"),
              test: /src[\\/]protocols[\\/][\w-]+[\\/](?:answers|legend|twin)\.ts$/u,
            },
          ],
        },
      },
    },
  },
});
