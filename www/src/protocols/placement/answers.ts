import type { EventRecord } from "../../api/frames.ts";
import type { Answer } from "../protocol.ts";
import type { RuleCode, ScenarioName } from "./codes.ts";

/** What each prediction turns out to be, and the record that shows it. A test of the engine reads each off the run. */
export const ANSWERS: Readonly<Record<ScenarioName, Answer>> = {
  "key-walk": { choice: "clockwise", shownBy: rule("placement.owner.found", "user:17") },
  "ring-against-modulo": { choice: "fifth", shownBy: rule("placement.keys.moved") },
  "remove-a-node": { choice: "own", shownBy: rule("placement.keys.moved") },
  "hot-node": {
    choice: "near",
    shownBy: (record) =>
      isRule(record, "placement.setting.changed") &&
      "params" in record &&
      (record.params as Record<string, unknown>).now === "160",
  },
  weights: { choice: "third", shownBy: rule("placement.keys.moved") },
  "replica-walk": { choice: "skip", shownBy: rule("placement.replica.skipped") },
  "bounded-loads": { choice: "bound", shownBy: rule("placement.walk.node-full") },
  "modulo-remainders": { choice: "most", shownBy: rule("placement.keys.moved") },
  "rendezvous-join": { choice: "new", shownBy: rule("placement.keys.moved") },
  "jump-join": { choice: "no", shownBy: (record) => record.kind === "no-effect" },
  "maglev-join": { choice: "some", shownBy: rule("placement.keys.moved") },
  "slots-join": { choice: "fifth", shownBy: rule("placement.keys.moved") },
};

const isRule = (record: EventRecord, code: RuleCode): boolean => "rule" in record && record.rule === code;

/** A record of this rule, about this key if one is named. */
function rule(code: RuleCode, key?: string) {
  return (record: EventRecord): boolean =>
    isRule(record, code) &&
    (key === undefined || ("rule" in record && "key" in record.params && record.params.key === key));
}
