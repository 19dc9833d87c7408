//! Elections (5.2, 5.4.1), pre-votes (thesis 9.6) and check-quorum (thesis 6.2).

use super::handlers::Ctx;
use super::{Index, Leadership, Message, Progress, Raft, Role, Rule, Term, Timer, Votes};
use crate::kernel::{NodeId, NodeSet};
use crate::time::TimeRange;
use crate::value::COUNT_MAX;

/// The end of a log as votes compare it: term of the last entry, then its index.
pub(super) type LogEnd = (Term, Index);

/// 5.4.1: which of two logs is more up-to-date. The later last term wins; with equal terms, the longer log.
pub fn at_least_as_up_to_date(candidate: LogEnd, voter: LogEnd) -> bool {
    candidate >= voter
}

impl Raft {
    pub(super) fn log_end(&self) -> LogEnd {
        (self.durable.log.last_term(), self.durable.log.last_index())
    }

    // ------------------------------------------------------------------------------------------ changing

    /// Follows a leader, or waits for one. The election timer goes on as it is, unless a leader's or
    /// candidate's timers have to end.
    pub(super) fn become_follower(&mut self, leader: Option<NodeId>, ctx: &mut Ctx<'_>) {
        let was = std::mem::replace(&mut self.role, Role::Follower);
        self.leader = leader;
        if matches!(was, Role::Follower) {
            return;
        }
        ctx.cancel_timer(Timer::Heartbeat);
        ctx.peers().for_each(|peer| ctx.cancel_timer(Timer::Rpc(peer)));
        if matches!(was, Role::Leader(_)) {
            ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        }
    }

    /// 5.2: a new term, a vote for itself, and a request for everybody else's.
    fn become_candidate(&mut self, ctx: &mut Ctx<'_>) {
        assert!(!matches!(self.role, Role::Leader(_)), "a leader does not stand for election");
        self.durable.current_term += 1;
        self.durable.voted_for = Some(self.id);
        self.leader = None;
        let votes = Votes { granted: NodeSet::of(self.id), refused: NodeSet::default() };
        self.role = Role::Candidate { votes };
        ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        ctx.note(Rule::ElectionStarted { term: self.durable.current_term, needed: self.quorum(ctx) });
        ctx.peers().for_each(|peer| self.ask_for_vote(peer, ctx));
        self.count_votes(ctx);
    }

    fn become_pre_candidate(&mut self, ctx: &mut Ctx<'_>) {
        self.leader = None;
        let votes = Votes { granted: NodeSet::of(self.id), refused: NodeSet::default() };
        self.role = Role::PreCandidate { votes };
        ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        ctx.note(Rule::PreVoteStarted { term: self.durable.current_term + 1, needed: self.quorum(ctx) });
        ctx.peers().for_each(|peer| self.ask_for_vote(peer, ctx));
        self.count_pre_votes(ctx);
    }

    /// 5.2: elected; it tells everybody at once, and with a no-op it makes sure to have an entry of its term
    /// to commit (8).
    fn become_leader(&mut self, votes: Votes, ctx: &mut Ctx<'_>) {
        let (term, needed) = (self.durable.current_term, self.quorum(ctx));
        ctx.note(Rule::LeaderElected { term, votes: votes.granted.len(), needed });
        ctx.peers().for_each(|peer| ctx.cancel_timer(Timer::Rpc(peer)));
        let sent_index = self.durable.log.last_index();
        let progress = Progress {
            next_index: sent_index + 1,
            match_index: 0,
            sent_index,
            probing: true,
            refused_index: sent_index,
        };
        self.role = Role::Leader(Leadership {
            progress: vec![progress; usize::from(self.nodes)],
            waiting: Default::default(),
            heard: NodeSet::of(self.id),
        });
        self.leader = Some(self.id);
        if ctx.options.check_quorum {
            ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        } else {
            ctx.cancel_timer(Timer::Election);
        }
        if ctx.options.no_op {
            self.append_noop(ctx);
        }
        ctx.set_timer(Timer::Heartbeat, TimeRange::exactly(ctx.options.heartbeat));
        ctx.peers().for_each(|peer| self.send_entries(peer, ctx));
        self.advance_commit(ctx);
    }

    // -------------------------------------------------------------------------------------------- timers

    pub(super) fn on_election_timeout(&mut self, ctx: &mut Ctx<'_>) {
        if matches!(self.role, Role::Leader(_)) {
            self.check_quorum(ctx);
        } else if self.durable.current_term == COUNT_MAX {
            // There is no term to stand in, now or later, so the timer is not set again.
            ctx.note(Rule::NoTermLeft { term: self.durable.current_term });
        } else if ctx.options.pre_vote {
            self.become_pre_candidate(ctx);
        } else {
            self.become_candidate(ctx);
        }
    }

    /// Thesis 6.2: a leader that no majority has answered for an election timeout steps down.
    fn check_quorum(&mut self, ctx: &mut Ctx<'_>) {
        let needed = self.quorum(ctx);
        let Role::Leader(leadership) = &mut self.role else { return };
        let heard = std::mem::replace(&mut leadership.heard, NodeSet::of(self.id)).len();
        if !ctx.options.check_quorum {
            return;
        }
        if heard >= needed {
            return ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        }
        ctx.note(Rule::SteppedDownQuorum { term: self.durable.current_term, heard, needed });
        self.become_follower(None, ctx);
    }

    /// No vote came from a server that was asked: it is asked again.
    pub(super) fn ask_again(&mut self, peer: NodeId, ctx: &mut Ctx<'_>) {
        let (Role::Candidate { votes } | Role::PreCandidate { votes }) = self.role else { return };
        if !votes.granted.contains(peer) && !votes.refused.contains(peer) {
            ctx.note(Rule::VoteAskedAgain { peer, term: self.durable.current_term });
            self.ask_for_vote(peer, ctx);
        }
    }

    fn ask_for_vote(&self, peer: NodeId, ctx: &mut Ctx<'_>) {
        let (last_log_term, last_log_index) = self.log_end();
        let (term, candidate_id) = (self.durable.current_term, self.id);
        let message = match self.role {
            Role::PreCandidate { .. } => {
                Message::PreVote { term: term + 1, candidate_id, last_log_index, last_log_term }
            }
            _ => Message::RequestVote { term, candidate_id, last_log_index, last_log_term },
        };
        ctx.send(peer, message);
        ctx.set_timer(Timer::Rpc(peer), TimeRange::exactly(ctx.options.rpc_timeout));
    }

    // ------------------------------------------------------------------------------------------- voting

    /// 5.2, 5.4.1: one vote per term, first come first served, and only for a log that is up-to-date.
    pub(super) fn on_request_vote(&mut self, candidate: NodeId, term: Term, end: LogEnd, ctx: &mut Ctx<'_>) {
        let (vote_granted, rule) = self.decide_vote(candidate, term, end, ctx);
        if vote_granted && self.durable.voted_for != Some(candidate) {
            self.durable.voted_for = Some(candidate);
            // Only a vote that is given restarts the timer; one that is merely repeated does not.
            ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        }
        ctx.note(rule);
        let reply = Message::RequestVoteReply { term: self.durable.current_term, vote_granted };
        self.answer(candidate, reply, ctx);
    }

    fn decide_vote(&self, candidate: NodeId, term: Term, end: LogEnd, ctx: &Ctx<'_>) -> (bool, Rule) {
        let current = self.durable.current_term;
        if term < current {
            return (false, Rule::VoteRefusedStaleTerm { candidate, term, current });
        }
        match self.durable.voted_for {
            Some(voted) if voted == candidate => return (true, Rule::VoteRepeated { candidate, term }),
            Some(voted_for) => return (false, Rule::VoteRefusedAlreadyVoted { candidate, voted_for, term }),
            None => {}
        }
        let own = self.log_end();
        if !at_least_as_up_to_date(end, own) && !ctx.options.bugs.vote_without_log_check {
            let ((last_log_term, last_log_index), (own_last_term, own_last_index)) = (end, own);
            let rule = Rule::VoteRefusedLogBehind {
                candidate,
                last_log_term,
                last_log_index,
                own_last_term,
                own_last_index,
            };
            return (false, rule);
        }
        (true, Rule::VoteGranted { candidate, term })
    }

    pub(super) fn on_vote(&mut self, voter: NodeId, term: Term, granted: bool, ctx: &mut Ctx<'_>) {
        let (current, needed) = (self.durable.current_term, self.quorum(ctx));
        let Role::Candidate { votes } = &mut self.role else {
            return ctx.note(Rule::ReplyIgnored { term, current });
        };
        if term < current {
            return ctx.note(Rule::ReplyIgnored { term, current });
        }
        ctx.cancel_timer(Timer::Rpc(voter));
        if !granted {
            votes.refused.insert(voter);
            return ctx.note(Rule::VoteRefusalCounted { voter, votes: votes.granted.len(), needed });
        }
        votes.granted.insert(voter);
        ctx.note(Rule::VoteCounted { voter, votes: votes.granted.len(), needed });
        self.count_votes(ctx);
    }

    fn count_votes(&mut self, ctx: &mut Ctx<'_>) {
        if let Role::Candidate { votes } = self.role
            && votes.granted.len() >= self.quorum(ctx)
        {
            self.become_leader(votes, ctx);
        }
    }

    // ---------------------------------------------------------------------------------------- pre-voting

    /// Thesis 9.6: would it get the vote? Nothing changes here: no term, no vote, no timer.
    pub(super) fn on_pre_vote(&mut self, candidate: NodeId, term: Term, end: LogEnd, ctx: &mut Ctx<'_>) {
        let (vote_granted, rule) = self.decide_pre_vote(candidate, term, end);
        ctx.note(rule);
        let term = if vote_granted { term } else { self.durable.current_term };
        self.answer(candidate, Message::PreVoteReply { term, vote_granted }, ctx);
    }

    fn decide_pre_vote(&self, candidate: NodeId, term: Term, end: LogEnd) -> (bool, Rule) {
        let (current, own) = (self.durable.current_term, self.log_end());
        if term <= current {
            return (false, Rule::PreVoteRefusedStaleTerm { candidate, term, current });
        }
        let leads = matches!(self.role, Role::Leader(_));
        if let Some(leader) = self.leader.filter(|_| leads || self.leader_is_alive) {
            return (false, Rule::PreVoteRefusedLeaderAlive { candidate, leader });
        }
        if !at_least_as_up_to_date(end, own) {
            let ((last_log_term, last_log_index), (own_last_term, own_last_index)) = (end, own);
            let rule = Rule::PreVoteRefusedLogBehind {
                candidate,
                last_log_term,
                last_log_index,
                own_last_term,
                own_last_index,
            };
            return (false, rule);
        }
        (true, Rule::PreVoteGranted { candidate, term })
    }

    pub(super) fn on_pre_vote_reply(&mut self, voter: NodeId, term: Term, granted: bool, ctx: &mut Ctx<'_>) {
        let (current, needed) = (self.durable.current_term, self.quorum(ctx));
        let is_answer = if granted { term == current + 1 } else { term <= current };
        let Role::PreCandidate { votes } = &mut self.role else {
            return ctx.note(Rule::ReplyIgnored { term, current });
        };
        if !is_answer {
            return ctx.note(Rule::ReplyIgnored { term, current });
        }
        ctx.cancel_timer(Timer::Rpc(voter));
        if !granted {
            votes.refused.insert(voter);
            return ctx.note(Rule::PreVoteRefusalCounted { voter, votes: votes.granted.len(), needed });
        }
        votes.granted.insert(voter);
        ctx.note(Rule::PreVoteCounted { voter, votes: votes.granted.len(), needed });
        self.count_pre_votes(ctx);
    }

    fn count_pre_votes(&mut self, ctx: &mut Ctx<'_>) {
        let Role::PreCandidate { votes } = self.role else { return };
        let needed = self.quorum(ctx);
        if votes.granted.len() >= needed {
            let term = self.durable.current_term + 1;
            ctx.note(Rule::PreVoteWon { term, votes: votes.granted.len(), needed });
            self.become_candidate(ctx);
        }
    }

    /// A leader of the current term was heard of: the election timer starts anew.
    pub(super) fn heard_of_leader(&mut self, leader: NodeId, ctx: &mut Ctx<'_>) {
        if matches!(self.role, Role::Candidate { .. }) {
            ctx.note(Rule::SteppedDownLeader { leader, term: self.durable.current_term });
        }
        self.become_follower(Some(leader), ctx);
        ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        if ctx.options.pre_vote {
            self.leader_is_alive = true;
            ctx.set_timer(Timer::Lease, TimeRange::exactly(ctx.options.election_timeout.min));
        }
    }
}
