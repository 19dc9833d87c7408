import type pseudocode from "../../texts/en/paxos.pseudocode.json";
import type { RuleCode } from "./codes.ts";

/** The parts of the algorithm that the Why tab can show. */
export type Block = keyof typeof pseudocode;

/** Per rule, its block and the line that applied, from 0. The lines themselves are in each language. */
export const LINES: Readonly<Record<RuleCode, readonly [Block, number]>> = {
  "paxos.request.answered": ["request", 1],
  "paxos.request.forwarded": ["request", 2],
  "paxos.forward.received": ["request", 3],
  "paxos.request.waiting": ["request", 4],
  "paxos.ballot.started": ["phase-1", 1],
  "paxos.ballot.no-round-left": ["phase-1", 1],
  "paxos.promise.counted": ["phase-1", 3],
  "paxos.answer.ignored": ["phase-1", 4],
  "paxos.prepare.refused": ["promise", 1],
  "paxos.promise.repeated": ["promise", 2],
  "paxos.promise.given": ["promise", 3],
  "paxos.value.adopted": ["phase-2", 1],
  "paxos.value.free": ["phase-2", 2],
  "paxos.proposal.issued": ["phase-2", 3],
  "paxos.accept.refused": ["accept", 1],
  "paxos.accept.repeated": ["accept", 2],
  "paxos.accept.accepted": ["accept", 3],
  "paxos.ballot.abandoned": ["give-up", 1],
  "paxos.ballot.timed-out": ["give-up", 2],
  "paxos.accepted.counted": ["learn", 1],
  "paxos.value.chosen": ["learn", 2],
  "paxos.value.learned": ["learn", 3],
  "paxos.value.told": ["learn", 5],
  "paxos.learn.asked": ["ask", 1],
  "paxos.learn.answered": ["ask", 3],
  "paxos.learn.unanswered": ["ask", 4],
};
