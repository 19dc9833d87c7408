/**
 * What reaches a view: the frame (what is, at the cursor) and the records (what happened).
 *
 * Times are milliseconds of simulated time, positions whole numbers, ids strings. Absent is `null`.
 * The flat parts come from the Rust definitions; this file composes their unions, one line per protocol.
 */

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
}

/** One log entry: its index, its term, and its command as text, or null for a no-op. */
export interface LogEntry {
  index: number;
  term: number;
  command: string | null;
}

/** What a server knows of a vote it asked for. */
export type Vote = "granted" | "refused" | "awaited";

interface RaftCommon extends NodeBase {
  currentTerm: number;
  votedFor: EndpointId | null;
  leader: EndpointId | null;
  /** The log, or the window of it that was asked for. */
  log: LogEntry[];
  lastIndex: number;
  /** Volatile: 0 while the node is down. */
  commitIndex: number;
  lastApplied: number;
  machine: Record<string, string>;
}
export interface RaftFollower extends RaftCommon {
  role: "follower";
}
export interface RaftCandidate extends RaftCommon {
  role: "pre-candidate" | "candidate";
  /** One vote per node, its own included. */
  votes: Record<EndpointId, Vote>;
}
export interface RaftLeader extends RaftCommon {
  role: "leader";
  /** Per other node: the next entry to send to it. */
  nextIndex: Record<EndpointId, number>;
  /** Per other node: the highest entry known to be stored on it. */
  matchIndex: Record<EndpointId, number>;
}
export type RaftNode = RaftFollower | RaftCandidate | RaftLeader;

export interface RequestVote {
  kind: "RequestVote";
  fields: { term: number; candidateId: EndpointId; lastLogIndex: number; lastLogTerm: number };
}
export interface RequestVoteReply {
  kind: "RequestVoteReply";
  fields: { term: number; voteGranted: boolean };
}
export interface PreVote {
  kind: "PreVote";
  fields: { term: number; candidateId: EndpointId; lastLogIndex: number; lastLogTerm: number };
}
export interface PreVoteReply {
  kind: "PreVoteReply";
  fields: { term: number; voteGranted: boolean };
}
export interface AppendEntries {
  kind: "AppendEntries";
  fields: {
    term: number;
    leaderId: EndpointId;
    prevLogIndex: number;
    prevLogTerm: number;
    /** Index of the first is `prevLogIndex + 1`. */
    entries: { term: number; command: string | null }[];
    leaderCommit: number;
  };
}
export interface AppendEntriesReply {
  kind: "AppendEntriesReply";
  fields: {
    term: number;
    success: boolean;
    matchIndex: number;
    conflictIndex: number | null;
    conflictTerm: number | null;
  };
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
export type RaftMessage =
  | RequestVote
  | RequestVoteReply
  | PreVote
  | PreVoteReply
  | AppendEntries
  | AppendEntriesReply;

/** What every message in a frame or record shows. */
export interface MessageBase {
  id: string;
  from: EndpointId;
  to: EndpointId;
  sent: number;
  /** When it arrives, or would. Its place on its way is (t - sent) / (due - sent). */
  due: number;
  /** When it leaves the picture: `due`, or the instant it breaks up on its way. */
  ends: number;
  fate: "arrives" | "lost" | "held";
  /** The message as `inject` takes it, e.g. `RequestVote term=3 candidateId=n2 lastLogIndex=4 lastLogTerm=2`. */
  summary: string;
}
export type Message = RaftMessage | ClientRequest | ClientReply;
export type MessageView = MessageBase & Message;

export interface ClientView {
  id: EndpointId;
  /** The request it waits for, the node it asked last. */
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
}

/** One cut or hold: nothing (or nothing until the release) passes from `from` to `to`. */
export interface CutView {
  kind: "cut" | "hold";
  from: EndpointId[];
  to: EndpointId[];
  /** True: also from `to` to `from`. */
  both: boolean;
}

export interface NetworkView {
  latency: { min: number; max: number };
  /** Shares in percent. */
  loss: number;
  duplicate: number;
}

interface FrameBase {
  now: number;
  position: number;
  /** Time of the next event if nobody acts, or null if nothing is pending. */
  nextDue: number | null;
  messages: MessageView[];
  clients: ClientView[];
  cuts: CutView[];
  network: NetworkView;
}
export interface RaftFrame extends FrameBase {
  protocol: "raft";
  nodes: RaftNode[];
}
/** One line per protocol. */
export type Frame = RaftFrame;

interface RecordBase {
  /** "p.k": position p of the event, k-th record of it. */
  id: string;
  at: number;
  /** The record that caused this one; null for boot and for what a user did. */
  cause: string | null;
  /** The node or client it happened at, if one. */
  node: EndpointId | null;
}

/** The verbs of the scenario language that are events. */
export type ActionVerb =
  | "network"
  | "clock"
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

export interface BootRecord extends RecordBase {
  kind: "boot";
}
/** A move: `line` is the scenario line that it is; `verb` its first word. */
export interface ActionRecord extends RecordBase {
  kind: "action";
  verb: ActionVerb;
  line: string;
}
/** Why a well-formed move, or the tick of a workload, found no object. */
export type NoEffectReason =
  | "no-leader"
  | "no-follower"
  | "already-down"
  | "not-down"
  | "already-paused"
  | "not-paused"
  | "not-up"
  | "not-in-flight"
  | "not-held"
  | "destination-paused"
  | "nothing-to-heal"
  | "outstanding"
  | "no-others";
/** A well-formed move that found no object. */
export interface NoEffectRecord extends RecordBase {
  kind: "no-effect";
  reason: NoEffectReason;
}
export interface SentRecord extends RecordBase {
  kind: "sent";
  message: MessageView;
}
export interface DeliveredRecord extends RecordBase {
  kind: "delivered";
  message: MessageView;
}
export interface LostRecord extends RecordBase {
  kind: "lost";
  message: MessageView;
  reason: "loss" | "cut" | "down" | "dropped";
}
/** A timer of a node fired. */
export interface TimerRecord extends RecordBase {
  kind: "timer";
  timer: string;
}
/** A client starts a request, asks again (`retry`), or gets its answer. */
export interface RequestedRecord extends RecordBase {
  kind: "requested";
  number: number;
  command: string;
}
export interface RetriedRecord extends RecordBase {
  kind: "retried";
  number: number;
  command: string;
  to: EndpointId;
}
export interface RedirectedRecord extends RecordBase {
  kind: "redirected";
  number: number;
  to: EndpointId;
}
export interface AnsweredRecord extends RecordBase {
  kind: "answered";
  number: number;
  command: string;
  answer: string;
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

/** A handler applied a rule of the paper, or a guard of it failed. */
export interface RuleRecord extends RecordBase {
  /** "leader-elected" and "committed" are the rules that are also moments. */
  kind: "rule" | "leader-elected" | "committed";
  /** e.g. "raft.vote.refused.log-behind"; the catalog has its section. */
  rule: string;
  params: Record<string, string | number | boolean | null>;
}
export interface ViolatedRecord extends RecordBase {
  kind: "violated";
  property: string;
  params: Record<string, string | number | boolean | null>;
}

export type EventRecord =
  | BootRecord
  | ActionRecord
  | NoEffectRecord
  | SentRecord
  | DeliveredRecord
  | LostRecord
  | TimerRecord
  | RequestedRecord
  | RetriedRecord
  | RedirectedRecord
  | AnsweredRecord
  | StatusRecord
  | WorkloadTickRecord
  | RuleRecord
  | ViolatedRecord;

/** A mark on the time bar. */
export interface Moment {
  position: number;
  at: number;
  kind: "leader-elected" | "committed" | "value-chosen" | "fault" | "key-moved" | "violated";
  /** The record it stands for. */
  record: string;
  /** The node it happened at, if one. */
  node: EndpointId | null;
  /** Term or ballot it belongs to, where one does. */
  epoch: string | null;
  /** A short value: the index committed, the verb of the fault, the property violated. */
  detail: string | null;
}

export interface PropertyView {
  /** e.g. "election-safety". */
  name: string;
  kind: "always" | "sometimes";
  status: "holds" | "violated" | "seen" | "not-yet";
  /** Position of the event that first violated or showed it. */
  at: number | null;
  /** e.g. "Raft Figure 3, 5.2". */
  source: string;
}

export interface BranchView {
  id: number;
  parent: number | null;
  /** Where it left its parent. */
  forkedAt: { position: number; now: number } | null;
  length: number;
}
