import type { PaxosWhy as Why } from "../../codes.ts";

/** What to watch in each scenario of the gallery, and what to predict before it runs. */
export const lessons: Why["lessons"] = {
  "paxos-phases": {
    watch:
      "n1 asks for promises, proposes once a majority has promised, and everybody counts who has accepted. See when X is chosen, and when each node knows.",
    needs: "five acceptors, and a proposal of n1",
    question: "Five acceptors. After how many promises, its own included, does n1 propose?",
    choices: { two: "2", three: "3", four: "4", five: "5" },
  },
  "paxos-two-proposers": {
    watch:
      "n1 is asked for X, n5 for Y a moment later. n5's ballot is the higher one, but one of its promises reports X.",
    needs: "both clients asking, for X and for Y, and an answer to at least one",
    question: "What do the two clients hear?",
    choices: {
      own: "Each hears its own value",
      same: "Both hear the same value",
      one: "Only one gets an answer",
    },
  },
  "paxos-adopted-value": {
    watch:
      "n1 crashes when only n2 has accepted its X besides itself: nothing is chosen. Then n5 is asked for Y. When n1 comes back it takes a round that it has not used before.",
    needs: "n1 crashed with nothing chosen, and n5 proposing X or Y before it is back",
    question: "X is not chosen, and n5 wants Y. What does n5 propose?",
    choices: { x: "X", y: "Y", wait: "Nothing, until n1 is back" },
  },
  "paxos-chosen-unknown": {
    watch:
      "All five accept X, but every word of it is lost, and n1 crashes. Compare what is chosen with what anybody knows.",
    needs: "a value chosen, and known either at once or after a new proposal that carries X",
    question: "When does the first node know what is chosen?",
    choices: {
      "at-once": "As soon as a majority has accepted",
      proposal: "After a new proposal, which has to carry X",
      never: "Never",
    },
  },
  "paxos-late-accept": {
    watch:
      "Two Accepts of ballot 1.n1 are held up. Meanwhile Y is chosen in 2.n5: n3 has promised that ballot, n2 never heard its Prepare but has accepted it. Then the old Accepts arrive.",
    needs: "Y chosen in 2.n5, and then the Accepts of 1.n1 arriving at n2 and n3",
    question: "Which of the two accepts the late proposal of X?",
    choices: {
      n2: "n2: it never promised ballot 2.n5",
      n3: "n3: it has accepted nothing yet",
      both: "Both",
      neither: "Neither",
    },
  },
  "paxos-both-sides": {
    watch:
      "The network falls apart when X has reached only the smaller side. The larger side chooses Y. After healing, n1 tries again.",
    needs: "a cut, X accepted first, and both clients answered",
    question: "On the smaller side X was accepted first. What do both clients hear in the end?",
    choices: { x: "X", y: "Y", own: "Each hears its own value" },
  },
  "paxos-duel": {
    watch:
      "Two proposers that never wait. Each gets its promises, and before its Accept arrives the other has begun a higher ballot.",
    needs: "two proposers that give up ballot after ballot, and nothing chosen",
    question: "When is a value chosen?",
    choices: { soon: "When one of them is a little faster", never: "Never, if it goes on like this" },
  },
  "paxos-duel-retry": {
    watch:
      "The same duel, but whoever gives a ballot up waits for a random time of up to 100 ms before the next.",
    needs: "a ballot given up to another, and a value chosen after that",
    question: "Is that enough to end the duel?",
    choices: { yes: "Yes, one of them gets a head start", no: "No, both only slow down" },
  },
  "paxos-duel-distinguished": {
    watch: "The same two requests, but only n1 proposes. n5 hands its client's value to n1 and waits.",
    needs: "n1 alone proposing, and one value chosen",
    question: "Which value is chosen?",
    choices: { x: "X, which n1 was asked for", y: "Y, which came last", none: "None: n5 may not propose" },
  },
  "paxos-acceptor-restart": {
    watch:
      "n1, n2 and n3 have chosen X. n3 crashes and comes back on the other side of a cut, with n4 and n5, which know nothing.",
    needs: "n3 with X accepted, crashed and back, and then a promise of it to n5",
    question: "n5 asks n3 for a promise. What does n3 tell it?",
    choices: {
      accepted: "That it has accepted X",
      nothing: "Nothing: it lost that in the crash",
      chosen: "That X is chosen",
    },
  },
  "paxos-slow-learner": {
    watch: "n5 is down while X is chosen. It comes back and asks the others what they have accepted.",
    needs: "n5 back after X was chosen, and learning it from 1, 3 or 4 answers of acceptors",
    question: "After how many answers does n5 know that X is chosen?",
    choices: { one: "1", three: "3", four: "4" },
  },
  "paxos-bug-promise-forgotten": {
    watch:
      "n3 promises ballot 2.n5, and Y is chosen with its help. Then it crashes and, with this bug, forgets the promise, just before the late Accept of 1.n1 arrives.",
    needs: "Y chosen, alone or along with X",
    question: "What is chosen in the end?",
    choices: { y: "Y, as before", x: "X instead of Y", both: "Both X and Y" },
  },
  "paxos-bug-round-reused": {
    watch:
      "X is chosen in ballot 1.n1. n1 crashes and, with this bug, forgets which rounds it tried: it begins ballot 1.n1 again and proposes Z.",
    needs: "n1 back after its crash, and a second proposal of it in ballot 1.n1 that is taken",
    question: "What do the acceptors do with a second proposal of ballot 1.n1?",
    choices: {
      refuse: "They refuse it: they accepted another value in this ballot",
      chosen: "They accept it, and Z is chosen, too",
      x: "They report X, so n1 proposes X again",
    },
  },
  "paxos-forged-accept": {
    watch:
      "Somebody sends three acceptors an Accept of Q in the name of n1, which has proposed nothing. Then a client asks n5 for X.",
    needs: "a forged Accept of Q, and then a client that asks for X",
    question: "What is the client told?",
    choices: {
      x: "X, which it asked for",
      q: "Q, which nobody proposed",
      nothing: "Nothing: the acceptors refuse",
    },
  },
};
