/**
 * The package as a stranger gets it: what `npm pack` puts in, that it loads by `import` and by `require`, and that
 * its types stand on their own in every module resolution.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const shell = process.platform === "win32";

let consumer;
let packed;

/** A folder with nothing but the unpacked tarball in node_modules: nothing of the repository can leak in. */
before(() => {
  consumer = realpathSync(mkdtempSync(join(tmpdir(), "ringleader-consumer-")));
  const told = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", consumer], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell,
  });
  const answer = JSON.parse(told);
  packed = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];
  const home = join(consumer, "node_modules", "ringleader");
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["-xzf", join(consumer, packed.filename), "--strip-components=1", "-C", home]);
  writeFileSync(join(consumer, "package.json"), '{ "private": true, "type": "module" }\n');
});

after(() => rmSync(consumer, { recursive: true, force: true }));

function targets(exported) {
  return typeof exported === "string" ? [exported] : Object.values(exported).flatMap(targets);
}

test("the tarball has every file that the exports name, both licences, and nothing of the sources", () => {
  const files = packed.files.map((file) => file.path);
  for (const target of targets(manifest.exports)) assert.ok(files.includes(target.replace("./", "")), target);
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) assert.ok(files.includes(file), file);
  const strange = files.filter((file) => /^(?:src|www|tests|scripts|target|dist\/page)\//.test(file));
  assert.deepEqual(strange, []);
});

test("a user of the package installs nothing else", () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.scripts.postinstall, undefined);
});

test("the lock file names no place to download from", () => {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined);
  assert.deepEqual(named, []);
});

const play = `
  const sim = new Simulation("protocol raft\\nnodes 5\\nseed 7");
  sim.advance(2000);
  console.log(JSON.stringify([sim.position > 0, sim.hash()]));
`;

function runNode(name, source) {
  const file = join(consumer, name);
  writeFileSync(file, source);
  const done = spawnSync(process.execPath, [file], { cwd: consumer, encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return JSON.parse(done.stdout);
}

test("import and require load it, and the same scenario has the same history", () => {
  const imported = runNode("user.mjs", `import { Simulation } from "ringleader";${play}`);
  const required = runNode("user.cjs", `const { Simulation } = require("ringleader");${play}`);
  assert.equal(imported[0], true);
  assert.match(imported[1], /^[0-9a-f]{16}$/);
  assert.deepEqual(required, imported);
});

test("inside the repository the package's own name resolves to dist", async () => {
  const require = createRequire(join(root, "tests", "packaging", "package.test.mjs"));
  assert.equal(require.resolve("ringleader"), join(root, "dist", "index.js"));
  const { Simulation } = await import("ringleader");
  assert.equal(typeof Simulation, "function");
});

test("importing starts nothing: no DOM, no network, no timer", () => {
  const done = runNode(
    "quiet.mjs",
    `
      globalThis.fetch = () => { throw new Error("fetch at import") };
      globalThis.setTimeout = () => { throw new Error("timer at import") };
      await import("ringleader");
      console.log(JSON.stringify(typeof document));
    `,
  );
  assert.equal(done, "undefined");
});

const fixture = `
import { Simulation } from "ringleader";
const sim = new Simulation("protocol raft");
const events: number = sim.advance(100);
const now: number = sim.now;
const hash: string = sim.hash();
// @ts-expect-error: the types are real, nothing is any
const wrong: string = sim.now;
// @ts-expect-error: nor is the frame
const alsoWrong: boolean = sim.frame().nodes;
export { events, now, hash, wrong, alsoWrong };
`;

const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
for (const [name, options] of [
  ["node16", { module: "node16", moduleResolution: "node16" }],
  ["nodenext", { module: "nodenext", moduleResolution: "nodenext" }],
  ["bundler", { module: "esnext", moduleResolution: "bundler" }],
  ["bundler, without the DOM's types", { module: "esnext", moduleResolution: "bundler", lib: ["es2022"] }],
]) {
  test(`the types are complete: ${name}`, () => {
    assert.ok(existsSync(join(consumer, "node_modules", "ringleader", "dist", "index.d.ts")));
    writeFileSync(join(consumer, "user.ts"), fixture);
    const config = {
      compilerOptions: {
        target: "es2022",
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        types: [],
        ...options,
      },
      files: ["user.ts"],
    };
    writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify(config));
    const done = spawnSync(process.execPath, [compiler, "-p", consumer], { cwd: consumer, encoding: "utf8" });
    assert.equal(done.status, 0, done.stdout);
  });
}
