import type { MessageView } from "../../api/frames.ts";
import type { Params } from "../../i18n/format.ts";
import type { Phrasing, Saying } from "../../i18n/phrase.ts";
import {
  isPropertyName,
  isRuleCode,
  PROPERTY_SECTIONS,
  type RaftKey,
  RULE_SECTIONS,
  type RuleCode,
} from "./codes.ts";

/** What Raft says when; the texts are in `texts/`. */
export const phrasing: Phrasing = {
  paper: "Raft",
  rule(code, params, node) {
    // The page may be older than the engine: a code is looked up before it is trusted.
    if (!isRuleCode(code)) return null;
    const first = Number(params.was ?? null) + 1;
    return {
      key: ruleVariant(code, params, node),
      params: { ...params, first },
      section: RULE_SECTIONS[code],
    };
  },
  message(message) {
    const key = messageVariant(message);
    return key === null ? null : { key, params: messageParams(message), section: messageSection(message) };
  },
  timer,
  property: (name) => (isPropertyName(name) ? PROPERTY_SECTIONS[name] : null),
};

function messageParams({ from, to, fields }: MessageView): Params {
  if (!("entries" in fields)) return { ...fields, from, to };
  const { entries, ...others } = fields;
  const [count, first] = [entries.length, fields.prevLogIndex + 1];
  return { ...others, from, to, entries: count, count, first, last: first + count - 1 };
}

/** A timer that waits for a peer's answer has the peer in its name. */
function timer(name: string): Saying | null {
  const say = (key: RaftKey, section: string, params: Params = {}): Saying => ({ key, section, params });
  const [kind = name] = name.split(/[^\w-]/u);
  const peer = /\bn\d+\b/u.exec(name)?.[0];
  if (kind === "election") return say("timer.election", "5.2");
  if (kind === "heartbeat") return say("timer.heartbeat", "5.2");
  if (kind !== "rpc") return null;
  return peer === undefined ? say("timer.rpc", "5.1") : say("timer.rpc.peer", "5.1", { peer });
}

/** The text that fits a rule with these parameters: some read differently in a special case. */
function ruleVariant(code: RuleCode, params: Params, node: string | null): RaftKey {
  const { term, current, votedFor, lastLogTerm, ownLastTerm, leader, count, commitIndex, was, command } =
    params;
  switch (code) {
    case "raft.reply.ignored":
      return term === current ? `rule.${code}.role` : `rule.${code}`;
    case "raft.vote.refused.already-voted":
      return votedFor === node ? `rule.${code}.self` : `rule.${code}`;
    case "raft.vote.refused.log-behind":
    case "raft.pre-vote.refused.log-behind":
      return lastLogTerm === ownLastTerm ? `rule.${code}.index` : `rule.${code}`;
    case "raft.pre-vote.refused.leader-alive":
      return leader === node ? `rule.${code}.self` : `rule.${code}`;
    case "raft.append.ignored":
      return leader === node ? `rule.${code}.self` : `rule.${code}`;
    case "raft.append.accepted":
      return count === 0 ? `rule.${code}.heartbeat` : `rule.${code}`;
    case "raft.commit.advanced":
      return Number(commitIndex) - Number(was) > 1 ? `rule.${code}.many` : `rule.${code}`;
    case "raft.applied":
      return isNoop(command) ? `rule.${code}.no-op` : `rule.${code}`;
    case "raft.request.redirected":
      return isNobody(leader) ? `rule.${code}.nowhere` : `rule.${code}`;
    default:
      return `rule.${code}`;
  }
}

/** The text that says what a message is. */
function messageVariant(message: MessageView): RaftKey | null {
  switch (message.kind) {
    case "RequestVoteReply":
    case "PreVoteReply":
      return message.fields.voteGranted ? `message.${message.kind}` : `message.${message.kind}.refused`;
    case "AppendEntries": {
      const count = message.fields.entries.length;
      if (count === 0) return "message.AppendEntries.heartbeat";
      return count === 1 ? "message.AppendEntries" : "message.AppendEntries.many";
    }
    case "AppendEntriesReply": {
      const { success, prevLogIndex } = message.fields;
      if (success) return "message.AppendEntriesReply";
      const refused = "message.AppendEntriesReply.refused";
      return prevLogIndex === null ? `${refused}.term` : refused;
    }
    case "RequestVote":
    case "PreVote":
      return `message.${message.kind}`;
    default:
      return null;
  }
}

/** The section that has a message sent. */
function messageSection(message: MessageView): string | null {
  switch (message.kind) {
    case "RequestVote":
    case "RequestVoteReply":
      return "5.2";
    case "PreVote":
    case "PreVoteReply":
      return "thesis 9.6";
    case "AppendEntries":
      return message.fields.entries.length === 0 ? "5.2" : "5.3";
    case "AppendEntriesReply":
      return "5.3";
    default:
      return null;
  }
}

const isNoop = (command: Params[string]): boolean =>
  command === "" || command === "noop" || command === "no-op";

const isNobody = (leader: Params[string]): boolean => leader === null || leader === "" || leader === "none";
