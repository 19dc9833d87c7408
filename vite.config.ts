import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The wasm package stands outside of www; only www/src/api imports it, by these names. */
export const alias = [
  { find: /^#engine$/, replacement: here("target/wasm-pkg/ringleader.js") },
  { find: /^#engine-bytes$/, replacement: here("target/wasm-pkg/bytes.js") },
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

/** Browsers that know light-dark(): lowered for older ones, an element could not follow the page around it. */
export const cssTarget = ["chrome123", "firefox120", "safari17.5"];

/** The page: `npm run dev` serves it from source, `npm run build` writes it to dist/page, for any folder of any host. */
export default defineConfig({
  root: here("www"),
  base: "./",
  plugins: [policy],
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
    // The engine is streamed while it compiles, so it must stay a file of its own.
    assetsInlineLimit: (file) => (file.endsWith(".wasm") ? false : undefined),
    modulePreload: { polyfill: false },
    // What draws stands in one file rather than in crumbs: they compress better together.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "lit", test: /node_modules[\\/]lit(-html)?[\\/]/u }] } },
    },
  },
});
