import { RingleaderError } from "./errors.ts";

/** A scenario as an object: the same words as in its text. */
export interface ScenarioOptions {
  protocol: string;
  nodes?: number;
  clients?: number;
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

const KEYS = ["protocol", "nodes", "clients", "seed", "set", "bugs", "given", "network", "moves"];
const NETWORK_KEYS = ["latency", "loss", "duplicate"];

/** The text of a scenario given as text or as an object. */
export function scenarioText(scenario: string | ScenarioOptions): string {
  if (typeof scenario === "string") return scenario;
  if (typeof scenario !== "object" || scenario === null) {
    throw new RingleaderError("argument", "a scenario is a text or an object");
  }
  checkKeys(scenario, KEYS, "a scenario");
  const lines = [`protocol ${word(scenario.protocol, "protocol")}`];
  for (const key of ["nodes", "clients", "seed"] as const) {
    const value = scenario[key];
    if (value !== undefined) lines.push(`${key} ${word(value, key)}`);
  }
  for (const [name, value] of Object.entries(scenario.set ?? {})) {
    const text = typeof value === "boolean" ? (value ? "on" : "off") : word(value, `set.${name}`);
    lines.push(`set ${word(name, "set")} ${text}`);
  }
  for (const bug of scenario.bugs ?? []) lines.push(`bug ${word(bug, "bugs")}`);
  for (const [node, state] of Object.entries(scenario.given ?? {})) {
    lines.push(`given ${word(node, "given")} ${word(state, `given.${node}`)}`);
  }
  const network = scenario.network ?? {};
  checkKeys(network, NETWORK_KEYS, "network");
  for (const [name, value] of Object.entries(network)) {
    if (value !== undefined) lines.push(`network ${name} ${word(value, `network.${name}`)}`);
  }
  const moves = scenario.moves ?? [];
  return [...lines, ...(typeof moves === "string" ? [moves] : moves)].join("\n");
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

/** Unknown keys are errors that name the nearest known one. */
export function checkKeys(given: object, known: readonly string[], what: string): void {
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    const near = [...known].sort((a, b) => distance(key, a) - distance(key, b))[0] ?? "";
    throw new RingleaderError("argument", `${what} has no \`${key}\`; did you mean \`${near}\`?`);
  }
}

/** Edits between two short words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
