import type { MessageView } from "../api/frames.ts";
import type { Key } from "./catalogue.ts";
import type { Params } from "./format.ts";
import type { RuleCode } from "./rules.ts";

/** The text that fits a rule with these parameters: some read differently in a special case. */
export function ruleVariant(code: RuleCode, params: Params, node: string | null): Key {
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
export function messageVariant(message: MessageView): Key {
  switch (message.kind) {
    case "RequestVoteReply":
    case "PreVoteReply":
      return message.fields.voteGranted ? `message.${message.kind}` : `message.${message.kind}.refused`;
    case "AppendEntries": {
      const count = message.fields.entries.length;
      if (count === 0) return "message.AppendEntries.heartbeat";
      return count === 1 ? "message.AppendEntries" : "message.AppendEntries.many";
    }
    case "AppendEntriesReply":
      return message.fields.success ? "message.AppendEntriesReply" : "message.AppendEntriesReply.refused";
    case "ClientReply":
      if (message.fields.outcome === "answer") return "message.ClientReply";
      return message.fields.leader === null ? "message.ClientReply.nowhere" : "message.ClientReply.redirect";
    default:
      return `message.${message.kind}`;
  }
}

/** The section that has a message sent. */
export function messageSection(message: MessageView): string | null {
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
    case "ClientRequest":
    case "ClientReply":
      return "8";
    default:
      return null;
  }
}

const isNoop = (command: Params[string]): boolean =>
  command === "" || command === "noop" || command === "no-op";

const isNobody = (leader: Params[string]): boolean => leader === null || leader === "" || leader === "none";
