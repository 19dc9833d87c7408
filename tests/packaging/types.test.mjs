/**
 * The types as the package ships them: `tests/types/user.ts` compiles against the built `dist/index.d.ts` in every
 * module resolution, and the whole public surface stands in `docs/api.d.ts`, so that a change of it is seen.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { reportOf } from "../../scripts/api-report.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
let consumer;

before(() => {
  consumer = realpathSync(mkdtempSync(join(tmpdir(), "ringleader-types-")));
  const home = join(consumer, "node_modules", "ringleader", "dist");
  mkdirSync(home, { recursive: true });
  copyFileSync(join(root, "package.json"), join(home, "..", "package.json"));
  for (const file of ["index.d.ts", "index.js"]) copyFileSync(join(root, "dist", file), join(home, file));
  writeFileSync(join(consumer, "package.json"), '{ "private": true, "type": "module" }\n');
  copyFileSync(join(root, "tests", "types", "user.ts"), join(consumer, "user.ts"));
});

after(() => rmSync(consumer, { recursive: true, force: true }));

const resolutions = [
  { module: "node16", moduleResolution: "node16" },
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];
const libraries = [
  ["with the DOM's types", ["es2022", "dom"]],
  ["without them", ["es2022"]],
];
for (const resolution of resolutions) {
  for (const [name, lib] of libraries) {
    test(`the types are precise and complete: ${resolution.moduleResolution}, ${name}`, () => {
      const shared = { target: "es2022", strict: true, exactOptionalPropertyTypes: true, noEmit: true };
      const compilerOptions = { ...shared, skipLibCheck: false, types: [], lib, ...resolution };
      writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["user.ts"] }));
      const done = spawnSync(process.execPath, [compiler, "-p", consumer], {
        cwd: consumer,
        encoding: "utf8",
      });
      assert.equal(done.status, 0, done.stdout);
    });
  }
}

test("nothing public is any", () => {
  const types = readFileSync(join(root, "dist", "index.d.ts"), "utf8");
  const code = types.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
  assert.doesNotMatch(code, /\bany\b/);
});

test("the public surface is the one that docs/api.d.ts shows", () => {
  const kept = readFileSync(join(root, "docs", "api.d.ts"), "utf8");
  const built = reportOf(readFileSync(join(root, "dist", "index.d.ts"), "utf8"));
  const [is, was] = [built.split("\n"), kept.split("\n")];
  const line = is.findIndex((text, index) => text !== was[index]);
  assert.ok(
    built === kept,
    `the public API changed, first at docs/api.d.ts:${line + 1}\n  was: ${was[line]}\n  is:  ${is[line]}\n` +
      "If that is meant, run `npm run api-report`, and look at the difference in git.",
  );
});
