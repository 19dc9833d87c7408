/** The gallery's titles. What to watch and what to predict is in `lessons.ts`. */
export const scenarios = {
  "scenario.paxos-phases.title": "Phase 1, phase 2, learning",
  "scenario.paxos-two-proposers.title": "Two proposers, one value",
  "scenario.paxos-adopted-value.title": "A crashed proposer's value",
  "scenario.paxos-chosen-unknown.title": "Chosen, but nobody knows",
  "scenario.paxos-late-accept.title": "A late Accept",
  "scenario.paxos-both-sides.title": "Both sides of a cut",
  "scenario.paxos-duel.title": "A duel without end",
  "scenario.paxos-duel-retry.title": "The duel, with random waits",
  "scenario.paxos-duel-distinguished.title": "The duel, with one proposer",
  "scenario.paxos-acceptor-restart.title": "An acceptor restarts",
  "scenario.paxos-slow-learner.title": "The slow learner",
  "scenario.paxos-bug-promise-forgotten.title": "Bug: the promise is forgotten",
  "scenario.paxos-bug-round-reused.title": "Bug: a round is used again",
  "scenario.paxos-forged-accept.title": "Forged: a value nobody proposed",
};
