/** What TypeScript declares, as its own compiler reads it. */
import { readFileSync } from "node:fs";
import ts from "typescript";

const parsed = (name: string, text: string): ts.SourceFile =>
  ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);

/** A file of the sources, by its path from the root. */
const sourceOf = (file: string): ts.SourceFile =>
  parsed(file, readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));

/** A piece of a text, and what stands there instead. */
interface Edit {
  from: number;
  to: number;
  text: string;
}

/** Places are those of the text as it was: the last piece goes first. */
const edited = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((one, other) => other.from - one.from)
    .reduce((now, { from, to, text: put }) => now.slice(0, from) + put + now.slice(to), text);

const without = (node: ts.Node): Edit => ({ from: node.getFullStart(), to: node.getEnd(), text: "" });

const docOf = (node: ts.Node): ts.JSDoc | undefined =>
  ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** What a module declares of one function, with its comment. */
export function declared(file: string, name: string): string {
  const source = sourceOf(file);
  const found = source.statements
    .filter(ts.isFunctionDeclaration)
    .find((one) => isExported(one) && one.name?.text === name);
  const [doc, start, body] = [found && docOf(found), found?.name?.getStart(), found?.body];
  if (doc === undefined || start === undefined || body === undefined)
    throw new Error(`${file} has no ${name} with a comment`);
  const signature = source.text.slice(start, body.getFullStart()).trim();
  return `${doc.getText()}\nexport declare function ${signature};\n`;
}

/** The names that a module exports, types with that word before them. */
export function exportsOf(file: string): string[] {
  return sourceOf(file).statements.flatMap(exportedBy);
}

function exportedBy(node: ts.Statement): string[] {
  if (ts.isExportDeclaration(node)) {
    const { exportClause, isTypeOnly } = node;
    if (exportClause === undefined || !ts.isNamedExports(exportClause))
      throw new Error(`${node.getText()} names nothing`);
    return exportClause.elements.map((one) => typed(isTypeOnly || one.isTypeOnly, one.name.text));
  }
  if (!isExported(node)) return [];
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ name }) => typed(false, name.getText()));
  const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  const { name } = node as ts.DeclarationStatement;
  return name === undefined ? [] : [typed(isType, name.getText())];
}

const typed = (isType: boolean, name: string): string => (isType ? `type ${name}` : name);

/** The bundler gives what is called as something of the platform another name within the file; it need not have one. */
export function ownNames(types: string): string {
  const { statements } = parsed("types.d.ts", types);
  const lists = statements.flatMap((node) =>
    ts.isExportDeclaration(node) && node.exportClause !== undefined && ts.isNamedExports(node.exportClause)
      ? [...node.exportClause.elements]
      : [],
  );
  const renamed = new Map(lists.map((one) => [one.propertyName?.getText(), one] as const));
  const edits = statements.filter(ts.isVariableStatement).flatMap((node): Edit[] => {
    const [{ name } = { name: null }] = node.declarationList.declarations;
    const found = name === null ? undefined : renamed.get(name.getText());
    if (name === null || found === undefined || !name.getText().startsWith(`${found.name.text}$`)) return [];
    const comma = types[found.getEnd()] === "," ? 1 : 0;
    return [
      { ...without(found), to: found.getEnd() + comma },
      { from: node.getStart(), to: node.getStart(), text: "export " },
      { from: name.getStart(), to: name.getEnd(), text: found.name.text },
    ];
  });
  return edited(types, edits);
}

/** Each protocol's folder adds its members to `name`; a reader meets them in one declaration. */
export function inOne(types: string, name: string): string {
  const [first, ...others] = parsed("types.d.ts", types)
    .statements.filter(ts.isInterfaceDeclaration)
    .filter((one) => one.name.text === name);
  const added = others.flatMap(({ members }) =>
    members.map((one) => types.slice(one.getFullStart(), one.getEnd())),
  );
  if (first === undefined || added.length === 0)
    throw new Error(`no protocol's types.ts adds to \`${name}\``);
  const { end } = first.members;
  return edited(types, [{ from: end, to: end, text: added.join("") }, ...others.map(without)]);
}

/** A module's text without what it imports. */
export function withoutImports(file: string): string {
  const source = sourceOf(file);
  return edited(source.text, source.statements.filter(ts.isImportDeclaration).map(without));
}

/** The names of the types that a module exports. */
export const typesOf = (file: string): string[] =>
  exportsOf(file).flatMap((name) => (name.startsWith("type ") ? [name.slice("type ".length)] : []));

/** A member of an interface. */
export interface Member {
  name: string;
  /** Of a method; null for all else. */
  parameters: string[] | null;
  /** What it is, or what the method gives. */
  type: string;
  readonly: boolean;
  /** Its comment, in one line. */
  text: string;
}

/** The members of an interface, with their comments. */
export function members(file: string, name: string): Member[] {
  const found = sourceOf(file)
    .statements.filter(ts.isInterfaceDeclaration)
    .find((one) => one.name.text === name);
  if (found === undefined) throw new Error(`${file} has no interface ${name}`);
  return found.members
    .filter((one) => ts.isPropertySignature(one) || ts.isMethodSignature(one))
    .map(memberOf);
}

function memberOf(node: ts.PropertySignature | ts.MethodSignature): Member {
  const modifiers = ts.getModifiers(node) ?? [];
  return {
    name: ts.isComputedPropertyName(node.name) ? node.name.getText() : node.name.text,
    parameters: ts.isMethodSignature(node) ? node.parameters.map(({ name }) => name.getText()) : null,
    type: node.type?.getText() ?? "unknown",
    readonly: modifiers.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword),
    text: textOf(node),
  };
}

function textOf(node: ts.Node): string {
  const doc = docOf(node);
  const said = (comment: ts.JSDoc["comment"]): string => ts.getTextOfJSDocComment(comment) ?? "";
  const tags = (doc?.tags ?? []).map(({ tagName, comment }) => `@${tagName.text} ${said(comment)}`);
  return [said(doc?.comment), ...tags].join(" ").replaceAll(/\s+/gu, " ").trim();
}
