import type {
  ClusterFrame,
  ClusterHeader,
  ClusterKind,
  ClusterNoEffect,
  ClusterOptions,
  ClusterVerb,
  EndpointId,
  NodeBase,
  ProtocolTypes,
  RuleRecordOf,
} from "../../api/frames.ts";
import type { ClusterMove } from "../../api/move-codecs.ts";
import type { RaftRules } from "./rules.ts";

declare module "../../api/catalog.ts" {
  interface Bounds {
    /** Characters of the longest value that `append` makes. */
    APPEND_MAX: number;
  }
}

declare module "../../api/frames.ts" {
  interface Protocols {
    raft: RaftTypes;
  }
}

/** What the frames and records of a Raft run are made of. */
export interface RaftTypes extends ProtocolTypes {
  header: ClusterHeader;
  options: RaftOptions;
  bug: RaftBug;
  frame: RaftFrame;
  message: RaftMessage;
  rule: RuleRecordOf<RaftRules, RaftMoments>;
  moment: RaftMoments[keyof RaftMoments];
  move: ClusterMove<"raft">;
  verb: ClusterVerb;
  noEffect: ClusterNoEffect;
  kind: ClusterKind;
  timer: "election" | "heartbeat" | "lease" | `rpc.${EndpointId}`;
  property: RaftProperty;
  error: never;
}

/** The rules that are also moments, with the kind that their records have. */
export interface RaftMoments {
  "raft.leader.elected": "leader-elected";
  "raft.commit.advanced": "committed";
}

/** What `set` takes in Raft. */
export interface RaftOptions extends ClusterOptions {
  "election-timeout": string;
  heartbeat: string;
  "rpc-timeout": string;
  batch: number;
  pipeline: boolean;
  "no-op": boolean;
  backtrack: "one" | "term";
  "pre-vote": boolean;
  "check-quorum": boolean;
  reads: "log" | "local";
  "parallel-writes": boolean;
}

/** The known bugs of Raft: each a rule switched off. */
export type RaftBug =
  | "commit-any-term"
  | "commit-unverified"
  | "vote-without-log-check"
  | "forget-vote-on-restart"
  | "forget-term-on-restart"
  | "forget-log-on-restart"
  | "minority-quorum"
  | "accept-stale-append"
  | "no-truncate"
  | "truncate-always"
  | "apply-twice"
  | "commit-moves-back"
  | "truncate-on-refusal"
  | "answer-before-commit"
  | "answer-before-written";

/** The properties that a Raft run is watched for. */
export type RaftProperty =
  | "election-safety"
  | "leader-append-only"
  | "log-matching"
  | "leader-completeness"
  | "state-machine-safety"
  | "term-monotonic"
  | "one-vote-per-term"
  | "commit-monotonic"
  | "match-index-true"
  | "at-most-once"
  | "exactly-once-answered"
  | "a-leader-is-elected"
  | "an-entry-commits";

/** What is, at the cursor of a Raft run. */
export interface RaftFrame extends ClusterFrame<RaftNode, RaftMessage> {
  protocol: "raft";
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
export interface RaftCommon extends NodeBase {
  currentTerm: number;
  votedFor: EndpointId | null;
  leader: EndpointId | null;
  /** The newest 30 entries of the log, or those that were asked for; `lastIndex` is how many there are. */
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
/** The answer to AppendEntries: up to where the logs match, or where they do not and where to go back to. */
export interface AppendEntriesReply {
  kind: "AppendEntriesReply";
  fields: {
    term: number;
    success: boolean;
    /** That of the message which is answered; null if its term was refused, so that the log says nothing. */
    prevLogIndex: number | null;
    matchIndex: number;
    conflictIndex: number | null;
    conflictTerm: number | null;
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
