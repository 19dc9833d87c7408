/** The scenario language as tables, from the engine's catalog. What each line does is said here, once. */
import { catalog } from "../../www/src/library/ringleader.ts";
import { messageFields } from "./api.ts";
import { pageOf } from "./files.ts";
import { options } from "./protocol.ts";
import { code, table } from "./regions.ts";

type Word = (typeof catalog.header)[number]["word"];
type Verb = (typeof catalog.actions)[number]["verb"];

const HEADER: Readonly<Record<Word, string>> = {
  ringleader: "The version of the language and of the histories it replays to. Optional; always printed.",
  protocol: "Which algorithm runs. The one line that must be there.",
  nodes: "How many nodes: `n1`, `n2`, ... Default 5.",
  clients: "How many clients: `c1`, `c2`, ... Default 1.",
  zone: "A name for ends together, wherever ends stand: see [zones](#zones). Once per zone.",
  seed: "What chance is drawn from. Without it a fresh seed is drawn and reported.",
  set: "An option of the protocol, or of the clients (`client-timeout` and its kin), or `disk`. Once per option.",
  bug: "Switches a known bug on. Once per bug.",
  given: "What a node has stored before it starts. Once per node; how it is written is the protocol's.",
};

const MOVES: Readonly<Record<Verb, string>> = {
  run: "Lets events happen for so long; those due at its very end happen too.",
  step: "Lets the next events happen, one if no number stands there.",
  settle:
    "Delivers what is under way, and what that causes, at the present instant, in due order, until nothing is left, or so many messages. No timer fires; with `set disk`, writes that no stall holds back are finished, too, and count; losses are still drawn; what is held or addressed to a paused node stays.",
  seek: "Where the cursor stands when the scenario is opened: after so many events, or at an instant, what is due at it included. The last line only.",
  request:
    "A client asks for something: `c1` and the leader that it knows, unless others are named. It has one request under way, or as many as `client-operations` says; others queue.",
  crash:
    "Stops nodes; what is not durable is gone, writes under way too. Messages under way survive. `losing 2`: the disk lied, and the last two finished writes are lost as well.",
  restart: "Starts nodes that are down, with what was durable.",
  pause: "Stops a process that keeps its state: messages and due timers wait.",
  resume: "Lets paused nodes go on; what waited is handled in due order at this instant.",
  cut: "Loses what is under way between the sides named, and all that is sent there later. `cut n3` parts n3 from all other nodes. Cuts add up until `heal`.",
  hold: "Makes messages wait on a link, one way.",
  release: "Lets the messages of a link go.",
  heal: "Ends all cuts and holds.",
  network:
    "Changes the network from now on: how long messages take, what share of them is lost or doubled, how fast they leave, whether they may overtake each other. Of all links, or of [some](#links-that-differ).",
  clock: "Lets a node's timers run at this rate; what is left of pending ones is rescaled.",
  disk: "With `set disk`: a node's writes take so long from now on, no longer finish, or are as the header says again; what a stall held back goes on. `finish`: its first write under way is finished now.",
  workload:
    "A client keeps asking with this period; `off` stops it. A tick while a request is outstanding is skipped.",
  fire: "A pending timer of a node runs out now. One that is not pending has no effect, and the record says so.",
  drop: "Loses a message under way.",
  delay: "Lets a message arrive that much later.",
  duplicate: "Sends a second copy of a message along.",
  deliver: "Lets a message arrive now.",
  inject:
    "Sends a message made by hand, late or forged: that its nodes and clients exist and that its fields are of their types is all that is checked.",
};

/** What placement has instead: it is no cluster of nodes that send messages. */
const OWN: Readonly<Record<string, string>> = {
  "set placement": "An option of the protocol. Once per option.",
  keys: "How many keys: the numbers from 0. Default 500.",
  "given placement": "A node's weight, and where it stands on the ring, as values of the hash.",
  join: "A node joins.",
  leave: "A node leaves.",
  lookup: "A key, a number or a text, is looked up step by step: hash, place, walk, owner, replicas.",
  change: "Changes how many nodes or keys there are, a node's weight, or an option.",
  "run placement": "Lets so much time pass.",
  "step placement": "Lets so many known moves happen.",
};

const meaning = (word: string, protocol: string): string =>
  OWN[`${word} ${protocol}`] ??
  OWN[word] ??
  (HEADER as Readonly<Record<string, string>>)[word] ??
  (MOVES as Readonly<Record<string, string>>)[word] ??
  "";

export const headerTable = (): string =>
  table(
    ["Line", "What it says"],
    catalog.header.map(({ word, syntax }) => [code(syntax), HEADER[word]]),
  );

/** The lines that a protocol has instead of those of the clusters. */
function ownLines({ name, header, actions }: (typeof catalog.protocols)[number]): string {
  const lines = [
    ...(header ?? []).map(({ word, syntax }) => ({ word, syntax })),
    ...(actions ?? []).map(({ verb, syntax }) => ({ word: verb, syntax })),
  ];
  if (lines.length === 0) return "";
  const rows = lines.map(({ word, syntax }) => [code(syntax), meaning(word, name)]);
  return `Its lines:\n\n${table(["Line", "What it says or does"], rows)}`;
}

/** In the syntax of moves a bar in quotes is the bar itself. */
export const movesTable = (): string =>
  table(
    ["Move", "What it does"],
    catalog.actions.map(({ verb, syntax }) => [code(syntax), MOVES[verb]]),
  );

/** What `set`, `bug`, `fire` and `inject` take, protocol by protocol. */
export const protocolTables = (): string =>
  catalog.protocols
    .map((protocol) => {
      const { name, timers, bugs } = protocol;
      const list = (words: readonly string[]) => words.map(code).join(", ");
      const page = pageOf(name);
      const caught =
        page === null
          ? ""
          : ` What goes wrong with each, and where it is caught: [${page}](${page}#known-bugs).`;
      const rest = [
        bugs.length === 0 ? "" : `- ${code("bug")}: ${list(bugs)}.${caught}`,
        timers.length === 0 ? "" : `- ${code("fire")}: ${list(timers)}.`,
      ];
      const parts = [
        `### ${code(`protocol ${name}`)}`,
        ownLines(protocol),
        options(name),
        rest.join("\n").trim(),
        messageFields(name),
      ];
      return parts.filter((part) => part !== "").join("\n\n");
    })
    .join("\n\n");
