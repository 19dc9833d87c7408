/**
 * `npm run build`: target/wasm-pkg (the engine), dist (the npm library), dist/page (the deployable page).
 * `node scripts/build.mjs wasm | library | page` builds one of them, and the engine if it is out of date.
 */
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, deflateRawSync } from "node:zlib";
import { buildChapters, freshEngine, functionsFolder } from "./lib/engines.mjs";
import { isMain, main, run, seconds, setUp } from "./lib/run.mjs";
import { at, wasmPackage } from "./lib/tools.mjs";

/** The engine as wasm with its glue, and as text for the library that carries it inside. */
export async function buildWasm(profile = "release") {
  await freshEngine(wasmPackage, {
    profile,
    finish(bytes) {
      writeText(wasmPackage, "text", asText(bytes));
      writeText(wasmPackage, "base64", bytes.toString("base64"));
      const packed = deflateRawSync(bytes, { level: 9, memLevel: 9 });
      writeText(wasmPackage, "packed", packed.toString("base64"));
    },
  });
}

/** The engine of `ringleader/placement`. */
const buildFunctions = () =>
  freshEngine(functionsFolder, {
    features: ["functions"],
    finish: (bytes) => writeText(functionsFolder, "text", asText(bytes)),
  });

function writeText(folder, name, text) {
  writeFileSync(join(folder, `${name}.js`), `export default "${text}";\n`);
  writeFileSync(
    join(folder, "text.d.ts"),
    "/** ringleader_bg.wasm as text, or in base64, in packed.js deflated before. */\ndeclare const text: string;\nexport default text;\n",
  );
}

/** A character a byte, as a string's inside: `www/src/api/bytes-as-text.ts` says why, and reads it. */
function asText(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte + 35);
  return text.replaceAll("\\", "\\\\");
}

/** The declarations of one source file and all it names, as one text. */
async function typesOf(source) {
  const file = at("target", "types", `${source.replace(/\W/g, "-")}.d.ts`);
  await run("dts-bundle-generator", [
    ...["--silent", "--no-banner", "--export-referenced-types=false", "--project", "tsconfig.json"],
    ...["--out-file", file, source],
  ]);
  return readFileSync(file, "utf8");
}

/**
 * A module of the sources, as TypeScript. Vite is loaded only now: the set-up may just have installed it. It says in
 * the environment that this is development, which a build that comes later would take for its own.
 */
async function imported(file, resolve = {}) {
  const { NODE_ENV } = process.env;
  const { runnerImport } = await import("vite");
  const { module } = await runnerImport(at(...file.split("/")), { resolve });
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  return module;
}

/** What the library exports, and the types of every protocol, which stand in the protocols' folders. */
function everyType() {
  const protocols = readdirSync(at("www", "src", "protocols"))
    .flatMap((name) => ["types", "rules"].map((file) => `www/src/protocols/${name}/${file}.ts`))
    .filter((file) => existsSync(at(...file.split("/"))));
  const lines = ["www/src/library/declared.ts", ...protocols].map(
    (file) => `export * from "../../${file}";\n`,
  );
  mkdirSync(at("target", "types"), { recursive: true });
  writeFileSync(at("target", "types", "index.ts"), lines.join(""));
  return "target/types/index.ts";
}

/** Types of every entry. All share those of index.d.ts, so that a simulation of one is a simulation of the other. */
async function buildTypes() {
  const { declared, exportsOf, inOne, ownNames } = await imported("scripts/lib/declarations.ts");
  const bundled = ownNames(await typesOf(everyType()));
  const library = ["Protocols", "Bounds", "OwnMoves"].reduce(inOne, bundled);
  // `using` is younger than the language level that most users compile for.
  const reference = library.includes("Symbol.dispose") ? '/// <reference lib="esnext.disposable" />\n' : "";
  const types = {
    index: reference + library,
    slim: [
      'import type { EngineSource, Library } from "./index.js";\nexport * from "./index.js";\n',
      ...["init", "load"].map((name) => declared("www/src/library/slim.ts", name)),
    ].join("\n"),
    placement: `export { ${exportsOf("www/src/library/placement-alone.ts").join(", ")} } from "./index.js";\n`,
    worker: `import type { WorkerLike } from "./index.js";\n${declared("www/src/library/worker.ts", "serve")}`,
    "ringleader.iife": `import type * as library from "./index.js";\ndeclare global {\n\t/** What \`ringleader\` exports. */\n\tconst Ringleader: typeof library;\n}\n`,
  };
  const { elementTypes, frameworkTypes, anywidgetTypes, customElements } = await imported(
    "scripts/lib/element-files.ts",
  );
  Object.assign(types, { element: elementTypes(), ...frameworkTypes(), anywidget: anywidgetTypes() });
  for (const [name, text] of Object.entries(types)) writeFileSync(at("dist", `${name}.d.ts`), text);
  writeFileSync(at("dist", "custom-elements.json"), customElements());
}

/** All of dist but the page: the modules, the classic script, the command line, the engine by itself, the types. */
export async function buildLibrary() {
  const built = existsSync(at("dist")) ? readdirSync(at("dist")) : [];
  for (const name of built) if (name !== "page") rmSync(at("dist", name), { recursive: true });
  mkdirSync(at("dist"), { recursive: true });
  await buildFunctions();
  for (const shape of ["modules", "classic", "anywidget", "embed", "command"]) {
    await run("vite", ["build", "--config", "vite.library.config.ts", "--mode", shape, "--logLevel", "warn"]);
  }
  chmodSync(at("dist", "cli.js"), 0o755);
  copyFileSync(join(wasmPackage, "ringleader_bg.wasm"), at("dist", "ringleader.wasm"));
  buildEmbed();
  await buildTypes();
}

/**
 * embed.html: its script is inside, and its own policy lets that script run and nothing else. The page carries it too,
 * and the classic script, so that whoever serves the page serves what its Share dialog offers.
 */
export function buildEmbed() {
  const script = readFileSync(at("dist", "embed.js"), "utf8").trim().replaceAll("</script", "<\\/script");
  const digest = createHash("sha256").update(script).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest}' 'wasm-unsafe-eval'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const page = readFileSync(at("www", "embed.html"), "utf8")
    .replace("<!--policy-->", () => `<meta http-equiv="Content-Security-Policy" content="${policy}" />`)
    .replace("<!--script-->", () => `<script>${script}</script>`);
  writeFileSync(at("dist", "embed.html"), page);
  rmSync(at("dist", "embed.js"));
}

/** What the page's Share dialog offers stands beside the page. */
function addEmbeds() {
  copyFileSync(at("dist", "embed.html"), at("dist", "page", "embed.html"));
  copyFileSync(at("dist", "ringleader.iife.js"), at("dist", "page", "ringleader.js"));
  copyFileSync(at("dist", "anywidget.js"), at("dist", "page", "anywidget.js"));
}

const compressed = /\.(?:html|js|css|wasm|svg|json|txt)$/;

/** Each file of some size also as .br, for hosts (and our own server) that send it as it is. */
function precompress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, String(name));
    if (!compressed.test(file) || !statSync(file).isFile() || statSync(file).size < 1024) continue;
    writeFileSync(`${file}.br`, brotli(readFileSync(file)));
  }
}

export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/** What the page shows first of each scenario, as the engine that was just built gives it. */
async function buildOpenings() {
  const { alias } = await imported("vite.config.ts");
  const { everyOpening } = await imported("www/src/opening/make-recording.ts", { alias });
  rmSync(at("target", "openings"), { recursive: true, force: true });
  mkdirSync(at("target", "openings"), { recursive: true });
  for (const [name, text] of everyOpening()) writeFileSync(at("target", "openings", `${name}.json`), text);
}

export async function buildPage() {
  await buildChapters();
  await buildOpenings();
  await run("vite", ["build", "--logLevel", "warn"]);
  if (existsSync(at("dist", "embed.html"))) addEmbeds();
  precompress(at("dist", "page"));
}

export async function build(part = "all") {
  const since = performance.now();
  await buildWasm();
  if (part === "all" || part === "library") await buildLibrary();
  if (part === "all" || part === "page") await buildPage();
  console.log(`Built ${part === "all" ? "dist" : part} in ${seconds(since)}`);
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const part = process.argv[2] ?? "all";
    if (!["all", "wasm", "library", "page"].includes(part)) throw new Error(`No such part: ${part}`);
    await setUp();
    await build(part);
  });
}
