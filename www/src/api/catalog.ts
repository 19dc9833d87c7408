import { catalog as engineCatalog } from "#engine";

/** What is known without a run: protocols, their options, rules and properties, and the gallery. */
export interface Catalog {
  /** Of the scenario language and of the mapping from scenario and seed to history. */
  version: number;
  protocols: ProtocolInfo[];
  scenarios: ScenarioInfo[];
}

export interface ProtocolInfo {
  name: string;
  /** What `set` takes: the value it has otherwise, and what it may be. */
  options: { name: string; default: string; expected: string }[];
  /** What `bug` takes. */
  bugs: string[];
  /** What `fire` takes. */
  timers: string[];
  /** What `inject` takes. */
  messages: string[];
  rules: { code: string; section: string; moment: string | null }[];
  properties: { name: string; kind: "always" | "sometimes"; source: string }[];
}

export interface ScenarioInfo {
  name: string;
  protocol: string;
  text: string;
}

let known: Catalog | null = null;

/** The catalog of this version; made once. */
export function catalog(): Catalog {
  known ??= engineCatalog() as Catalog;
  return known;
}
