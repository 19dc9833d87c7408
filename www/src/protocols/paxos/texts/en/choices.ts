import type { PaxosWhy as Why } from "../../codes.ts";

/** Known bugs: what goes wrong with each. */
export const bugs: Why["bugs"] = {
  "ignore-accepted-value": {
    name: "Ignore reports",
    text: "A proposer proposes its own value, whatever the promises report.",
  },
  "adopt-lowest-ballot": {
    name: "Adopt the lowest",
    text: "Of the proposals that promises report, the one with the lowest ballot decides the value.",
  },
  "forget-promise-on-restart": {
    name: "Forget the promise",
    text: "The promise is not durable: after a restart an acceptor has promised nothing.",
  },
  "forget-accepted-on-restart": {
    name: "Forget the accepted proposal",
    text: "The accepted proposal is not durable: after a restart an acceptor reports nothing.",
  },
  "minority-quorum": {
    name: "Minority quorum",
    text: "Half of the acceptors, rounded down, count as a majority, so two quorums need not overlap.",
  },
  "accept-below-promise": {
    name: "Accept below the promise",
    text: "An acceptor accepts a proposal even if it has promised a higher ballot.",
  },
  "accept-keeps-promise": {
    name: "Accepting is no promise",
    text: "Accepting a proposal overwrites what was accepted but does not raise the promise to its ballot.",
  },
  "shared-ballots": {
    name: "Shared ballots",
    text: "Ballots are bare rounds, so two proposers can use the same one.",
  },
  "reuse-round-after-restart": {
    name: "Use a round again",
    text: "The highest round tried is not durable: after a restart a proposer begins at round 1 again.",
  },
  "learn-from-one-accept": {
    name: "Learn from one accept",
    text: "A learner takes a value for chosen as soon as one acceptor has accepted it.",
  },
};

/** Options: what each does. */
export const options: Why["options"] = {
  proposers: {
    name: "Proposers",
    text: "Who may propose: a list of nodes, or all. Others forward values to them.",
  },
  learners: {
    name: "Learners",
    text: "To whom acceptors tell what they accept, beside the proposer: a list of nodes, or all.",
  },
  distinguished: {
    name: "Distinguished proposer",
    text: "The one node that proposes; all others forward to it. None: every proposer does.",
  },
  inform: {
    name: "Inform",
    text: "A learner that knows what is chosen tells the nodes that are no learners.",
  },
  "phase-timeout": {
    name: "Phase timeout",
    text: "How long a proposer waits for a majority before it gives its ballot up.",
  },
  retry: {
    name: "Retry",
    text: "How long it waits then before the next ballot: a random time from this range. 0ms only with nacks.",
  },
  nack: {
    name: "Nacks",
    text: "An acceptor that has promised a higher ballot says so, and the proposer gives up at once.",
  },
  "client-timeout": {
    name: "Client timeout",
    text: "After how long without an answer a client asks the next node.",
  },
};

/** How to read the picture. */
export const legend: Why["legend"] = {
  hue: "Colour and number: the ballot, round and proposer",
  node: "In the circle: the ballot promised",
  badges: "P A L: proposer, acceptor, learner; filled: a ballot under way, a promise given, the choice known",
  promises:
    "Pips: answers to its ballot, first promises, then accepts; filled yes, crossed no, empty awaited",
  value: "Chip in the circle: the value accepted; it keeps the colour of the ballot that first proposed it",
  unaware: "Dashed L: a value is chosen, but this node does not know yet",
  down: "Dashed and hollow: down; the disk beside it shows what is durable",
  paused: "Bars: paused",
  timer: "Arc: a phase or a wait; when it runs out, a ballot ends or starts",
  request: "Filled: Prepare or Accept",
  reply: "Hollow with + or −: a promise or an accept, or a refusal",
  carried: "Chip beside a message: the value that it carries",
  forward: "Square: a client's value on its way to a proposer",
  lost: "Cross: the message is lost here",
  held: "Hourglass: held or delayed",
  cut: "Hatched with scissors: the link is cut",
  "promise-cell": "Outlined cell: the acceptor has promised this ballot",
  "accepted-cell": "Filled cell: it has accepted this value in this ballot",
  "refused-cell": "Cross: it has refused this ballot",
  "closed-cell": "Hatched cell: it can accept nothing there any more, for it has promised a higher ballot",
  "chosen-column": "Tag under a ballot: a majority accepted its value, so that is chosen",
  client: "Square outside the circle: a client",
  property: "Chip: a property, and whether it holds",
};
