import type { ClusterFrame, EventRecord, MessageOf, MessageView } from "../../api/frames.ts";
import type { Words } from "../../i18n/words.ts";
import {
  type Fact,
  hueOf,
  type MessageFace,
  type NodeFace,
  type Presentation,
} from "../../stage/cluster-presentation.ts";
import type { Weight } from "../../state/caption.ts";
import type { RaftKey } from "./codes.ts";
import type { LogRow } from "./log-table.ts";
import type { LogEntry, RaftFrame, RaftLeader, RaftMessage, RaftNode } from "./types.ts";

/** How Raft is shown: terms as hues, candidates as hexagons with their votes, leaders crowned. */
export function raftPresentation(words: Words<RaftKey>): Presentation {
  return {
    nodes: (frame) => nodesOf(frame).map((node) => face(node, words)),
    message: (message) => messageFace(message as MessageOf<RaftMessage>, words),
    facts: (frame, id) => {
      const node = nodesOf(frame).find((candidate) => candidate.id === id);
      return node === undefined ? [] : facts(node);
    },
    timers: ["election", "heartbeat"],
    anyNodeServes: false,
    commands: ["set x 1", "set y 2", "get x", "cas x 1 2", "del x", "append x 1", "incr x"],
  };
}

const nodesOf = (frame: ClusterFrame): readonly RaftNode[] => (frame as RaftFrame).nodes;

function face(node: RaftNode, words: Words<RaftKey>): NodeFace {
  const down = node.status === "down";
  const role = words.t(`raft.role.${node.role}`);
  const term = words.t("raft.term", { term: node.currentTerm });
  const timer = node.timers.find((one) => one.name === "election") ?? null;
  return {
    id: node.id,
    status: node.status,
    shape: isCandidate(node) ? "hexagon" : "circle",
    crowned: node.role === "leader" && !down,
    hue: down ? 0 : hueOf(node.currentTerm),
    epoch: String(node.currentTerm),
    label: down ? words.t("ui.status.down") : term,
    pips: isCandidate(node) && "votes" in node ? Object.values(node.votes) : [],
    timer,
    disk: `t${node.currentTerm} ·${node.lastIndex}`,
    spoken: down
      ? words.t("raft.spoken.down", { node: node.id, term, entries: node.lastIndex })
      : words.t("raft.spoken.up", { node: node.id, role, term, status: words.t(`ui.status.${node.status}`) }),
  };
}

const isCandidate = (node: RaftNode) => node.role === "candidate" || node.role === "pre-candidate";

function messageFace(message: MessageOf<RaftMessage>, words: Words<RaftKey>): MessageFace {
  const none = { answer: null, cells: [] } as const;
  switch (message.kind) {
    case "RequestVote":
    case "PreVote":
      return {
        ...none,
        hue: hueOf(message.fields.term),
        glyph: "request",
        label: `${message.kind} t${message.fields.term}`,
      };
    case "RequestVoteReply":
    case "PreVoteReply": {
      const granted = message.fields.voteGranted;
      const label = words.t(granted ? "raft.label.vote" : "raft.label.no-vote", {
        term: message.fields.term,
      });
      return { ...none, hue: hueOf(message.fields.term), glyph: "reply", answer: granted ? "+" : "−", label };
    }
    case "AppendEntries": {
      const { term, entries, prevLogIndex } = message.fields;
      const hue = hueOf(term);
      if (entries.length === 0)
        return { ...none, hue, glyph: "heartbeat", label: words.t("raft.label.heartbeat", { term }) };
      const first = prevLogIndex + 1;
      const span = entries.length === 1 ? `${first}` : `${first}–${prevLogIndex + entries.length}`;
      const cells = entries.map((entry) => hueOf(entry.term));
      return { ...none, hue, glyph: "entries", cells, label: `AppendEntries [${span}] t${term}` };
    }
    case "AppendEntriesReply": {
      const { term, success, matchIndex } = message.fields;
      const label = success
        ? words.t("raft.label.match", { index: matchIndex })
        : words.t("raft.label.mismatch", { term });
      return { ...none, hue: hueOf(term), glyph: "reply", answer: success ? "+" : "−", label };
    }
    case "ClientRequest":
      return { ...none, hue: 0, glyph: "client-request", label: message.fields.command };
    case "ClientPush":
      return { ...none, hue: 0, glyph: "client-reply", label: message.fields.text };
    case "ClientReply": {
      const { outcome, answer, leader } = message.fields;
      const redirected = outcome === "redirect";
      const label = redirected ? `→ ${leader ?? "?"}` : (answer ?? "");
      return { ...none, hue: 0, glyph: "client-reply", answer: redirected ? "−" : "+", label };
    }
  }
}

/** Turning points first; what a heartbeat does again and again is quiet. */
const TURNING = new Set(["raft.leader.elected", "raft.commit.advanced", "raft.stepped-down.no-quorum"]);
const QUIET = new Set(["raft.match.unchanged", "raft.reply.ignored", "raft.next.refusal-ignored"]);
const ORDINARY = new Set([
  "raft.term.adopted",
  "raft.match.advanced",
  "raft.applied",
  "raft.commit.learned",
  "raft.no-op.appended",
  "raft.append.sent-again",
  "raft.commit.held-back.copies",
]);

export function weight(record: EventRecord): Weight {
  switch (record.kind) {
    case "leader-elected":
    case "committed":
    case "violated":
    case "action":
    case "crashed":
    case "restarted":
      return 3;
    case "paused":
    case "resumed":
    case "writes-lost":
    case "no-effect":
    case "answered":
    case "given-up":
    case "answered-late":
      return 2;
    case "rule":
      return ruleWeight(record.rule, record.params);
    case "lost":
      return isHeartbeat(record.message) ? 1 : 2;
    case "sent":
    case "delivered":
      return isHeartbeat(record.message) ? 0 : 1;
    case "timer":
      return record.timer === "election" ? 1 : 0;
    default:
      return 1;
  }
}

function ruleWeight(rule: string, params: Record<string, string | number | boolean | null>): Weight {
  if (TURNING.has(rule)) return 3;
  if (QUIET.has(rule)) return 0;
  const { count } = params;
  if (rule === "raft.append.accepted") return count === 0 ? 0 : 2;
  return ORDINARY.has(rule) ? 1 : 2;
}

function isHeartbeat(message: MessageView): boolean {
  return message.kind === "AppendEntries" && message.fields.entries.length === 0;
}

/** What is due next carries nothing new: heartbeats, their answers, the timers that send them. */
export function isQuiet(frame: RaftFrame): boolean {
  const due = frame.nextDue;
  const message = frame.messages.find((one) => one.ends === due);
  if (message === undefined) {
    return frame.nodes.some((node) =>
      node.timers.some((timer) => timer.due === due && timer.name === "heartbeat"),
    );
  }
  if (message.kind !== "AppendEntriesReply") return isHeartbeat(message);
  const asked = frame.nodes.find((node) => node.id === message.to);
  const known = asked?.role === "leader" ? (asked.matchIndex[message.from] ?? 0) : 0;
  return message.fields.success && message.fields.matchIndex <= known;
}

/** The leader whose marks are shown: of those that lead, the one of the latest term. */
export function logRows(nodes: readonly RaftNode[], words: Words<RaftKey>): LogRow[] {
  const leading = nodes.filter((node) => node.role === "leader" && node.status !== "down") as RaftLeader[];
  const leader = leading.reduce<RaftLeader | null>(
    (latest, node) => (latest === null || node.currentTerm > latest.currentTerm ? node : latest),
    null,
  );
  return nodes.map((node) => ({
    ...logRow(node, words),
    next: leader?.nextIndex[node.id] ?? null,
    match: leader?.matchIndex[node.id] ?? null,
  }));
}

function logRow(node: RaftNode, words: Words<RaftKey>): Omit<LogRow, "next" | "match"> {
  return {
    id: node.id,
    crowned: node.role === "leader" && node.status !== "down",
    down: node.status === "down",
    commitIndex: node.commitIndex,
    lastIndex: node.lastIndex,
    cells: node.log.map((entry) => ({
      index: entry.index,
      hue: hueOf(entry.term),
      text: command(entry, words),
      committed: entry.index <= node.commitIndex,
      epoch: String(entry.term),
    })),
  };
}

const command = (entry: LogEntry, words: Words<RaftKey>): string => entry.command ?? words.t("raft.no-op");

/** Figure 2 of the paper, in its own words. */
function facts(node: RaftNode): Fact[] {
  const durable: Fact[] = [
    { name: "currentTerm", value: String(node.currentTerm), durable: true },
    { name: "votedFor", value: node.votedFor ?? "–", durable: true },
    { name: "log", value: logSummary(node), durable: true },
  ];
  if (node.status === "down") return durable;
  const volatile: Fact[] = [
    { name: "commitIndex", value: String(node.commitIndex), durable: false },
    { name: "lastApplied", value: String(node.lastApplied), durable: false },
    { name: "leader", value: node.leader ?? "–", durable: false },
  ];
  const machine = Object.entries(node.machine).map(([key, value]) => `${key}=${value}`);
  if (machine.length > 0) volatile.push({ name: "machine", value: machine.join(" "), durable: false });
  if (node.role === "leader") {
    volatile.push({ name: "nextIndex", value: perNode(node.nextIndex), durable: false });
    volatile.push({ name: "matchIndex", value: perNode(node.matchIndex), durable: false });
  }
  return [...durable, ...volatile];
}

function logSummary(node: RaftNode): string {
  const last = node.log.find((entry) => entry.index === node.lastIndex);
  if (last === undefined && node.lastIndex > 0) return String(node.lastIndex);
  return last === undefined ? "–" : `${node.lastIndex} · t${last.term}`;
}

const perNode = (values: Record<string, number>): string =>
  Object.entries(values)
    .map(([id, value]) => `${id}:${value}`)
    .join(" ");
