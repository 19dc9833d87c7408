import type { EventRecord } from "../../api/frames.ts";
import type { Answer } from "../protocol.ts";
import type { ScenarioName } from "./codes.ts";

const kind = (wanted: EventRecord["kind"]) => (record: EventRecord) => record.kind === wanted;
const rule = (code: string) => (record: EventRecord) => "rule" in record && record.rule === code;
const param = (record: EventRecord, name: string): number =>
  "params" in record ? Number(Object.entries(record.params).find(([key]) => key === name)?.[1] ?? 0) : 0;

/** Null where there is no question. The choices stand in the lessons of each language. What no record shows is shown by the scenario's end. */
const ANSWERS: Readonly<Record<ScenarioName, Answer | null>> = {
  "first-election": { choice: "three", shownBy: kind("leader-elected") },
  replication: {
    choice: "majority",
    shownBy: (record) => record.kind === "committed" && param(record, "commitIndex") > 1,
  },
  "leader-crash": {
    choice: "higher",
    shownBy: (record) => record.kind === "leader-elected" && param(record, "term") > 1,
  },
  "split-vote": { choice: "nobody", shownBy: kind("leader-elected") },
  partition: { choice: "majority", shownBy: () => false },
  "figure-7": { choice: "conflict", shownBy: rule("raft.append.truncated") },
  "figure-8": { choice: "own-term", shownBy: rule("raft.commit.held-back.earlier-term") },
  "lost-messages": { choice: "no", shownBy: () => false },
  "sent-again": { choice: "timeout", shownBy: rule("raft.append.sent-again") },
  "slow-follower": { choice: "no", shownBy: kind("answered") },
  "late-append": { choice: "keep", shownBy: () => false },
  "retry-once": { choice: "once", shownBy: () => false },
  "stale-read": { choice: "old", shownBy: rule("raft.request.read-locally") },
  "pre-vote": { choice: "stays", shownBy: () => false },
  "one-way-cut": { choice: "never", shownBy: () => false },
  "bug-vote-without-log-check": { choice: "completeness", shownBy: kind("violated") },
  "bug-forget-log-on-restart": { choice: "completeness", shownBy: kind("violated") },
  "bug-accept-stale-append": { choice: "committed", shownBy: kind("violated") },
  "bug-commit-unverified": { choice: "own", shownBy: kind("violated") },
  "bug-forget-term-on-restart": {
    choice: "two",
    shownBy: (record) => record.kind === "violated" && record.property === "election-safety",
  },
  "bug-answer-before-commit": {
    choice: "none",
    shownBy: (record) => record.kind === "answered" && record.node === "c2",
  },
  "bug-truncate-on-refusal": { choice: "committed", shownBy: rule("raft.append.truncated") },
};

export const answerOf = (scenario: string): Answer | null =>
  Object.hasOwn(ANSWERS, scenario) ? ANSWERS[scenario as ScenarioName] : null;
