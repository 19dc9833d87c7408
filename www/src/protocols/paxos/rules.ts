import type { EndpointId } from "../../api/frames.ts";
import type { Ballot } from "./types.ts";

/**
 * The parameters of each rule of Paxos, by its code, as the engine declares them. Counts are whole numbers. The catalog
 * has each rule's section of "Paxos Made Simple" (Lamport 2001).
 */
export interface PaxosRules {
  /** Phase 1 (a): a new ballot, above all that the proposer has seen or tried. */
  "paxos.ballot.started": { ballot: Ballot; needed: number };
  /** The highest round that was seen or tried is the greatest that there is (`COUNT_MAX`): no ballot is above it. */
  "paxos.ballot.no-round-left": { round: number };
  /** A promise arrived; `promises` of the `needed` now. */
  "paxos.promise.counted": { acceptor: EndpointId; ballot: Ballot; promises: number; needed: number };
  /** Phase 2 (a): of the proposals that the promises report, the one with the highest ballot decides the value. */
  "paxos.value.adopted": { ballot: Ballot; value: string; acceptedBallot: Ballot };
  /** No promise reports a proposal: the proposer is free to propose its own value. */
  "paxos.value.free": { ballot: Ballot; value: string };
  /** Phase 2 (a): a majority promised, so the proposal is issued. */
  "paxos.proposal.issued": { ballot: Ballot; value: string; promises: number; needed: number };
  /** An acceptor has promised a higher ballot: the proposer gives its own up. */
  "paxos.ballot.abandoned": { ballot: Ballot; acceptor: EndpointId; promised: Ballot };
  /** No majority answered in time: the proposer gives its ballot up. */
  "paxos.ballot.timed-out": { ballot: Ballot; answers: number; needed: number };
  /** An answer to a ballot, or to a phase of it, that is over. */
  "paxos.answer.ignored": { ballot: Ballot; acceptor: EndpointId };
  /** Phase 1 (b): nothing below this ballot will be accepted any more. */
  "paxos.promise.given": { proposer: EndpointId; ballot: Ballot; acceptedBallot: Ballot | null };
  /** This very ballot is promised already: the same answer again. */
  "paxos.promise.repeated": { proposer: EndpointId; ballot: Ballot; acceptedBallot: Ballot | null };
  /** A higher ballot is promised: no promise. */
  "paxos.prepare.refused": { proposer: EndpointId; ballot: Ballot; promised: Ballot };
  /** Phase 2 (b), P1a: no higher ballot is promised, so the proposal is accepted. */
  "paxos.accept.accepted": { proposer: EndpointId; ballot: Ballot; value: string };
  /** This very proposal is accepted already: the same answer again. */
  "paxos.accept.repeated": { proposer: EndpointId; ballot: Ballot; value: string };
  /** P1a: a higher ballot is promised, so the proposal is refused. */
  "paxos.accept.refused": { proposer: EndpointId; ballot: Ballot; promised: Ballot };
  /** An acceptor accepted this proposal; `accepts` of the `needed` now. */
  "paxos.accepted.counted": { acceptor: EndpointId; ballot: Ballot; accepts: number; needed: number };
  /** A majority accepted one proposal: its value is chosen, and now this node knows. */
  "paxos.value.learned": { ballot: Ballot; value: string; accepts: number; needed: number };
  /** Somebody who knows told this node what is chosen. */
  "paxos.value.told": { by: EndpointId; ballot: Ballot; value: string };
  /** A learner that came back asks the acceptors what they have accepted. */
  "paxos.learn.asked": Record<never, never>;
  /** An acceptor tells a learner what it has accepted. */
  "paxos.learn.answered": { learner: EndpointId; ballot: Ballot };
  /** An acceptor has accepted nothing that it could tell. */
  "paxos.learn.unanswered": { learner: EndpointId };
  /** The node tells its client the chosen value, which may be another's. */
  "paxos.request.answered": { client: EndpointId; value: string };
  /** The node has a ballot on its way already; the client waits for what will be chosen. */
  "paxos.request.waiting": { client: EndpointId; value: string };
  /** The node does not propose itself: the value goes to one that does. */
  "paxos.request.forwarded": { client: EndpointId; value: string; proposer: EndpointId };
  /** A proposer got a value from another node. */
  "paxos.forward.received": { by: EndpointId; value: string };
  /** A majority has accepted this proposal, at any time: its value is chosen, whoever knows. */
  "paxos.value.chosen": { ballot: Ballot; value: string; accepts: number; needed: number };
}
