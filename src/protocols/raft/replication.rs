//! Log replication (5.3), committing (5.3, 5.4.2) and applying.

use super::handlers::Ctx;
use super::{Entry, Index, Leadership, Message, Progress, Raft, Role, Rule, Term, Timer};
use crate::kernel::{NodeId, Outcome};
use crate::protocols::machine::{Command, Origin};
use crate::protocols::quorum::reached_by;
use crate::time::TimeRange;

/// The commit rule of a leader (Figure 2, last line; 5.3, 5.4.2): the highest index that a majority holds.
/// `matches` are the indexes up to which each server's log is the leader's, its own included. It may be
/// committed if its entry is of the leader's own term; an earlier one is committed by the next that is.
pub fn majority_index(matches: &mut [Index], needed: u64) -> Index {
    reached_by(needed, matches)
}

impl Raft {
    // ---------------------------------------------------------------------------------------- the leader

    pub(super) fn append_noop(&mut self, ctx: &mut Ctx<'_>) {
        let term = self.durable.current_term;
        self.durable.log.push(Entry { term, command: None, origin: None });
        ctx.note(Rule::NoopAppended { index: self.durable.log.last_index(), term });
    }

    /// 5.3: the leader appends the command and sends it to everybody.
    pub(super) fn append_command(&mut self, command: Command, origin: Origin, ctx: &mut Ctx<'_>) {
        let term = self.durable.current_term;
        let text = command.text().clone();
        let early = ctx.options.bugs.answer_before_commit;
        if early {
            let answer = self.machine.clone().apply(&command, None, 1);
            ctx.reply(origin.client, origin.number, Outcome::Answer(answer));
        }
        self.durable.log.push(Entry { term, command: Some(command), origin: Some(origin) });
        let index = self.durable.log.last_index();
        if let Role::Leader(leadership) = &mut self.role
            && !early
        {
            leadership.waiting.insert(index, origin);
        }
        ctx.note(Rule::CommandAppended { index, term, command: text });
        for peer in ctx.peers() {
            let waits =
                self.progress(peer).is_some_and(|p| p.is_awaited() && (p.probing || !ctx.options.pipeline));
            if !waits {
                self.send_entries(peer, ctx);
            }
        }
        self.advance_commit(ctx);
    }

    /// Where this leader appended a request that is not answered yet. Without looking, a client that is less
    /// patient than a round trip would fill the log with copies faster than they can be replicated.
    pub(super) fn waiting_at(&self, origin: Origin) -> Option<Index> {
        let Role::Leader(leadership) = &self.role else { return None };
        leadership.waiting.iter().find(|&(_, waiting)| *waiting == origin).map(|(&index, _)| index)
    }

    /// 5.2: heartbeats carry no entries. All there is was sent as soon as it could be, so one could only repeat
    /// what is under way; what is lost, the RPC timer sends again.
    pub(super) fn on_heartbeat(&mut self, ctx: &mut Ctx<'_>) {
        if !matches!(self.role, Role::Leader(_)) {
            return;
        }
        for peer in ctx.peers() {
            // After matchIndex the follower surely agrees, and may commit up to there. While that is not known,
            // the heartbeat repeats the probe without its entries, and its refusal is the probe's.
            if let Some(Progress { next_index, match_index, probing, .. }) = self.progress(peer) {
                let prev_log_index = if probing { next_index - 1 } else { match_index };
                self.send_append(peer, prev_log_index, 0, ctx);
            }
        }
        ctx.set_timer(Timer::Heartbeat, TimeRange::exactly(ctx.options.heartbeat));
    }

    /// 5.3: what is not acknowledged is sent again, from the first such entry on.
    pub(super) fn on_rpc_timeout(&mut self, peer: NodeId, ctx: &mut Ctx<'_>) {
        let is_peer = self.is_peer(peer);
        let Some(progress) = self.progress_mut(peer) else { return self.ask_again(peer, ctx) };
        if !is_peer || !progress.is_awaited() {
            return;
        }
        if !progress.probing {
            progress.go_back_to(progress.match_index + 1);
        }
        let next_index = progress.next_index;
        ctx.note(Rule::EntriesSentAgain { follower: peer, next_index });
        self.send_entries(peer, ctx);
    }

    /// Sends the entries from nextIndex on, or a probe, and waits for the answer.
    pub(super) fn send_entries(&mut self, peer: NodeId, ctx: &mut Ctx<'_>) {
        let last_index = self.durable.log.last_index();
        let (batch, pipeline) = (Index::from(ctx.options.batch), ctx.options.pipeline);
        let Some(progress) = self.progress_mut(peer) else { return };
        let next_index = progress.next_index;
        let count = batch.min((last_index + 1).saturating_sub(next_index));
        // Whoever waits already goes on waiting for what was sent first: else new entries would put off for
        // ever the moment when a lost one is sent again. A probe is always the one message that counts.
        let waits = progress.is_awaited() && !progress.probing;
        progress.sent_index = progress.sent_index.max(next_index - 1 + count);
        if pipeline && !progress.probing {
            progress.next_index += count;
        }
        if !waits {
            ctx.set_timer(Timer::Rpc(peer), TimeRange::exactly(ctx.options.rpc_timeout));
        }
        self.send_append(peer, next_index - 1, count, ctx);
    }

    /// So many entries after prevLogIndex; with none, a heartbeat.
    fn send_append(&self, peer: NodeId, prev_log_index: Index, count: u64, ctx: &mut Ctx<'_>) {
        let message = Message::AppendEntries {
            term: self.durable.current_term,
            leader_id: self.id,
            prev_log_index,
            prev_log_term: self.durable.log.term_at(prev_log_index).unwrap_or(0),
            entries: self.durable.log.slice(prev_log_index + 1, count),
            leader_commit: self.commit_index,
        };
        // A heartbeat without entries promises nothing; and of its entries a leader need not have a copy on disk, as long
        // as it does not count it (thesis 10.2.1).
        if count == 0 || ctx.options.parallel_writes {
            ctx.send_now(peer, message);
        } else {
            ctx.send(peer, message);
        }
    }

    /// 5.3: the follower's log is the leader's up to `match_index`. A late answer tells less than is known.
    pub(super) fn on_accepted(
        &mut self,
        follower: NodeId,
        term: Term,
        match_index: Index,
        ctx: &mut Ctx<'_>,
    ) {
        // Whoever forges an answer cannot make the leader count entries that it has not.
        let last_index = self.durable.log.last_index();
        let match_index = match_index.min(last_index);
        let Some(progress) = self.answered(follower, term, ctx) else { return };
        let known = progress.match_index;
        let probe = progress.probing.then_some(progress.next_index - 1);
        // What tells nothing new, a heartbeat's answer most often, is not the answer to entries under way.
        if match_index <= known && probe.is_none() {
            return ctx.note(Rule::MatchUnchanged { follower, match_index: known });
        }
        // Where the logs agree is known now, if it was not; what came along with the probe may be under way still.
        progress.probing = false;
        progress.match_index = known.max(match_index);
        progress.sent_index = progress.sent_index.max(match_index);
        let acknowledged = if ctx.options.pipeline { progress.sent_index } else { progress.match_index };
        progress.next_index = acknowledged + 1;
        let (match_index, next_index, awaited) =
            (progress.match_index, progress.next_index, progress.is_awaited());
        if !awaited {
            ctx.cancel_timer(Timer::Rpc(follower));
        } else if match_index > probe.unwrap_or(known) {
            ctx.set_timer(Timer::Rpc(follower), TimeRange::exactly(ctx.options.rpc_timeout));
        }
        if match_index > known {
            ctx.note(Rule::MatchAdvanced { follower, match_index });
            self.advance_commit(ctx);
        } else {
            ctx.note(Rule::MatchUnchanged { follower, match_index });
        }
        if next_index <= last_index && (ctx.options.pipeline || !awaited) {
            self.send_entries(follower, ctx);
        }
    }

    /// 5.3: the follower had no such entry at prevLogIndex, so nextIndex goes back: while probing by one entry or
    /// one term, and else to what is known to match, for then entries under way overtook others, or others are
    /// lost. A refusal of the message's term names no prevLogIndex, and says nothing of the log.
    pub(super) fn on_refused(
        &mut self,
        follower: NodeId,
        term: Term,
        prev_log_index: Option<Index>,
        conflict: (Option<Index>, Option<Term>),
        ctx: &mut Ctx<'_>,
    ) {
        let Some(progress) = self.answered(follower, term, ctx).copied() else { return };
        let back_to = match prev_log_index {
            Some(refused) if progress.takes_refusal_of(refused) => self.back_from(&progress, conflict),
            _ => None,
        };
        let (Some(back_to), Some(progress)) = (back_to, self.progress_mut(follower)) else {
            return ctx.note(Rule::RefusalIgnored { follower, next_index: progress.next_index });
        };
        progress.go_back_to(back_to);
        ctx.note(Rule::NextDecreased { follower, next_index: back_to });
        if ctx.options.bugs.truncate_on_refusal {
            self.truncate_from(back_to, ctx);
        }
        self.send_entries(follower, ctx);
    }

    /// Where nextIndex goes back to after a refusal; none if a forged one asks to go forward.
    fn back_from(&self, progress: &Progress, conflict: (Option<Index>, Option<Term>)) -> Option<Index> {
        let &Progress { next_index, match_index, probing, .. } = progress;
        let (conflict_index, conflict_term) = conflict;
        if !probing {
            return Some(match_index + 1);
        }
        // The leader's own last entry of the term in the way, if it has one: what follows that may match.
        let same_term = conflict_term.and_then(|term| self.durable.log.last_of_term(term));
        let after_term = same_term.map(|last| last + 1).filter(|&index| index < next_index);
        let back_to = after_term.or(conflict_index).unwrap_or(next_index - 1).max(1);
        (back_to < next_index).then_some(back_to)
    }

    /// What a leader knows of the follower whose answer this is; none if it is not an answer to it.
    fn answered(&mut self, follower: NodeId, term: Term, ctx: &mut Ctx<'_>) -> Option<&mut Progress> {
        let current = self.durable.current_term;
        if term < current || !matches!(self.role, Role::Leader(_)) {
            ctx.note(Rule::ReplyIgnored { term, current });
            return None;
        }
        if let Role::Leader(leadership) = &mut self.role {
            leadership.heard.insert(follower);
        }
        self.progress_mut(follower)
    }

    fn progress(&self, peer: NodeId) -> Option<Progress> {
        match &self.role {
            Role::Leader(Leadership { progress, .. }) => Some(progress[peer.index()]),
            _ => None,
        }
    }

    fn progress_mut(&mut self, peer: NodeId) -> Option<&mut Progress> {
        match &mut self.role {
            Role::Leader(Leadership { progress, .. }) => Some(&mut progress[peer.index()]),
            _ => None,
        }
    }

    /// 5.3, 5.4.2: commitIndex goes to the highest index that a majority holds, if its entry is of the
    /// current term.
    pub(super) fn advance_commit(&mut self, ctx: &mut Ctx<'_>) {
        let (needed, term) = (self.quorum(ctx), self.durable.current_term);
        let Role::Leader(leadership) = &self.role else { return };
        let (place, last_index) = (self.id.index(), self.durable.log.last_index());
        let written = leadership.progress[place].match_index.min(last_index);
        let own = (place, if ctx.writes_at_once() { last_index } else { written });
        let of = |(place, p): (usize, &Progress)| if place == own.0 { own.1 } else { p.match_index };
        let mut matches: Vec<Index> = leadership.progress.iter().enumerate().map(of).collect();
        let copies = |matches: &[Index], index| matches.iter().filter(|&&m| m >= index).count() as u64;
        let index = majority_index(&mut matches, needed);
        if index <= self.commit_index {
            let next = self.commit_index + 1;
            if last_index >= next {
                ctx.note(Rule::CommitHeldBackCopies { index: next, copies: copies(&matches, next), needed });
            }
            return;
        }
        let entry_term = self.durable.log.term_at(index).unwrap_or(0);
        if entry_term != term && !ctx.options.bugs.commit_any_term {
            return ctx.note(Rule::CommitHeldBackTerm { index, entry_term, term });
        }
        let was = std::mem::replace(&mut self.commit_index, index);
        ctx.note(Rule::CommitAdvanced {
            commit_index: index,
            was,
            copies: copies(&matches, index),
            needed,
            term,
        });
        self.apply_committed(ctx);
    }

    // -------------------------------------------------------------------------------------- the follower

    /// Figure 2, AppendEntries, receiver implementation.
    pub(super) fn on_append_entries(
        &mut self,
        leader: NodeId,
        term: Term,
        (prev_log_index, prev_log_term): (Index, Term),
        entries: &[Entry],
        leader_commit: Index,
        ctx: &mut Ctx<'_>,
    ) {
        let current = self.durable.current_term;
        if term < current && !ctx.options.bugs.accept_stale_append {
            ctx.note(Rule::EntriesRefusedStaleTerm { leader, term, current });
            return self.reply_refused(leader, None, (None, None), ctx);
        }
        // Two leaders of one term, or a message in this server's own name: only a forgery, or a bug that
        // Election Safety reports, gets here.
        if matches!(self.role, Role::Leader(_)) || !self.is_peer(leader) {
            return ctx.note(Rule::EntriesIgnored { leader, term });
        }
        self.heard_of_leader(leader, ctx);
        let log = &self.durable.log;
        let Some(own_term) = log.term_at(prev_log_index) else {
            let last_index = log.last_index();
            let back_to = if ctx.options.backtracks_by_term() { last_index + 1 } else { prev_log_index };
            ctx.note(Rule::EntriesRefusedMissing { leader, prev_log_index, last_index });
            return self.reply_refused(leader, Some(prev_log_index), (Some(back_to), None), ctx);
        };
        if own_term != prev_log_term {
            let by_term = ctx.options.backtracks_by_term();
            let back_to = if by_term { log.first_of_term_at(prev_log_index) } else { prev_log_index };
            ctx.note(Rule::EntriesRefusedConflict { leader, prev_log_index, prev_log_term, own_term });
            let conflict = (Some(back_to), by_term.then_some(own_term));
            return self.reply_refused(leader, Some(prev_log_index), conflict, ctx);
        }
        let match_index = self.store(prev_log_index, entries, ctx);
        ctx.note(Rule::EntriesAccepted { leader, count: entries.len() as u64, match_index });
        self.learn_commit(leader_commit, match_index, ctx);
        let reply = Message::AppendEntriesReply {
            term: self.durable.current_term,
            success: true,
            prev_log_index: Some(prev_log_index),
            match_index,
            conflict_index: None,
            conflict_term: None,
        };
        self.answer(leader, reply, ctx);
    }

    fn reply_refused(
        &self,
        leader: NodeId,
        prev_log_index: Option<Index>,
        (conflict_index, conflict_term): (Option<Index>, Option<Term>),
        ctx: &mut Ctx<'_>,
    ) {
        let term = self.durable.current_term;
        let reply = Message::AppendEntriesReply {
            term,
            success: false,
            prev_log_index,
            match_index: 0,
            conflict_index,
            conflict_term,
        };
        self.answer(leader, reply, ctx);
    }

    /// Rules 3 and 4: what conflicts with a new entry goes, with all that follows it; what is new is
    /// appended; what is there already stays, for the message may be late. Returns the last new index.
    fn store(&mut self, prev_log_index: Index, entries: &[Entry], ctx: &mut Ctx<'_>) -> Index {
        let bugs = ctx.options.bugs;
        if bugs.truncate_always {
            self.truncate_from(prev_log_index + 1, ctx);
        }
        for (index, entry) in (prev_log_index + 1..).zip(entries) {
            match self.durable.log.term_at(index) {
                Some(term) if term == entry.term || bugs.no_truncate => continue,
                Some(_) => self.truncate_from(index, ctx),
                None => {}
            }
            self.durable.log.push(entry.clone());
        }
        prev_log_index + entries.len() as u64
    }

    fn truncate_from(&mut self, from: Index, ctx: &mut Ctx<'_>) {
        let count = (self.durable.log.last_index() + 1).saturating_sub(from);
        if count > 0 {
            ctx.note(Rule::EntriesTruncated { from, count });
            self.durable.log.truncate_after(from - 1);
        }
    }

    /// Rule 5: commitIndex follows leaderCommit, as far as this log is known to be the leader's.
    fn learn_commit(&mut self, leader_commit: Index, last_new: Index, ctx: &mut Ctx<'_>) {
        let verified =
            if ctx.options.bugs.commit_unverified { self.durable.log.last_index() } else { last_new };
        let commit_index = leader_commit.min(verified);
        let moves_back = ctx.options.bugs.commit_moves_back && commit_index < self.commit_index;
        if commit_index > self.commit_index || moves_back {
            self.commit_index = commit_index;
            ctx.note(Rule::CommitLearned { commit_index, leader_commit });
            self.apply_committed(ctx);
        }
    }

    // ------------------------------------------------------------------------------------------ everybody

    /// Figure 2, all servers: what is committed is applied, in order; the leader answers its clients.
    fn apply_committed(&mut self, ctx: &mut Ctx<'_>) {
        while self.last_applied < self.commit_index {
            let index = self.last_applied + 1;
            let Some(entry) = self.durable.log.get(index) else { return };
            let (command, origin) = (entry.command.clone(), entry.origin);
            self.last_applied = index;
            if let Some(command) = command {
                self.apply(index, &command, origin, ctx);
            }
        }
    }

    fn apply(&mut self, index: Index, command: &Command, origin: Option<Origin>, ctx: &mut Ctx<'_>) {
        let remembered = ctx.clients.remembered();
        let recorded = origin
            .filter(|_| !ctx.options.bugs.apply_twice)
            .and_then(|origin| self.machine.answered(origin, remembered));
        let answer = match (recorded, origin) {
            (Some(answer), Some(Origin { client, number })) => {
                ctx.note(Rule::AppliedOnce { index, client: client.to_string().into(), number });
                answer
            }
            _ => {
                let answer = self.machine.apply(command, origin, remembered);
                ctx.note(Rule::Applied { index, command: command.text().clone(), answer: answer.clone() });
                answer
            }
        };
        if let Role::Leader(leadership) = &mut self.role
            && let Some(Origin { client, number }) = leadership.waiting.remove(&index)
        {
            ctx.reply(client, number, Outcome::Answer(answer));
        }
    }
}
