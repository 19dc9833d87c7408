import { checkKeys, checkObject } from "./arguments.ts";
import type { Catalog } from "./catalog.ts";
import { RingleaderError } from "./errors.ts";
import type { EndpointId, Of, ProtocolName } from "./frames.ts";
import { endsWords, LINK_KEYS, type LinkEnds } from "./link-ends.ts";

/** A scenario as an object: the same words as in its text. Its protocol decides what else it can say. */
export type ScenarioOptions<P extends ProtocolName = ProtocolName> = P extends unknown
  ? ScenarioBase<P> & Of<"header", P>
  : never;

/** What a scenario of every protocol can say as an object. */
export interface ScenarioBase<P extends ProtocolName> {
  protocol: P;
  /** A whole number from 0 to 2^53 - 1; without one a fresh one is drawn. */
  seed?: number;
  /** Options by name: `{ "election-timeout": "150ms..300ms" }`. */
  set?: Partial<Of<"options", P>>;
  /** Known bugs, switched on. */
  bugs?: readonly Of<"bug", P>[];
  /** Durable state to start from, by node: `{ n1: "term 6 log 1 1" }`. */
  given?: Record<EndpointId, string>;
  /** Lines of moves. */
  moves?: string | readonly string[];
}

/** Every key that one can have, whatever its protocol. */
type Any = Partial<Record<string, unknown>>;

const KEYS = ["protocol", "seed", "set", "bugs", "given", "zones", "network", "moves"];
const NETWORK_KEYS = [...LINK_KEYS, "order", "links"];

/** The text of a scenario given as text or as an object, which the catalog of its engine tells how to read. */
export function scenarioText<P extends ProtocolName>(
  given: string | ScenarioOptions<P>,
  catalog: () => Pick<Catalog, "header" | "protocols">,
): string {
  if (typeof given === "string") return given;
  checkObject(given, "a scenario is a text or an object");
  const [sizes, scenario]: [string[], Any] = [sizeWords(catalog()), { ...given }];
  checkKeys(scenario, [...KEYS, ...sizes], "a scenario");
  const lines = [`protocol ${word(scenario.protocol, "protocol")}`];
  for (const key of [...sizes, "seed"]) {
    const value = scenario[key];
    if (value !== undefined) lines.push(`${key} ${word(value, key)}`);
  }
  for (const [name, members] of entries(scenario.zones, "zones")) {
    const ends = texts(members, `zones.${name}`).map((end) => word(end, `zones.${name}`));
    lines.push(`zone ${word(name, "zones")} ${ends.join(" ")}`);
  }
  for (const [name, value] of entries(scenario.set, "set")) {
    const text = typeof value === "boolean" ? (value ? "on" : "off") : word(value, `set.${name}`);
    lines.push(`set ${word(name, "set")} ${text}`);
  }
  for (const bug of texts(scenario.bugs, "bugs")) lines.push(`bug ${word(bug, "bugs")}`);
  for (const [node, state] of entries(scenario.given, "given")) {
    lines.push(`given ${word(node, "given")} ${word(state, `given.${node}`)}`);
  }
  const network = entries(scenario.network, "network");
  checkKeys(Object.fromEntries(network), NETWORK_KEYS, "network");
  for (const [name, value] of network) {
    if (value !== undefined && name !== "links")
      lines.push(`network ${name} ${word(value, `network.${name}`)}`);
  }
  // What is said of some links overrides what is said of all.
  const links: unknown = (scenario.network as Any | undefined)?.links ?? [];
  if (!Array.isArray(links)) throw new RingleaderError("argument", "`network.links` is a list of objects");
  lines.push(...links.flatMap(linkLines));
  const { moves } = scenario;
  return [...lines, ...(typeof moves === "string" ? [moves] : texts(moves, "moves"))].join("\n");
}

/** A line for each thing that is set of some links. */
function linkLines(link: unknown): string[] {
  checkObject(link, "`network.links` is a list of objects");
  const given: Any = { ...link };
  checkKeys(given, [...LINK_KEYS, "groups", "from", "to"], "network.links");
  const ends = endsWords(given as LinkEnds, (side, what) => {
    if (Array.isArray(side) && side.length > 0)
      return side.map((end) => word(end, `network.links.${what}`)).join(" ");
    throw new RingleaderError(
      "argument",
      `\`network.links\`: \`groups\` are lists of ends, or \`from\` and \`to\` are`,
    );
  });
  return LINK_KEYS.flatMap((name) =>
    given[name] === undefined ? [] : `network ${name} ${ends} ${word(given[name], `network.links.${name}`)}`,
  );
}

/** The header lines that say how many there are of something, in whatever protocol. */
function sizeWords({ header, protocols }: Pick<Catalog, "header" | "protocols">): string[] {
  const lines = [header, ...protocols.map((protocol) => protocol.header ?? [])].flat();
  const sizes = lines.filter(({ word, syntax }) => syntax === `${word} <number>` && word !== "seed");
  return [...new Set(sizes.map(({ word }) => word))];
}

function entries(value: unknown, key: string): [string, unknown][] {
  if (value === undefined) return [];
  checkObject(value, `\`${key}\` is an object`);
  return Object.entries(value);
}

function texts(value: unknown, key: string): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw new RingleaderError("argument", `\`${key}\` is a list of texts`);
}

/** A value that stays on its line. */
function word(value: unknown, key: string): string {
  if (typeof value !== "string" && typeof value !== "number") {
    throw new RingleaderError("argument", `\`${key}\` is a text or a number, not ${typeof value}`);
  }
  const text = String(value);
  if (/[\n\r]/.test(text)) throw new RingleaderError("argument", `\`${key}\` stays on one line`);
  return text;
}
