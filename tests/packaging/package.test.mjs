/**
 * What `npm pack` puts into the tarball: what the exports name, nothing of the sources, and not more than the budget;
 * and what the linters of packages say of it.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeConsumer, manifest, root } from "./support.mjs";

let consumer;
before(() => {
  consumer = makeConsumer();
});
after(() => consumer?.remove());

const budget = JSON.parse(readFileSync(join(root, "scripts", "size-budget.json"), "utf8"));

/** A command of a package that the project has installed. */
function tool(name, ...args) {
  const done = spawnSync(process.execPath, [join(root, "node_modules", ...name), ...args], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(done.status, 0, `${done.stdout}${done.stderr}`);
  return done.stdout;
}

function targets(exported) {
  return typeof exported === "string" ? [exported] : Object.values(exported).flatMap(targets);
}

test("the tarball has every file that the manifest names, both licences, and nothing of the sources", () => {
  const files = consumer.packed.files.map((file) => file.path);
  const named = [...targets(manifest.exports), ...Object.values(manifest.bin), manifest.types];
  for (const target of named) assert.ok(files.includes(target.replace("./", "")), target);
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) assert.ok(files.includes(file), file);
  const strange = files.filter((file) => /^(?:src|www|tests|scripts|target|dist\/page)\//.test(file));
  assert.deepEqual(strange, []);
});

test("every module in it is reached from an entry", () => {
  const scripts = consumer.packed.files.map(({ path }) => path).filter((path) => /^dist\/.*\.js$/.test(path));
  const home = join(consumer.folder, "node_modules", "ringleader");
  const text = scripts.map((path) => readFileSync(join(home, path), "utf8")).join("\n");
  const shared = scripts.filter((path) => path.startsWith("dist/shared/"));
  const stale = shared.filter(
    (path) =>
      !text.includes(`./${path.slice("dist/shared/".length)}"`) &&
      !text.includes(`"./shared/${path.slice("dist/shared/".length)}"`),
  );
  assert.deepEqual(stale, []);
});

test("the tarball keeps to its budget", () => {
  const { size, unpackedSize } = consumer.packed;
  console.log(`packed ${size} of ${budget.packed}, unpacked ${unpackedSize} of ${budget.unpacked} bytes`);
  assert.ok(size <= budget.packed, `packed ${size} of ${budget.packed} bytes`);
  assert.ok(unpackedSize <= budget.unpacked, `unpacked ${unpackedSize} of ${budget.unpacked} bytes`);
});

test("publint finds nothing", () => {
  tool(["publint", "src", "cli.js"], "--strict");
});

test("are the types wrong? No", () => {
  const cli = ["@arethetypeswrong", "cli", "dist", "index.js"];
  // Assets: nobody imports them for their types.
  const assets = ["./ringleader.wasm", "./embed.html"];
  tool(cli, consumer.packed.path, "--profile", "esm-only", "--exclude-entrypoints", ...assets);
});

test("a user of the package installs nothing else", () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.peerDependencies, undefined);
  assert.equal(manifest.scripts.postinstall, undefined);
});

test("the lock file names no place to download from", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
  assert.deepEqual(named, []);
});

test("inside the repository the package's own name resolves to dist", async () => {
  const require = createRequire(join(root, "tests", "packaging", "package.test.mjs"));
  assert.equal(require.resolve("ringleader"), join(root, "dist", "index.js"));
  const { Simulation } = await import("ringleader");
  assert.equal(typeof Simulation, "function");
});
