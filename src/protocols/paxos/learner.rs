//! The learner: how a node comes to know what is chosen, and whom it tells (2.3).

use super::handlers::Ctx;
use super::{Message, Paxos, Phase, Proposal, Rule, Timer};
use crate::kernel::{ClientId, NodeId, NodeSet, Outcome};

impl Paxos {
    /// 2.3: a learner that came back asks the acceptors. If that is not enough, it waits for the next proposal.
    pub(super) fn ask_acceptors(&mut self, ctx: &mut Ctx<'_>) {
        ctx.note(Rule::LearnAsked {});
        ctx.peers().for_each(|peer| ctx.send(peer, Message::Learn {}));
        if let Some(accepted) = self.durable.accepted.clone() {
            self.on_accepted(self.id, accepted, ctx);
        }
    }

    /// Phase 2 (b) arrives at the proposer, or at a learner: a majority for one proposal means that it is chosen.
    pub(super) fn on_accepted(&mut self, acceptor: NodeId, proposal: Proposal, ctx: &mut Ctx<'_>) {
        let ballot = proposal.ballot;
        let is_own = self.attempt.as_ref().is_some_and(|attempt| attempt.ballot == ballot);
        let learns = ctx.options.learns(self.id);
        if !is_own && !learns {
            return ctx.note(Rule::AnswerIgnored { ballot, acceptor });
        }
        let needed = if learns && ctx.options.bugs.learn_from_one_accept { 1 } else { self.quorum(ctx) };
        let counted = self.accepts.get_or_insert(proposal.clone(), NodeSet::default());
        counted.insert(acceptor);
        let accepts = counted.len();
        ctx.note(Rule::AcceptCounted { acceptor, ballot, accepts, needed });
        if accepts < needed {
            return;
        }
        if let Some(attempt) = self.attempt.as_mut().filter(|attempt| attempt.ballot == ballot) {
            attempt.phase = Phase::Chosen;
        }
        if self.learned.is_none() {
            let value = proposal.value.clone();
            ctx.note(Rule::ValueLearned { ballot, value, accepts, needed });
            self.learn(proposal, ctx);
        }
    }

    /// Somebody who knows tells it.
    pub(super) fn on_chosen(&mut self, by: NodeId, proposal: Proposal, ctx: &mut Ctx<'_>) {
        let ballot = proposal.ballot;
        if self.learned.is_some() {
            return ctx.note(Rule::AnswerIgnored { ballot, acceptor: by });
        }
        ctx.note(Rule::ValueTold { by, ballot, value: proposal.value.clone() });
        self.learn(proposal, ctx);
    }

    /// It knows: its own ballots end, and whoever waits for it is told.
    fn learn(&mut self, proposal: Proposal, ctx: &mut Ctx<'_>) {
        ctx.cancel_timer(Timer::Phase);
        ctx.cancel_timer(Timer::Retry);
        if let Some(attempt) = self.attempt.as_mut().filter(|attempt| attempt.is_open()) {
            attempt.phase = Phase::Abandoned;
        }
        self.learned = Some(proposal.clone());
        let waiting = std::mem::take(&mut self.waiting);
        for (&(client, number), ()) in waiting.iter() {
            self.answer(client, number, &proposal, ctx);
        }
        let forwarders = std::mem::take(&mut self.forwarders);
        let informs = ctx.options.inform && ctx.options.learns(self.id);
        for node in ctx.peers() {
            if forwarders.contains(node) || (informs && !ctx.options.learns(node)) {
                self.tell(node, ctx);
            }
        }
    }

    /// Answers a client with the chosen value, which may be another's.
    pub(super) fn answer(&self, client: ClientId, number: u64, chosen: &Proposal, ctx: &mut Ctx<'_>) {
        let value = chosen.value.clone();
        ctx.note(Rule::RequestAnswered { client: client.to_string().into(), value: value.clone() });
        ctx.reply(client, number, Outcome::Answer(value.0));
    }

    /// Tells a node what is chosen, if this one knows.
    pub(super) fn tell(&self, node: NodeId, ctx: &mut Ctx<'_>) {
        if let Some(Proposal { ballot, value }) = self.learned.clone() {
            ctx.send(node, Message::Chosen { ballot, value });
        }
    }
}
