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
import type { PaxosRules } from "./rules.ts";

declare module "../../api/catalog.ts" {
  interface Bounds {
    /** Characters of a value that Paxos proposes. */
    VALUE_MAX: number;
  }
}

declare module "../../api/frames.ts" {
  interface Protocols {
    paxos: PaxosTypes;
  }
}

/** What the frames and records of a Paxos run are made of. */
export interface PaxosTypes extends ProtocolTypes {
  header: ClusterHeader;
  options: PaxosOptions;
  bug: PaxosBug;
  frame: PaxosFrame;
  message: PaxosMessage;
  rule: RuleRecordOf<PaxosRules, PaxosMoments>;
  moment: PaxosMoments[keyof PaxosMoments];
  move: ClusterMove<"paxos">;
  verb: ClusterVerb;
  noEffect: ClusterNoEffect;
  kind: ClusterKind;
  timer: "phase" | "retry";
  property: PaxosProperty;
  error: never;
}

/** The rules that are also moments, with the kind that their records have. */
export interface PaxosMoments {
  "paxos.ballot.started": "ballot-started";
  "paxos.proposal.issued": "proposal-issued";
  "paxos.value.learned": "value-learned";
  "paxos.value.chosen": "value-chosen";
}

/** What `set` takes in Paxos. Nodes are a list like `[n1 n5]`, or `all`; one node may be `none`. */
export interface PaxosOptions extends ClusterOptions {
  proposers: string;
  learners: string;
  distinguished: string;
  inform: boolean;
  "phase-timeout": string;
  retry: string;
  nack: boolean;
}

/** The known bugs of Paxos: each a rule switched off. */
export type PaxosBug =
  | "ignore-accepted-value"
  | "adopt-lowest-ballot"
  | "forget-promise-on-restart"
  | "forget-accepted-on-restart"
  | "minority-quorum"
  | "accept-below-promise"
  | "accept-keeps-promise"
  | "shared-ballots"
  | "reuse-round-after-restart"
  | "learn-from-one-accept"
  | "answer-before-written";

/** The properties that a Paxos run is watched for. */
export type PaxosProperty =
  | "one-value-chosen"
  | "chosen-was-proposed"
  | "learned-was-chosen"
  | "accepts-keep-promises"
  | "promise-never-falls"
  | "proposals-carry-the-choice"
  | "ballots-are-unique"
  | "a-value-is-chosen"
  | "an-earlier-value-is-adopted";

/**
 * What is, at the cursor of a Paxos run. `chosen` and `ballots` are knowledge that no node has; without checks
 * (`{ properties: false }`) they are null and empty.
 */
export interface PaxosFrame extends ClusterFrame<PaxosNode, PaxosMessage> {
  protocol: "paxos";
  /** Who proposes and who learns; every node is an acceptor. */
  roles: { proposers: EndpointId[]; learners: EndpointId[]; distinguished: EndpointId | null };
  /** How many acceptors are a majority. */
  needed: number;
  /** The proposal chosen first, and the position of the event that made it so; whoever knows. */
  chosen: { ballot: Ballot; value: string; position: number } | null;
  /** Ballots of the run, the lowest first: at most 64; of more, those that nobody accepted are left out first. */
  ballots: BallotView[];
  /** How many ballots of the run `ballots` leaves out. */
  ballotsLeftOut: number;
}

/** The number of a proposal, "3.n2": round 3, issued by n2; a bare round with `bug shared-ballots`. */
export type Ballot = string;

/** A ballot with the value proposed in it. */
export interface Proposal {
  ballot: Ballot;
  value: string;
}

/** What became of one ballot. */
export interface BallotView {
  ballot: Ballot;
  /** Who started it; null if a message made by hand or a given state named it first. */
  proposer: EndpointId | null;
  /** What its proposer would propose if no promise reported anything: what it was asked for. */
  own: string | null;
  /** The value proposed in it, once it is. */
  value: string | null;
  /** Who promised it, in the order of nodes. */
  promised: EndpointId[];
  /** Who refused its Prepare or its Accept. */
  refused: EndpointId[];
  /** Who accepted what. */
  accepted: Record<EndpointId, string>;
  /** Whether a majority promised. */
  promisedByMajority: boolean;
  /** The value that a majority accepted in it. */
  chosen: string | null;
}

/** A Paxos node. */
export interface PaxosNode extends NodeBase {
  /** Durable: the highest ballot promised. */
  promised: Ballot | null;
  /** Durable: the proposal accepted last. */
  accepted: Proposal | null;
  /** Durable: the highest round tried as a proposer. */
  tried: number;
  /** Volatile: its latest ballot since it started. */
  proposal: PaxosProposal | null;
  /** Volatile: what it knows to be chosen. */
  learned: Proposal | null;
}

/** A ballot as its proposer knows it. */
export interface PaxosProposal {
  ballot: Ballot;
  /** Waiting for promises, waiting to be accepted, accepted by a majority, or given up. */
  phase: "prepare" | "accept" | "chosen" | "abandoned";
  /** By acceptor, its own included. */
  promises: Record<EndpointId, PromiseAnswer>;
  accepts: Record<EndpointId, AcceptAnswer>;
  /** Of the proposals that promises reported, the one whose value it has to propose. */
  reported: Proposal | null;
  /** What it proposes, once a majority has promised. */
  value: string | null;
}

/** What a proposer knows of a promise it asked for. */
export type PromiseAnswer = "promised" | "refused" | "awaited";
/** What a proposer knows of an acceptor that it asked to accept. */
export type AcceptAnswer = "accepted" | "refused" | "awaited";

/** Phase 1 (a): a proposer asks for promises (Paxos Made Simple 2.2). */
export interface Prepare {
  kind: "Prepare";
  fields: { ballot: Ballot };
}
/** Phase 1 (b): nothing below the ballot will be accepted; with the highest lower proposal accepted, if any (2.2). */
export interface PromiseMessage {
  kind: "Promise";
  fields: { ballot: Ballot; acceptedBallot: Ballot | null; acceptedValue: string | null };
}
/** Phase 2 (a): a proposer asks to accept its proposal (2.2). */
export interface Accept {
  kind: "Accept";
  fields: { ballot: Ballot; value: string };
}
/** Phase 2 (b): an acceptor has accepted; to the proposer and the learners (2.3). */
export interface Accepted {
  kind: "Accepted";
  fields: { ballot: Ballot; value: string };
}
/** An acceptor has promised a higher ballot (end of 2.2). */
export interface Nack {
  kind: "Nack";
  fields: { ballot: Ballot; promised: Ballot };
}
/** A learner asks what an acceptor has accepted; answered by Accepted, if anything (2.3). */
export interface Learn {
  kind: "Learn";
  fields: Record<never, never>;
}
/** Somebody who knows the chosen value tells it (2.3). */
export interface Chosen {
  kind: "Chosen";
  fields: { ballot: Ballot; value: string };
}
/** A node that does not propose hands a client's value to one that does (2.4). */
export interface Forward {
  kind: "Forward";
  fields: { value: string };
}
/** What Paxos nodes send each other, told apart by `kind`. */
export type PaxosMessage = Prepare | PromiseMessage | Accept | Accepted | Nack | Learn | Chosen | Forward;
