/**
 * Compiling engines: the crate for wasm with some of its features, optimized, with its glue.
 *
 * wasm-bindgen's glue keeps one instance in a variable of its module. Written for pages without modules it is a
 * function that is called once; here it stands inside a function that anybody may call, so that each engine has a glue
 * of its own. Engines with fewer features import and export less, all by the same names: the glue of the one that has
 * everything serves them all.
 */
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { run } from "./run.mjs";
import { at, output, root, wasmBindgenVersion } from "./tools.mjs";

const TARGET = "wasm32-unknown-unknown";

const profileFolder = (profile) => (profile === "dev" ? "debug" : "release");

/** What cargo leaves, by name: the module before wasm-bindgen, and its notes. */
const compiledFile = (profile, extension) =>
  at("target", TARGET, profileFolder(profile), `ringleader.${extension}`);

/** Messages of a panic name files as their projects do, not where this machine keeps them. */
function plainPaths() {
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const standard = join(output("rustc", ["--print", "sysroot"]), "lib", "rustlib", "src", "rust");
  return [join(cargoHome, "registry", "src"), standard, root].map((path) => `--remap-path-prefix=${path}=`);
}

/**
 * An engine in a folder, compiled if what is there is not of these sources: `ringleader_bg.wasm`, the types of its glue
 * (`ringleader.d.ts`), and `engine.js`, a function that makes a glue.
 * @param features - what it can do; all, unless it is given
 * @param finish - makes more of the bytes, before the folder counts as done
 */
export async function freshEngine(folder, { finish = () => {}, ...options } = {}) {
  const stamp = join(folder, ".inputs.json");
  const isThere = [stamp, join(folder, "ringleader_bg.wasm"), join(folder, "engine.js")].every((file) =>
    existsSync(file),
  );
  if (isThere && JSON.parse(readFileSync(stamp, "utf8")).inputs === inputsOf(folder, options)) {
    console.log(`The engine in ${relative(root, folder)} is up to date.`);
    return;
  }
  rmSync(stamp, { force: true });
  await finish(await compileEngine(folder, options));
  writeFileSync(stamp, JSON.stringify({ inputs: inputsOf(folder, options) }));
}

/** Every file that the last compilation read, as cargo noted it, and what else shapes the result; null if that is not known. */
function inputsOf(folder, { features = null, profile = "release" }) {
  const notes = join(folder, NOTES);
  if (!existsSync(notes)) return null;
  const text = readFileSync(notes, "utf8");
  const files = text
    .slice(text.indexOf(": ") + 2)
    .trim()
    .split(/(?<!\\)\s+/)
    .map((file) => resolve(root, file.replaceAll("\\ ", " ")))
    .filter((file) => !isAbsolute(relative(root, file)));
  const hash = createHash("sha256");
  hash.update([profile, features, output("rustc", ["--version"]), wasmBindgenVersion()].join("\n"));
  const ours = [["Cargo.toml"], ["Cargo.lock"], ["package-lock.json"], ["scripts", "build.mjs"]];
  const shaping = [...ours, ["scripts", "lib", "engines.mjs"]].map((path) => at(...path));
  for (const file of [...new Set([...files, ...shaping])].sort()) {
    if (!existsSync(file)) return null;
    hash.update(`\n${relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Cargo's notes, of which it keeps only the last compilation's. */
const NOTES = "notes.d";

async function compileEngine(folder, { features = null, profile = "release" }) {
  await pack(profile, features, folder, "web");
  copyFileSync(compiledFile(profile, "d"), join(folder, NOTES));
  await pack(profile, features, join(folder, "function"), "no-modules", "--no-typescript", "--no-opt");
  const glue = readFileSync(join(folder, "function", "ringleader.js"), "utf8");
  writeFileSync(join(folder, "engine.js"), await asFunction(glue));
  writeFileSync(join(folder, "engine.d.ts"), TYPES);
  return readFileSync(join(folder, "ringleader_bg.wasm"));
}

/** wasm-pack compiles, where that is not done already, writes the glue and optimizes, as Cargo.toml tells it. */
function pack(profile, features, folder, target, ...more) {
  const only = features === null ? [] : ["--", "--no-default-features", "--features", features.join()];
  const where = ["--target", target, "--no-pack", "--mode", "no-install", "--out-dir", folder];
  return run("wasm-pack", ["build", profile === "dev" ? "--dev" : "--release", ...where, ...more, ...only], {
    env: {
      CARGO_ENCODED_RUSTFLAGS: plainPaths().join("\x1f"),
      ...(profile === "dev" ? { CARGO_PROFILE_DEV_OPT_LEVEL: "1" } : {}),
    },
  });
}

/**
 * The glue inside a function. It begins with `let wasm_bindgen = (`, for a page to have it as a global. Nobody reads what
 * is generated: it is made small here, for the library, whose own code stays as it is written. Vite is loaded only now:
 * the set-up may just have installed it.
 */
async function asFunction(glue) {
  if (!glue.startsWith("let wasm_bindgen = (")) throw new Error("wasm-bindgen's glue is not what it was");
  const { minify } = await import("vite");
  const { code, errors } = await minify(
    "engine.js",
    `export default function glue() {
${glue}
return { ...wasm_bindgen, default: wasm_bindgen };
}
`,
    { module: true },
  );
  if (errors.length > 0) throw new Error(`wasm-bindgen's glue is no script: ${errors[0].message}`);
  return `${code}\n`;
}

const TYPES = `export type * from "./ringleader.js";
/** What an engine's glue offers; \`default\` and \`initSync\` start it. */
export type Glue = typeof import("./ringleader.js");
/** A glue of its own with each call. */
declare const glue: () => Glue;
export default glue;
`;

/** The protocols: the features that bring runs. */
export function protocolNames() {
  const features = /^\[features\]\n([\s\S]*?)\n\n/m.exec(readFileSync(at("Cargo.toml"), "utf8"))?.[1] ?? "";
  return [...features.matchAll(/^(\w+) = \[.*"runs".*\]$/gm)].map(([, name]) => name);
}

/** Where the engines are that run one protocol each, and the one that runs none and places keys. */
export const chapterFolder = (protocol) => at("target", "engines", protocol);
export const functionsFolder = at("target", "wasm-functions");

/** An engine for each chapter of the page. */
export async function buildChapters() {
  for (const protocol of protocolNames())
    await freshEngine(chapterFolder(protocol), { features: [protocol] });
}
