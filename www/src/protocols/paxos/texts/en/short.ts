/** Paxos in short: messages, timers, marks, properties, and one text per rule, `what::why`. */
export const paxos = {
  "message.Prepare": "Prepare for ballot {ballot}",
  "message.Promise":
    "a promise for ballot {ballot}::it has accepted “{acceptedValue}” in ballot {acceptedBallot}",
  "message.Promise.empty": "a promise for ballot {ballot}::it has accepted nothing so far",
  "message.Accept": "Accept for ballot {ballot}, with “{value}”",
  "message.Accepted": "word that it has accepted “{value}” in ballot {ballot}",
  "message.Nack": "a refusal of ballot {ballot}::it has promised {promised}",
  "message.Learn": "the question what it has accepted",
  "message.Chosen": "word that “{value}” is chosen::in ballot {ballot}",
  "message.Forward": "a client's value “{value}” to propose",

  "rule.paxos.ballot.started":
    "{node} starts ballot {ballot}::its round is above all that it has seen or tried; it needs {needed} promises",
  "rule.paxos.ballot.no-round-left":
    "{node} starts no ballot::round {round} is the greatest that there is here",
  "rule.paxos.promise.counted": "{node} counts {acceptor}'s promise::{promises} of the {needed} needed",
  "rule.paxos.promise.counted.own": "{node} counts its own promise::{promises} of the {needed} needed",
  "rule.paxos.value.adopted":
    "{node} has to propose “{value}” in ballot {ballot}::of all proposals that promises report, the one of ballot {acceptedBallot} is the highest",
  "rule.paxos.value.free":
    "{node} may propose its own “{value}” in ballot {ballot}::no promise reports an accepted proposal",
  "rule.paxos.proposal.issued":
    "{node} proposes “{value}” in ballot {ballot}::{promises} of the {needed} promises needed",
  "rule.paxos.ballot.abandoned":
    "{node} gives ballot {ballot} up::{acceptor} has promised the higher ballot {promised}",
  "rule.paxos.ballot.abandoned.own":
    "{node} gives ballot {ballot} up::as acceptor it has itself promised the higher ballot {promised}",
  "rule.paxos.ballot.timed-out":
    "{node} gives ballot {ballot} up::{answers} of the {needed} answers needed came in time",
  "rule.paxos.answer.ignored":
    "{node} ignores a message of {acceptor} about ballot {ballot}::it changes nothing any more",

  "rule.paxos.promise.given":
    "{node} promises ballot {ballot} to {proposer}::it reports the proposal that it accepted in ballot {acceptedBallot}",
  "rule.paxos.promise.given.empty":
    "{node} promises ballot {ballot} to {proposer}::it has promised nothing higher, and has accepted nothing lower to report",
  "rule.paxos.promise.given.own":
    "{node} promises its own ballot {ballot}::it counts what it accepted in ballot {acceptedBallot}",
  "rule.paxos.promise.given.own.empty":
    "{node} promises its own ballot {ballot}::it has promised nothing higher, and has accepted nothing lower",
  "rule.paxos.promise.repeated":
    "{node} repeats its promise of ballot {ballot} to {proposer}::and reports the proposal of ballot {acceptedBallot} again",
  "rule.paxos.promise.repeated.empty":
    "{node} repeats its promise of ballot {ballot} to {proposer}::it has this ballot promised already",
  "rule.paxos.promise.repeated.own":
    "{node} repeats the promise of its own ballot {ballot}::it counts what it accepted in ballot {acceptedBallot}",
  "rule.paxos.promise.repeated.own.empty":
    "{node} repeats the promise of its own ballot {ballot}::it has this ballot promised already",
  "rule.paxos.prepare.refused":
    "{node} refuses {proposer} a promise for ballot {ballot}::it has promised the higher ballot {promised}",
  "rule.paxos.accept.accepted": "{node} accepts “{value}” in ballot {ballot}::it has promised nothing higher",
  "rule.paxos.accept.accepted.own":
    "{node} accepts its own “{value}” in ballot {ballot}::it has promised nothing higher",
  "rule.paxos.accept.repeated":
    "{node} says again that it has accepted “{value}” in ballot {ballot}::Accept came twice",
  "rule.paxos.accept.refused":
    "{node} refuses {proposer}'s proposal of ballot {ballot}::it has promised the higher ballot {promised}",

  "rule.paxos.accepted.counted":
    "{node} hears that {acceptor} has accepted in ballot {ballot}::{accepts} of the {needed} needed",
  "rule.paxos.accepted.counted.own":
    "{node} counts that it has accepted in ballot {ballot} itself::{accepts} of the {needed} needed",
  "rule.paxos.value.learned":
    "{node} learns that “{value}” is chosen::{accepts} of the {needed} acceptors needed have accepted it in ballot {ballot}",
  "rule.paxos.value.told": "{node} is told by {by} that “{value}” is chosen::in ballot {ballot}",
  "rule.paxos.learn.asked":
    "{node} asks all acceptors what they have accepted::what it knew was lost in the crash",
  "rule.paxos.learn.answered": "{node} tells {learner} what it has accepted::in ballot {ballot}",
  "rule.paxos.learn.unanswered": "{node} has nothing to tell {learner}::it has accepted nothing so far",

  "rule.paxos.request.answered": "{node} answers {client}: “{value}”::this is the value chosen",
  "rule.paxos.request.waiting":
    "{node} lets {client} wait::a ballot of its own is under way, and the answer is what will be chosen",
  "rule.paxos.request.forwarded":
    "{node} hands {client}'s “{value}” to {proposer}::it does not propose itself",
  "rule.paxos.forward.received":
    "{node} takes over “{value}” from {by}::it proposes for others, and will tell them what is chosen",

  "rule.paxos.value.chosen":
    "“{value}” is chosen in ballot {ballot}::with {node}'s accept {accepts} of the {needed} acceptors needed have accepted it; nobody need know yet",

  "moment.ballot-started": "{epoch} prepares",
  "moment.proposal-issued": "{epoch} proposes {detail}",
  "moment.value-chosen": "{detail} is chosen",
  "moment.value-learned": "{node} learns {detail}",
  "timer.phase": "{node} has waited long enough for a majority",
  "timer.retry": "{node} has waited long enough to try again",

  "property.one-value-chosen.name": "One value is chosen",
  "property.chosen-was-proposed.name": "The choice was proposed",
  "property.learned-was-chosen.name": "What is learned is chosen",
  "property.accepts-keep-promises.name": "Accepts keep promises (P1a)",
  "property.promise-never-falls.name": "Promises never fall",
  "property.proposals-carry-the-choice.name": "Proposals carry the choice (P2c)",
  "property.ballots-are-unique.name": "Ballots are unique",
  "property.a-value-is-chosen.name": "A value is chosen",
  "property.an-earlier-value-is-adopted.name": "An earlier value is adopted",
};
