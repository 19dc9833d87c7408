import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { alias } from "./vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The npm library: one ES module with the engine inside, so that a plain `import` works everywhere. */
export default defineConfig({
  publicDir: false,
  resolve: { alias },
  build: {
    outDir: here("dist"),
    emptyOutDir: false,
    target: "es2022",
    minify: false,
    lib: { entry: here("www/src/api/index.ts"), formats: ["es"], fileName: () => "index.js" },
  },
});
