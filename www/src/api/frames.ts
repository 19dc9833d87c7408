/**
 * What reaches a view: the frame (what is, at the cursor) and the records (what happened).
 *
 * Times are milliseconds of simulated time, positions whole numbers, ids strings. Absent is `null`.
 * The flat parts come from the Rust definitions; this file composes their unions. A protocol's own types stand in its
 * folder, `protocols/<name>/types.ts`.
 */

import type { LinkChange, LinkEnds } from "./link-ends.ts";

/** The protocols by name, with what each adds to frames and records. Each folder adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: each protocol's types.ts declares its member.
export interface Protocols {}

/** The name of a protocol, as a scenario has it. */
export type ProtocolName = keyof Protocols;

/** What a protocol adds to scenarios, frames and records. A test holds all names to those of the engine. */
export interface ProtocolTypes {
  /** What a scenario as an object can say of it beside what all say: sizes, the network. */
  header: object;
  /** The values that `set` takes, by option. */
  options: object;
  /** What `bug` takes. */
  bug: string;
  frame: FrameBase;
  /** What its nodes send each other, told apart by `kind`; `never` where nothing is sent. */
  message: { kind: string; fields: object };
  /** What its runs record beside moves, decisions and properties: of a cluster `ClusterKind`, else `never`. */
  kind: ClusterKind;
  /** The records of its rules. */
  rule: { kind: string; rule: string };
  /** The kinds of those that are also moments. */
  moment: string;
  /** Its moves as data. */
  move: { verb: string };
  /** The verbs of those that are events. */
  verb: string;
  /** Why a move did nothing. */
  noEffect: string;
  /** The timers of its nodes. */
  timer: string;
  /** Its properties by name. */
  property: string;
  /** Codes of errors that only it has. */
  error: string;
}

/** What protocols say of a part of it; those of one protocol, if it is named. */
export type Of<Part extends keyof ProtocolTypes, P extends ProtocolName = ProtocolName> = Protocols[P][Part];

/** What is, at the cursor, told apart by `protocol`. */
export type Frame<P extends ProtocolName = ProtocolName> = Of<"frame", P>;

/** What a scenario of a cluster of nodes can say as an object beside what all say. */
export interface ClusterHeader {
  /** Default 5; at most `catalog.bounds.NODES_MAX`. */
  nodes?: number;
  /** Default 1; at most `catalog.bounds.CLIENTS_MAX`. */
  clients?: number;
  /** Ends that have a name together, by that name: `{ eu: ["n1", "n2"] }`. No end is in two zones. */
  zones?: Readonly<Record<string, readonly EndpointId[]>>;
  /** Set before all moves. */
  network?: NetworkHeader;
}

/** What a scenario as an object says of its network: of all links, then what is otherwise on some of them. */
export interface NetworkHeader {
  /** A range like `5ms..15ms`; a single duration is a range of itself. */
  latency?: string;
  /** A share like `1%`. */
  loss?: string;
  duplicate?: string;
  /** Like `10MB/s`, for each link in each direction. */
  bandwidth?: string;
  /** `fifo`: messages on a link do not overtake each other. */
  order?: "fifo" | "any";
  links?: readonly (LinkChange & LinkEnds)[];
}

/** The options that every cluster of nodes has. */
export interface ClusterOptions {
  /** How long a client waits for its answer before it asks the next node. */
  "client-timeout": string;
  /** How long after its first try it gives a request up, whose outcome is then unknown; `off` (default) for never. */
  "client-deadline": string;
  /** How many requests it has under way at a time, 1 (default) to 8. */
  "client-operations": number;
  /** How long a write to disk takes, `2ms..5ms`; `off`: what a node writes is durable at once. */
  disk: string;
}

/** Where an endpoint stands: a node "n1" .. "n64" or a client "c1" .. "c64". */
export type EndpointId = string;

/** One pending timer of a node. `due` is when it fires; `set` is when it was set. */
export interface TimerView {
  name: string;
  set: number;
  due: number;
}

/** What every node of every protocol shows. `clock` is the rate of its timers in percent. */
export interface NodeBase {
  id: EndpointId;
  status: "up" | "down" | "paused";
  clock: number;
  timers: TimerView[];
  /** With `set disk` only. */
  disk?: DiskView;
}

/** A node's disk, where writes take time. */
export interface DiskView {
  pace: "ok" | "slow" | "stalled";
  /** How long a write takes while it is slow. */
  slow: number | null;
  /** Writes under way, the first to finish first; `due` is null while the disk stalls. */
  writes: { number: number; begun: number; due: number | null }[];
  /** What leaves once writes are finished, in the order of sending: after which write, to whom, of which kind. */
  waiting: { after: number; to: EndpointId; kind: string }[];
  /** How many finished writes a crash of a lying disk could lose. */
  finished: number;
}

/** A client's request on its way to a node. */
export interface ClientRequest {
  kind: "ClientRequest";
  fields: { number: number; command: string };
}
/** A node's answer: `outcome` "answer" carries the answer's text, "redirect" the leader it knows, if any. */
export interface ClientReply {
  kind: "ClientReply";
  fields: {
    number: number;
    outcome: "answer" | "redirect";
    answer: string | null;
    leader: EndpointId | null;
  };
}
/** What a node tells a client unasked. Raft and Paxos do not. */
export interface ClientPush {
  kind: "ClientPush";
  fields: { text: string };
}
/** What every message in a frame or record shows. */
export interface MessageBase {
  id: string;
  from: EndpointId;
  to: EndpointId;
  sent: number;
  /** When it arrives, or would. Its place on its way is (t - sent) / (due - sent), or from `leaves` on where it has one. */
  due: number;
  /** When it leaves the picture: `due`, or the instant it breaks up on its way. */
  ends: number;
  fate: "arrives" | "lost" | "held";
  /** Its arrival was put off: by a move, or by a message that it does not overtake. */
  delayed: boolean;
  /** It arrives after all that were sent before it on its link and arrive: until then it cannot be delivered. */
  fifo?: true;
  /** On a link with a bandwidth: when it begins to leave, after those before it. */
  leaves?: number;
  /** On such a link: its size. */
  bytes?: number;
  /** The message as `inject` takes it, e.g. `RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2`. */
  summary: string;
}
/** What nodes and clients say to each other, told apart by `kind`. */
export type Message<P extends ProtocolName = ProtocolName> =
  | Of<"message", P>
  | ClientRequest
  | ClientReply
  | ClientPush;
/** A message of nodes that say `M` to each other, or between a node and a client. */
export type MessageOf<M> = MessageBase & (M | ClientRequest | ClientReply | ClientPush);
/** A message under way, or in a record. */
export type MessageView<P extends ProtocolName = ProtocolName> = MessageOf<Of<"message", P>>;

/** A client: what it waits for, and what it was told. */
export interface ClientView {
  id: EndpointId;
  /** The request it waits for, of several the oldest, and the node it asked last. */
  pending: { number: number; command: string; to: EndpointId; sent: number } | null;
  /** Commands that wait behind it. */
  queued: string[];
  /** The node it would ask first. */
  leader: EndpointId | null;
  /** How many of its requests were answered. */
  answered: number;
  /** The answer it got last. */
  last: { number: number; command: string; answer: string } | null;
  /** Its workload's period in ms, if one runs. */
  workload: number | null;
  /** Its newest 30 requests, the oldest first. Only where `client-deadline` or `client-operations` is set. */
  operations?: OperationView[];
}

/** How an operation ended: it was done; it was not, and never will be; nobody answered in time, so it may be either. */
export type OperationOutcome = "ok" | "failed" | "unknown";

/** A client's request from the call to its end, as far as the client can know it. */
export interface OperationView {
  number: number;
  command: string;
  /** When the client began to ask, and when it was answered or gave up; null while it waits. */
  called: number;
  ended: number | null;
  outcome: OperationOutcome | null;
  /** The answer. To one that was given up, the first that came late: its outcome stays unknown. */
  answer: string | null;
  /** When that came. */
  late: number | null;
}

/** One cut or hold: nothing (or nothing until the release) passes from `from` to `to`. */
export interface CutView {
  kind: "cut" | "hold";
  from: EndpointId[];
  to: EndpointId[];
  /** True: also from `to` to `from`. */
  both: boolean;
}

/** What the network does to messages sent from now on. Latency in ms, shares in percent. */
export interface NetworkView {
  latency: { min: number; max: number };
  /** Shares in percent. */
  loss: number;
  duplicate: number;
  /** Messages on a link do not overtake each other; absent if they may. */
  order?: "fifo";
  /** Bytes that leave in a second on each link in each direction; absent if all leave at once. */
  bandwidth?: number;
  /** What is otherwise on some links, in the order in which it was set: of those that name a link the last one counts. */
  links?: LinkView[];
  /** Ends that have a name together, which stands wherever ends stand; absent if there are none. */
  zones?: ZoneView[];
}
/** Some ends with a name: nodes in their order, then clients. No end is in two zones. */
export interface ZoneView {
  name: string;
  members: EndpointId[];
}
/** What was set of the links between some ends: one thing. */
export type LinkView = {
  from: EndpointId[];
  to: EndpointId[];
  /** True: also from `to` to `from`. */
  both: boolean;
} & (
  | { latency: { min: number; max: number } }
  | { loss: number }
  | { duplicate: number }
  /** null: all leave at once. */
  | { bandwidth: number | null }
);

/** What every frame shows. */
export interface FrameBase {
  protocol: string;
  now: number;
  position: number;
  /** Time of the next event if nobody acts, or null if nothing is pending. */
  nextDue: number | null;
}
/** What is, at the cursor of a run in which nodes `N` send each other messages `M` over a network. */
export interface ClusterFrame<N extends NodeBase = NodeBase, M = Of<"message">> extends FrameBase {
  nodes: N[];
  /** What is under way, in the order of sending. */
  messages: MessageOf<M>[];
  clients: ClientView[];
  cuts: CutView[];
  network: NetworkView;
}

/** What every record says. */
export interface RecordBase {
  /** "p.k": position p of the event, k-th record of it. */
  id: string;
  at: number;
  /** The record that caused this one; null for boot and for what a user did. */
  cause: string | null;
  /** The node or client it happened at, if one. */
  node: EndpointId | null;
  /** Its protocol, unless that is told by its rule, its timer, or what nodes say to each other. */
  protocol?: ProtocolName;
}

/** The verbs of the scenario language that are events, a protocol's own among them. */
export type ActionVerb<P extends ProtocolName = ProtocolName> = Of<"verb", P>;

/** Those of clusters of nodes. */
export type ClusterVerb =
  | "network"
  | "clock"
  | "disk"
  | "workload"
  | "request"
  | "crash"
  | "restart"
  | "pause"
  | "resume"
  | "cut"
  | "hold"
  | "release"
  | "heal"
  | "fire"
  | "drop"
  | "delay"
  | "duplicate"
  | "deliver"
  | "inject";

/** A move that has an effect at the cursor: see `enabled`. */
export interface EnabledMove<P extends ProtocolName = ProtocolName> {
  /**
   * For `act`: `deliver n2->n1 RequestVote #1`, `fire n2 election`, `crash n1`. It names messages so that it means the same
   * after edits of what came before.
   */
  line: string;
  /** Its first word. */
  verb: EnabledVerb;
  /** The id of the message that it is about; null if it is about none. */
  message: string | null;
  /** The node that it is about; of a message the node or client to which it goes; null of `release` and `heal`. */
  node: EndpointId | null;
  /** The timer that fires; null unless one does. */
  timer: Of<"timer", P> | null;
}

/** What can happen next, and the faults that can be asked for, too. */
export type EnabledVerb = Extract<
  ClusterVerb,
  | ("deliver" | "fire" | "disk")
  | ("drop" | "duplicate")
  | ("crash" | "restart" | "pause" | "resume" | "cut" | "release" | "heal")
>;

/** All nodes started; the only record without an event. */
export interface BootRecord extends RecordBase {
  kind: "boot";
}
/** A move: `line` is the scenario line that it is; `verb` its first word. */
export interface ActionRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
  kind: "action";
  verb: ActionVerb<P>;
  line: string;
}
/** Why a well-formed move, or the tick of a workload, found no object. */
export type NoEffectReason<P extends ProtocolName = ProtocolName> = Of<"noEffect", P>;
/** Why one of clusters did. */
export type ClusterNoEffect =
  | "no-leader"
  | "no-follower"
  | "already-down"
  | "not-down"
  | "already-paused"
  | "not-paused"
  | "not-up"
  | "not-pending"
  | "not-in-flight"
  | "not-held"
  | "not-first"
  | "destination-paused"
  | "nothing-to-heal"
  | "outstanding"
  | "no-number-left"
  | "no-others"
  | "disk-is-ok"
  | "disk-is-stalled"
  | "no-write"
  | "too-few-writes";
/** A well-formed move that found no object. */
export interface NoEffectRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
  kind: "no-effect";
  reason: NoEffectReason<P>;
}
/** A message left; its fate is drawn already. */
export interface SentRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
  kind: "sent";
  message: MessageView<P>;
}
/** A message arrived. */
export interface DeliveredRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
  kind: "delivered";
  message: MessageView<P>;
}
/** A message was lost, and why. */
export interface LostRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
  kind: "lost";
  message: MessageView<P>;
  reason: "loss" | "cut" | "down" | "dropped";
}
/** A timer of a node fired. */
export interface TimerRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
  kind: "timer";
  timer: Of<"timer", P>;
}
/** A client starts a request, asks again (`retry`), or gets its answer. */
export interface RequestedRecord extends RecordBase {
  kind: "requested";
  number: number;
  command: string;
}
/** A client had no answer in time and asks another node, under the same number. */
export interface RetriedRecord extends RecordBase {
  kind: "retried";
  number: number;
  command: string;
  to: EndpointId;
}
/** A client asks the node that another named. */
export interface RedirectedRecord extends RecordBase {
  kind: "redirected";
  number: number;
  to: EndpointId;
}
/** A client got its answer. */
export interface AnsweredRecord extends RecordBase {
  kind: "answered";
  number: number;
  command: string;
  answer: string;
  /** Only where the answer says that the command was not done. */
  outcome?: "failed";
}
/** A client had no answer by its deadline: it gives the request up, and whether it was done it will never know. */
export interface GivenUpRecord extends RecordBase {
  kind: "given-up";
  number: number;
  command: string;
  outcome: "unknown";
}
/** The first answer to a request that was given up. It changes nothing. */
export interface AnsweredLateRecord extends RecordBase {
  kind: "answered-late";
  number: number;
  command: string;
  answer: string;
}
/** A node told a client something unasked. */
export interface PushedRecord extends RecordBase {
  kind: "pushed";
  from: EndpointId;
  text: string;
}
/** A client's workload is due: tick of so many. Skipped while a request is outstanding. */
export interface WorkloadTickRecord extends RecordBase {
  kind: "workload-tick";
  tick: number;
}
/** A node's status changed by crash, restart, pause or resume. */
export interface StatusRecord extends RecordBase {
  kind: "crashed" | "restarted" | "paused" | "resumed";
}

/** With `set disk`: a node changed what is durable. The write is under way, and due then unless the disk stalls. */
export interface WriteRecord extends RecordBase {
  kind: "write";
  number: number;
  due: number;
}
/** The write of this number is finished. */
export interface WrittenRecord extends RecordBase {
  kind: "written";
  number: number;
}
/** A crash lost writes: so many that were under way, and so many of which the disk had said that they are finished. */
export interface WritesLostRecord extends RecordBase {
  kind: "writes-lost";
  unfinished: number;
  finished: number;
}

/** A handler applied a rule of the paper, or a guard of it failed. */
export type RuleRecord<P extends ProtocolName = ProtocolName> = Of<"rule", P>;

/**
 * The records of a protocol's rules: of each by its code what parameters it has, and of those that are also moments the
 * kind that their records have.
 */
export type RuleRecordOf<Rules, Moments> = {
  [Code in keyof Rules & string]: RuleRecordBase<Code, Rules[Code], Moments>;
}[keyof Rules & string];

/** The record of one rule. */
export interface RuleRecordBase<Code extends string, Params, Moments> extends RecordBase {
  /** Rules such as "leader-elected" and "committed" are also moments. */
  kind: Code extends keyof Moments ? Moments[Code] & string : "rule";
  /** e.g. "raft.vote.refused.log-behind"; the catalog has its section. */
  rule: Code;
  params: Params;
}
/** A property is broken, for the first time in this run. */
export interface ViolatedRecord<P extends ProtocolName = ProtocolName> extends RecordBase {
  kind: "violated";
  property: Of<"property", P>;
  params: Record<string, string | number | boolean | null>;
}

/** What only clusters of nodes record, by its kind. */
export interface ClusterRecords<P extends ProtocolName = ProtocolName> {
  sent: SentRecord<P>;
  delivered: DeliveredRecord<P>;
  lost: LostRecord<P>;
  timer: TimerRecord<P>;
  requested: RequestedRecord;
  retried: RetriedRecord;
  redirected: RedirectedRecord;
  answered: AnsweredRecord;
  "given-up": GivenUpRecord;
  "answered-late": AnsweredLateRecord;
  pushed: PushedRecord;
  crashed: StatusRecord;
  restarted: StatusRecord;
  paused: StatusRecord;
  resumed: StatusRecord;
  "workload-tick": WorkloadTickRecord;
  write: WriteRecord;
  written: WrittenRecord;
  "writes-lost": WritesLostRecord;
}
/** The kinds of those. */
export type ClusterKind = keyof ClusterRecords;

/** What happened, told apart by `kind`. */
export type EventRecord<P extends ProtocolName = ProtocolName> =
  | BootRecord
  | ActionRecord<P>
  | NoEffectRecord<P>
  | ClusterRecords<P>[Of<"kind", P>]
  | RuleRecord<P>
  | ViolatedRecord<P>;

/** The kinds of records. */
export type RecordKind<P extends ProtocolName = ProtocolName> =
  | ("boot" | "action" | "no-effect" | "rule" | "violated")
  | Of<"kind", P>
  | Of<"moment", P>;
/** The codes of rules. */
export type RuleCode<P extends ProtocolName = ProtocolName> = Of<"rule", P>["rule"];
/** What a record can be called: its kind, the code of its rule, or the verb of its move. */
export type RecordName<P extends ProtocolName = ProtocolName> = RecordKind<P> | RuleCode<P> | ActionVerb<P>;

/** A mark on the time bar. */
export interface Moment<P extends ProtocolName = ProtocolName> {
  position: number;
  at: number;
  /** A protocol's own, as its `moments` say; a fault; a property that is violated. */
  kind: MomentKind<P>;
  /** The record it stands for. */
  record: string;
  /** The node it happened at, if one. */
  node: EndpointId | null;
  /** Term or ballot it belongs to, where one does. */
  epoch: string | null;
  /** A short value: the index committed, the verb of the fault, the property violated. */
  detail: string | null;
}

/** The kinds of marks. */
export type MomentKind<P extends ProtocolName = ProtocolName> = Of<"moment", P> | "fault" | "violated";

/** How a property stands at the cursor. */
export interface PropertyView<P extends ProtocolName = ProtocolName> {
  /** e.g. "election-safety". */
  name: Of<"property", P>;
  kind: "always" | "sometimes";
  status: "holds" | "violated" | "seen" | "not-yet";
  /** Position of the event that first violated or showed it. */
  at: number | null;
  /** e.g. "Raft Figure 3, 5.2". */
  source: string;
  /** Where a run has several algorithms, the one that it is said of; null if of the run. */
  subject?: string | null;
}

/** A branch of the run. Branch 0 is the first. */
export interface BranchView {
  id: number;
  parent: number | null;
  /** Where it left its parent. */
  forkedAt: { position: number; now: number } | null;
  length: number;
  /** The latest instant known of it, in ms. */
  endTime: number;
}
