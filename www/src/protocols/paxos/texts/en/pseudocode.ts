import type { PaxosWhy as Why } from "../../codes.ts";

/** The algorithm in lines. Which line goes with which rule, `../../lines.ts` says, by number. */
export const pseudocode: Why["pseudocode"] = {
  request: [
    "on a client's value v:",
    "  if learned: answer the chosen value",
    "  if not a proposer: forward v to one that is",
    "    there: propose v, and tell what is chosen",
    "  if a ballot is under way: wait for what it brings",
    "  else: phase 1",
  ],
  "phase-1": [
    "phase 1:",
    "  b = a round above all seen or tried, with own name",
    "  record it, send Prepare(b) to all acceptors",
    "  on Promise(b, reported): count it",
    "  an answer to another ballot or phase: ignore it",
    "  promises from a majority: phase 2",
  ],
  promise: [
    "on Prepare(b):",
    "  if promised > b: refuse",
    "  if promised == b: promise again",
    "  promised = b, record it,",
    "  answer Promise(b, highest proposal accepted below b)",
  ],
  "phase-2": [
    "phase 2, with promises from a majority:",
    "  if any reports a proposal: v = value of the highest",
    "  else: v = own value",
    "  send Accept(b, v) to all acceptors",
  ],
  accept: [
    "on Accept(b, v):",
    "  if promised > b: refuse",
    "  if accepted == (b, v): say so again",
    "  accepted = (b, v), promised = b, record both,",
    "  send Accepted(b, v) to the proposer and all learners",
  ],
  "give-up": [
    "proposer, its ballot under way:",
    "  a higher ballot is promised somewhere: abandon it",
    "  no majority within phase-timeout: abandon it",
    "  then wait for a time in retry, and phase 1 again",
  ],
  learn: [
    "on Accepted(b, v) from an acceptor:",
    "  count it for (b, v)",
    "  (accepted by a majority: v is chosen)",
    "  counted from a majority: learned = v",
    "    answer clients, tell who forwarded",
    "on Chosen(b, v): learned = v",
  ],
  ask: [
    "a learner that restarts:",
    "  send Learn to all acceptors",
    "on Learn:",
    "  if anything is accepted: answer Accepted(b, v)",
    "  else: no answer",
  ],
};
