import type { EventRecord } from "../../api/frames.ts";
import type { Weight } from "../../state/caption.ts";
import type { PaxosFrame } from "./types.ts";

/** What decides over values first; what only counts is ordinary. */
const RULES: Readonly<Record<string, Weight>> = {
  "paxos.value.adopted": 3,
  "paxos.accept.refused": 3,
  "paxos.ballot.abandoned": 3,
  "paxos.ballot.timed-out": 3,
  "paxos.promise.counted": 1,
  "paxos.accepted.counted": 1,
  "paxos.promise.repeated": 1,
  "paxos.accept.repeated": 1,
  "paxos.request.waiting": 1,
  "paxos.forward.received": 1,
  "paxos.learn.unanswered": 1,
  "paxos.answer.ignored": 0,
};

export function weight(record: EventRecord): Weight {
  switch (record.kind) {
    case "ballot-started":
    case "value-chosen":
    case "violated":
    case "action":
    case "crashed":
    case "restarted":
      return 3;
    // Whether the value is its own or adopted says more than that it is proposed now.
    case "proposal-issued":
    case "value-learned":
    case "paused":
    case "resumed":
    case "writes-lost":
    case "no-effect":
    case "answered":
    case "given-up":
    case "answered-late":
    case "lost":
      return 2;
    case "rule":
      return RULES[record.rule] ?? 2;
    default:
      return 1;
  }
}

/** What is due next can change nothing: one that knows the chosen value hears of it again. */
export function isQuiet(frame: PaxosFrame): boolean {
  const message = frame.messages.find((one) => one.ends === frame.nextDue);
  if (message?.kind !== "Accepted" && message?.kind !== "Chosen") return false;
  const node = frame.nodes.find((one) => one.id === message.to);
  return node !== undefined && node.learned !== null && node.proposal?.phase !== "accept";
}
