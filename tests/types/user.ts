/**
 * A program as a user of the package writes it: it has to compile in every module resolution, with and without the
 * DOM's types. What must not compile says so; nothing is `any`.
 */
import {
  type Bounds,
  catalog,
  describe,
  type ErrorCode,
  type EventRecord,
  type Frame,
  lineOf,
  type MessageView,
  type Move,
  moves,
  type PaxosFrame,
  type Placement,
  type PlacementStrategy,
  parse,
  placement,
  print,
  type RaftFrame,
  type RaftLeader,
  type RaftNode,
  type RecordKind,
  RingleaderError,
  type Scenario,
  type ScenarioOptions,
  Simulation,
} from "ringleader";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only for the very same types; `any` equals nothing but itself. */
function same<_A, _B extends Equal<_A, _B> extends true ? unknown : never>(): void {}

const sim: Simulation = new Simulation(
  { protocol: "raft", nodes: 3, set: { "pre-vote": true } },
  { properties: true },
);
same<ReturnType<typeof sim.advance>, number>();
same<ReturnType<typeof sim.run>, EventRecord[]>();
same<ReturnType<typeof sim.frame>, Frame>();
same<ReturnType<typeof sim.hash>, string>();
same<typeof sim.now, number>();
same<typeof catalog.bounds, Bounds>();
same<Bounds["EVENTS_PER_CALL_MAX"], number>();

/** The role tells which fields there are. */
export function votes(node: RaftNode): number {
  switch (node.role) {
    case "leader":
      // @ts-expect-error: a leader has no votes
      node.votes;
      return Object.keys(node.matchIndex).length;
    case "candidate":
    case "pre-candidate":
      return Object.values(node.votes).filter((vote) => vote === "granted").length;
    case "follower":
      // @ts-expect-error: nor has a follower
      return node.votes ?? 0;
    default: {
      const never: never = node;
      return never;
    }
  }
}

/** The kind of a message tells its fields. */
export function term(message: MessageView): number | null {
  switch (message.kind) {
    case "RequestVote":
      same<typeof message.fields.lastLogTerm, number>();
      return message.fields.term;
    case "AppendEntries":
      same<(typeof message.fields.entries)[number], { term: number; command: string | null }>();
      // @ts-expect-error: an AppendEntries grants nothing
      message.fields.voteGranted;
      return message.fields.term;
    case "AppendEntriesReply":
    case "RequestVoteReply":
    case "PreVote":
    case "PreVoteReply":
      return message.fields.term;
    case "Prepare":
    case "Accept":
    case "Accepted":
    case "Nack":
    case "Chosen":
      // @ts-expect-error: a ballot is no term
      message.fields.term;
      same<typeof message.fields.ballot, string>();
      return null;
    case "Promise":
    case "Learn":
    case "Forward":
    case "ClientRequest":
    case "ClientReply":
    case "ClientPush":
      return null;
    default: {
      const never: never = message;
      return never;
    }
  }
}

/** The kind of a record tells its fields, and all kinds are named. */
export function told(record: EventRecord): string {
  switch (record.kind) {
    case "sent":
    case "delivered":
      // @ts-expect-error: only a lost message has a reason
      record.reason;
      return record.message.summary;
    case "lost":
      same<typeof record.reason, "loss" | "cut" | "down" | "dropped">();
      return record.reason;
    case "action":
      return `${record.verb}: ${record.line}`;
    case "no-effect":
      return record.reason;
    case "timer":
      return record.timer;
    case "requested":
    case "answered":
    case "retried":
      return record.command;
    case "given-up":
      same<typeof record.outcome, "unknown">();
      return record.command;
    case "answered-late":
      return `${record.command}: ${record.answer}`;
    case "pushed":
      return `${record.from}: ${record.text}`;
    case "redirected":
      return record.to;
    case "workload-tick":
      return String(record.tick);
    case "rule":
    case "leader-elected":
    case "committed":
    case "ballot-started":
    case "proposal-issued":
    case "value-learned":
    case "value-chosen":
    case "looked-up":
    case "node-joined":
    case "node-left":
    case "key-moved":
      return record.rule;
    case "violated":
      return record.property;
    case "write":
      return `${record.number} until ${record.due}`;
    case "written":
      return String(record.number);
    case "writes-lost":
      return String(record.unfinished + record.finished);
    case "boot":
    case "crashed":
    case "restarted":
    case "paused":
    case "resumed":
      return describe(record, "zh-CN");
    default: {
      const never: never = record;
      return never;
    }
  }
}

sim.runUntil("leader-elected", { ms: 1000, events: 50 });
sim.runUntil((record) => record.kind === "delivered" && record.message.kind === "ClientReply");
const came: boolean = sim.runUntil({ kinds: ["committed"], nodes: ["n1"] }).found !== null;
same<ReturnType<typeof sim.events>[number], EventRecord>();
for (const record of sim.history({ from: 3, kinds: ["leader-elected", "crashed"] })) {
  same<typeof record.kind, "leader-elected" | "crashed" | "restarted" | "paused" | "resumed">();
}
const elected: number | undefined = sim.advanceUntil({ kinds: ["leader-elected"] }, { limit: 300 })?.params
  .term;
sim.step(3, { codes: ["raft.vote.granted"] }).map((record) => record.at + Number(came) + (elected ?? 0));
// @ts-expect-error: no such kind
sim.run(3, { kinds: ["leader-electd"] });
sim.watch({ nodes: ["role", "currentTerm", "votes"] }, (now, before) => {
  const [node] = now.nodes;
  if (node === undefined || before.position > now.position) return;
  same<typeof node.currentTerm, number>();
  same<typeof node.role, "follower" | "pre-candidate" | "candidate" | "leader">();
  same<typeof node.votes, Record<string, "granted" | "refused" | "awaited"> | null>();
  // @ts-expect-error: it was not named
  node.commitIndex;
})();
// @ts-expect-error: no node has such a field
sim.watch({ nodes: ["rolle"] }, () => {});
sim.moments({ from: 3, kinds: ["committed"] });
sim.frame({ log: { from: 1, to: 10 } });
// @ts-expect-error: no such option
new Simulation("protocol raft", { property: false });
// @ts-expect-error: a scenario names its protocol
new Simulation({ nodes: 3 });
// @ts-expect-error: positions are numbers
sim.seek("3");
// @ts-expect-error: read only
sim.now = 3;

try {
  Simulation.fromLink("#1;");
} catch (error) {
  if (error instanceof RingleaderError) {
    same<typeof error.code, ErrorCode>();
    // @ts-expect-error: no error has that code
    error.code === "bound-record";
    same<typeof error.line, number | null>();
  }
}
for (const option of catalog.protocols.flatMap((protocol) => protocol.options)) {
  if (option.type === "choice") same<typeof option.choices, string[]>();
  // @ts-expect-error: a flag has no bounds
  if (option.type === "flag") option.max;
}
sim[Symbol.dispose]();

/** A run whose protocol is known has that protocol's types. */
const raft = new Simulation({
  protocol: "raft",
  seed: 7,
  set: { reads: "local", batch: 3 },
  bugs: ["no-truncate"],
});
same<typeof raft, Simulation<"raft">>();
same<ReturnType<typeof raft.frame>, RaftFrame>();
const leader = raft.frame().nodes.find((node) => node.role === "leader");
same<typeof leader, RaftLeader | undefined>();
const [first] = raft.events({ kinds: ["committed"] });
if (first !== undefined) same<typeof first.rule, "raft.commit.advanced">();
same<(typeof raft)["protocol"], "raft">();
same<RecordKind<"raft">, EventRecord<"raft">["kind"]>();
same<RecordKind<"paxos">, EventRecord<"paxos">["kind"]>();
same<RecordKind<"placement">, EventRecord<"placement">["kind"]>();
same<RecordKind, EventRecord["kind"]>();
raft.runUntil("leader-elected");
raft.runUntil((record) => record.kind === "sent" && record.message.kind === "AppendEntries");
raft.watch({ nodes: ["commitIndex"] }, ({ nodes }) => nodes.map((node) => node.commitIndex + 1));
raft.properties().some(({ name }) => name === "log-matching");
raft.fork().moments({ kinds: ["committed"] });
// @ts-expect-error: nodes of Raft have no such role
raft.frame().nodes.find((node) => node.role === "proposer");
// @ts-expect-error: nor such a field
raft.frame().nodes.map((node) => node.promised);
// @ts-expect-error: nothing of that kind happens in Raft
raft.events({ kinds: ["value-chosen"] });
// @ts-expect-error: it has no such rule
raft.step(1, { codes: ["paxos.ballot.started"] });
// @ts-expect-error: no record is called that
raft.advanceUntil("leader-electd");
// @ts-expect-error: nor of that kind
raft.runUntil((record) => record.kind === "key-moved");
// @ts-expect-error: Raft sends no Prepare
raft.runUntil((record) => record.kind === "sent" && record.message.kind === "Prepare");
// @ts-expect-error: it has no such property
raft.properties().some(({ name }) => name === "one-owner");
// @ts-expect-error: no node has it
raft.watch({ nodes: ["tried"] }, () => {});
// @ts-expect-error: no such mark
raft.moments({ kinds: ["value-learned"] });

// Of a text it is said, and made sure.
const paxos = new Simulation(String("protocol paxos"), { protocol: "paxos", seed: 3 });
same<ReturnType<typeof paxos.frame>, PaxosFrame>();
same<typeof paxos extends Simulation ? true : false, true>();
const linked = Simulation.fromLink("#1;protocol%20placement", { protocol: "placement" });
for (const { kind } of linked.events()) {
  same<typeof kind, RecordKind<"placement">>();
  // @ts-expect-error: nothing is sent there
  kind === "sent";
}
const texts: Simulation = new Simulation(String("protocol raft"));
if (texts.is("raft")) {
  const elected: number = texts.frame().nodes.filter((node) => node.role === "leader").length;
  texts.step(elected);
}
// @ts-expect-error: what is not narrowed is any of them
texts.frame().nodes.find((node) => node.role === "leader");
// @ts-expect-error: there is no such protocol
texts.is("rafft");
// @ts-expect-error: nor can it be asked for
new Simulation("protocol raft", { protocol: "rafft" });
// @ts-expect-error: a seed is a number
new Simulation("protocol raft", { seed: "7" });

// Scenarios as objects.
const scenarios: ScenarioOptions[] = [
  { protocol: "raft", nodes: 3, network: { loss: "1%" } },
  { protocol: "paxos", set: { nack: false, "client-timeout": "1s" } },
  { protocol: "placement", keys: 200, set: { strategy: "maglev", "load-factor": 1.25 } },
];
// @ts-expect-error: Raft has no such option
scenarios.push({ protocol: "raft", set: { strategy: "ring" } });
// @ts-expect-error: nor this value of it
scenarios.push({ protocol: "raft", set: { reads: "none" } });
// @ts-expect-error: nor such a bug
scenarios.push({ protocol: "raft", bugs: ["shared-ballots"] });
// @ts-expect-error: only placement has keys
scenarios.push({ protocol: "paxos", keys: 3 });
// @ts-expect-error: and it has no clients
scenarios.push({ protocol: "placement", clients: 2 });
same<ReturnType<Simulation["frame"]>, Frame>();
new Simulation(scenarios[0] ?? "").dispose();

// Moves and scenarios as data.
sim.act([moves.run(3), moves.crash("leader"), moves.cut({ from: ["n1"], to: ["n2"] })]);
const move: Move<"raft"> = { verb: "fire", node: "n1", timer: "election" };
same<ReturnType<typeof lineOf>, string>();
// @ts-expect-error: no timer of Raft is called that
lineOf<"raft">({ verb: "fire", node: "n1", timer: "retry" });
// @ts-expect-error: no move has that verb
moves.crush("n1");
// @ts-expect-error: it is the number that is missing
lineOf({ verb: "run" });
const parsed = parse("protocol raft");
if (parsed.protocol === "raft") same<typeof parsed.seed, number | undefined>();
const printed: string = print({ ...parsed, moves: [...parsed.moves, move, moves.join("n6")] } as Scenario);
same<typeof printed, string>();

/** Placement. */
const ring = placement.create({ strategy: "ring", nodes: ["a", { name: "b", weight: 2 }], hash: "ketama" });
same<typeof ring, Placement>();
same<ReturnType<typeof ring.owner>, string>();
same<ReturnType<typeof ring.add>, Placement>();
same<ReturnType<typeof ring.stats>["perNode"], number[]>();
same<ReturnType<typeof placement.hash>, bigint>();
same<(typeof placement.strategies)[number], PlacementStrategy>();
ring.assign(["x"]);
ring.assign(Uint32Array.of(1));
ring.assign({ bytes: new Uint8Array(1), offsets: Uint32Array.of(0, 1) });
// @ts-expect-error no such strategy
placement.create({ strategy: "rings", nodes: ["a"] });
// @ts-expect-error no such option
placement.create({ strategy: "ring", nodes: ["a"], vnodes: 3 });
// @ts-expect-error nodes cannot be changed in place
ring.nodes.push({ name: "c", weight: 1 });
