/**
 * `npm run size`: what a visit loads before its first message moves, and what the library weighs, against
 * scripts/size-budget.json. Such a visit is index.html with its chunks, their static imports, styles and assets, the
 * lazy modules that the budget lists as always loaded, its chapter's, and a recorded opening; where that is of somebody's
 * own and not recorded, the engine instead.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { brotli, build } from "./build.mjs";
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

const page = (...path) => at("dist", "page", ...path);

/** The file of a chapter's engine. */
function engineFile(chapter) {
  const folder = readdirSync(page("assets")).find((name) => name.startsWith("engines-"));
  if (folder === undefined) throw new Error("The page has no engines: the sizes would mean nothing");
  return `assets/${folder}/${chapter}.wasm`;
}

/**
 * What the page fetches of a chapter before a message moves, beside an opening or `engine`; a browser test holds it to
 * that. `lazy` is all else.
 */
export function visitFiles(chapter, { loadedAtOnce, loadedWithEngine } = budgets()) {
  const manifest = JSON.parse(readFileSync(page(".vite", "manifest.json"), "utf8"));
  const visited = new Set();
  const visit = (key, files) => {
    if (visited.has(key)) return files;
    visited.add(key);
    const chunk = manifest[key];
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) visit(next, files);
    return files;
  };
  const visitAll = (wanted, files) => {
    for (const name of wanted.map((one) => one.replace("{chapter}", chapter))) {
      // A module, or a chunk of several by its own name. One that was renamed must not go unnoticed.
      const key = name.includes("/")
        ? name
        : Object.keys(manifest).find((one) => manifest[one].name === name);
      if (key === undefined || !(manifest[key] || existsSync(at("www", key))))
        throw new Error(`size-budget.json names ${name}, which is not there`);
      // A module that is imported statically has no entry of its own.
      if (manifest[key]) visit(key, files);
    }
    return files;
  };
  const files = visitAll(loadedAtOnce, visit("index.html", new Set(["index.html"])));
  const lazy = Object.entries(manifest)
    .filter(([key, chunk]) => !visited.has(key) && !files.has(chunk.file) && chunk.file.endsWith(".js"))
    .map(([source, { file }]) => ({ source, file }));
  const engine = [engineFile(chapter), ...visitAll(loadedWithEngine, new Set())];
  return { files: [...files], lazy, engine };
}

/** The recorded openings: file, scenario, protocol. */
export function openings() {
  const folder = readdirSync(page("assets")).find((name) => name.startsWith("openings-"));
  if (folder === undefined)
    throw new Error("The page has no recorded openings: the sizes would mean nothing");
  return readdirSync(page("assets", folder))
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({
      file: `assets/${folder}/${name}`,
      ...JSON.parse(readFileSync(page("assets", folder, name), "utf8")).scenario,
    }));
}

/** The file of names, which is fetched where an address names a scenario that no chapter begins with. */
export function namesFile() {
  const file = readdirSync(page("assets")).find((name) => /^gallery-.*\.json$/.test(name));
  if (file === undefined) throw new Error("The page has no names of scenarios: the sizes would mean nothing");
  return `assets/${file}`;
}

const sum = (sizes) =>
  sizes.reduce((all, size) => ({ raw: all.raw + size.raw, brotli: all.brotli + size.brotli }));

const weights = new Map();
function weighOnce(file) {
  if (!weights.has(file)) weights.set(file, weigh(page(file)));
  return weights.get(file);
}
const weighAll = (files) => sum(files.map(weighOnce));

/** What a visit of each chapter weighs: of its gallery the heaviest, and one that needs the engine. */
function* chapterSizes(all, budget) {
  for (const chapter of new Set(all.map(({ protocol }) => protocol))) {
    const { files, engine } = visitFiles(chapter);
    const [heaviest] = all
      .filter(({ protocol }) => protocol === chapter)
      .sort((one, other) => weighOnce(other.file).brotli - weighOnce(one.file).brotli);
    const visit = weighAll([...files, heaviest.file, namesFile()]);
    yield [`${chapter}, its heaviest opening (${heaviest.name})`, visit, budget.opening];
    yield [`${chapter}, any other link`, weighAll([...files, ...engine]), budget.link];
    yield [`${chapter}, its engine (.wasm)`, weighOnce(engine[0]), budget.engine, budget.goals.engine];
  }
}

function print(name, { raw, brotli: small }, limit, goal) {
  const bound = limit ? ` of ${limit}${goal ? `, the goal is ${goal}` : ""}` : "";
  console.log(`  ${name.padEnd(52)} ${String(raw).padStart(9)} ${String(small).padStart(9)}${bound}`);
}

/** Prints the table; returns the names of the budgets that are exceeded, and of chunks that are crumbs. */
export function checkSizes() {
  const budget = budgets();
  const { goals } = budget;
  console.log(`  ${"".padEnd(52)} ${"raw".padStart(9)} ${"brotli".padStart(9)}  bytes`);
  const all = openings();
  const opening = all.find(({ name }) => name === budget.first);
  if (opening === undefined) throw new Error(`size-budget.json names ${budget.first}, which has no opening`);
  const { files, lazy } = visitFiles(opening.protocol);
  for (const file of [...files, opening.file]) print(`  ${file}`, weighOnce(file));
  const results = [
    ["page without an opening", weighAll(files), budget.page, goals.page],
    ["first visit, to the first moving message", weighAll([...files, opening.file]), budget.opening],
    ...chapterSizes(all, budget),
  ];
  if (existsSync(at("dist", "index.js"))) {
    results.push(["library (dist/index.js and what it imports)", weighModules("index.js"), budget.library]);
    results.push(["placement alone (dist/placement.js)", weighModules("placement.js"), budget.placement]);
  }
  for (const [name, size, limit, goal] of results) print(name, size, limit, goal);
  for (const file of new Set(lazy.map((one) => one.file))) print(`  later: ${file}`, weighOnce(file));

  const chunks = readdirSync(at("dist", "page", "assets")).filter((file) => file.endsWith(".js"));
  const crumbs = chunks.filter((file) => weigh(at("dist", "page", "assets", file)).raw < budget.crumb);
  console.log(
    `  ${chunks.length} chunks of ${budget.chunks}, ${crumbs.length} of less than ${budget.crumb} bytes`,
  );
  const over = results.filter(([, size, limit]) => size.brotli > limit).map(([name]) => name);
  if (chunks.length > budget.chunks) over.push("chunks");
  return [...over, ...crumbs];
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp();
    await build();
    const over = checkSizes();
    if (over.length > 0) {
      console.error(`\nOver budget: ${over.join(", ")} (scripts/size-budget.json)`);
      process.exit(1);
    }
  });
}
