import type { RuleCode } from "./codes.ts";

/** The parts of the algorithm that the Why tab can show. */
export type Block =
  | "terms"
  | "election"
  | "vote"
  | "pre-vote"
  | "append"
  | "replicate"
  | "commit"
  | "apply"
  | "request"
  | "check-quorum";

/** Per rule, its block and the line that applied, from 0. The lines themselves are in each language. */
export const LINES: Readonly<Record<RuleCode, readonly [Block, number]>> = {
  "raft.term.adopted": ["terms", 2],
  "raft.stepped-down.higher-term": ["terms", 3],
  "raft.reply.ignored": ["terms", 5],
  "raft.election.started": ["election", 1],
  "raft.election.no-term-left": ["election", 1],
  "raft.vote.asked-again": ["election", 3],
  "raft.vote.counted": ["election", 4],
  "raft.vote.refusal-counted": ["election", 5],
  "raft.leader.elected": ["election", 6],
  "raft.stepped-down.leader-known": ["election", 7],
  "raft.vote.refused.stale-term": ["vote", 1],
  "raft.vote.repeated": ["vote", 2],
  "raft.vote.refused.already-voted": ["vote", 3],
  "raft.vote.refused.log-behind": ["vote", 4],
  "raft.vote.granted": ["vote", 5],
  "raft.pre-vote.started": ["pre-vote", 1],
  "raft.pre-vote.refused.stale-term": ["pre-vote", 3],
  "raft.pre-vote.refused.leader-alive": ["pre-vote", 4],
  "raft.pre-vote.refused.log-behind": ["pre-vote", 5],
  "raft.pre-vote.granted": ["pre-vote", 6],
  "raft.pre-vote.counted": ["pre-vote", 7],
  "raft.pre-vote.refusal-counted": ["pre-vote", 7],
  "raft.pre-vote.won": ["pre-vote", 8],
  "raft.append.refused.stale-term": ["append", 1],
  "raft.append.ignored": ["append", 2],
  "raft.append.refused.missing": ["append", 3],
  "raft.append.refused.conflict": ["append", 4],
  "raft.append.truncated": ["append", 5],
  "raft.append.accepted": ["append", 6],
  "raft.commit.learned": ["append", 8],
  "raft.no-op.appended": ["replicate", 0],
  "raft.command.appended": ["replicate", 1],
  "raft.append.sent-again": ["replicate", 3],
  "raft.match.advanced": ["replicate", 4],
  "raft.match.unchanged": ["replicate", 4],
  "raft.next.refusal-ignored": ["replicate", 6],
  "raft.next.decreased": ["replicate", 7],
  "raft.commit.held-back.copies": ["commit", 1],
  "raft.commit.held-back.earlier-term": ["commit", 2],
  "raft.commit.advanced": ["commit", 3],
  "raft.applied.once": ["apply", 1],
  "raft.applied": ["apply", 2],
  "raft.request.read-locally": ["request", 1],
  "raft.request.redirected": ["request", 2],
  "raft.request.answered-again": ["request", 3],
  "raft.request.waiting": ["request", 3],
  "raft.stepped-down.no-quorum": ["check-quorum", 2],
};
