/**
 * `<ring-leader>` in components of React, Preact, Solid and Vue: compiled against the types of the frameworks themselves,
 * and what must not compile says so.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { root } from "../support.mjs";
import { npmProject } from "./projects.mjs";

const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const fixtures = join(root, "tests", "packaging", "wide", "frameworks");
let host;

before(() => {
  host = npmProject("frameworks");
  for (const file of readdirSync(fixtures).filter((name) => /\.tsx?$/u.test(name))) {
    copyFileSync(join(fixtures, file), join(host.folder, file));
  }
});

const jsx = {
  react: { jsx: "react-jsx", jsxImportSource: "react" },
  preact: { jsx: "react-jsx", jsxImportSource: "preact" },
  solid: { jsx: "preserve", jsxImportSource: "solid-js" },
  vue: {},
};
for (const [name, own] of Object.entries(jsx)) {
  test(`${name} knows the element`, () => {
    const compilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true },
      ...{ target: "es2022", module: "nodenext", moduleResolution: "nodenext", types: [] },
      ...{ lib: ["es2023", "dom", "esnext.disposable"], skipLibCheck: true, ...own },
    };
    const files = [name === "vue" ? "vue.ts" : `${name}.tsx`];
    host.write({ "tsconfig.json": JSON.stringify({ compilerOptions, files }) });
    const done = spawnSync(process.execPath, [compiler, "-p", host.folder], { encoding: "utf8" });
    assert.equal(done.status, 0, done.stdout);
  });
}
