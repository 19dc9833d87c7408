/** The JavaScript API as pages of documentation, from docs/api.d.ts with its comments. */
import ts from "typescript";
import { catalog } from "../../www/src/library/ringleader.ts";
import { typesOf } from "../lib/declarations.ts";
import { filesUnder, pageOf, read } from "./files.ts";
import { anchor, code, table } from "./regions.ts";

const FILE = "docs/api.d.ts";
const source = ts.createSourceFile(FILE, read(FILE), ts.ScriptTarget.Latest, true);

type Declaration =
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.FunctionDeclaration
  | ts.VariableStatement;

const isDeclaration = (node: ts.Node): node is Declaration =>
  ts.isClassDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isVariableStatement(node);

const nameOf = (node: Declaration): string =>
  ts.isVariableStatement(node)
    ? (node.declarationList.declarations[0]?.name.getText() ?? "")
    : (node.name?.getText() ?? "");

const isExported = (node: Declaration): boolean =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

const declarations = source.statements.filter(isDeclaration);
const exported = declarations.filter(isExported);

/** A protocol's name as a heading. */
const titleOf = (protocol: string): string => `${protocol.charAt(0).toUpperCase()}${protocol.slice(1)}`;

const PROTOCOLS: readonly string[] = catalog.protocols.map(({ name }) => titleOf(name));

/** What a protocol's folder says of its frames, messages and rules stands with the protocol: its heading, by name. */
const OWNERS: ReadonlyMap<string, string> = new Map(
  catalog.protocols.flatMap(({ name }) =>
    filesUnder(`www/src/protocols/${name}`, ".ts")
      .filter((file) => /\/(?:types|rules)\.ts$/u.test(file))
      .flatMap(typesOf)
      .map((type) => [type, titleOf(name)] as const),
  ),
);

/** Sections of the page, and what stands in each: the first that fits. The last takes what fits no other. */
const SECTIONS: readonly (readonly [string, RegExp])[] = [
  [
    "Runs",
    /^(?:Simulation|SimulationOptions|Scenario\w+|ClusterHeader|ClusterOptions|Limit|PositionSpan|Enabled\w+|messageName|parse|print|moves|lineOf|Move|ClusterMove|TimeMove|OwnMoves|Asked|CutEnds|FieldValue|NetworkChange|NodeTarget|describe|LINK_LENGTH_MAX|Record(?:Filter|Goal|Name|Of|Predicate|sUntil)|MomentFilter|Node(?:Field|Value)|Unwatch|Watch\w+)$/u,
  ],
  ["What takes long", /^(?:sweep|Sweep\w*|SeedRange|Cell|AsyncOptions|Reached|AbortSignalLike)$/u],
  [
    "Without the engine, in a worker",
    /^(?:init|load|EngineSource|Library|connect|serve|Remote\w+|WorkerLike)$/u,
  ],
  ["Errors", /^(?:RingleaderError|ErrorCode)$/u],
  ["The catalog", /^(?:catalog|Catalog|Bounds|Pseudocode|\w+Info|OptionBase)$/u],
  // Pure functions, which stand with the protocol of their name.
  ["Placement", /placement/iu],
  [
    "Records",
    /^(?:EventRecord|\w+Record|RecordBase|RecordKind|ClusterRecords|ClusterKind|ClusterNoEffect|Rule\w+|Moment\w*|ActionVerb|NoEffectReason)$/u,
  ],
  [
    "Frames",
    /^(?:Frame|\w+Frame|FrameBase|\w+View|NodeBase|EndpointId|MessageBase|MessageOf|\w*Message|Client\w+)$/u,
  ],
  ["Further types", /./u],
];

/** The order in which a reader meets them. */
const ORDER = [
  "Runs",
  "What takes long",
  "Without the engine, in a worker",
  "Errors",
  "The catalog",
  "Frames",
  "Records",
  ...PROTOCOLS,
  "Further types",
];

/** A message is an interface with `kind` and `fields`. */
const isMessage = (node: Declaration): boolean =>
  ts.isInterfaceDeclaration(node) &&
  node.members.map((member) => member.name?.getText()).join() === "kind,fields";

function sectionOf(node: Declaration): string {
  const name = nameOf(node);
  return OWNERS.get(name) ?? SECTIONS.find(([, names]) => names.test(name))?.[0] ?? "";
}

/** What a doc comment says, as text; tags as a list. */
function commentOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const lines = docs.map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? "");
  const tags = docs.flatMap((doc) => doc.tags ?? []).map(tagLine);
  return [...lines.map((line) => line.trim()), tags.join("\n")].filter((text) => text !== "").join("\n\n");
}

function tagLine(tag: ts.JSDocTag): string {
  const text = (ts.getTextOfJSDocComment(tag.comment) ?? "").replace(/^-\s*/u, "").replace(/\s+/gu, " ");
  const word = tag.tagName.text;
  if (ts.isJSDocParameterTag(tag)) return `- ${code(tag.name.getText())}: ${text}`;
  // `@throws RingleaderError ...` is parsed with the class as its type.
  const thrown = ts.isJSDocThrowsTag(tag) ? (tag.typeExpression?.getText() ?? "") : "";
  return `- ${word} ${[thrown, text].filter((part) => part !== "").join(" ")}`;
}

/** A declaration as it stands, with spaces for tabs. */
const signature = (node: ts.Node): string =>
  node
    .getText()
    .replace(/^export (?:declare )?/u, "")
    .replaceAll("\t", "  ");

const fence = (text: string): string => `\`\`\`ts declaration\n${text}\n\`\`\``;

/** A class is told member by member; anything else is one declaration with its comments. */
function describeDeclaration(node: Declaration): string {
  const head = `### ${nameOf(node)}`;
  if (!ts.isClassDeclaration(node)) return [head, commentOf(node), fence(signature(node))].join("\n\n");
  const members = node.members
    .filter((member) => !ts.isPropertyDeclaration(member) || member.name.getText() !== "#private")
    .map((member) =>
      [fence(signature(member)), commentOf(member)].filter((text) => text !== "").join("\n\n"),
    );
  return [head, commentOf(node), ...members].join("\n\n");
}

/** What stands in a section: values that a program uses first, then types. */
function declarationsOf(section: string): Declaration[] {
  const isType = (node: Declaration) =>
    Number(ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node));
  return exported
    .filter((node) => sectionOf(node) === section)
    .sort((one, other) => isType(one) - isType(other));
}

/** Each section with the names in it, as links. */
export function apiIndex(): string {
  const seen = new Map<string, number>();
  /** A heading that is there already, but for its case, gets a number. */
  const link = (name: string): string => {
    const target = anchor(name);
    const before = seen.get(target) ?? 0;
    seen.set(target, before + 1);
    return `[${code(name)}](#${target}${before === 0 ? "" : `-${before}`})`;
  };
  return ORDER.filter((section) => declarationsOf(section).length > 0)
    .map((section) => {
      const links = declarationsOf(section).map((node) => link(nameOf(node)));
      return `- [${section}](#${anchor(section)}): ${links.join(", ")}`;
    })
    .join("\n");
}

/** The declarations of one section. */
export function apiOf(...words: string[]): string {
  const section = words.join(" ");
  if (!ORDER.includes(section)) throw new Error(`no section ${section}`);
  return declarationsOf(section).map(describeDeclaration).join("\n\n");
}

/** What is a protocol's own, a section each. */
export function apiOfProtocols(): string {
  const parts = PROTOCOLS.map((name) => {
    if (declarationsOf(name).length === 0) return "";
    const page = pageOf(name.toLowerCase());
    return [`## ${name}`, page === null ? "" : `What it means: [${name}](${page}).`, apiOf(name)].join(
      "\n\n",
    );
  });
  return parts.filter((part) => part !== "").join("\n\n");
}

/** The doc comments of an interface's members, by name. */
export function memberComments(name: string): ReadonlyMap<string, string> {
  const found = declarations.find((node) => nameOf(node) === name);
  if (found === undefined || !ts.isInterfaceDeclaration(found)) return new Map();
  return new Map(
    found.members.map((member) => [
      (member.name?.getText() ?? "").replace(/^"|"$/gu, ""),
      commentOf(member).replace(/\s+/gu, " "),
    ]),
  );
}

/** Every bound with its value, from the catalog, and what it bounds, from the types. */
export function boundsTable(): string {
  const comments = memberComments("Bounds");
  const rows = Object.entries(catalog.bounds).map(([name, value]) => [
    code(name),
    value.toLocaleString("en"),
    comments.get(name) ?? "",
  ]);
  return table(["Bound", "Value", "What it bounds"], rows);
}

/** What messages of a protocol carry, for `inject`. */
export function messageFields(protocol: string): string {
  const kinds = catalog.protocols.find(({ name }) => name === protocol)?.messages ?? [];
  if (kinds.length === 0) return "";
  const rows = kinds.map((kind) => {
    // By its kind: the type of a Promise has another name, for JavaScript has one of its own.
    const node = declarations.find((one) => [kind, `${kind}Message`].includes(nameOf(one)) && isMessage(one));
    if (node === undefined || !ts.isInterfaceDeclaration(node))
      throw new Error(`api.d.ts has no message ${kind}`);
    const fields = node.members[1];
    const type = fields !== undefined && ts.isPropertySignature(fields) ? fields.type : undefined;
    const names =
      type !== undefined && ts.isTypeLiteralNode(type)
        ? type.members.map((member) => code(member.name?.getText() ?? ""))
        : [];
    return [code(kind), names.join(", "), commentOf(node)];
  });
  return table([`For ${code("inject")}`, "Fields", ""], rows);
}
