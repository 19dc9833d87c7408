//! The decisions of Paxos, each with a code and its place in the paper.
//!
//! A handler notes the rule it applied or the guard that failed. Text for a reader, in each language,
//! lives in the web frontend under the same codes.

use super::ballot::{Ballot, Value};
use crate::kernel::{NodeId, Text, rules};

rules! {
    /// One variant per decision of Paxos. Sections are those of "Paxos Made Simple" (Lamport 2001).
    pub enum Rule {
        // The proposer.
        /// Phase 1 (a): a new ballot, above all that the proposer has seen or tried.
        BallotStarted { ballot: Ballot, needed: u64 } = "paxos.ballot.started", "2.2", "ballot-started";
        /// The highest round that was seen or tried is the greatest that there is (`COUNT_MAX`): no ballot is above it.
        NoRoundLeft { round: u64 } = "paxos.ballot.no-round-left", "2.2";
        /// A promise arrived; `promises` of the `needed` now.
        PromiseCounted { acceptor: NodeId, ballot: Ballot, promises: u64, needed: u64 } = "paxos.promise.counted", "2.2";
        /// Phase 2 (a): of the proposals that the promises report, the one with the highest ballot decides the value.
        ValueAdopted { ballot: Ballot, value: Value, accepted_ballot: Ballot } = "paxos.value.adopted", "2.2";
        /// No promise reports a proposal: the proposer is free to propose its own value.
        ValueFree { ballot: Ballot, value: Value } = "paxos.value.free", "2.2";
        /// Phase 2 (a): a majority promised, so the proposal is issued.
        ProposalIssued { ballot: Ballot, value: Value, promises: u64, needed: u64 } = "paxos.proposal.issued", "2.2", "proposal-issued";
        /// An acceptor has promised a higher ballot: the proposer gives its own up.
        BallotAbandoned { ballot: Ballot, acceptor: NodeId, promised: Ballot } = "paxos.ballot.abandoned", "2.2";
        /// No majority answered in time: the proposer gives its ballot up.
        BallotTimedOut { ballot: Ballot, answers: u64, needed: u64 } = "paxos.ballot.timed-out", "2.4";
        /// An answer to a ballot, or to a phase of it, that is over.
        AnswerIgnored { ballot: Ballot, acceptor: NodeId } = "paxos.answer.ignored", "2.2";

        // The acceptor.
        /// Phase 1 (b): nothing below this ballot will be accepted any more.
        PromiseGiven { proposer: NodeId, ballot: Ballot, accepted_ballot: Option<Ballot> } = "paxos.promise.given", "2.2";
        /// This very ballot is promised already: the same answer again.
        PromiseRepeated { proposer: NodeId, ballot: Ballot, accepted_ballot: Option<Ballot> } = "paxos.promise.repeated", "2.2";
        /// A higher ballot is promised: no promise.
        PrepareRefused { proposer: NodeId, ballot: Ballot, promised: Ballot } = "paxos.prepare.refused", "2.2";
        /// Phase 2 (b), P1a: no higher ballot is promised, so the proposal is accepted.
        ProposalAccepted { proposer: NodeId, ballot: Ballot, value: Value } = "paxos.accept.accepted", "2.2";
        /// This very proposal is accepted already: the same answer again.
        AcceptRepeated { proposer: NodeId, ballot: Ballot, value: Value } = "paxos.accept.repeated", "2.2";
        /// P1a: a higher ballot is promised, so the proposal is refused.
        AcceptRefused { proposer: NodeId, ballot: Ballot, promised: Ballot } = "paxos.accept.refused", "2.2";

        // The learner.
        /// An acceptor accepted this proposal; `accepts` of the `needed` now.
        AcceptCounted { acceptor: NodeId, ballot: Ballot, accepts: u64, needed: u64 } = "paxos.accepted.counted", "2.3";
        /// A majority accepted one proposal: its value is chosen, and now this node knows.
        ValueLearned { ballot: Ballot, value: Value, accepts: u64, needed: u64 } = "paxos.value.learned", "2.3", "value-learned";
        /// Somebody who knows told this node what is chosen.
        ValueTold { by: NodeId, ballot: Ballot, value: Value } = "paxos.value.told", "2.3";
        /// A learner that came back asks the acceptors what they have accepted.
        LearnAsked {} = "paxos.learn.asked", "2.3";
        /// An acceptor tells a learner what it has accepted.
        LearnAnswered { learner: NodeId, ballot: Ballot } = "paxos.learn.answered", "2.3";
        /// An acceptor has accepted nothing that it could tell.
        LearnUnanswered { learner: NodeId } = "paxos.learn.unanswered", "2.3";

        // Clients.
        /// The node tells its client the chosen value, which may be another's.
        RequestAnswered { client: Text, value: Value } = "paxos.request.answered", "2.3";
        /// The node has a ballot on its way already; the client waits for what will be chosen.
        RequestWaiting { client: Text, value: Value } = "paxos.request.waiting", "2.4";
        /// The node does not propose itself: the value goes to one that does.
        RequestForwarded { client: Text, value: Value, proposer: NodeId } = "paxos.request.forwarded", "2.4";
        /// A proposer got a value from another node.
        ForwardReceived { by: NodeId, value: Value } = "paxos.forward.received", "2.4";

        // What no node knows.
        /// A majority has accepted this proposal, at any time: its value is chosen, whoever knows.
        ValueChosen { ballot: Ballot, value: Value, accepts: u64, needed: u64 } = "paxos.value.chosen", "2.2", "value-chosen";
    }
}
