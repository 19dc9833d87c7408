//! What the kernel calls. Terms are compared once, here, before anything else looks at a message.

use super::options::{BUGS, OPTIONS, Options};
use super::{Durable, Message, Raft, RaftProperties, Role, Rule, Timer, given, view};
use crate::kernel::{
    BugInfo, ClientId, Context, Given, NodeId, OptionInfo, Outcome, Present, Protocol, Request, Standing,
    Text, Window,
};
use crate::packed::Writer;
use crate::protocols::machine::{APPEND_MAX, Command, Machine, Origin};
use crate::protocols::quorum::majority;

/// The context of this protocol's handlers.
pub(super) type Ctx<'a> = Context<'a, Raft>;

impl Protocol for Raft {
    const NAME: &'static str = "raft";
    const BOUNDS: &'static [(&'static str, u64)] = &[("APPEND_MAX", APPEND_MAX as u64)];
    const ADDED: &'static [&'static str] = &["parallel-writes", "answer-before-written"];
    type Durable = Durable;
    type Message = Message;
    type Timer = Timer;
    type Command = Command;
    type Rule = Rule;
    type Options = Options;
    type Properties = RaftProperties;

    fn start(mut durable: Durable, ctx: &mut Ctx<'_>) -> Raft {
        let bugs = ctx.options.bugs;
        if bugs.forget_vote_on_restart {
            durable.voted_for = None;
        }
        if bugs.forget_term_on_restart {
            durable.current_term = durable.log.last_term();
        }
        if bugs.forget_log_on_restart {
            durable.log = super::Log::default();
        }
        ctx.set_timer(Timer::Election, ctx.options.election_timeout);
        Raft {
            id: ctx.id,
            nodes: ctx.nodes,
            durable,
            commit_index: 0,
            last_applied: 0,
            machine: Machine::default(),
            leader: None,
            leader_is_alive: false,
            role: Role::Follower,
        }
    }

    fn on_message(&mut self, from: NodeId, message: &Message, ctx: &mut Ctx<'_>) {
        // Pre-votes ask about a term that nobody is in yet: they change none (thesis 9.6).
        let about_a_term_to_come =
            matches!(message, Message::PreVote { .. } | Message::PreVoteReply { vote_granted: true, .. });
        if message.term() > self.durable.current_term && !about_a_term_to_come {
            self.adopt_term(message.term(), ctx);
        }
        match message {
            &Message::RequestVote { term, candidate_id, last_log_index, last_log_term } => {
                self.on_request_vote(candidate_id, term, (last_log_term, last_log_index), ctx);
            }
            &Message::RequestVoteReply { term, vote_granted } => self.on_vote(from, term, vote_granted, ctx),
            &Message::PreVote { term, candidate_id, last_log_index, last_log_term } => {
                self.on_pre_vote(candidate_id, term, (last_log_term, last_log_index), ctx);
            }
            &Message::PreVoteReply { term, vote_granted } => {
                self.on_pre_vote_reply(from, term, vote_granted, ctx)
            }
            Message::AppendEntries {
                term,
                leader_id,
                prev_log_index,
                prev_log_term,
                entries,
                leader_commit,
            } => {
                let prev = (*prev_log_index, *prev_log_term);
                self.on_append_entries(*leader_id, *term, prev, entries, *leader_commit, ctx);
            }
            &Message::AppendEntriesReply { term, success: true, match_index, .. } => {
                self.on_accepted(from, term, match_index, ctx);
            }
            &Message::AppendEntriesReply { term, prev_log_index, conflict_index, conflict_term, .. } => {
                self.on_refused(from, term, prev_log_index, (conflict_index, conflict_term), ctx);
            }
        }
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_>) {
        match timer {
            Timer::Election => self.on_election_timeout(ctx),
            Timer::Heartbeat => self.on_heartbeat(ctx),
            Timer::Rpc(peer) => self.on_rpc_timeout(peer, ctx),
            Timer::Lease => self.leader_is_alive = false,
        }
    }

    /// Section 8: a server that does not lead names the leader; a leader appends, unless the request took
    /// effect before.
    fn on_request(&mut self, request: Request<'_, Raft>, ctx: &mut Ctx<'_>) {
        let Request { client, number, command } = request;
        let origin = Origin { client, number };
        if ctx.options.reads_locally()
            && let Some(value) = self.machine.read(command)
        {
            ctx.note(Rule::ReadLocally {
                client: client.to_string().into(),
                command: command.text().clone(),
            });
            return ctx.reply(client, number, Outcome::Answer(value));
        }
        if !matches!(self.role, Role::Leader(_)) {
            let leader: Text = self.leader.map_or("none".into(), |leader| leader.to_string().into());
            ctx.note(Rule::RequestRedirected { client: client.to_string().into(), leader });
            return ctx.reply(client, number, Outcome::Redirect(self.leader));
        }
        if let Some(answer) =
            self.machine.answered(origin, ctx.clients.remembered()).filter(|_| !ctx.options.bugs.apply_twice)
        {
            ctx.note(Rule::RequestAnsweredAgain { client: client.to_string().into(), number });
            return ctx.reply(client, number, Outcome::Answer(answer));
        }
        if let Some(index) = self.waiting_at(origin) {
            return ctx.note(Rule::RequestWaiting { client: client.to_string().into(), number, index });
        }
        self.append_command(command.clone(), origin, ctx);
    }

    fn durable(&self) -> &Durable {
        &self.durable
    }

    /// The leader counts its own copy of what is on disk. What was written in an earlier term may have been cut off since.
    fn on_written(&mut self, written: &Durable, ctx: &mut Ctx<'_>) {
        let Role::Leader(leadership) = &mut self.role else { return };
        let own = &mut leadership.progress[self.id.index()].match_index;
        let index = written.log.last_index();
        if written.current_term == self.durable.current_term && index > *own {
            *own = index;
            self.advance_commit(ctx);
        }
    }

    fn weigh(&self, before: Option<&Raft>) -> usize {
        let leadership = |raft: &Raft| match &raft.role {
            Role::Leader(leadership) => {
                leadership.progress.capacity() * size_of::<super::Progress>()
                    + leadership.waiting.weigh(|_, _| 0)
            }
            _ => 0,
        };
        Raft::weigh_durable(&self.durable, before.map(|before| &before.durable))
            + self.machine.weigh()
            + leadership(self)
    }
    fn weigh_durable(durable: &Durable, before: Option<&Durable>) -> usize {
        durable.log.weigh(before.map(|before| &before.log))
    }

    fn size(message: &Message) -> usize {
        message.size()
    }
    fn options() -> &'static [OptionInfo<Options>] {
        OPTIONS
    }
    fn check_options(options: &Options) -> Result<(), (&'static str, &'static str)> {
        options.check()
    }
    fn is_failure(command: &Command, answer: &Text) -> bool {
        command.is_failure(answer)
    }
    fn bugs() -> &'static [BugInfo<Options>] {
        BUGS
    }
}

impl Present for Raft {
    const FIELDS_OF_SOME: &'static [&'static str] = &["votes", "nextIndex", "matchIndex"];
    fn same(&self, earlier: &Raft, field: &str) -> Option<bool> {
        view::same(self, earlier, field)
    }
    const WORKLOAD: Option<fn(ClientId, u64) -> Command> = Some(|client, tick| {
        format!("set {} {tick}", ["x", "y", "z"][client.index() % 3]).parse().expect("a command")
    });
    const GIVEN: Option<Given<Durable>> = Some(given::GIVEN);
    const GALLERY: &'static [(&'static str, &'static str)] = super::gallery::GALLERY;

    fn standing(&self) -> Standing {
        match self.role {
            Role::Leader(_) => Standing::Leader(self.durable.current_term),
            Role::Follower => Standing::Follower,
            Role::PreCandidate { .. } | Role::Candidate { .. } => Standing::Other,
        }
    }

    fn view(&self, window: Window, out: &mut Writer) {
        view::of(self, window, out);
    }

    fn view_durable(durable: &Durable, window: Window, out: &mut Writer) {
        view::of_durable(durable, window, out);
    }

    fn moment_of(rule: &Rule) -> (Option<Text>, Option<Text>) {
        match rule {
            Rule::LeaderElected { term, .. } => (Some(term.to_string().into()), None),
            Rule::CommitAdvanced { term, commit_index, .. } => {
                (Some(term.to_string().into()), Some(commit_index.to_string().into()))
            }
            _ => (None, None),
        }
    }
}

impl Raft {
    /// How many servers are enough.
    pub(super) fn quorum(&self, ctx: &Ctx<'_>) -> u64 {
        if ctx.options.bugs.minority_quorum { u64::from(self.nodes / 2).max(1) } else { majority(self.nodes) }
    }

    /// Whether this is another server of the cluster. A request in any other's name was forged.
    pub(super) fn is_peer(&self, node: NodeId) -> bool {
        node != self.id && (1..=self.nodes).contains(&node.0)
    }

    /// Answers the server that a request names as its sender, if it is one that can be answered; not before what is
    /// answered is on disk (Figure 2).
    pub(super) fn answer(&self, to: NodeId, reply: Message, ctx: &mut Ctx<'_>) {
        if !self.is_peer(to) {
            return;
        }
        if ctx.options.bugs.answer_before_written { ctx.send_now(to, reply) } else { ctx.send(to, reply) }
    }

    /// 5.1: whoever sees a higher term, in a request or a reply, becomes a follower in it.
    fn adopt_term(&mut self, term: super::Term, ctx: &mut Ctx<'_>) {
        let was = self.durable.current_term;
        ctx.note(Rule::TermAdopted { term, was });
        if matches!(self.role, Role::Leader(_) | Role::Candidate { .. }) {
            ctx.note(Rule::SteppedDownTerm { term, was });
        }
        self.durable.current_term = term;
        self.durable.voted_for = None;
        self.become_follower(None, ctx);
    }
}
