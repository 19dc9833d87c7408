//! The acceptor: what it promises, what it accepts, and what it remembers of both (2.2, 2.5).

use super::handlers::Ctx;
use super::{Ballot, Message, Paxos, Proposal, Rule};
use crate::kernel::NodeId;

impl Paxos {
    /// Phase 1 (b), for another node.
    pub(super) fn on_prepare(&mut self, proposer: NodeId, ballot: Ballot, ctx: &mut Ctx<'_>) {
        match self.promise(proposer, ballot, ctx) {
            Ok(reported) => {
                let (accepted_ballot, accepted_value) = reported.map(|p| (p.ballot, p.value)).unzip();
                answer(proposer, Message::Promise { ballot, accepted_ballot, accepted_value }, ctx);
                self.is_overtaken(ballot, ctx);
            }
            Err(promised) => refuse(proposer, ballot, promised, ctx),
        }
    }

    /// Promises a ballot unless a higher one is promised. Returns what to report, the highest-numbered proposal
    /// below the ballot that was accepted; or the promise that stands against it.
    pub(super) fn promise(
        &mut self,
        proposer: NodeId,
        ballot: Ballot,
        ctx: &mut Ctx<'_>,
    ) -> Result<Option<Proposal>, Ballot> {
        let before = self.durable.promised;
        if let Some(promised) = before.filter(|&promised| promised > ballot) {
            ctx.note(Rule::PrepareRefused { proposer, ballot, promised });
            return Err(promised);
        }
        self.durable.promised = Some(ballot);
        let reported = self.durable.accepted.clone().filter(|proposal| proposal.ballot < ballot);
        let accepted_ballot = reported.as_ref().map(|proposal| proposal.ballot);
        ctx.note(if before == Some(ballot) {
            Rule::PromiseRepeated { proposer, ballot, accepted_ballot }
        } else {
            Rule::PromiseGiven { proposer, ballot, accepted_ballot }
        });
        Ok(reported)
    }

    /// Phase 2 (b), for another node.
    pub(super) fn on_accept(&mut self, proposer: NodeId, proposal: Proposal, ctx: &mut Ctx<'_>) {
        let ballot = proposal.ballot;
        if let Err(promised) = self.accept(proposer, proposal, ctx) {
            refuse(proposer, ballot, promised, ctx);
        }
    }

    /// P1a: accepts a proposal unless a higher ballot is promised, and tells the proposer and all learners (2.3).
    pub(super) fn accept(
        &mut self,
        proposer: NodeId,
        proposal: Proposal,
        ctx: &mut Ctx<'_>,
    ) -> Result<(), Ballot> {
        let (ballot, bugs) = (proposal.ballot, ctx.options.bugs);
        if let Some(promised) = self.durable.promised.filter(|&promised| promised > ballot)
            && !bugs.accept_below_promise
        {
            ctx.note(Rule::AcceptRefused { proposer, ballot, promised });
            return Err(promised);
        }
        let value = proposal.value.clone();
        ctx.note(if self.durable.accepted.as_ref() == Some(&proposal) {
            Rule::AcceptRepeated { proposer, ballot, value }
        } else {
            Rule::ProposalAccepted { proposer, ballot, value }
        });
        self.durable.accepted = Some(proposal.clone());
        if !bugs.accept_keeps_promise {
            self.durable.promised = self.durable.promised.max(Some(ballot));
        }
        for node in ctx.peers() {
            if node == proposer || ctx.options.learns(node) {
                answer(node, Message::Accepted { ballot, value: proposal.value.clone() }, ctx);
            }
        }
        if ctx.writes_at_once() && (proposer == self.id || ctx.options.learns(self.id)) {
            self.on_accepted(self.id, proposal, ctx);
        }
        Ok(())
    }

    /// A learner asks what was accepted here (2.3).
    pub(super) fn on_learn(&mut self, learner: NodeId, ctx: &mut Ctx<'_>) {
        let Some(Proposal { ballot, value }) = self.durable.accepted.clone() else {
            return ctx.note(Rule::LearnUnanswered { learner });
        };
        ctx.note(Rule::LearnAnswered { learner, ballot });
        ctx.send(learner, Message::Accepted { ballot, value });
    }
}

/// 2.5: what an acceptor answers, it remembers before: the answer leaves when that is on disk.
fn answer(to: NodeId, answer: Message, ctx: &mut Ctx<'_>) {
    if ctx.options.bugs.answer_before_written { ctx.send_now(to, answer) } else { ctx.send(to, answer) }
}

/// End of 2.2: an acceptor that ignores a request should say so; it does if `nack` is on.
fn refuse(proposer: NodeId, ballot: Ballot, promised: Ballot, ctx: &mut Ctx<'_>) {
    if ctx.options.nack {
        ctx.send(proposer, Message::Nack { ballot, promised });
    }
}
