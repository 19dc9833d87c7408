import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";
import { alias, bareIcons, cssTarget } from "./vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const source = (path: string) => here(`www/src/${path}`);

const { version } = JSON.parse(readFileSync(here("package.json"), "utf8")) as { version: string };
const shared: UserConfig = {
  publicDir: false,
  plugins: [bareIcons],
  resolve: {
    alias,
    // Of packages that have two builds, the one that can also be imported where there is no DOM.
    conditions: ["node", "module", "import", "default"],
  },
};
const into = { outDir: here("dist"), emptyOutDir: false, target: "es2022", cssTarget };

interface OneFile {
  entry: string;
  /** It need not have the engine at once, so it carries it packed: 200 kB less to hand on. */
  packed?: boolean;
  format: "es" | "iife";
  name?: string;
  file: string;
}

/** Everything in one file: languages, protocols, dialogs and the engine. */
function oneFile({ entry, packed, format, name, file }: OneFile): UserConfig {
  const engine = packed
    ? { find: /^#carried-engine$/, replacement: source("api/packed.ts") }
    : { find: /^#carried-bytes$/, replacement: source("api/bytes-as-base64.ts") };
  return {
    resolve: { ...shared.resolve, alias: [engine, ...alias] },
    build: {
      ...into,
      lib: { entry: source(entry), formats: [format], fileName: () => file, ...(name ? { name } : {}) },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  };
}

/** The npm library in its shapes: `vite build --mode modules | classic | anywidget | embed | command`. */
const shapes: Record<string, UserConfig> = {
  /** ES modules for bundlers, Node and the browser. What they have in common, the engine above all, is there once. */
  modules: {
    build: {
      ...into,
      minify: false,
      lib: {
        entry: {
          index: source("library/ringleader.ts"),
          slim: source("library/slim.ts"),
          placement: source("library/placement-alone.ts"),
          worker: source("library/worker.ts"),
          element: source("element/ring-leader.ts"),
        },
        formats: ["es"],
      },
      rolldownOptions: {
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "shared/[name].js",
          // What members are for stands in the types, which editors show.
          comments: { jsdoc: false },
        },
      },
    },
  },
  /** One classic script, for pages without modules: it sets the global `Ringleader` and defines the element. */
  classic: oneFile({
    entry: "library/classic.ts",
    format: "iife",
    name: "Ringleader",
    file: "ringleader.iife.js",
  }),
  /** One module, which is all that a notebook loads. */
  anywidget: oneFile({ entry: "element/anywidget.ts", packed: true, format: "es", file: "anywidget.js" }),
  /** The script of embed.html, which the build puts inside. */
  embed: oneFile({ entry: "embed/embed.ts", packed: true, format: "iife", name: "embed", file: "embed.js" }),
  /** The command line: it takes the library from the file beside it. */
  command: {
    build: {
      ...into,
      minify: false,
      ssr: true,
      lib: { entry: source("cli/commands.ts"), formats: ["es"] },
      rolldownOptions: {
        external: (id) => id === "ringleader" || id.startsWith("node:"),
        output: {
          paths: { ringleader: "./index.js" },
          banner: "#!/usr/bin/env node",
          entryFileNames: "cli.js",
        },
      },
    },
    ssr: { noExternal: ["commander"] },
    define: { __VERSION__: JSON.stringify(version) },
  },
};

export default defineConfig(({ mode }) => {
  const shape = shapes[mode];
  if (shape === undefined) throw new Error(`--mode is one of ${Object.keys(shapes).join(", ")}`);
  return { ...shared, ...shape };
});
