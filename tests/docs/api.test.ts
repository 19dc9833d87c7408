/** The page of the API says all that the types and the code have. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { filesUnder, read } from "../../scripts/docs/files.ts";
import { catalog } from "../../www/src/library/ringleader.ts";
import later from "../../www/src/texts/en/later.json";

const types = read("docs/api.d.ts");
const page = read("docs/api.md");
const source = ts.createSourceFile("api.d.ts", types, ts.ScriptTarget.Latest, true);

const named = source.statements.flatMap((node) => {
  const isNamed =
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node);
  if (!isNamed || node.name === undefined) return [];
  const exported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  return [{ name: node.name.text, exported, isInterface: ts.isInterfaceDeclaration(node) }];
});

test("no name is one that a bundler made up", () => {
  expect(page.match(/\b\w+\$\d+/gu) ?? []).toEqual([]);
  expect(types.match(/\b\w+\$\d+/gu) ?? []).toEqual([]);
});

test("no interface that a public type is made of is hidden, and each public name has its heading", () => {
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ exported, isInterface }) => isInterface && !exported)).toEqual([]);
  const headings = new Set([...page.matchAll(/^### (.+)$/gmu)].map(([, heading]) => heading));
  expect(named.filter(({ name, exported }) => exported && !headings.has(name))).toEqual([]);
});

test("the parameters of every rule stand there", () => {
  const rules = catalog.protocols.flatMap((protocol) => protocol.rules.map(({ code }) => code));
  expect(rules.length).toBeGreaterThan(50);
  expect(rules.filter((code) => !page.includes(`"${code}": `))).toEqual([]);
});

/** Codes of errors where they are made: in Rust, and in the library's TypeScript. */
function codesThrown(): string[] {
  const rust = [...filesUnder("src", ".rs"), "src/lib.rs"];
  const typescript = ["api", "library", "element", "bench", "page"].flatMap((folder) =>
    filesUnder(`www/src/${folder}`, ".ts"),
  );
  const shipped = typescript.filter((file) => !/\.(?:test|fixture)\.ts$/u.test(file));
  const found = (files: string[], pattern: RegExp) =>
    files.flatMap((file) => [...read(file).matchAll(pattern)].map((match) => match[1] ?? ""));
  // A property may be called as a bound is.
  const properties = catalog.protocols.flatMap((protocol) => protocol.properties.map(({ name }) => name));
  return [
    ...found(rust, /SessionError::new\(\s*"([a-z-]+)"/gu),
    ...found(rust, /\bcode: "([a-z-]+)"/gu),
    ...found(rust, /"(bound-[a-z-]+)"/gu).filter((code) => !properties.includes(code)),
    ...found(shipped, /new RingleaderError\(\s*"([a-z-]+)"/gu),
  ];
}

test("every code of an error stands in the list of codes, and no other", () => {
  const comment = /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\s*export class RingleaderError/u.exec(
    readFileSync("www/src/api/errors.ts", "utf8"),
  )?.[1];
  const list = comment?.slice(comment.indexOf("Codes:")) ?? "";
  const told = [...list.matchAll(/`([a-z]+(?:-[a-z]+)*)`/gu)].map(([, code]) => code);
  const methods = ["dispose", "init", "ready"];
  expect(new Set(told.filter((code) => !methods.includes(code ?? "")))).toEqual(new Set(codesThrown()));
  for (const code of new Set(codesThrown())) expect(page).toContain(`\`${code}\``);
});

test("every bound that one may come to on the page is told there in the reader's language", () => {
  // `bound-placement` is the library's alone. A text that one language lacks does not compile.
  const bounds = codesThrown().filter((code) => code.startsWith("bound-") && code !== "bound-placement");
  const told = Object.keys(later).filter((key) => key.startsWith("ui.bound-"));
  expect(new Set(told)).toEqual(new Set(bounds.map((code) => `ui.${code}`)));
  for (const key of told) {
    const [name = ""] = /[A-Z_]+_MAX/u.exec(JSON.stringify(later[key as keyof typeof later])) ?? [];
    expect(Object.keys(catalog.bounds), key).toContain(name);
  }
});

test("a page says each thing under one heading, beside samples of its own", () => {
  const language = read("docs/scenario-language.md");
  const headings = [...language.matchAll(/^#+ (.+)$/gmu)].map(([, heading]) => heading);
  expect(new Set(headings).size).toBe(headings.length);
  for (const { name } of catalog.protocols.filter(({ header }) => header === null)) {
    const title = `### ${name.charAt(0).toUpperCase()}${name.slice(1)}'s state and messages`;
    const part = language.split(title)[1]?.split(/^##/mu)[0] ?? "";
    const samples = [...part.matchAll(/^```scn\n(?:protocol (\w+))/gmu)].map(([, protocol]) => protocol);
    expect(samples.length, title).toBeGreaterThan(0);
    expect(new Set(samples), title).toEqual(new Set([name]));
    const given = /^`given [^`]+`/gmu;
    expect(part.match(given)?.length, title).toBe(1);
  }
  expect(language.match(/state to start from/gu)).toBeNull();
});
