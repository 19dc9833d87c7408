//! What the kernel calls. How high a message's ballot is, is noticed once, here.

use super::options::{BUGS, OPTIONS, Options};
use super::{
    Attempt, Durable, Message, Paxos, PaxosProperties, Phase, Proposal, Rule, Timer, Value, given, view,
};
use crate::growing::Growing;
use crate::kernel::{
    BugInfo, ClientId, Context, Given, NodeId, NodeSet, OptionInfo, Present, Protocol, Request, Standing,
    Text, Window,
};
use crate::packed::Writer;
use crate::protocols::quorum::majority;
use crate::sorted::Sorted;

/// The context of this protocol's handlers.
pub(super) type Ctx<'a> = Context<'a, Paxos>;

impl Protocol for Paxos {
    const NAME: &'static str = "paxos";
    const ADDED: &'static [&'static str] = &["answer-before-written"];
    const BOUNDS: &'static [(&'static str, u64)] = &[("VALUE_MAX", super::VALUE_MAX as u64)];
    type Durable = Durable;
    type Message = Message;
    type Timer = Timer;
    type Command = Value;
    type Rule = Rule;
    type Options = Options;
    type Properties = PaxosProperties;

    fn start(mut durable: Durable, ctx: &mut Ctx<'_>) -> Paxos {
        let bugs = ctx.options.bugs;
        if bugs.forget_promise_on_restart {
            durable.promised = None;
        }
        if bugs.forget_accepted_on_restart {
            durable.accepted = None;
        }
        if bugs.reuse_round_after_restart {
            durable.tried = 0;
        }
        let asks = std::mem::replace(&mut durable.ran_before, true) && ctx.options.learns(ctx.id);
        let seen = durable.promised.map_or(0, |ballot| ballot.round);
        let mut paxos = Paxos {
            id: ctx.id,
            nodes: ctx.nodes,
            durable,
            seen: if bugs.reuse_round_after_restart { 0 } else { seen },
            wish: None,
            attempt: None,
            accepts: Growing::default(),
            learned: None,
            waiting: Sorted::default(),
            forwarders: NodeSet::default(),
        };
        if asks {
            paxos.ask_acceptors(ctx);
        }
        paxos
    }

    fn on_message(&mut self, from: NodeId, message: &Message, ctx: &mut Ctx<'_>) {
        if let Some(ballot) = message.ballot() {
            self.seen = self.seen.max(ballot.round);
        }
        match message.clone() {
            Message::Prepare { ballot } => self.on_prepare(from, ballot, ctx),
            Message::Promise { ballot, accepted_ballot, accepted_value } => {
                let reported = accepted_ballot.zip(accepted_value);
                let reported = reported.map(|(ballot, value)| Proposal { ballot, value });
                self.on_promise(from, ballot, reported, ctx);
            }
            Message::Accept { ballot, value } => self.on_accept(from, Proposal { ballot, value }, ctx),
            Message::Accepted { ballot, value } => self.on_accepted(from, Proposal { ballot, value }, ctx),
            Message::Nack { ballot, promised } => self.on_nack(from, ballot, promised, ctx),
            Message::Learn {} => self.on_learn(from, ctx),
            Message::Chosen { ballot, value } => self.on_chosen(from, Proposal { ballot, value }, ctx),
            Message::Forward { value } => self.on_forward(from, value, ctx),
        }
    }

    fn on_timer(&mut self, timer: Timer, ctx: &mut Ctx<'_>) {
        match timer {
            Timer::Phase => self.on_phase_timeout(ctx),
            Timer::Retry => self.on_retry(ctx),
        }
    }

    /// The asked node answers its client, as soon as it knows what is chosen. Until then it proposes the client's
    /// value, or has another propose it.
    fn on_request(&mut self, request: Request<'_, Paxos>, ctx: &mut Ctx<'_>) {
        let Request { client, number, command } = request;
        if let Some(learned) = &self.learned {
            return self.answer(client, number, learned, ctx);
        }
        let remembered = ctx.clients.remembered();
        self.waiting.retain(|&(other, old), ()| other != client || old.abs_diff(number) < remembered);
        self.waiting.insert((client, number), ());
        let (client, value): (Text, _) = (client.to_string().into(), command.clone());
        if !ctx.options.proposes(self.id) {
            let proposer = self.proposer_for(ctx);
            ctx.note(Rule::RequestForwarded { client, value, proposer });
            return ctx.send(proposer, Message::Forward { value: command.clone() });
        }
        if !self.propose(command, ctx) {
            ctx.note(Rule::RequestWaiting { client, value });
        }
    }

    fn durable(&self) -> &Durable {
        &self.durable
    }

    /// 2.5: its own promise and its own accept count when they are on disk, like those of others.
    fn on_written(&mut self, written: &Durable, ctx: &mut Ctx<'_>) {
        let prepares = |attempt: &&Attempt| attempt.phase == Phase::Prepare;
        let attempt = self.attempt.as_ref().filter(prepares).filter(|one| !one.promises.contains(self.id));
        if let Some(ballot) = attempt.map(|attempt| attempt.ballot).filter(|&b| written.promised == Some(b)) {
            let reported = written.accepted.clone().filter(|proposal| proposal.ballot < ballot);
            self.on_promise(self.id, ballot, reported, ctx);
        }
        if let Some(accepted) = &written.accepted
            && !self.accepts.get(accepted).is_some_and(|nodes| nodes.contains(self.id))
            && (ctx.options.learns(self.id)
                || self.attempt.as_ref().is_some_and(|a| a.ballot == accepted.ballot))
        {
            self.on_accepted(self.id, accepted.clone(), ctx);
        }
    }

    fn weigh(&self, before: Option<&Paxos>) -> usize {
        let accepts = before.map(|before| &before.accepts);
        self.accepts.weigh(accepts, |proposal, _| crate::value::Show::heap(&proposal.value))
            + self.waiting.weigh(|_, _| 0)
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
    fn bugs() -> &'static [BugInfo<Options>] {
        BUGS
    }
}

impl Present for Paxos {
    fn same(&self, earlier: &Paxos, field: &str) -> Option<bool> {
        view::same(self, earlier, field)
    }
    const WORKLOAD: Option<fn(ClientId, u64) -> Value> = Some(|client, tick| {
        let letter = char::from(b'A' + (client.index() % 26) as u8);
        Value(format!("{letter}{tick}").into())
    });
    const GIVEN: Option<Given<Durable>> = Some(given::GIVEN);
    const GALLERY: &'static [(&'static str, &'static str)] = super::gallery::GALLERY;

    fn standing(&self) -> Standing {
        match &self.attempt {
            Some(attempt) => Standing::Leader(attempt.ballot.round),
            None => Standing::Follower,
        }
    }

    fn view(&self, _window: Window, out: &mut Writer) {
        view::of(self, out);
    }

    fn view_durable(durable: &Durable, _window: Window, out: &mut Writer) {
        view::of_durable(durable, out);
    }

    fn moment_of(rule: &Rule) -> (Option<Text>, Option<Text>) {
        let (ballot, value) = match rule {
            Rule::BallotStarted { ballot, .. } => (ballot, None),
            Rule::ProposalIssued { ballot, value, .. }
            | Rule::ValueLearned { ballot, value, .. }
            | Rule::ValueChosen { ballot, value, .. } => (ballot, Some(value.0.clone())),
            _ => return (None, None),
        };
        (Some(ballot.to_string().into()), value)
    }
}

impl Paxos {
    /// How many acceptors are enough.
    pub(super) fn quorum(&self, ctx: &Ctx<'_>) -> u64 {
        if ctx.options.bugs.minority_quorum { u64::from(self.nodes / 2).max(1) } else { majority(self.nodes) }
    }

    /// Another node hands a client's value over. It is told what is chosen, now or as soon as this node knows.
    fn on_forward(&mut self, from: NodeId, value: Value, ctx: &mut Ctx<'_>) {
        ctx.note(Rule::ForwardReceived { by: from, value: value.clone() });
        if self.learned.is_some() {
            return self.tell(from, ctx);
        }
        self.forwarders.insert(from);
        if ctx.options.proposes(self.id) {
            self.propose(&value, ctx);
        }
    }

    /// Whom a node asks that does not propose itself: the distinguished proposer, or the next one after it.
    fn proposer_for(&self, ctx: &Ctx<'_>) -> NodeId {
        let after = (1..=ctx.nodes).map(|step| NodeId((self.id.0 - 1 + step) % ctx.nodes + 1));
        after.into_iter().find(|&node| ctx.options.proposes(node)).expect("somebody proposes")
    }
}
