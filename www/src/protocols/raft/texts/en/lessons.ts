import type { RaftWhy as Why } from "../../codes.ts";

/** What to watch in each scenario of the gallery, and what to predict before it runs. */
export const lessons: Why["lessons"] = {
  "first-election": {
    watch:
      "Every node is a follower with a timer of random length. See whose arc runs out first, and how its votes come in.",
    needs: "five servers, and a leader among them",
    question: "Five servers. With how many votes, its own included, does a candidate become leader?",
    choices: { two: "2", three: "3", four: "4", five: "5" },
  },
  replication: {
    watch:
      "A command goes to the leader, from there to the followers, and back. See when its cells turn solid, and where first.",
    needs: "a command that a leader of at least three servers commits",
    question: "When does the leader commit the command?",
    choices: {
      "at-once": "As soon as it is in its own log",
      majority: "As soon as a majority has it, the leader included",
      all: "Once all five have it",
    },
  },
  "leader-crash": {
    watch: "The leader crashes. Its followers notice only by its silence; then one of them takes over.",
    needs: "a leader that crashes, and another that is elected after it",
    question: "In which term will the next leader lead?",
    choices: {
      same: "In the same term",
      higher: "In a higher term",
      none: "There will be none: a server is missing",
    },
  },
  "split-vote": {
    watch: "Two candidates ask for votes almost at once, and each gets some. Count the pips.",
    needs: "two candidates in the first term, none of them elected, and a leader in a later term",
    question: "No candidate gets a majority. Who leads this term?",
    choices: {
      nobody: "Nobody; a later term decides",
      first: "The one that asked first",
      most: "The one with the most votes",
    },
  },
  partition: {
    watch: "The network falls apart with a client on each side. Both write; then the network heals.",
    needs: "a cut with a client asking on each side, and the old leader on the smaller side",
    question: "Which client gets an answer while the network is cut?",
    choices: {
      majority: "The one on the side of the majority",
      leader: "The one on the side of the old leader",
      both: "Both",
      neither: "Neither",
    },
  },
  "figure-7": {
    watch:
      "Logs as differing as they can get: some lack entries, some have too many. The new leader brings all into line with its own.",
    needs: "n1 elected, and c and d (n4 and n5) cutting off what lies beyond its log",
    question: "Followers c and d hold entries beyond the end of the leader's log. When do these go?",
    choices: {
      "at-once": "With the leader's first heartbeat",
      conflict: "When the leader sends another entry for that index",
      never: "Never",
    },
  },
  "figure-8": {
    watch:
      "A leader brings an entry of an earlier term to a majority, and crashes. See whether the entry survives.",
    needs: "a leader of term 4 with an entry of term 2 on three of five servers",
    question: "An entry of term 2 is on three of five servers; the leader is in term 4. May it be committed?",
    choices: {
      yes: "Yes, three of five are a majority",
      "own-term": "Only along with an entry of term 4",
      never: "Never: term 2 is past",
    },
  },
  "lost-messages": {
    watch:
      "The network loses many messages. What has no answer is sent again, and so the entries get through all the same.",
    needs: "messages lost at random, entries committed all the same, and no property broken by a known bug",
    question: "Can two servers commit different commands at the same index because of it?",
    choices: { yes: "Yes, until messages get through again", no: "No, it only takes longer" },
  },
  "sent-again": {
    watch:
      "The AppendEntries that brings n5 the client's entry is lost. Heartbeats reach n5 all the while; see what each carries.",
    needs:
      "an AppendEntries with entries lost on its way to n5, and n5 getting the entry from the same leader",
    question: "When does n5 get the entry?",
    choices: {
      heartbeat: "With the next heartbeat",
      timeout: "When the leader has waited rpc-timeout in vain",
      next: "Along with the client's next command",
    },
  },
  "slow-follower": {
    watch:
      "One follower is far slower than the others. See what the leader waits for, and how the follower catches up.",
    needs: "a follower that is paused, and a request answered meanwhile with the entry on a majority",
    question: "Does the client have to wait for the slow follower?",
    choices: { yes: "Yes, every follower has to answer", no: "No, a majority is enough" },
  },
  "late-append": {
    watch:
      "An old AppendEntries arrives after a newer one. The follower already has more entries than it names.",
    needs: "an AppendEntries with entries that arrives after a newer one of the same term",
    question: "What does the follower do with its entries beyond those of the late message?",
    choices: { keep: "It keeps them", delete: "It deletes them", ask: "It asks the leader" },
  },
  "retry-once": {
    watch: "The command is done, but its answer is lost. The client asks again, under the same number.",
    needs: "a command that is done, its answer lost, and the client asking again",
    question: "How often does the command take effect?",
    choices: { once: "Once", twice: "Twice", never: "Not at all" },
  },
  "stale-read": {
    watch:
      "A leader is cut off without knowing it; the others elect a new one and write. Then the old leader is asked, with `reads local`.",
    needs: "x written twice, and then read at a leader that was replaced without noticing",
    question: "What does the old leader answer to `get x`?",
    choices: { old: "The old value", new: "The new value", nothing: "Nothing until the network heals" },
  },
  "pre-vote": {
    watch: "A server that was cut off comes back. With pre-vote it did not raise its term meanwhile.",
    needs: "a server other than the leader that is cut off and comes back, with no other fault",
    question: "What does its return do to the leader?",
    choices: { stays: "Nothing, it goes on leading", falls: "It steps down, and there is a new election" },
  },
  "one-way-cut": {
    watch:
      "Messages pass one way only. With pre-vote and without check-quorum, a leader can be heard but can hear nobody.",
    needs: "messages to the leader cut, and a request after that",
    question: "The client sends one more command after the cut. Who answers it?",
    choices: { never: "Nobody", old: "The old leader", new: "A new leader" },
  },
  "bug-vote-without-log-check": {
    watch:
      "n5 misses a committed entry and stands for election. With this bug the voters do not compare logs, and it wins.",
    needs: "n5 elected, and one property broken by that",
    question: "Which property does its election break?",
    choices: { completeness: "Leader Completeness", election: "Election Safety", matching: "Log Matching" },
  },
  "bug-forget-log-on-restart": {
    watch:
      "n2 holds a committed entry, crashes, and comes back with an empty log. Then n4, which lacks the entry, asks for its vote.",
    needs: "n4 elected, and one property broken by that",
    question: "Which property breaks when n4 wins?",
    choices: { completeness: "Leader Completeness", election: "Election Safety", votes: "One vote per term" },
  },
  "bug-accept-stale-append": {
    watch:
      "A message of the leader of term 1 was held up, and reaches n2 when n2 has acknowledged an entry of term 2.",
    needs: "n2 following a leader of an earlier term",
    question: "What does n2 lose by following it?",
    choices: { committed: "An entry that is committed", vote: "Its vote", nothing: "Nothing" },
  },
  "bug-commit-unverified": {
    watch:
      "n2 has an entry at index 2 that was never committed. The leader says that index 2 is committed, but has sent n2 nothing past index 1.",
    needs: "a heartbeat to n2 that checks index 1 only and says that index 2 is committed",
    question: "What does n2 apply at index 2?",
    choices: { own: "Its own entry, which is another", leader: "The leader's entry", nothing: "Nothing yet" },
  },
  "bug-forget-term-on-restart": {
    watch:
      "n2 votes for n3 in term 2, crashes, and comes back in term 1. Then n1 asks for its vote in term 2.",
    needs: "an election in term 2, and nobody but n1 and n3 elected in it",
    question: "How many servers have been elected in term 2 in the end?",
    choices: { one: "One, n3", two: "Two, n3 and n1", none: "None" },
  },
  "bug-answer-before-commit": {
    watch:
      "n1 is cut off, appends `set x 1`, answers its client at once, and crashes. n2 becomes leader, and another client reads x.",
    needs: "c2 reading x after c1 asked for it to be set",
    question: "What does the second client read?",
    choices: {
      none: "none: x was never set",
      value: "1, as the first client was told",
      nothing: "It gets no answer",
    },
  },
  "bug-truncate-on-refusal": {
    watch:
      "n2 becomes leader with two committed commands. n5 lacks them and refuses. With this bug n2 deletes from its own log what n5 lacks.",
    needs: "n2 leading, and a follower that refuses what n2 sends",
    question: "What does n2 lose by that?",
    choices: {
      committed: "Commands that are committed",
      uncommitted: "Only what is not committed",
      nothing: "Nothing",
    },
  },
};
