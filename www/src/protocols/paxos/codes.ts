/**
 * The codes that records carry, with their places in "Paxos Made Simple". Which rule applies is the engine's to say; here
 * is only what a text must exist for. A test reads the engine's own list and holds the two together.
 */

import type { WhyOf } from "../../i18n/words.ts";
import type { Block } from "./lines.ts";
import type { texts } from "./texts/en.ts";

/** The keys of what is said of Paxos alone. */
export type PaxosKey = keyof typeof texts;

/** The explanations of Paxos. */
export type PaxosWhy = WhyOf<{
  rule: RuleCode;
  block: Block;
  property: PropertyName;
  bug: BugName;
  option: OptionName;
  scenario: ScenarioName;
  legend: LegendEntry;
}>;

/** Rule code -> section. */
export const RULE_SECTIONS = {
  "paxos.ballot.started": "2.2",
  "paxos.ballot.no-round-left": "2.2",
  "paxos.promise.counted": "2.2",
  "paxos.value.adopted": "2.2",
  "paxos.value.free": "2.2",
  "paxos.proposal.issued": "2.2",
  "paxos.ballot.abandoned": "2.2",
  "paxos.ballot.timed-out": "2.4",
  "paxos.answer.ignored": "2.2",
  "paxos.promise.given": "2.2",
  "paxos.promise.repeated": "2.2",
  "paxos.prepare.refused": "2.2",
  "paxos.accept.accepted": "2.2",
  "paxos.accept.repeated": "2.2",
  "paxos.accept.refused": "2.2",
  "paxos.accepted.counted": "2.3",
  "paxos.value.learned": "2.3",
  "paxos.value.told": "2.3",
  "paxos.learn.asked": "2.3",
  "paxos.learn.answered": "2.3",
  "paxos.learn.unanswered": "2.3",
  "paxos.request.answered": "2.3",
  "paxos.request.waiting": "2.4",
  "paxos.request.forwarded": "2.4",
  "paxos.forward.received": "2.4",
  "paxos.value.chosen": "2.2",
} as const;
export type RuleCode = keyof typeof RULE_SECTIONS;

export const isRuleCode = (code: string): code is RuleCode => Object.hasOwn(RULE_SECTIONS, code);

/** Property -> where it is stated. */
export const PROPERTY_SECTIONS = {
  "one-value-chosen": "2.1",
  "chosen-was-proposed": "2.1",
  "learned-was-chosen": "2.1",
  "accepts-keep-promises": "2.2, P1a",
  "promise-never-falls": "2.2, 2.5",
  "proposals-carry-the-choice": "2.2, P2c",
  "ballots-are-unique": "2.2, 2.5",
  "a-value-is-chosen": "2.1",
  "an-earlier-value-is-adopted": "2.2",
} as const;
export type PropertyName = keyof typeof PROPERTY_SECTIONS;

export const isPropertyName = (name: string): name is PropertyName => Object.hasOwn(PROPERTY_SECTIONS, name);

/** Known bugs that the option `bug` switches on. */
export type BugName =
  | "ignore-accepted-value"
  | "adopt-lowest-ballot"
  | "forget-promise-on-restart"
  | "forget-accepted-on-restart"
  | "minority-quorum"
  | "accept-below-promise"
  | "accept-keeps-promise"
  | "shared-ballots"
  | "reuse-round-after-restart"
  | "learn-from-one-accept";

/** Options that `set` takes. */
export type OptionName =
  | "proposers"
  | "learners"
  | "distinguished"
  | "inform"
  | "phase-timeout"
  | "retry"
  | "nack"
  | "client-timeout";

/** The gallery. */
export type ScenarioName =
  | "paxos-phases"
  | "paxos-two-proposers"
  | "paxos-adopted-value"
  | "paxos-chosen-unknown"
  | "paxos-late-accept"
  | "paxos-both-sides"
  | "paxos-duel"
  | "paxos-duel-retry"
  | "paxos-duel-distinguished"
  | "paxos-acceptor-restart"
  | "paxos-slow-learner"
  | "paxos-bug-promise-forgotten"
  | "paxos-bug-round-reused"
  | "paxos-forged-accept";

/** What the legend explains, in its order. */
export type LegendEntry =
  | "hue"
  | "node"
  | "badges"
  | "promises"
  | "value"
  | "unaware"
  | "down"
  | "paused"
  | "timer"
  | "request"
  | "reply"
  | "carried"
  | "forward"
  | "lost"
  | "held"
  | "cut"
  | "promise-cell"
  | "accepted-cell"
  | "refused-cell"
  | "closed-cell"
  | "chosen-column"
  | "client"
  | "property";
