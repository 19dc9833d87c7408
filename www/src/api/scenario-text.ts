import { checkKeys, checkObject } from "./arguments.ts";
import { RingleaderError } from "./errors.ts";

/** A scenario as an object: the same words as in its text. */
export interface ScenarioOptions {
  protocol: string;
  /** Default 5; at most `catalog.bounds.NODES_MAX`. */
  nodes?: number;
  /** Default 1. */
  clients?: number;
  /** Of placement; default 500. */
  keys?: number;
  /** A whole number from 0 to 2^53 - 1; without one a fresh one is drawn. */
  seed?: number;
  /** Options by name: `{ "election-timeout": "150ms..300ms" }`. */
  set?: Record<string, string | number | boolean>;
  /** Known bugs, switched on. */
  bugs?: string[];
  /** Durable state to start from, by node: `{ n1: "term 6 log 1 1" }`. */
  given?: Record<string, string>;
  network?: { latency?: string; loss?: string; duplicate?: string };
  /** Lines of moves. */
  moves?: string | string[];
}

const KEYS = ["protocol", "nodes", "clients", "keys", "seed", "set", "bugs", "given", "network", "moves"];
const NETWORK_KEYS = ["latency", "loss", "duplicate"];

/** The text of a scenario given as text or as an object. */
export function scenarioText(scenario: string | ScenarioOptions): string {
  if (typeof scenario === "string") return scenario;
  checkObject(scenario, "a scenario is a text or an object");
  checkKeys(scenario, KEYS, "a scenario");
  const lines = [`protocol ${word(scenario.protocol, "protocol")}`];
  for (const key of ["nodes", "clients", "keys", "seed"] as const) {
    const value = scenario[key];
    if (value !== undefined) lines.push(`${key} ${word(value, key)}`);
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
  checkKeys(scenario.network ?? {}, NETWORK_KEYS, "network");
  for (const [name, value] of network) {
    if (value !== undefined) lines.push(`network ${name} ${word(value, `network.${name}`)}`);
  }
  const { moves } = scenario;
  return [...lines, ...(typeof moves === "string" ? [moves] : texts(moves, "moves"))].join("\n");
}

function entries(value: object | undefined, key: string): [string, unknown][] {
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
