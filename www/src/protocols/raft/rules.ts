import type { EndpointId } from "../../api/frames.ts";

/**
 * The parameters of each rule of Raft, by its code, as the engine declares them. Terms, indexes and counts are whole
 * numbers; where nobody is known, a leader's name is "none". The catalog has each rule's section of the paper.
 */
export interface RaftRules {
  /** A message with a higher term was seen: the server adopts it and becomes a follower. */
  "raft.term.adopted": { term: number; was: number };
  /** A leader or candidate returned to follower because of a higher term. */
  "raft.stepped-down.higher-term": { term: number; was: number };
  /** A candidate found that another server leads its own term. */
  "raft.stepped-down.leader-known": { leader: EndpointId; term: number };
  /** A leader heard no majority for an election timeout (check-quorum). */
  "raft.stepped-down.no-quorum": { term: number; heard: number; needed: number };
  /** A reply of an older term, or to a role given up meanwhile, is ignored. */
  "raft.reply.ignored": { term: number; current: number };
  /** The election timeout passed without a leader: a new term, a vote for itself. */
  "raft.election.started": { term: number; needed: number };
  /** The election timeout passed in the greatest term that there is (`COUNT_MAX`): no election starts. */
  "raft.election.no-term-left": { term: number };
  /** A majority voted for this candidate. */
  "raft.leader.elected": { term: number; votes: number; needed: number };
  /** The vote goes to the candidate. */
  "raft.vote.granted": { candidate: EndpointId; term: number };
  /** The vote was the candidate's already; the same answer again. */
  "raft.vote.repeated": { candidate: EndpointId; term: number };
  /** The candidate's term is behind. */
  "raft.vote.refused.stale-term": { candidate: EndpointId; term: number; current: number };
  /** The vote of this term went to another. */
  "raft.vote.refused.already-voted": { candidate: EndpointId; votedFor: EndpointId; term: number };
  /** The candidate's log is less up-to-date. */
  "raft.vote.refused.log-behind": {
    candidate: EndpointId;
    lastLogTerm: number;
    lastLogIndex: number;
    ownLastTerm: number;
    ownLastIndex: number;
  };
  /** A vote arrived; `votes` of the `needed` now. */
  "raft.vote.counted": { voter: EndpointId; votes: number; needed: number };
  /** A refusal arrived. */
  "raft.vote.refusal-counted": { voter: EndpointId; votes: number; needed: number };
  /** Unanswered RequestVotes (or PreVotes) are sent again. */
  "raft.vote.asked-again": { peer: EndpointId; term: number };
  /** The election timeout passed: the server first asks whether an election could succeed. */
  "raft.pre-vote.started": { term: number; needed: number };
  /** A majority would vote: the real election may start. */
  "raft.pre-vote.won": { term: number; votes: number; needed: number };
  /** The server would vote for the candidate. */
  "raft.pre-vote.granted": { candidate: EndpointId; term: number };
  /** The proposed term is not above the voter's. */
  "raft.pre-vote.refused.stale-term": { candidate: EndpointId; term: number; current: number };
  /** The candidate's log is less up-to-date. */
  "raft.pre-vote.refused.log-behind": {
    candidate: EndpointId;
    lastLogTerm: number;
    lastLogIndex: number;
    ownLastTerm: number;
    ownLastIndex: number;
  };
  /** The voter heard from a leader within the least election timeout, or leads itself. */
  "raft.pre-vote.refused.leader-alive": { candidate: EndpointId; leader: EndpointId };
  /** A would-be vote arrived. */
  "raft.pre-vote.counted": { voter: EndpointId; votes: number; needed: number };
  /** A refusal of a pre-vote arrived. */
  "raft.pre-vote.refusal-counted": { voter: EndpointId; votes: number; needed: number };
  /** The entries (none in a heartbeat) follow the log; it matches the leader's up to `match_index`. */
  "raft.append.accepted": { leader: EndpointId; count: number; matchIndex: number };
  /** Entries that conflict with the leader's, and all that follow, were deleted. */
  "raft.append.truncated": { from: number; count: number };
  /** The sender's term is behind. */
  "raft.append.refused.stale-term": { leader: EndpointId; term: number; current: number };
  /** The log has no entry at prevLogIndex. */
  "raft.append.refused.missing": { leader: EndpointId; prevLogIndex: number; lastIndex: number };
  /** The entry at prevLogIndex is of another term. */
  "raft.append.refused.conflict": {
    leader: EndpointId;
    prevLogIndex: number;
    prevLogTerm: number;
    ownTerm: number;
  };
  /** A leader hears of another leader of its term, or a server of itself: somebody forged the message, or broke Election Safety. */
  "raft.append.ignored": { leader: EndpointId; term: number };
  /** commitIndex follows leaderCommit. */
  "raft.commit.learned": { commitIndex: number; leaderCommit: number };
  /** The no-op at the start of a term. */
  "raft.no-op.appended": { index: number; term: number };
  /** A client's command was appended to the leader's log. */
  "raft.command.appended": { index: number; term: number; command: string };
  /** The follower is now known to hold all entries up to `match_index`. */
  "raft.match.advanced": { follower: EndpointId; matchIndex: number };
  /** A success that told nothing new: late, doubled, or a heartbeat's. */
  "raft.match.unchanged": { follower: EndpointId; matchIndex: number };
  /** The follower refused: nextIndex goes back. */
  "raft.next.decreased": { follower: EndpointId; nextIndex: number };
  /** A refusal that does not answer what is under way: late, doubled, or of a message's term alone. */
  "raft.next.refusal-ignored": { follower: EndpointId; nextIndex: number };
  /** No answer within the rpc timeout: what is not acknowledged is sent again. */
  "raft.append.sent-again": { follower: EndpointId; nextIndex: number };
  /** A majority holds the entry, and it is of the current term. */
  "raft.commit.advanced": { commitIndex: number; was: number; copies: number; needed: number; term: number };
  /** Fewer than a majority hold the entry. */
  "raft.commit.held-back.copies": { index: number; copies: number; needed: number };
  /** A majority holds the entry, but it is of an earlier term. */
  "raft.commit.held-back.earlier-term": { index: number; entryTerm: number; term: number };
  /** A committed command was applied to the state machine. */
  "raft.applied": { index: number; command: string; answer: string };
  /** A retry of a command that already took effect: the recorded answer, no second effect. */
  "raft.applied.once": { index: number; client: string; number: number };
  /** A server that does not lead names the leader it knows. */
  "raft.request.redirected": { client: string; leader: string };
  /** The request took effect before: its recorded answer is sent again. */
  "raft.request.answered-again": { client: string; number: number };
  /** The request is in this leader's log already and waits to be committed: a retry adds nothing. */
  "raft.request.waiting": { client: string; number: number; index: number };
  /** The asked server answers a read from its own state, which may be stale. */
  "raft.request.read-locally": { client: string; command: string };
}
