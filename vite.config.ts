import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The wasm package stands outside of www; only www/src/api imports it, by these names. */
export const alias = [
  { find: /^#engine$/, replacement: here("target/wasm-pkg/ringleader.js") },
  { find: /^#engine-bytes$/, replacement: here("target/wasm-pkg/bytes.js") },
  { find: /^#engine\.wasm(?=\?|$)/, replacement: here("target/wasm-pkg/ringleader_bg.wasm") },
];

/** The page: `npm run dev` serves it from source, `npm run build` writes it to dist/page, for any folder of any host. */
export default defineConfig({
  root: here("www"),
  base: "./",
  resolve: { alias },
  server: { fs: { allow: [here(".")] } },
  worker: { format: "es" },
  build: {
    outDir: here("dist/page"),
    emptyOutDir: true,
    target: "es2022",
    // Sizes are measured from it: what index.html loads before any lazy chunk.
    manifest: true,
    // The engine is streamed while it compiles, so it must stay a file of its own.
    assetsInlineLimit: (file) => (file.endsWith(".wasm") ? false : undefined),
    modulePreload: { polyfill: false },
  },
});
