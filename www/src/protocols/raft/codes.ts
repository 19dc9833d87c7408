/**
 * The codes that records carry, with their places in the papers. Which rule applies is the engine's to say;
 * here is only what a text must exist for. A test reads the engine's own list and holds the two together.
 */

import type { Titled } from "../../i18n/words.ts";
import type texts from "../../texts/en/raft.json";

/** The keys of what is said of Raft alone. */
export type RaftKey = keyof typeof texts;

/** Rule code -> section; those marked "thesis" are of Ongaro's dissertation, the others of the paper. */
export const RULE_SECTIONS = {
  "raft.term.adopted": "5.1",
  "raft.stepped-down.higher-term": "5.1",
  "raft.stepped-down.leader-known": "5.2",
  "raft.stepped-down.no-quorum": "thesis 6.2",
  "raft.reply.ignored": "5.1",
  "raft.election.started": "5.2",
  "raft.election.no-term-left": "5.1",
  "raft.leader.elected": "5.2",
  "raft.vote.granted": "5.2",
  "raft.vote.repeated": "5.2",
  "raft.vote.refused.stale-term": "5.1",
  "raft.vote.refused.already-voted": "5.2",
  "raft.vote.refused.log-behind": "5.4.1",
  "raft.vote.counted": "5.2",
  "raft.vote.refusal-counted": "5.2",
  "raft.vote.asked-again": "5.1",
  "raft.pre-vote.started": "thesis 9.6",
  "raft.pre-vote.won": "thesis 9.6",
  "raft.pre-vote.granted": "thesis 9.6",
  "raft.pre-vote.refused.stale-term": "thesis 9.6",
  "raft.pre-vote.refused.log-behind": "thesis 9.6",
  "raft.pre-vote.refused.leader-alive": "thesis 9.6",
  "raft.pre-vote.counted": "thesis 9.6",
  "raft.pre-vote.refusal-counted": "thesis 9.6",
  "raft.append.accepted": "5.3",
  "raft.append.truncated": "5.3",
  "raft.append.refused.stale-term": "5.1",
  "raft.append.refused.missing": "5.3",
  "raft.append.refused.conflict": "5.3",
  "raft.append.ignored": "5.2",
  "raft.commit.learned": "5.3",
  "raft.no-op.appended": "8",
  "raft.command.appended": "5.3",
  "raft.match.advanced": "5.3",
  "raft.match.unchanged": "5.3",
  "raft.next.decreased": "5.3",
  "raft.next.refusal-ignored": "5.3",
  "raft.append.sent-again": "5.3",
  "raft.commit.advanced": "5.3",
  "raft.commit.held-back.copies": "5.3",
  "raft.commit.held-back.earlier-term": "5.4.2",
  "raft.applied": "5.3",
  "raft.applied.once": "8",
  "raft.request.redirected": "8",
  "raft.request.answered-again": "8",
  "raft.request.waiting": "8",
  "raft.request.read-locally": "8",
} as const;
export type RuleCode = keyof typeof RULE_SECTIONS;

export const isRuleCode = (code: string): code is RuleCode => Object.hasOwn(RULE_SECTIONS, code);

/** Property -> where it is stated, or where it follows from. */
export const PROPERTY_SECTIONS = {
  "election-safety": "Figure 3, 5.2",
  "leader-append-only": "Figure 3, 5.3",
  "log-matching": "Figure 3, 5.3",
  "leader-completeness": "Figure 3, 5.4",
  "state-machine-safety": "Figure 3, 5.4.3",
  "term-monotonic": "5.1",
  "one-vote-per-term": "5.2",
  "commit-monotonic": "Figure 2",
  "match-index-true": "Figure 2, 5.3",
  "at-most-once": "8",
  "exactly-once-answered": "8",
  "a-leader-is-elected": "5.2",
  "an-entry-commits": "5.3",
} as const;
export type PropertyName = keyof typeof PROPERTY_SECTIONS;

export const isPropertyName = (name: string): name is PropertyName => Object.hasOwn(PROPERTY_SECTIONS, name);

/** The gallery. */
export type ScenarioName = Titled<keyof typeof texts>;
