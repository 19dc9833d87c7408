/**
 * What the types say of a protocol's names is what the engine says: whatever is added, renamed or left out on one side
 * fails here. The types are read by the compiler itself.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, describe as group, it } from "vitest";
import { catalog, type OptionInfo, type ProtocolInfo } from "../library/ringleader.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const source = (name: string) => `${root}www/src/${name}`;
const names = readdirSync(source("protocols"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

const program = ts.createProgram(
  [
    "api/frames.ts",
    "api/catalog.ts",
    "api/errors.ts",
    ...names.map((name) => `protocols/${name}/types.ts`),
  ].map(source),
  {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    types: [],
  },
);
const checker = program.getTypeChecker();

/** What a module exports as a type of that name. */
function exported(file: string, name: string): ts.Type {
  const module = checker.getSymbolAtLocation(program.getSourceFile(source(file)) as ts.SourceFile);
  const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name);
  if (symbol === undefined) throw new Error(`${file} exports no ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

const membersOf = (type: ts.Type): string[] =>
  checker
    .getPropertiesOfType(type)
    .map(({ name }) => name)
    .sort();

function memberOf(type: ts.Type, name: string): ts.Type {
  const symbol = checker.getPropertyOfType(type, name);
  if (symbol === undefined) throw new Error(`there is no ${name} in ${checker.typeToString(type)}`);
  return checker.getTypeOfSymbol(symbol);
}

const partsOf = (type: ts.Type): ts.Type[] =>
  type.flags & ts.TypeFlags.Never ? [] : type.isUnion() ? type.types : [type];

/** The texts that a type has; of a pattern one that fits it, with a node's name as the catalog has it. */
const textsOf = (type: ts.Type): string[] =>
  partsOf(type)
    .map((part) => (part.isStringLiteral() ? part.value : checker.typeToString(part)))
    .map((text) => text.replace(/^`(.*)\$\{string\}`$/u, "$1n2"))
    .sort();

/** How an option of a sort is typed. */
function typeOfOption(option: OptionInfo): string[] {
  switch (option.type) {
    case "flag":
      return ["false", "true"];
    case "number":
    case "decimal":
      return ["number"];
    case "choice":
      return [...option.choices].sort();
    default:
      return ["string"];
  }
}

const protocols = exported("api/frames.ts", "Protocols");
const OF_CLIENTS = {
  "client-timeout": ["string"],
  "client-deadline": ["string"],
  "client-operations": ["number"],
};
const MOVES_OF_TIME = ["run", "step", "settle", "seek"];
const sizesOf = ({ header }: ProtocolInfo) =>
  (header ?? catalog.header).filter(({ word, syntax }) => syntax === `${word} <number>` && word !== "seed");

it("has a type for every protocol", () => {
  expect(membersOf(protocols)).toEqual(catalog.protocols.map(({ name }) => name).sort());
  expect(names).toEqual(membersOf(protocols));
});

group.each(catalog.protocols.map((info) => [info.name, info] as const))("%s", (name, info) => {
  const types = memberOf(protocols, name);
  const part = (of: string) => memberOf(types, of);
  const isCluster = info.header === null;

  it("has its options, each with what it takes", () => {
    const own = Object.fromEntries(info.options.map((option) => [option.name, typeOfOption(option)]));
    const all = isCluster ? { ...own, ...OF_CLIENTS, disk: ["string"] } : own;
    const typed = membersOf(part("options")).map((option) => [
      option,
      textsOf(memberOf(part("options"), option)),
    ]);
    expect(Object.fromEntries(typed)).toEqual(all);
  });

  it("has its bugs, properties, messages and sizes", () => {
    expect(textsOf(part("bug"))).toEqual([...info.bugs].sort());
    expect(textsOf(part("property"))).toEqual(info.properties.map((property) => property.name).sort());
    expect(partsOf(part("message")).flatMap((one) => textsOf(memberOf(one, "kind")))).toEqual(
      expect.arrayContaining(info.messages),
    );
    expect(partsOf(part("message"))).toHaveLength(info.messages.length);
    const sizes = sizesOf(info).map(({ word }) => word);
    expect(membersOf(part("header"))).toEqual([...sizes, ...(isCluster ? ["network", "zones"] : [])].sort());
  });

  it("has its timers", () => {
    expect(textsOf(part("timer"))).toEqual([...info.timers].sort());
  });

  it("has its rules, each with the kind of its record, and all kinds", () => {
    const rules = partsOf(part("rule")).map((rule) => [
      textsOf(memberOf(rule, "rule"))[0],
      textsOf(memberOf(rule, "kind"))[0],
    ]);
    expect(Object.fromEntries(rules)).toEqual(
      Object.fromEntries(info.rules.map(({ code, moment }) => [code, moment ?? "rule"])),
    );
    const moments = info.rules.flatMap(({ moment }) => moment ?? []);
    expect(textsOf(part("moment"))).toEqual([...new Set(moments)].sort());
    const shared = ["boot", "action", "no-effect", "rule", "violated"];
    const kinds = [...shared, ...textsOf(part("kind")), ...textsOf(part("moment"))];
    expect(kinds.sort()).toEqual([...info.kinds].sort());
  });

  it("has its verbs, and its reasons for a move without effect", () => {
    const verbs = (info.actions ?? catalog.actions).map(({ verb }) => verb);
    expect(textsOf(part("verb"))).toEqual(verbs.filter((verb) => !MOVES_OF_TIME.includes(verb)).sort());
    const [file, reason] = isCluster
      ? ["src/kernel/record.rs", /NoEffect::\w+ => "([a-z-]+)"/gu]
      : [`src/protocols/${name}/reason.rs`, /NoEffect::Own\("([a-z-]+)"\)/gu];
    const text = readFileSync(`${root}${file}`, "utf8");
    expect(textsOf(part("noEffect"))).toEqual([...text.matchAll(reason)].map(([, word]) => word).sort());
  });
});

it("has every bound", () => {
  expect(membersOf(exported("api/catalog.ts", "Bounds"))).toEqual(Object.keys(catalog.bounds).sort());
});

it("has every code of an error that the list of codes has, which another test holds to the code", () => {
  const text = readFileSync(source("api/errors.ts"), "utf8");
  const list = /Codes:([\s\S]*?)\*\/\s*export class/u.exec(text)?.[1] ?? "";
  const told = [...list.matchAll(/`([a-z]+(?:-[a-z]+)*)`/gu)].map(([, code = ""]) => code);
  const methods = ["dispose", "init", "ready"];
  const codes = new Set(told.filter((code) => !methods.includes(code)));
  expect(codes.size).toBeGreaterThan(20);
  expect(textsOf(memberOf(exported("api/errors.ts", "RingleaderError"), "code"))).toEqual([...codes].sort());
});
