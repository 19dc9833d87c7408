/**
 * The types of frames and records are written by hand beside an engine that knows nothing of them. Here the
 * compiler reads the types, and values of real runs are held against them: every key that is declared is
 * there unless it is optional, no other key is, and every value is of its type.
 */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, describe as group, it } from "vitest";
import { catalog, placement, Simulation } from "../library/ringleader.ts";
import { Chance, protocolOf, randomLines } from "./random.fixture.ts";

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
/** What each protocol adds to them. */
const protocols = Object.keys(import.meta.glob("../protocols/*/types.ts")).map(file);
const program = ts.createProgram(
  [...["shapes.fixture.ts", "frames.ts", "catalog.ts", "placement.ts"].map(file), ...protocols],
  {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    allowImportingTsExtensions: true,
    types: [],
  },
);
const checker = program.getTypeChecker();

/** A type that one of our files exports. */
function exported(name: string, from = "frames.ts"): ts.Type {
  const source = program.getSourceFile(file(from));
  const module = source && checker.getSymbolAtLocation(source);
  const found = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
  if (found === undefined) throw new Error(`${from} exports no ${name}`);
  return checker.getDeclaredTypeOfSymbol(found);
}

/** Says what is wrong with a value, each by its path; nothing if it is of the type. */
type Check = (value: unknown) => string[];

const checks = new Map<ts.Type, Check>();

/** The check of a type, made once: asking the compiler for every value would take minutes. */
function checkOf(type: ts.Type): Check {
  let check = checks.get(type);
  if (check === undefined) {
    check = makeCheck(type);
    checks.set(type, check);
  }
  return check;
}

function makeCheck(type: ts.Type): Check {
  const name = checker.typeToString(type);
  if (type.isUnion()) return checkOfUnion(type.types.map(checkOf));
  if (type.isLiteral()) return (value) => (value === type.value ? [] : [` is no ${name}`]);
  if (type.flags & ts.TypeFlags.BooleanLiteral) {
    return (value) => (String(value) === name && typeof value === "boolean" ? [] : [` is no ${name}`]);
  }
  if (["string", "number", "boolean", "null", "undefined"].includes(name)) {
    return (value) => ((value === null ? "null" : typeof value) === name ? [] : [` is no ${name}`]);
  }
  if (type.flags & ts.TypeFlags.TemplateLiteral) {
    const [head = "", tail = ""] = (type as ts.TemplateLiteralType).texts;
    const fits = (value: unknown) =>
      typeof value === "string" && value.startsWith(head) && value.endsWith(tail);
    return (value) => (fits(value) ? [] : [` is no ${name}`]);
  }
  if (type.symbol?.name === "Uint32Array")
    return (value) => (value instanceof Uint32Array ? [] : [` is no ${name}`]);
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)))
    throw new Error(`no check for ${name}`);
  return checker.isArrayType(type) ? checkOfArray(type as ts.TypeReference) : checkOfObject(type);
}

/** The member that fits, or what is wrong with the one that fits best. */
function checkOfUnion(members: Check[]): Check {
  return (value) => {
    let least: string[] | null = null;
    for (const member of members) {
      const found = member(value);
      if (found.length === 0) return found;
      if (least === null || found.length < least.length) least = found;
    }
    return least ?? [" is of no type"];
  };
}

function checkOfArray(type: ts.TypeReference): Check {
  const [element] = checker.getTypeArguments(type);
  const check = element ? checkOf(element) : () => [" has no type of element"];
  return (value) =>
    Array.isArray(value) ? value.flatMap((one) => check(one).map((what) => `[]${what}`)) : [" is no array"];
}

function checkOfObject(type: ts.Type): Check {
  const always = checker
    .getPropertiesOfType(type)
    .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
    .map(({ name }) => name);
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  const parts = new Map(
    checker.getPropertiesOfType(type).map((property) => [property.name, checker.getTypeOfSymbol(property)]),
  );
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [" is no object"];
    const found = always.filter((key) => !(key in value)).map((key) => `.${key} is missing`);
    for (const [key, one] of Object.entries(value)) {
      const part = parts.get(key) ?? index?.type;
      if (part === undefined) found.push(`.${key} is not declared`);
      else for (const what of checkOf(part)(one)) found.push(`.${key}${what}`);
    }
    return found;
  };
}

function memberOf(type: ts.Type, name: string): ts.Type {
  const symbol = checker.getPropertyOfType(type, name);
  if (symbol === undefined) throw new Error(`${checker.typeToString(type)} has no ${name}`);
  return checker.getTypeOfSymbol(symbol);
}

/** What runs of a protocol are made of. */
function typesOf(protocol: string) {
  const own = memberOf(exported("ShapesOf", "shapes.fixture.ts"), protocol);
  const [frame, record, moment] = [memberOf(own, "frame"), memberOf(own, "record"), memberOf(own, "moment")];
  const [property, branch] = [memberOf(own, "property"), memberOf(own, "branch")];
  return { frame, record, moment, property, branch, enabled: memberOf(own, "enabled") };
}

/** Which members of the unions were met. */
const met = new Set<string>();

function check(scenario: string): void {
  const sim = new Simulation(scenario);
  const types = typesOf(sim.protocol);
  const found = new Set<string>();
  const hold = (type: ts.Type, values: unknown[], what: string) => {
    for (const value of values) for (const one of checkOf(type)(value)) found.add(what + one);
  };
  const records = sim.events();
  hold(types.record, records, "record");
  for (const position of [0, sim.length * 0.2, sim.length * 0.5, sim.length].map(Math.floor)) {
    sim.seek(position);
    const frame = sim.frame();
    hold(types.frame, [frame], "frame");
    hold(types.enabled, sim.enabled({ faults: true }), "enabled");
    if (frame.protocol === "placement") {
      met
        .add(frame.placed.strategy)
        .add(frame.placed.picture.kind)
        .add(frame.lookup?.way ?? "");
      continue;
    }
    for (const node of frame.nodes) {
      if ("role" in node) met.add(node.role);
      else if (node.proposal !== null) met.add(node.proposal.phase);
      met.add(node.status);
    }
    for (const message of frame.messages) met.add(message.kind).add(message.fate);
    for (const cut of frame.cuts) met.add(cut.kind);
  }
  for (const record of records) {
    met.add(record.kind);
    if ("message" in record) met.add(record.message.kind);
  }
  hold(types.moment, sim.moments(), "moment");
  hold(types.property, sim.properties(), "property");
  hold(types.branch, sim.branches, "branch");
  expect([...found], scenario).toEqual([]);
}

group("types", { timeout: 60_000 }, () => {
  it("hold for every scenario of the gallery", () => {
    for (const { text } of catalog.scenarios) check(text);
  });

  it("hold for 400 random runs, in which everything occurs", () => {
    for (let seed = 0; seed < 400; seed++) check(randomLines(new Chance(seed), protocolOf(seed)));
    const expected = [
      "follower",
      "candidate",
      "leader",
      "pre-candidate",
      "up",
      "down",
      "paused",
      "cut",
      "hold",
    ];
    expected.push("RequestVote", "AppendEntriesReply", "PreVoteReply", "ClientRequest", "ClientReply");
    expected.push(
      "arrives",
      "lost",
      "held",
      "boot",
      "action",
      "no-effect",
      "delivered",
      "timer",
      "requested",
    );
    expected.push("retried", "redirected", "answered", "workload-tick", "crashed", "restarted", "resumed");
    expected.push("rule", "leader-elected", "committed");
    expected.push("prepare", "accept", "chosen", "abandoned");
    expected.push("Prepare", "Promise", "Accept", "Accepted", "Nack", "Learn", "Chosen", "Forward");
    expected.push("ballot-started", "proposal-issued", "value-chosen", "value-learned");
    expect(expected.filter((kind) => !met.has(kind))).toEqual([]);
  });

  it("hold for the catalog", () => {
    expect(checkOf(exported("Catalog", "catalog.ts"))(catalog)).toEqual([]);
  });

  it("hold for what placement measures", () => {
    const before = placement.create({ strategy: "ring", nodes: ["a", "b"] });
    const after = before.add("c");
    const hold = (name: string, value: unknown) =>
      expect(checkOf(exported(name, "placement.ts"))(value)).toEqual([]);
    hold("PlacementStats", before.stats(100));
    hold("PlacementDiff", before.diff(after, 100));
    hold("PlacementBounds", placement.bounds);
    for (const node of after.nodes) hold("PlacementNode", node);
  });

  it("are not so weak that anything would do", () => {
    const types = typesOf("raft");
    const [frame] = [new Simulation("protocol raft\nseed 1\nrun 300ms").frame()];
    const { now, ...less } = frame;
    expect(checkOf(types.frame)({ ...frame, more: 1 })).toEqual([".more is not declared"]);
    expect(checkOf(types.frame)(less)).toEqual([".now is missing"]);
    expect(checkOf(types.frame)({ ...frame, now: String(now) })).toEqual([".now is no number"]);
    const [property] = new Simulation("protocol placement\nnodes 2").properties();
    expect(checkOf(typesOf("placement").property)({ ...property, subject: 1 })).not.toEqual([]);
    expect(checkOf(types.property)(property)).not.toEqual([]);
    expect(checkOf(typesOf("paxos").frame)(frame)).not.toEqual([]);
    expect(checkOf(types.record)({ kind: "boot", id: "0.0", at: 0, node: null })).toEqual([
      ".cause is missing",
    ]);
  });
});
