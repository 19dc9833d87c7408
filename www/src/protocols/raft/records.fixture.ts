/** Records of every kind, for tests of what is said about them. */
import type { EventRecord, MessageBase, MessageOf, MessageView, RuleRecord } from "../../api/frames.ts";
import type { Value } from "../../i18n/format.ts";
import type { RuleCode } from "./codes.ts";
import type { RaftMessage } from "./types.ts";

const base = { id: "7.0", at: 182.4, cause: "6.1" };

const envelope: MessageBase = {
  id: "m17",
  from: "n1",
  to: "n2",
  sent: 180,
  due: 190,
  ends: 190,
  fate: "arrives",
  delayed: false,
  summary: "",
};

const vote = { term: 3, candidateId: "n1", lastLogIndex: 4, lastLogTerm: 2 };
const append = { term: 2, leaderId: "n1", prevLogIndex: 3, prevLogTerm: 2, entries: [], leaderCommit: 3 };
const entry = { term: 2, command: "set x 1" };
const success = {
  term: 2,
  success: true,
  prevLogIndex: 3,
  matchIndex: 4,
  conflictIndex: null,
  conflictTerm: null,
};
const answer = { number: 5, outcome: "answer", answer: "1", leader: null } as const;

type Payload = Pick<MessageOf<RaftMessage>, "kind" | "fields">;

const payloads = [
  { kind: "RequestVote", fields: vote },
  { kind: "RequestVoteReply", fields: { term: 3, voteGranted: true } },
  { kind: "RequestVoteReply", fields: { term: 3, voteGranted: false } },
  { kind: "PreVote", fields: vote },
  { kind: "PreVoteReply", fields: { term: 3, voteGranted: true } },
  { kind: "PreVoteReply", fields: { term: 3, voteGranted: false } },
  { kind: "AppendEntries", fields: append },
  { kind: "AppendEntries", fields: { ...append, entries: [entry] } },
  { kind: "AppendEntries", fields: { ...append, entries: [entry, { term: 2, command: null }] } },
  { kind: "AppendEntriesReply", fields: success },
  { kind: "AppendEntriesReply", fields: { ...success, success: false, matchIndex: 0, conflictIndex: 2 } },
  { kind: "AppendEntriesReply", fields: { ...success, success: false, prevLogIndex: null, matchIndex: 0 } },
  { kind: "ClientRequest", fields: { number: 5, command: "set x 1" } },
  { kind: "ClientReply", fields: answer },
  { kind: "ClientReply", fields: { ...answer, outcome: "redirect", answer: null, leader: "n3" } },
  { kind: "ClientReply", fields: { ...answer, outcome: "redirect", answer: null } },
] satisfies readonly Payload[];
export const messages: readonly MessageView[] = payloads.map(
  (payload) => ({ ...envelope, ...payload }) as MessageView,
);

const verbs = [
  "network",
  "clock",
  "workload",
  "request",
  "crash",
  "restart",
  "pause",
  "resume",
  "cut",
  "hold",
  "release",
  "heal",
  "fire",
  "drop",
  "delay",
  "duplicate",
  "deliver",
  "inject",
] as const;

/** Every kind of record but rules, and each of their cases. */
export const records: readonly EventRecord[] = [
  { ...base, kind: "boot", node: null },
  { ...base, kind: "boot", node: "n1" },
  ...verbs.map((verb): EventRecord => ({ ...base, kind: "action", node: null, verb, line: `${verb} n2` })),
  { ...base, kind: "no-effect", node: null, reason: "no-leader" },
  ...messages.flatMap((message): EventRecord[] => [
    { ...base, kind: "sent", node: message.from, message },
    { ...base, kind: "delivered", node: message.to, message },
    ...(["loss", "cut", "down", "dropped"] as const).map(
      (reason): EventRecord => ({ ...base, kind: "lost", node: null, message, reason }),
    ),
  ]),
  ...(["election", "heartbeat", "lease", "rpc.n2"] as const).map(
    (timer): EventRecord => ({ ...base, kind: "timer", node: "n3", timer }),
  ),
  { ...base, kind: "requested", node: "c1", number: 5, command: "set x 1" },
  { ...base, kind: "retried", node: "c1", number: 5, command: "set x 1", to: "n2" },
  { ...base, kind: "redirected", node: "c1", number: 5, to: "n3" },
  { ...base, kind: "answered", node: "c1", number: 5, command: "set x 1", answer: "1" },
  { ...base, kind: "given-up", node: "c1", number: 5, command: "set x 1", outcome: "unknown" },
  { ...base, kind: "pushed", node: "c1", from: "n3", text: "news" },
  { ...base, kind: "answered-late", node: "c1", number: 5, command: "set x 1", answer: "1" },
  ...(["crashed", "restarted", "paused", "resumed"] as const).map(
    (kind): EventRecord => ({ ...base, kind, node: "n2" }),
  ),
  { ...base, kind: "write", node: "n2", number: 7, due: 12 },
  { ...base, kind: "written", node: "n2", number: 7 },
  ...[
    { unfinished: 2, finished: 0 },
    { unfinished: 0, finished: 1 },
    { unfinished: 1, finished: 2 },
  ].map((lost): EventRecord => ({ ...base, kind: "writes-lost", node: "n2", ...lost })),
  { ...base, kind: "violated", node: null, property: "election-safety", params: {} },
  { ...base, kind: "violated", node: "n3", property: "election-safety", params: { term: 2, other: "n1" } },
];

/** A rule as it was applied at a node. */
export function ruleRecord(rule: RuleCode, params: Record<string, Value>, node = "n3"): RuleRecord {
  return { ...base, kind: "rule", node, rule, params } as unknown as RuleRecord;
}
