import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The wasm package stands outside of www; only www/src/api imports it, by these names. */
export const alias = [
  { find: /^#engine$/, replacement: here("target/wasm-pkg/engine.js") },
  { find: /^#engine-text$/, replacement: here("target/wasm-pkg/text.js") },
  { find: /^#engine-base64$/, replacement: here("target/wasm-pkg/base64.js") },
  { find: /^#engine-packed$/, replacement: here("target/wasm-pkg/packed.js") },
  { find: /^#carried-engine$/, replacement: here("www/src/api/inlined.ts") },
  { find: /^#carried-bytes$/, replacement: here("www/src/api/bytes-as-text.ts") },
  // Templates are all that is used of it; its element class would ask for a DOM on import.
  { find: /^lit$/, replacement: "lit/html.js" },
  { find: /^#engine-first\.wasm(?=\?|$)/, replacement: here("target/wasm-parts/first.wasm") },
  { find: /^#engine-rest\.wasm(?=\?|$)/, replacement: here("target/wasm-parts/rest.wasm") },
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

/** The engine's first part is asked for with the page, not only once the script has come that runs it. */
const preload: Plugin = {
  name: "ringleader-preload",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }) => {
      const file = Object.keys(bundle).find((name) => /\bfirst-[^/]*\.wasm$/u.test(name));
      if (file === undefined) throw new Error("the page has no first part of the engine");
      const attrs = {
        rel: "preload",
        as: "fetch",
        type: "application/wasm",
        crossorigin: "",
        href: `./${file}`,
      };
      return [{ tag: "link", attrs, injectTo: "head" }];
    },
  },
};

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

/** The page: `npm run dev` serves it from source, `npm run build` writes it to dist/page, for any folder of any host. */
export default defineConfig({
  root: here("www"),
  base: "./",
  plugins: [policy, preload, plainImports, bareIcons],
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
          groups: [
            { name: "start", tags: ["$initial"], priority: 2 },
            {
              name: "shared",
              test: /node_modules[\\/]lit|state[\\/]move-lines|stage[\\/]cluster-presentation/u,
              priority: 1,
            },
            { name: "cluster", test: /src[\\/](?:cluster[\\/]cluster-view|stage[\\/]chip)\.ts$/u },
          ],
        },
      },
    },
  },
});
