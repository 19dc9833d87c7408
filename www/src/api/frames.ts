/**
 * What reaches a view: the frame (what is, at the cursor) and the records (what happened).
 *
 * Times are milliseconds of simulated time, positions whole numbers, ids strings. Absent is `null`.
 * The flat parts come from the Rust definitions; this file composes their unions, one line per protocol.
 */
import type { RaftRules } from "./raft-rules.ts";

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

/** What every Raft server shows, whatever its role. Terms and indexes are whole numbers, indexes from 1. */
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
/** A server that answers leaders and candidates; also how one shows that is down. */
export interface RaftFollower extends RaftCommon {
  role: "follower";
}
/** A server that stands for election, or asks whether it should (pre-candidate). */
export interface RaftCandidate extends RaftCommon {
  role: "pre-candidate" | "candidate";
  /** One vote per node, its own included. */
  votes: Record<EndpointId, Vote>;
}
/** A server that leads its term. */
export interface RaftLeader extends RaftCommon {
  role: "leader";
  /** Per other node: the next entry to send to it. */
  nextIndex: Record<EndpointId, number>;
  /** Per other node: the highest entry known to be stored on it. */
  matchIndex: Record<EndpointId, number>;
}
/** A Raft server, told apart by `role`. */
export type RaftNode = RaftFollower | RaftCandidate | RaftLeader;

/** A candidate asks for a vote (Raft 5.2). */
export interface RequestVote {
  kind: "RequestVote";
  fields: { term: number; candidateId: EndpointId; lastLogIndex: number; lastLogTerm: number };
}
/** The answer to RequestVote; `term` is the voter's. */
export interface RequestVoteReply {
  kind: "RequestVoteReply";
  fields: { term: number; voteGranted: boolean };
}
/** A server asks whether it would get a vote in `term`, which nobody is in yet (thesis 9.6). */
export interface PreVote {
  kind: "PreVote";
  fields: { term: number; candidateId: EndpointId; lastLogIndex: number; lastLogTerm: number };
}
/** The answer to PreVote. */
export interface PreVoteReply {
  kind: "PreVoteReply";
  fields: { term: number; voteGranted: boolean };
}
/** A leader sends entries, or none as a heartbeat (Raft 5.2, 5.3). */
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
/** The answer to AppendEntries: up to where the logs match, or where to go back to. */
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
/** What Raft servers send each other, told apart by `kind`. */
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
/** A message under way, or in a record. */
export type MessageView = MessageBase & Message;

/** A client: what it waits for, and what it was told. */
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

/** What the network does to messages sent from now on. Latency in ms, shares in percent. */
export interface NetworkView {
  latency: { min: number; max: number };
  /** Shares in percent. */
  loss: number;
  duplicate: number;
}

/** What every frame shows. */
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
/** What is, at the cursor of a Raft run. */
export interface RaftFrame extends FrameBase {
  protocol: "raft";
  nodes: RaftNode[];
}
/** One line per protocol. */
export type Frame = RaftFrame;

/** What every record says. */
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

/** All nodes started; the only record without an event. */
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
/** A message left; its fate is drawn already. */
export interface SentRecord extends RecordBase {
  kind: "sent";
  message: MessageView;
}
/** A message arrived. */
export interface DeliveredRecord extends RecordBase {
  kind: "delivered";
  message: MessageView;
}
/** A message was lost, and why. */
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
export type RuleRecord = { [Code in keyof Rules]: RuleRecordOf<Code> }[keyof Rules];

/** The record of one rule. */
interface RuleRecordOf<Code extends keyof Rules> extends RecordBase {
  /** "leader-elected" and "committed" are the rules that are also moments. */
  kind: Code extends keyof RuleMoments ? RuleMoments[Code] : "rule";
  /** e.g. "raft.vote.refused.log-behind"; the catalog has its section. */
  rule: Code;
  params: Rules[Code];
}
/** One part per protocol. */
type Rules = RaftRules;
/** The rules that are also moments. */
interface RuleMoments {
  "raft.leader.elected": "leader-elected";
  "raft.commit.advanced": "committed";
}
/** A property is broken, for the first time in this run. */
export interface ViolatedRecord extends RecordBase {
  kind: "violated";
  property: string;
  params: Record<string, string | number | boolean | null>;
}

/** What happened, told apart by `kind`. */
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

/** How a property stands at the cursor. */
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

/** A branch of the run. Branch 0 is the first. */
export interface BranchView {
  id: number;
  parent: number | null;
  /** Where it left its parent. */
  forkedAt: { position: number; now: number } | null;
  length: number;
}
