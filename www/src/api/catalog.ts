import type { EngineHandle } from "./engine-handle.ts";
import type { ClusterVerb } from "./frames.ts";
import { LINK_LENGTH_MAX } from "./link.ts";

/** What is known without a run: protocols with their options, rules and properties, the moves, the gallery. */
export interface Catalog {
  /** Of the scenario language and of the mapping from scenario and seed to history. */
  version: number;
  protocols: ProtocolInfo[];
  /** The lines above the moves, the same in every protocol that is a cluster of nodes. */
  header: HeaderInfo[];
  /** The moves, the same in every protocol that is a cluster of nodes. */
  actions: ActionInfo[];
  /** What `set` takes in every cluster of nodes, beside the options of its protocol. */
  options: OptionInfo[];
  bounds: Bounds;
  scenarios: ScenarioInfo[];
}

/** What bounds a run. What exceeds one gets a `RingleaderError` that names it. Protocols add their own. */
export interface Bounds {
  /** Events that one call does: code `bound-events`; it stops at a whole event, and calling again goes on. */
  EVENTS_PER_CALL_MAX: number;
  /** Events of a branch, so that its text can be opened: code `bound-open`. */
  OPEN_EVENTS_MAX: number;
  /** Records that one `act` returns, and lines that one `trace` does: code `bound-records`. */
  RECORDS_PER_CALL_MAX: number;
  /** Records that one call of `events`, `run`, `step` or `runUntil` gives: code `bound-records`; `history` gives any number. */
  RECORDS_MAX: number;
  /** Messages under way at which a call stops: code `bound-in-flight`; each further call does one more event, up to twice as many. */
  IN_FLIGHT_MAX: number;
  /**
   * Bytes that a run weighs unless it is opened with another `bytesMax`: code `bound-bytes`. What happened can then still be
   * walked, but not gone on from.
   */
  RUN_BYTES_MAX: number;
  /** Messages that one `settle` delivers: code `bound-settle`. */
  SETTLE_MAX: number;
  /** Branches of a run: code `bound-branches`. */
  BRANCHES_MAX: number;
  /** Nodes of a run. */
  NODES_MAX: number;
  /** Clients of a run. */
  CLIENTS_MAX: number;
  /** Finished writes that a crash of a disk that lied can lose. */
  LOSING_MAX: number;
  /** The largest seed, 2^53 - 1: exact as a number. */
  SEED_MAX: number;
  /** The greatest term, round, index and number of a request, 2^53 - 1: exact as a number. */
  COUNT_MAX: number;
  /** Bytes of a scenario's text, and of that of a branch: code `bound-text`. */
  TEXT_MAX: number;
  /** Bytes of a line of it. */
  LINE_MAX: number;
  /** Characters of a client's command. */
  COMMAND_MAX: number;
  /** Characters of a zone's name. */
  ZONE_NAME_MAX: number;
  /** Characters of a link: code `bound-link`. */
  LINK_LENGTH_MAX: number;
}

/** A header line of the scenario language. */
export interface HeaderInfo {
  /** The first word of the line. */
  word: "ringleader" | "protocol" | "nodes" | "clients" | "zone" | "seed" | "set" | "bug" | "given";
  /** `<...>` is a value. */
  syntax: string;
}

/** A move of the scenario language. */
export interface ActionInfo {
  /** The first word of the line; `run`, `step`, `settle` and `seek` move the cursor and are no events. */
  verb: ClusterVerb | "run" | "step" | "settle" | "seek";
  /** `<...>` is a value, what stands in brackets may be left out, a bar divides alternatives. */
  syntax: string;
}

/** What every option says. */
export interface OptionBase {
  /** The word after `set`. */
  name: string;
  /** The value it has otherwise, as `set` takes it. */
  default: string;
  /** What it may be, in words. */
  expected: string;
}
/** What `set` takes. Bounds of durations and ranges are milliseconds; both ends belong to it. */
export type OptionInfo = OptionBase &
  /** A limit is a duration or `off`, a range or off a range or `off`. */
  (
    | {
        type: "duration" | "limit" | "range" | "range-or-off" | "number" | "decimal";
        min: number;
        max: number;
      }
    | { type: "flag" }
    | { type: "choice"; choices: string[] }
    /** A list of nodes like `[n1 n5]`, or `all`; one node, or `none`. */
    | { type: "nodes" | "node" }
  );

/** A protocol: what its scenarios can say, and what its nodes decide. */
export interface ProtocolInfo {
  name: string;
  options: OptionInfo[];
  /** What `bug` takes: known bugs, each a rule switched off. */
  bugs: string[];
  /** Its own header lines, where they are not those of the catalog. */
  header: { word: string; syntax: string }[] | null;
  /** Its own moves, where they are not those of the catalog. */
  actions: { verb: string; syntax: string }[] | null;
  /** What `fire` takes. */
  timers: string[];
  /** What `inject` takes. */
  messages: string[];
  /** The kinds of its records. */
  kinds: string[];
  /** The decisions of its nodes, with the section that says them; `moment` is the mark that one makes. */
  rules: { code: string; section: string; moment: string | null }[];
  properties: { name: string; kind: "always" | "sometimes"; source: string }[];
  /** The algorithm in lines, if it has been written down; the page loads its own when it is looked at. */
  pseudocode: Pseudocode | null;
}

/** An algorithm in lines, and where in them each rule stands. */
export interface Pseudocode {
  /** The parts, each in lines. */
  blocks: Record<string, string[]>;
  /** By the code of a rule: its part, and its line there, from 0. */
  rules: Record<string, { block: string; line: number }>;
}

/** A scenario of the gallery; the comment on top of its text says what to see. */
export interface ScenarioInfo {
  name: string;
  protocol: string;
  text: string;
}

const known = new WeakMap<EngineHandle, Catalog>();

/** The catalog of an engine; made once. Pseudocode is not in it: the library adds it, and the page loads its own. */
export function catalogOf(engine: EngineHandle): Catalog {
  let made = known.get(engine);
  if (made === undefined) {
    made = engine.code.catalog() as Catalog;
    made.bounds.LINK_LENGTH_MAX = LINK_LENGTH_MAX;
    for (const protocol of made.protocols) protocol.pseudocode = null;
    known.set(engine, made);
  }
  return made;
}
