/**
 * What an entry declares is what it exports, each of them: a value that is declared and is not there fails when it is used,
 * one that is there and not declared nobody finds. And what the page of the API documents is what is exported.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import ts from "typescript";
import { manifest, root } from "./support.mjs";

const entries = Object.entries(manifest.exports).filter(([, entry]) => typeof entry === "object");
const files = entries.map(([, { types }]) => join(root, types));
const program = ts.createProgram(files, {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.esnext.disposable.d.ts"],
  types: [],
});
const checker = program.getTypeChecker();

/** The values among what a file of types declares. */
function declared(file) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(file));
  if (module === undefined) return [];
  const isValue = (symbol) => {
    const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return (meant.flags & ts.SymbolFlags.Value) !== 0;
  };
  return checker
    .getExportsOfModule(module)
    .filter(isValue)
    .map(({ name }) => name)
    .sort();
}

for (const [name, { types, default: file }] of entries) {
  if (name.endsWith("iife")) continue;
  test(`${name} exports what it declares`, async () => {
    const there = Object.keys(await import(pathToFileURL(join(root, file)))).sort();
    assert.deepEqual(there, declared(join(root, types)));
  });
}

test("the classic script's global has what it declares", () => {
  const script = readFileSync(join(root, manifest.exports["./iife"].default), "utf8");
  const context = vm.createContext({ TextEncoder, TextDecoder, WebAssembly, console, crypto, URL });
  vm.runInContext(script, context);
  const there = vm.runInContext("Object.keys(Ringleader)", context);
  assert.deepEqual([...there].sort(), declared(join(root, "dist", "index.d.ts")));
});

test("what the API's page has a heading for is exported, and the other way round", () => {
  const page = readFileSync(join(root, "docs", "api.md"), "utf8");
  const headings = new Set([...page.matchAll(/^### (.+)$/gmu)].map(([, heading]) => heading));
  const values = new Set(["index", "slim"].flatMap((entry) => declared(join(root, "dist", `${entry}.d.ts`))));
  assert.deepEqual(
    [...values].filter((value) => !headings.has(value)),
    [],
  );
  const all = new Set(
    ["index", "slim", "element", "worker"].flatMap((entry) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, "dist", `${entry}.d.ts`)));
      return module === undefined ? [] : checker.getExportsOfModule(module).map(({ name }) => name);
    }),
  );
  const isName = /^\w+$/u;
  assert.deepEqual(
    [...headings].filter((heading) => isName.test(heading) && !all.has(heading)),
    [],
  );
});
