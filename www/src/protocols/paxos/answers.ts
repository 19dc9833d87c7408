import type { EventRecord } from "../../api/frames.ts";
import type { Answer } from "../protocol.ts";
import type { ScenarioName } from "./codes.ts";

const kind = (wanted: EventRecord["kind"]) => (record: EventRecord) => record.kind === wanted;
const rule = (code: string) => (record: EventRecord) => "rule" in record && record.rule === code;
const broken = (property: string) => (record: EventRecord) =>
  record.kind === "violated" && record.property === property;

/** What no record shows is shown by the scenario's end. The choices stand in the lessons of each language. */
export const ANSWERS: Readonly<Record<ScenarioName, Answer | null>> = {
  "paxos-phases": { choice: "three", shownBy: kind("proposal-issued") },
  "paxos-two-proposers": { choice: "same", shownBy: () => false },
  "paxos-adopted-value": { choice: "x", shownBy: rule("paxos.value.adopted") },
  "paxos-chosen-unknown": { choice: "proposal", shownBy: kind("value-learned") },
  "paxos-late-accept": { choice: "neither", shownBy: rule("paxos.accept.refused") },
  "paxos-both-sides": { choice: "y", shownBy: rule("paxos.value.adopted") },
  "paxos-duel": { choice: "never", shownBy: () => false },
  "paxos-duel-retry": { choice: "yes", shownBy: kind("value-chosen") },
  "paxos-duel-distinguished": { choice: "x", shownBy: kind("value-chosen") },
  "paxos-acceptor-restart": { choice: "accepted", shownBy: rule("paxos.value.adopted") },
  "paxos-slow-learner": {
    choice: "three",
    shownBy: (record) => record.kind === "value-learned" && record.node === "n5",
  },
  "paxos-bug-promise-forgotten": { choice: "both", shownBy: broken("one-value-chosen") },
  "paxos-bug-round-reused": { choice: "chosen", shownBy: broken("one-value-chosen") },
  "paxos-forged-accept": { choice: "q", shownBy: kind("answered") },
};
