/**
 * The codes that records carry, with their places in "Paxos Made Simple". Which rule applies is the engine's to say; here
 * is only what a text must exist for. A test reads the engine's own list and holds the two together.
 */

import type { Titled } from "../../i18n/words.ts";
import type texts from "../../texts/en/paxos.json";

/** The keys of what is said of Paxos alone. */
export type PaxosKey = keyof typeof texts;

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

/** The gallery. */
export type ScenarioName = Titled<keyof typeof texts>;
