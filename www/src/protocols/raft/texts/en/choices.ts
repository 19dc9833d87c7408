import type { RaftWhy as Why } from "../../codes.ts";

/** What each known bug leaves out or gets wrong. */
export const bugs: Why["bugs"] = {
  "commit-any-term": {
    name: "Commit any term",
    text: "The leader commits an entry of an earlier term as soon as a majority holds it.",
  },
  "commit-unverified": {
    name: "Commit unverified",
    text: "A follower takes over leaderCommit even beyond the entries that this message has checked.",
  },
  "vote-without-log-check": {
    name: "Vote without log check",
    text: "A server votes for any candidate, even one whose log is behind its own.",
  },
  "forget-vote-on-restart": {
    name: "Forget the vote",
    text: "votedFor is not durable: after a restart a server may vote again in the same term.",
  },
  "forget-term-on-restart": {
    name: "Forget the term",
    text: "currentTerm is not durable: after a restart a server is in the term of its log's last entry.",
  },
  "forget-log-on-restart": {
    name: "Forget the log",
    text: "The log is not durable: after a restart a server has nothing of what it acknowledged.",
  },
  "minority-quorum": {
    name: "Minority quorum",
    text: "Half of the servers, rounded down, count as a majority, so two quorums need not overlap.",
  },
  "accept-stale-append": {
    name: "Accept a stale leader",
    text: "A follower accepts entries from the leader of an older term.",
  },
  "no-truncate": {
    name: "Never truncate",
    text: "A follower keeps its own entries where they conflict with the leader's.",
  },
  "truncate-always": {
    name: "Always truncate",
    text: "A follower cuts its log after every AppendEntries, even where nothing conflicts, so a late one removes what it acknowledged.",
  },
  "apply-twice": {
    name: "Apply twice",
    text: "A retried request that is in the log twice takes effect twice.",
  },
  "commit-moves-back": {
    name: "commitIndex moves back",
    text: "A follower sets commitIndex to what a message says, even if a late one says less than it knows.",
  },
  "truncate-on-refusal": {
    name: "Truncate on refusal",
    text: "A leader whose entries are refused deletes its own from there on, instead of only going back with nextIndex.",
  },
  "answer-before-commit": {
    name: "Answer before commit",
    text: "A leader answers its client as soon as it has appended the command, before the command is committed.",
  },
};

/** What each option does. */
export const options: Why["options"] = {
  "election-timeout": {
    name: "Election timeout",
    text: "How long a follower waits for a leader; each time drawn anew from this range.",
  },
  heartbeat: { name: "Heartbeat", text: "How often a leader shows that it is there." },
  "rpc-timeout": { name: "RPC timeout", text: "After how long without an answer a request is sent again." },
  batch: { name: "Batch", text: "How many entries one AppendEntries carries at most." },
  pipeline: { name: "Pipeline", text: "Send new entries without waiting for the answer to the last ones." },
  "no-op": { name: "No-op", text: "A new leader first appends an empty entry of its own term." },
  backtrack: {
    name: "Backtracking",
    text: "After a refusal the leader goes back by one entry, or by a whole term at once.",
  },
  "pre-vote": { name: "Pre-vote", text: "Ask whether an election could be won before starting it." },
  "check-quorum": { name: "Check quorum", text: "A leader that does not hear from a majority steps down." },
  reads: {
    name: "Reads",
    text: "Through the log, so never stale; or answered by the asked server at once, perhaps stale.",
  },
  "client-timeout": {
    name: "Client timeout",
    text: "After how long without an answer a client asks the next server.",
  },
};

/** How to read the picture. */
export const legend: Why["legend"] = {
  hue: "Colour and number: the term",
  follower: "Circle: follower",
  candidate: "Hexagon: candidate; one pip per vote, filled granted, crossed refused, empty awaited",
  leader: "Second ring and crown: leader",
  down: "Dashed and hollow: down; the disk beside it shows what is durable",
  paused: "Bars: paused",
  timer: "Arc: the election timer; when it runs out, an election starts",
  request: "Filled: a request",
  entries: "With squares: AppendEntries and its entries",
  heartbeat: "Small dot: a heartbeat",
  reply: "Hollow with + or −: a reply, yes or no",
  lost: "Cross: the message is lost here",
  held: "Hourglass: held or delayed",
  cut: "Hatched with scissors: the link is cut",
  cell: "Log cell: solid if the node knows it is committed, dashed if not yet",
  "commit-mark": "Bar between cells: the commit index",
  client: "Square outside the circle: a client",
  property: "Chip: a property, and whether it holds",
};
