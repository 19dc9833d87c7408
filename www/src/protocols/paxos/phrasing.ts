import type { MessageView } from "../../api/frames.ts";
import type { Params } from "../../i18n/format.ts";
import type { Phrasing } from "../../i18n/phrase.ts";
import {
  isPropertyName,
  isRuleCode,
  type PaxosKey,
  PROPERTY_SECTIONS,
  RULE_SECTIONS,
  type RuleCode,
} from "./codes.ts";

/** What Paxos says when; the texts are in `texts/`. */
export const phrasing: Phrasing = {
  paper: "Paxos Made Simple",
  rule(code, params, node) {
    // The page may be older than the engine: a code is looked up before it is trusted.
    if (!isRuleCode(code)) return null;
    return { key: ruleVariant(code, params, node), params, section: RULE_SECTIONS[code] };
  },
  message(message) {
    const known = messageVariant(message);
    if (known === null) return null;
    const { key, section, fields } = known;
    return { key, params: { ...fields, from: message.from, to: message.to }, section };
  },
  timer(name) {
    if (name !== "phase" && name !== "retry") return null;
    return { key: `timer.${name}`, section: "2.4" };
  },
  property: (name) => (isPropertyName(name) ? PROPERTY_SECTIONS[name] : null),
};

/** The text that fits a rule with these parameters: what concerns a node's own other role reads differently. */
function ruleVariant(code: RuleCode, params: Params, node: string | null): PaxosKey {
  const { proposer, acceptor, acceptedBallot } = params;
  const own = node !== null && (proposer === node || acceptor === node);
  switch (code) {
    case "paxos.promise.given":
    case "paxos.promise.repeated": {
      const empty = acceptedBallot === null || acceptedBallot === undefined;
      if (own) return empty ? `rule.${code}.own.empty` : `rule.${code}.own`;
      return empty ? `rule.${code}.empty` : `rule.${code}`;
    }
    case "paxos.promise.counted":
    case "paxos.accept.accepted":
    case "paxos.accepted.counted":
    case "paxos.ballot.abandoned":
      return own ? `rule.${code}.own` : `rule.${code}`;
    default:
      return `rule.${code}`;
  }
}

/** The text that says what a message is, what fills its places, and the section that has it sent. */
function messageVariant(message: MessageView): { key: PaxosKey; section: string; fields: Params } | null {
  switch (message.kind) {
    case "Promise": {
      const { fields } = message;
      const empty = fields.acceptedBallot === null;
      return { key: empty ? "message.Promise.empty" : "message.Promise", section: "2.2", fields };
    }
    case "Prepare":
    case "Accept":
    case "Accepted":
    case "Nack":
      return { key: `message.${message.kind}`, section: "2.2", fields: { ...message.fields } };
    case "Learn":
    case "Chosen":
      return { key: `message.${message.kind}`, section: "2.3", fields: { ...message.fields } };
    case "Forward":
      return { key: "message.Forward", section: "2.4", fields: message.fields };
    default:
      return null;
  }
}
