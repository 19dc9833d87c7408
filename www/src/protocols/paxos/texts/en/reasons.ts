import type { PaxosWhy as Why } from "../../codes.ts";

/** Why each rule is as it is. */
export const rules: Why["rules"] = {
  "paxos.ballot.started":
    "Proposals are told apart by numbers. A round above everything seen has a chance to be promised; the proposer's own name behind it keeps two proposers from ever using the same number; and the round is written down before anybody hears of it.",
  "paxos.ballot.no-round-left":
    "A new ballot has to be above all that was seen, and no number may be used twice. The paper's numbers go on without end; here they end where one is no longer exact in a browser, and a proposer stops there.",
  "paxos.promise.counted":
    "Any two majorities share an acceptor. With promises from a majority the proposer has heard from at least one member of every majority that may have chosen something.",
  "paxos.value.adopted":
    "If a value was chosen in a lower ballot, some acceptor in this majority accepted it, and the highest report carries it. If none was chosen, taking it over does no harm. So a value that is chosen stays chosen, and the value that wins is often not the one proposed last.",
  "paxos.value.free":
    "Nobody in this majority has accepted anything lower, and by its promise nobody will. So nothing was chosen below this ballot, nothing can be any more, and any value is safe.",
  "paxos.proposal.issued":
    "Only now is there a proposal: a ballot with a value. One ballot carries one value, so acceptors that accept it agree.",
  "paxos.ballot.abandoned":
    "A higher ballot has begun, and every acceptor that promised it will refuse this one. Giving up early only saves time; it is never needed for safety.",
  "paxos.ballot.timed-out":
    "Messages may be lost and acceptors down, and nothing tells a slow answer from none. So a proposer gives up by time and tries again with a higher ballot.",
  "paxos.answer.ignored":
    "Each answer names the ballot that it is for. One that comes late, twice, or to a phase that is over tells nothing new.",
  "paxos.promise.given":
    "A promise has two halves: accept nothing below this ballot from now on, and report the highest proposal accepted so far. The first closes the past, the second tells of it. It is on disk before it is sent.",
  "paxos.promise.repeated":
    "Messages can be doubled. The same question gets the same answer; the promise was already given.",
  "paxos.prepare.refused":
    "A promise of this ballot would be worth nothing: the acceptor has promised to accept nothing so low.",
  "paxos.accept.accepted":
    "P1a: an acceptor accepts a proposal unless it has promised a higher ballot. Accepting is a promise, too: from now on nothing below this ballot. Both are on disk before the answer leaves.",
  "paxos.accept.repeated":
    "Messages can be doubled. The proposal is accepted already, so the answer is the same.",
  "paxos.accept.refused":
    "The proposer of the higher ballot relies on the promise: it took it that nothing lower would be accepted any more. A late Accept must not undo that.",
  "paxos.accepted.counted":
    "The learner counts acceptors, one ballot with one value at a time. Accepts in different ballots do not add up.",
  "paxos.value.learned":
    "A majority has accepted one proposal, so its value is chosen, and every later proposal will carry it. The node may act on it.",
  "paxos.value.told":
    "Whoever knows may tell: what is chosen never changes. It saves every acceptor from telling every learner.",
  "paxos.learn.asked":
    "What a learner knew was in memory only. It asks the acceptors, whose disks hold what they accepted; if too few answer, it has to wait for the next proposal.",
  "paxos.learn.answered":
    "The acceptor says what it accepted, no more. Whether that is chosen the learner finds out by counting.",
  "paxos.learn.unanswered": "An acceptor that has accepted nothing has nothing to say.",
  "paxos.request.answered":
    "The client gets the value that was chosen. If others proposed, too, it may be another's: Paxos promises one value, not its own to everyone.",
  "paxos.request.waiting": "One ballot at a time. Whatever it brings is the answer for all who wait.",
  "paxos.request.forwarded":
    "If only one node proposes, ballots do not collide. Others hand their values over and answer when they know.",
  "paxos.forward.received":
    "The value is treated like a client's. The node that sent it waits for the outcome and is told.",
  "paxos.value.chosen":
    "Chosen is a fact about the acceptors, not about what anybody knows: from this accept on, no other value can be chosen. No node sees all acceptors, so learning comes later, or not at all.",
};

/** What each property is good for. */
export const properties: Why["properties"] = {
  "one-value-chosen":
    "This is what consensus means. If two values were chosen, two learners could act on different decisions.",
  "chosen-was-proposed":
    "A decision that nobody asked for would be of no use; it also shows that no message was made up.",
  "learned-was-chosen": "A node that acts on a value that is not chosen may find another chosen later.",
  "accepts-keep-promises":
    "A proposer relies on the promises it counted. One acceptor that breaks its word can let a second value be chosen.",
  "promise-never-falls":
    "The promise is on disk. Forgotten in a crash, it could be broken without anybody noticing.",
  "proposals-carry-the-choice":
    "The heart of the proof: if every proposal keeps this, all proposals above a chosen one carry its value.",
  "ballots-are-unique":
    "Acceptors tell proposals apart by ballot alone. With two values under one ballot they would take one for the other.",
  "a-value-is-chosen":
    "Safety is easy for a system that does nothing. This shows that the run got somewhere.",
  "an-earlier-value-is-adopted": "Shows that ballots met: the rule that keeps a choice was put to use.",
};

/** What each property says. */
export const statements: Why["statements"] = {
  "one-value-chosen": "Whatever is chosen, in whichever ballot, is the same value.",
  "chosen-was-proposed": "A value is chosen only if a proposer issued it in that ballot.",
  "learned-was-chosen": "No node takes a value for chosen before it is.",
  "accepts-keep-promises": "An acceptor accepts no proposal below a ballot that it has promised.",
  "promise-never-falls": "The ballot that an acceptor has promised only rises, crash or not.",
  "proposals-carry-the-choice":
    "Each proposal has a majority behind it that promised its ballot, and has accepted no lower one, or whose highest lower one carried the same value.",
  "ballots-are-unique": "A ballot is started once, by one proposer.",
  "a-value-is-chosen": "Sometime in the run a majority has accepted one proposal.",
  "an-earlier-value-is-adopted":
    "Sometime in the run a proposer gives its own value up for one that was accepted before.",
};
