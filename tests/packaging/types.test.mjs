/**
 * The types as the package ships them: `tests/types` compiles against the installed tarball in every
 * module resolution, and the whole public surface stands in `docs/api.d.ts`, so that a change of it is seen.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { publicTypes } from "../../scripts/api-report.mjs";
import { makeConsumer, root } from "./support.mjs";

const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const fixtures = readdirSync(join(root, "tests", "types"));
let consumer;

before(() => {
  consumer = makeConsumer();
  for (const file of fixtures) {
    copyFileSync(join(root, "tests", "types", file), join(consumer.folder, file));
  }
});
after(() => consumer?.remove());

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
      const shared = { target: "es2022", strict: true, noEmit: true };
      const stricter = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
      const compilerOptions = { ...shared, ...stricter, skipLibCheck: false, types: [], lib, ...resolution };
      // Who imports the element has a DOM.
      const files = fixtures.filter((file) => lib.includes("dom") || file !== "element.ts");
      const config = JSON.stringify({ compilerOptions, files });
      writeFileSync(join(consumer.folder, "tsconfig.json"), config);
      const args = [compiler, "-p", consumer.folder];
      const done = spawnSync(process.execPath, args, { cwd: consumer.folder, encoding: "utf8" });
      assert.equal(done.status, 0, done.stdout);
    });
  }
}

test("nothing public is any", () => {
  const types = readFileSync(join(root, "dist", "index.d.ts"), "utf8");
  const code = types.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"[^"\n]*"/g, "");
  assert.doesNotMatch(code, /\bany\b/);
});

test("the public surface is the one that docs/api.d.ts shows", () => {
  const kept = readFileSync(join(root, "docs", "api.d.ts"), "utf8");
  const built = publicTypes();
  const [is, was] = [built.split("\n"), kept.split("\n")];
  const line = is.findIndex((text, index) => text !== was[index]);
  assert.ok(
    built === kept,
    `the public API changed, first at docs/api.d.ts:${line + 1}\n  was: ${was[line]}\n  is:  ${is[line]}\n` +
      "If that is meant, run `npm run api-report`, and look at the difference in git.",
  );
});
