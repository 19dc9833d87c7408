/**
 * Moves as data, and as lines of the scenario language. What a move says and how its line is written stand side by side,
 * a verb each, so that whatever is read can be written and nobody has to quote by hand. Nothing here asks the engine: it
 * alone reads texts (`parse`), and hands over the words of lines that it found right.
 */
import { RingleaderError } from "./errors.ts";
import type { ClusterVerb, EndpointId, Of, ProtocolName } from "./frames.ts";
import { endsWords, LINK_KEYS, type LinkChange, type LinkEnds } from "./link-ends.ts";

/** A value of a message made by hand, as `inject` takes it: null is `none`. */
export type FieldValue = number | boolean | null | string | readonly FieldValue[];

/** A node, those of a zone, or whichever it is then. */
export type NodeTarget = EndpointId | "leader" | "follower" | "all";

/** How far the run goes between moves, and where its cursor stands at last. */
export type TimeMove =
  | { verb: "run"; ms: number }
  | { verb: "step"; events: number }
  | { verb: "seek"; position: number }
  | { verb: "seek"; ms: number };

/** A move of a cluster of nodes. */
export type ClusterMove<P extends ProtocolName = ProtocolName> =
  | TimeMove
  /** Without a number, all that is under way and what that causes. */
  | { verb: "settle"; messages: number | null }
  /** To the leader it knows, unless a node is named. */
  | { verb: "request"; client: EndpointId; node: EndpointId | null; command: string }
  /** With `losing`, the disk lied: so many finished writes are lost, too. */
  | { verb: "crash"; node: NodeTarget; losing?: number }
  | { verb: "restart" | "pause" | "resume"; node: NodeTarget }
  | ({ verb: "cut" } & CutEnds)
  | { verb: "hold" | "release"; from: EndpointId; to: EndpointId }
  | { verb: "heal" }
  | ({ verb: "network" } & NetworkChange)
  /** In percent. */
  | { verb: "clock"; node: EndpointId; rate: number }
  | ({ verb: "disk"; node: EndpointId } & DiskChange)
  /** A request every so many ms; null ends it. */
  | { verb: "workload"; client: EndpointId; every: number | null }
  | { verb: "fire"; node: EndpointId; timer: Of<"timer", P> }
  /** A message by its id, `m17`, or by its name, `n2->n1 RequestVote #1`: see `messageName`. */
  | { verb: "drop" | "duplicate" | "deliver"; message: string }
  | { verb: "delay"; message: string; ms: number }
  | {
      verb: "inject";
      from: EndpointId;
      to: EndpointId;
      message: Of<"message", P>["kind"];
      fields: Readonly<Record<string, FieldValue>>;
    };

/** Which links are cut: between groups, both ways; from some to others, one way; or of some nodes from all other nodes. */
export type CutEnds = LinkEnds | { nodes: readonly NodeTarget[] };

/**
 * What the network does from now on: something is set of all links, or of those between some ends; or messages on a link may
 * no longer overtake each other, or may again.
 */
export type NetworkChange = LinkChange | (LinkChange & LinkEnds) | { order: "fifo" | "any" };

/**
 * What a node's disk does from now on: its writes take so many ms, no longer finish, or are as the header says again; or
 * its first write under way is finished now.
 */
export type DiskChange = { slow: number } | { change: "stall" | "ok" | "finish" };

/** A move, told apart by `verb`; each can have notes, which stand above its line as comments. */
export type Move<P extends ProtocolName = ProtocolName> = Of<"move", P> & { notes?: readonly string[] };

// ---------------------------------------------------------------------------------------- words

/** A word of a line, as the engine hands it over: a quoted text is an object, a list a list, a field has a name. */
export type Word = string | { text: string } | readonly Word[] | { field: string; value: Word };

/** How the lines of a verb are read and written. */
export interface Codec {
  /** What follows the verb, of a line that the engine has found right. */
  read(words: readonly Word[]): object;
  /** The same as text. */
  write(move: never): string;
}

/** A text between quotes. */
export function quoted(text: unknown, what: string): string {
  if (typeof text !== "string") throw wrong(what, "a text", text);
  if (/\p{Surrogate}/u.test(text)) throw wrong(what, "a text without halves of characters", text);
  if (text.includes("\r")) throw wrong(what, "a text without carriage returns", text);
  return `"${text.replace(/["\\]/gu, "\\$&").replaceAll("\n", "\\n")}"`;
}

/** A word that stays one: no blank, quote, bracket or number sign ends it. */
export function bare(word: unknown, what: string): string {
  if (typeof word === "string" && /^[^\s"#[\]\p{C}\u2018-\u201f]+$/u.test(word)) return word;
  throw wrong(what, "one word without blanks, quotes, brackets or `#`", word);
}

/** A whole number, as text. */
export function digits(number: unknown, what: string): string {
  if (Number.isSafeInteger(number) && (number as number) >= 0) return String(number);
  throw wrong(what, "a whole number from 0 on", number);
}

/** A number of ms, to whole microseconds, as a duration. */
export function duration(ms: unknown, what: string): string {
  const isOne = typeof ms === "number" && ms >= 0 && ms <= Number.MAX_SAFE_INTEGER / 1000;
  if (!isOne) throw wrong(what, "a number of ms from 0 on", ms);
  const us = Math.round(ms * 1000);
  return us % 1000 === 0 ? `${us / 1000}ms` : `${us}us`;
}

/** What a duration says, in ms. */
export function msOf(word: Word | undefined): number {
  const [, number = "0", unit = "ms"] = /^([\d.]+)(us|ms|s)$/u.exec(String(word)) ?? [];
  return Math.round(Number(number) * { us: 1, ms: 1_000, s: 1_000_000 }[unit as "us" | "ms" | "s"]) / 1000;
}

/** The text of a word or of a quoted text. */
export const textOf = (word: Word | undefined): string =>
  typeof word === "object" && "text" in word ? word.text : String(word);

function wrong(what: string, expected: string, found: unknown): RingleaderError {
  const shown = typeof found === "number" ? String(found) : found === null ? "null" : typeof found;
  const text = typeof found === "string" ? JSON.stringify(found.slice(0, 40)) : shown;
  return new RingleaderError("argument", `${what}: ${expected}, not ${text}`);
}

function value(given: FieldValue, what: string): string {
  if (given === null) return "none";
  if (Array.isArray(given)) return `[${given.map((one: FieldValue) => value(one, what)).join(" ")}]`;
  if (typeof given === "boolean") return String(given);
  return typeof given === "number" ? digits(given, what) : quoted(given, what);
}

function fieldOf(word: Word): FieldValue {
  if (Array.isArray(word)) return word.map(fieldOf);
  if (typeof word !== "string") return textOf(word);
  if (word === "none") return null;
  if (word === "true" || word === "false") return word === "true";
  return /^\d+$/u.test(word) && Number.isSafeInteger(Number(word)) ? Number(word) : word;
}

/** A message by id or name: its kind stays one word, its number is one. */
function messageWords(message: unknown): string {
  if (typeof message === "string" && /^(?:m\d+|[nc]\d+\s*->\s*[nc]\d+\s+\w+(?:\s*#\d+)?)$/u.test(message)) {
    return message;
  }
  throw wrong("message", "an id like m17, or a name like `n2->n1 RequestVote #1`", message);
}

/** `n2 -> n1 RequestVote #1` as frames name it. */
const messageOf = (words: readonly Word[]): string =>
  words.length === 1 ? String(words[0]) : `${words[0]}->${words[2]} ${words[3]} ${words[4] ?? "#1"}`;

const ends = (list: unknown, what: string): string => {
  if (!Array.isArray(list) || list.length === 0) throw wrong(what, "a list of nodes or clients", list);
  return list.map((end) => bare(end, what)).join(" ");
};

/** Ends, between these words. */
function groupsOf(words: readonly Word[], between: string): EndpointId[][] {
  const groups: EndpointId[][] = [[]];
  for (const word of words) {
    if (word === between) groups.push([]);
    else groups.at(-1)?.push(String(word));
  }
  return groups;
}

function cutOf(words: readonly Word[]): CutEnds {
  const [from = [], to = []] = groupsOf(words, "->");
  if (words.includes("->")) return { from, to };
  return words.includes("|") ? { groups: groupsOf(words, "|") } : { nodes: from };
}

function linkWords(links: LinkEnds): string {
  if ("groups" in links && !(Array.isArray(links.groups) && links.groups.length > 1))
    throw wrong("groups", "two groups or more", links.groups);
  return endsWords(links, ends);
}

const cutWords = (cut: CutEnds): string => ("nodes" in cut ? ends(cut.nodes, "nodes") : linkWords(cut));

/** What stands before a value: nothing, or the ends of links. */
const linksOf = (words: readonly Word[]): Partial<LinkEnds> =>
  words.length === 0 ? {} : (cutOf(words) as LinkEnds);

/** What a move of a verb says. */
type Said<Verb extends ClusterMove["verb"]> = Extract<ClusterMove, { verb: Verb }>;

const onNode: Codec = {
  read: ([node]) => ({ node }),
  write: ({ node }: Said<"pause">) => bare(node, "node"),
};
const onLink: Codec = {
  read: ([from, , to]) => ({ from, to }),
  write: ({ from, to }: Said<"hold">) => `${bare(from, "from")} -> ${bare(to, "to")}`,
};
const onMessage: Codec = {
  read: (words) => ({ message: messageOf(words) }),
  write: ({ message }: Said<"drop">) => messageWords(message),
};

const NETWORK = [...LINK_KEYS, "order"] as const;

/** How the lines of every cluster are read and written, by verb. */
export const clusterCodecs: Readonly<Record<ClusterVerb | "run" | "step" | "settle" | "seek", Codec>> = {
  run: { read: ([ms]) => ({ ms: msOf(ms) }), write: ({ ms }: Said<"run">) => duration(ms, "ms") },
  step: {
    read: ([events]) => ({ events: Number(events ?? 1) }),
    write: ({ events }: Said<"step">) => digits(events, "events"),
  },
  settle: {
    read: ([messages]) => ({ messages: messages === undefined ? null : Number(messages) }),
    write: ({ messages }: Said<"settle">) => (messages === null ? "" : digits(messages, "messages")),
  },
  seek: {
    read: ([to]) => (String(to).endsWith("s") ? { ms: msOf(to) } : { position: Number(to) }),
    write: (to: Said<"seek">) => ("ms" in to ? duration(to.ms, "ms") : digits(to.position, "position")),
  },
  request: {
    read: (words) => {
      const named = words.slice(0, -1).map(String);
      const [client = "c1"] = named.filter((word) => word.startsWith("c"));
      return {
        client,
        node: named.find((word) => word.startsWith("n")) ?? null,
        command: textOf(words.at(-1)),
      };
    },
    write: ({ client, node, command }: Said<"request">) =>
      [
        bare(client, "client"),
        ...(node === null ? [] : [bare(node, "node")]),
        quoted(command, "command"),
      ].join(" "),
  },
  crash: {
    read: ([node, , losing]) => (losing === undefined ? { node } : { node, losing: Number(losing) }),
    write: ({ node, losing }: Said<"crash">) =>
      bare(node, "node") + (losing === undefined ? "" : ` losing ${digits(losing, "losing")}`),
  },
  restart: onNode,
  pause: onNode,
  resume: onNode,
  cut: { read: cutOf, write: cutWords },
  hold: onLink,
  release: onLink,
  heal: { read: () => ({}), write: () => "" },
  network: {
    read: (words) => ({ [String(words[0])]: String(words.at(-1)), ...linksOf(words.slice(1, -1)) }),
    write: (change: NetworkChange) => {
      const [name, more] = NETWORK.filter((one) => one in change);
      if (name === undefined || more !== undefined)
        throw wrong("network", `one of ${NETWORK.join(", ")}`, change);
      const of = "groups" in change || "from" in change ? `${linkWords(change)} ` : "";
      return `${name} ${of}${bare((change as Record<string, unknown>)[name], name)}`;
    },
  },
  clock: {
    read: ([node, rate]) => ({ node, rate: Number.parseInt(String(rate), 10) }),
    write: ({ node, rate }: Said<"clock">) => `${bare(node, "node")} ${digits(rate, "rate")}%`,
  },
  disk: {
    read: ([node, change, slow]) => (slow === undefined ? { node, change } : { node, slow: msOf(slow) }),
    write: (move: Said<"disk">) =>
      `${bare(move.node, "node")} ${"slow" in move ? `slow ${duration(move.slow, "slow")}` : bare(move.change, "change")}`,
  },
  workload: {
    read: ([client, , every]) => ({ client, every: every === undefined ? null : msOf(every) }),
    write: ({ client, every }: Said<"workload">) =>
      `${bare(client, "client")} ${every === null ? "off" : `every ${duration(every, "every")}`}`,
  },
  fire: {
    read: ([node, timer]) => ({ node, timer }),
    write: ({ node, timer }: Said<"fire">) => `${bare(node, "node")} ${bare(timer, "timer")}`,
  },
  drop: onMessage,
  duplicate: onMessage,
  deliver: onMessage,
  delay: {
    read: (words) => ({ message: messageOf(words.slice(0, -1)), ms: msOf(words.at(-1)) }),
    write: ({ message, ms }: Said<"delay">) => `${messageWords(message)} ${duration(ms, "ms")}`,
  },
  inject: {
    read: ([from, , to, message, ...fields]) => ({ from, to, message, fields: fieldsOf(fields) }),
    write: ({ from, to, message, fields }: Said<"inject">) =>
      [
        `${bare(from, "from")} -> ${bare(to, "to")} ${bare(message, "message")}`,
        ...Object.entries(fields).map(([name, one]) => `${fieldName(name)}=${value(one, name)}`),
      ].join(" "),
  },
};

function fieldName(name: string): string {
  if (/^[\w-]+$/u.test(name)) return name;
  throw wrong("fields", "names of letters and digits", name);
}

const fieldsOf = (words: readonly Word[]): Record<string, FieldValue> =>
  Object.fromEntries(
    words.flatMap((word) =>
      typeof word === "object" && "field" in word ? [[word.field, fieldOf(word.value)] as const] : [],
    ),
  );

/** The line of a move, by the codec of its verb. */
export function lineWith(codecs: Readonly<Partial<Record<string, Codec>>>, move: { verb: string }): string {
  if (typeof move !== "object" || move === null) throw wrong("a move", "an object with a verb", move);
  const codec = Object.hasOwn(codecs, move.verb) ? codecs[move.verb] : undefined;
  if (codec === undefined) throw wrong("verb", `one of ${Object.keys(codecs).join(", ")}`, move.verb);
  const rest = codec.write(move as never);
  return rest === "" ? move.verb : `${move.verb} ${rest}`;
}

/** What a protocol's folder makes the lines of its own moves with. */
export interface LineTools {
  bare: typeof bare;
  digits: typeof digits;
  quoted: typeof quoted;
  textOf: typeof textOf;
  lineWith: typeof lineWith;
}
export const lineTools: LineTools = { bare, digits, quoted, textOf, lineWith };

const lineOfCluster = (move: ClusterMove): string => lineWith(clusterCodecs, move);

/** Builders of lines that only some protocols have. Each folder adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: each protocol's own-moves.ts declares its members.
export interface OwnMoves {}

/** Builders of lines for clusters, a verb each. */
export const clusterMoves = {
  /** Lets so many ms pass. */
  run: (ms: number): string => lineOfCluster({ verb: "run", ms }),
  /** Lets so many events happen. */
  step: (events = 1): string => lineOfCluster({ verb: "step", events }),
  /** Delivers what is under way, and what that causes, now: all of it, or so many messages. */
  settle: (messages: number | null = null): string => lineOfCluster({ verb: "settle", messages }),
  /** Where the cursor stands at last; the last line of a scenario. */
  seek: (to: { position: number } | { ms: number }): string => lineOfCluster({ verb: "seek", ...to }),
  /** A client asks for something, the first one unless another is named. */
  request: (command: string, { client = "c1", node = null }: Asked = {}): string =>
    lineOfCluster({ verb: "request", client, node, command }),
  /** With a number, that many finished writes are lost, too: the disk lied of them. */
  crash: (node: NodeTarget, losing?: number): string =>
    lineOfCluster(losing === undefined ? { verb: "crash", node } : { verb: "crash", node, losing }),
  restart: (node: NodeTarget): string => lineOfCluster({ verb: "restart", node }),
  pause: (node: NodeTarget): string => lineOfCluster({ verb: "pause", node }),
  resume: (node: NodeTarget): string => lineOfCluster({ verb: "resume", node }),
  /** Cuts links. */
  cut: (ends: CutEnds): string => lineOfCluster({ verb: "cut", ...ends }),
  /** Cuts all links between each two of these groups. */
  partition: (groups: readonly (readonly EndpointId[])[]): string => lineOfCluster({ verb: "cut", groups }),
  /** Makes messages wait on a link. */
  hold: (from: EndpointId, to: EndpointId): string => lineOfCluster({ verb: "hold", from, to }),
  /** Lets them go. */
  release: (from: EndpointId, to: EndpointId): string => lineOfCluster({ verb: "release", from, to }),
  /** Ends all cuts and holds. */
  heal: (): string => lineOfCluster({ verb: "heal" }),
  /** Of all links, or of those between ends: `moves.network({ latency: "80ms", groups: [["n1"], ["n2", "n3"]] })`. */
  network: (change: NetworkChange): string => lineOfCluster({ verb: "network", ...change }),
  /** The timers of a node run at so many percent. */
  clock: (node: EndpointId, rate: number): string => lineOfCluster({ verb: "clock", node, rate }),
  /** A node's disk gets slower (ms), stalls, goes on, or finishes its first write now. */
  disk: (node: EndpointId, change: DiskChange): string => lineOfCluster({ verb: "disk", node, ...change }),
  /** A client asks every so many ms; null ends it. */
  workload: (client: EndpointId, every: number | null): string =>
    lineOfCluster({ verb: "workload", client, every }),
  /** Makes a timer fire now. */
  fire: (node: EndpointId, timer: Of<"timer">): string => lineOfCluster({ verb: "fire", node, timer }),
  drop: (message: string): string => lineOfCluster({ verb: "drop", message }),
  duplicate: (message: string): string => lineOfCluster({ verb: "duplicate", message }),
  deliver: (message: string): string => lineOfCluster({ verb: "deliver", message }),
  /** Lets a message arrive so many ms later. */
  delay: (message: string, ms: number): string => lineOfCluster({ verb: "delay", message, ms }),
  /** Sends a message made by hand. */
  inject: (
    from: EndpointId,
    to: EndpointId,
    message: Of<"message">["kind"],
    fields: Readonly<Record<string, FieldValue>> = {},
  ): string => lineOfCluster({ verb: "inject", from, to, message, fields }),
};

/** Who asks, and whom first. */
export interface Asked {
  client?: EndpointId;
  node?: EndpointId | null;
}
