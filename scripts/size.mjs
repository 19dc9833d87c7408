/**
 * `npm run size`: what a first visit loads and what the library weighs, against scripts/size-budget.json.
 * The first visit is all that index.html pulls in before anyone clicks: its chunks, their static imports, styles and
 * assets, and the lazy modules that the budget lists as always loaded. At last what the engine weighs with each
 * protocol alone.
 */
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { brotli, build, weighAlone } from "./build.mjs";
import { isMain, main, setUp } from "./lib/run.mjs";
import { at } from "./lib/tools.mjs";

const budgets = () => JSON.parse(readFileSync(at("scripts", "size-budget.json"), "utf8"));

const weigh = (file) => {
  const bytes = readFileSync(file);
  return { raw: bytes.length, brotli: brotli(bytes).length };
};

/** A module of dist with all that it imports. */
function weighModules(name, seen = new Set()) {
  if (seen.has(name)) return { raw: 0, brotli: 0 };
  seen.add(name);
  const size = weigh(at("dist", name));
  const text = readFileSync(at("dist", name), "utf8");
  for (const [, path] of text.matchAll(/^(?:import|export)\b[^;]*?"(\.[^"]+)";$/gm)) {
    const more = weighModules(posix.join(posix.dirname(name), path), seen);
    size.raw += more.raw;
    size.brotli += more.brotli;
  }
  return size;
}

/** The files of dist/page that a first visit loads before its first message moves; a browser test holds it to that. */
export function firstVisitFiles({ loadedAtOnce, loadedLater } = budgets()) {
  const manifest = JSON.parse(readFileSync(at("dist", "page", ".vite", "manifest.json"), "utf8"));
  const files = new Set(["index.html"]);
  const visited = new Set();
  const visit = (key) => {
    if (visited.has(key)) return;
    visited.add(key);
    const chunk = manifest[key];
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit("index.html");
  for (const key of loadedAtOnce) {
    // A module that is imported statically has no entry of its own; one that was renamed must not go unnoticed.
    if (!existsSync(at("www", key))) throw new Error(`size-budget.json names www/${key}, which is not there`);
    if (manifest[key]) visit(key);
  }
  const lazy = Object.entries(manifest)
    .filter(([key, chunk]) => !visited.has(key) && !files.has(chunk.file) && chunk.file.endsWith(".js"))
    .map(([source, { file }]) => ({ source, file }));
  // The script that asks for it later names it, so that it counts as an asset of the page's first chunk.
  const rest = manifest[loadedLater]?.file;
  if (!files.delete(rest)) throw new Error(`size-budget.json names ${loadedLater}, which nothing loads`);
  return { files: [...files], lazy, rest };
}

/** Prints the table; returns the names of the budgets that are exceeded. */
export function checkSizes() {
  const budget = budgets();
  const bound = (limit, goal) => (limit ? ` of ${limit}${goal ? `, the goal is ${goal}` : ""}` : "");
  const print = (name, { raw, brotli: small }, limit, goal) =>
    console.log(
      `  ${name.padEnd(52)} ${String(raw).padStart(9)} ${String(small).padStart(9)}${bound(limit, goal)}`,
    );
  console.log(`  ${"".padEnd(52)} ${"raw".padStart(9)} ${"brotli".padStart(9)}  bytes`);

  const { files, lazy, rest: later } = firstVisitFiles();
  const total = { raw: 0, brotli: 0 };
  let wasm = null;
  for (const file of files) {
    const size = weigh(at("dist", "page", file));
    total.raw += size.raw;
    total.brotli += size.brotli;
    if (file.endsWith(".wasm")) wasm = size;
    print(`  ${file}`, size);
  }
  const { goals } = budget;
  const results = [["page, first visit", total, budget.firstVisit, goals.firstVisit]];
  if (wasm === null) throw new Error("The page's first visit loads no .wasm: the sizes would mean nothing");
  const rest = { raw: total.raw - wasm.raw, brotli: total.brotli - wasm.brotli };
  results.push(["page without the engine", rest, budget.page, goals.page]);
  results.push(["engine, first part (.wasm)", wasm, budget.wasm, goals.wasm]);
  results.push(["engine, the rest", weigh(at("dist", "page", later)), budget.rest, goals.rest]);
  if (existsSync(at("dist", "index.js"))) {
    results.push(["library (dist/index.js and what it imports)", weighModules("index.js"), budget.library]);
  }
  for (const [name, size, limit, goal] of results) print(name, size, limit, goal);
  for (const file of new Set(lazy.map((one) => one.file)))
    print(`  later: ${file}`, weigh(at("dist", "page", file)));

  return results.filter(([, size, limit]) => size.brotli > limit).map(([name]) => name);
}

/** What an engine can be built with alone: the features that it has otherwise. */
function protocols() {
  const [, list = ""] = /^default = \[(.*)\]$/m.exec(readFileSync(at("Cargo.toml"), "utf8")) ?? [];
  return list.split(/[",\s]+/).filter((name) => name !== "");
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp();
    await build();
    const over = checkSizes();
    for (const feature of protocols()) {
      const { raw, brotli: small } = await weighAlone(feature);
      console.log(`  engine with ${feature} alone, whole: ${raw} raw, ${small} after brotli`);
    }
    if (over.length > 0) {
      console.error(`\nOver budget: ${over.join(", ")} (scripts/size-budget.json)`);
      process.exit(1);
    }
  });
}
