//! The proposer: phase 1 gathers promises, phase 2 issues the proposal (2.2); and when it gives up (2.4).

use super::handlers::Ctx;
use super::{Attempt, Ballot, Message, Paxos, Phase, Proposal, Rule, Timer, Value};
use crate::kernel::{NodeId, NodeSet};
use crate::time::TimeRange;
use crate::value::COUNT_MAX;

/// P2c: of two proposals that promises report, the one whose value a new proposal has to carry: that with the
/// higher ballot.
pub fn decides(one: Option<Proposal>, other: Option<Proposal>) -> Option<Proposal> {
    let ballot = |proposal: &Option<Proposal>| proposal.as_ref().map(|proposal| proposal.ballot);
    if ballot(&other) > ballot(&one) { other } else { one }
}

impl Paxos {
    /// Proposes a value, or lets the ballot that is under way do so. Returns whether a ballot was started.
    pub(super) fn propose(&mut self, value: &Value, ctx: &mut Ctx<'_>) -> bool {
        self.wish.get_or_insert_with(|| value.clone());
        self.attempt.is_none() && self.start_ballot(ctx)
    }

    /// Phase 1 (a): a ballot above all that were seen or tried, remembered before anybody hears of it (2.5). Returns
    /// whether there is one: rounds end with [`COUNT_MAX`].
    fn start_ballot(&mut self, ctx: &mut Ctx<'_>) -> bool {
        let highest = self.durable.tried.max(self.seen);
        if highest == COUNT_MAX {
            ctx.note(Rule::NoRoundLeft { round: highest });
            return false;
        }
        let round = highest + 1;
        self.durable.tried = round;
        self.seen = round;
        let ballot = Ballot { round, node: (!ctx.options.bugs.shared_ballots).then_some(self.id) };
        self.attempt = Some(Attempt {
            ballot,
            phase: Phase::Prepare,
            promises: NodeSet::default(),
            refused: NodeSet::default(),
            reported: None,
            value: None,
        });
        ctx.note(Rule::BallotStarted { ballot, needed: self.quorum(ctx) });
        ctx.cancel_timer(Timer::Retry);
        ctx.set_timer(Timer::Phase, TimeRange::exactly(ctx.options.phase_timeout));
        ctx.peers().for_each(|peer| ctx.send(peer, Message::Prepare { ballot }));
        match self.promise(self.id, ballot, ctx) {
            Ok(reported) if ctx.writes_at_once() => self.on_promise(self.id, ballot, reported, ctx),
            Ok(_) => {}
            Err(promised) => self.is_refused_here(ballot, promised, ctx),
        }
        true
    }

    pub(super) fn on_promise(
        &mut self,
        acceptor: NodeId,
        ballot: Ballot,
        reported: Option<Proposal>,
        ctx: &mut Ctx<'_>,
    ) {
        let needed = self.quorum(ctx);
        let Some(attempt) = self.attempt.as_mut().filter(|attempt| attempt.ballot == ballot) else {
            return ctx.note(Rule::AnswerIgnored { ballot, acceptor });
        };
        attempt.promises.insert(acceptor);
        if attempt.phase != Phase::Prepare {
            return ctx.note(Rule::AnswerIgnored { ballot, acceptor });
        }
        attempt.reported = match (attempt.reported.take(), reported) {
            (Some(one), Some(other)) if ctx.options.bugs.adopt_lowest_ballot => Some(one.min(other)),
            (one, other) => decides(one, other),
        };
        let promises = attempt.promises.len();
        ctx.note(Rule::PromiseCounted { acceptor, ballot, promises, needed });
        if promises >= needed {
            self.issue_proposal(ctx);
        }
    }

    /// Phase 2 (a): the value that the promises decide, or else its own.
    fn issue_proposal(&mut self, ctx: &mut Ctx<'_>) {
        let needed = self.quorum(ctx);
        let (Some(attempt), Some(wish)) = (&mut self.attempt, &self.wish) else { return };
        let (ballot, promises) = (attempt.ballot, attempt.promises.len());
        let value = match &attempt.reported {
            Some(reported) if !ctx.options.bugs.ignore_accepted_value => {
                let (value, accepted_ballot) = (reported.value.clone(), reported.ballot);
                ctx.note(Rule::ValueAdopted { ballot, value: value.clone(), accepted_ballot });
                value
            }
            _ => {
                ctx.note(Rule::ValueFree { ballot, value: wish.clone() });
                wish.clone()
            }
        };
        attempt.phase = Phase::Accept;
        attempt.refused = NodeSet::default();
        attempt.value = Some(value.clone());
        ctx.note(Rule::ProposalIssued { ballot, value: value.clone(), promises, needed });
        ctx.set_timer(Timer::Phase, TimeRange::exactly(ctx.options.phase_timeout));
        ctx.peers().for_each(|peer| ctx.send(peer, Message::Accept { ballot, value: value.clone() }));
        if let Err(promised) = self.accept(self.id, Proposal { ballot, value }, ctx) {
            self.is_refused_here(ballot, promised, ctx);
        }
    }

    /// Its own acceptor is like any other, but needs no message.
    fn is_refused_here(&mut self, ballot: Ballot, promised: Ballot, ctx: &mut Ctx<'_>) {
        if ctx.options.nack {
            self.on_nack(self.id, ballot, promised, ctx);
        } else if let Some(attempt) = &mut self.attempt {
            attempt.refused.insert(self.id);
        }
    }

    /// End of 2.2: another proposer has begun to issue a higher ballot, and asked this node's acceptor first.
    pub(super) fn is_overtaken(&mut self, promised: Ballot, ctx: &mut Ctx<'_>) {
        let open = self.attempt.as_ref().filter(|attempt| attempt.is_open() && attempt.ballot < promised);
        if let Some(ballot) = open.map(|attempt| attempt.ballot) {
            self.is_refused_here(ballot, promised, ctx);
        }
    }

    /// End of 2.2: somebody has promised a higher ballot; the proposer abandons its own.
    pub(super) fn on_nack(&mut self, acceptor: NodeId, ballot: Ballot, promised: Ballot, ctx: &mut Ctx<'_>) {
        let Some(attempt) = self.attempt.as_mut().filter(|a| a.ballot == ballot) else {
            return ctx.note(Rule::AnswerIgnored { ballot, acceptor });
        };
        attempt.refused.insert(acceptor);
        if !attempt.is_open() {
            return ctx.note(Rule::AnswerIgnored { ballot, acceptor });
        }
        ctx.note(Rule::BallotAbandoned { ballot, acceptor, promised });
        self.abandon(ctx);
    }

    /// 2.4: it gives up and waits; a wait that is drawn lets one of two get ahead.
    fn abandon(&mut self, ctx: &mut Ctx<'_>) {
        let Some(attempt) = &mut self.attempt else { return };
        attempt.phase = Phase::Abandoned;
        ctx.cancel_timer(Timer::Phase);
        ctx.set_timer(Timer::Retry, ctx.options.retry);
    }

    pub(super) fn on_phase_timeout(&mut self, ctx: &mut Ctx<'_>) {
        let needed = self.quorum(ctx);
        let Some(attempt) = self.attempt.as_ref().filter(|attempt| attempt.is_open()) else { return };
        let answers = match attempt.phase {
            Phase::Prepare => attempt.promises.len(),
            _ => self.accepts_of(attempt).len(),
        };
        ctx.note(Rule::BallotTimedOut { ballot: attempt.ballot, answers, needed });
        self.abandon(ctx);
    }

    /// The wait is over: the next ballot.
    pub(super) fn on_retry(&mut self, ctx: &mut Ctx<'_>) {
        if self.wish.is_some() && self.learned.is_none() {
            self.start_ballot(ctx);
        }
    }

    /// Who is known to have accepted the proposal of a ballot.
    pub(super) fn accepts_of(&self, attempt: &Attempt) -> NodeSet {
        let proposal = attempt.value.clone().map(|value| Proposal { ballot: attempt.ballot, value });
        proposal.and_then(|proposal| self.accepts.get(&proposal).copied()).unwrap_or_default()
    }
}
