//! What can be done to a cluster: its verbs, each with what follows.

use std::rc::Rc;

use crate::kernel::link::UNLIMITED;
use crate::kernel::option::OPTION_DURATION_MAX;
use crate::kernel::{
    Action, Algorithm, ClientId, ClientMessage, Cut, DiskChange, Endpoint, Ends, LOSING_MAX, LinkSetting,
    MessageName, MessageRef, NetworkChange, NodeId, Order, Party, Target, Text, TimerName, ZONE_NAME_MAX,
    Zone,
};
use crate::sorted::sort_by_key;
use crate::text::{COMMAND_MAX, OF_MESSAGES, ScenarioError, Words, bounded, without_not};
use crate::time::{Time, TimeRange};
use crate::value::{Field as _, Id, Token, Value, count};

/// What can stand behind `network`.
const NETWORK: &[&str] = &["latency", "loss", "duplicate", "order", "bandwidth"];

/// What stands where an end stands.
const AN_END: &str = "a node like n1 or a client like c1";

/// Words for nodes that are whoever they are then.
const TARGETS: [&str; 3] = ["leader", "follower", "all"];

/// Reads the rest of a line whose verb is known.
pub(super) struct Reader<'r, 'l> {
    pub(super) words: &'r mut Words<'l>,
    pub(super) protocol: &'r dyn Algorithm,
    pub(super) nodes: u16,
    pub(super) clients: u16,
    pub(super) zones: &'r [Rc<Zone>],
    /// Whether writes take time.
    pub(super) has_disks: bool,
}

/// A letter with digits, whether there is such a node or client or not.
fn is_id(word: &str, letter: char) -> bool {
    word.strip_prefix(letter).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether it is a node's or a client's id, whether there is such a one or not.
fn is_end(word: &str) -> bool {
    is_id(word, 'n') || is_id(word, 'c')
}

/// The same ends in the order of nodes, then of clients.
fn sorted(mut ends: Vec<Endpoint>) -> Vec<Endpoint> {
    sort_by_key(&mut ends, |end| *end);
    ends
}

/// The links between groups, or from the first to the second.
fn ends_of(mut groups: Vec<Vec<Party>>, one_way: bool) -> Ends {
    if !one_way {
        return Ends::Between(groups);
    }
    let to = groups.pop().unwrap_or_default();
    Ends::OneWay(groups.pop().unwrap_or_default(), to)
}

impl Reader<'_, '_> {
    /// An action, from what follows its verb.
    pub(super) fn action(&mut self, verb: &str) -> Result<Action, ScenarioError> {
        Ok(match verb {
            "request" => return self.request(),
            "crash" => {
                let target = self.target()?;
                Action::Crash(target, self.losing()?)
            }
            "disk" => self.disk()?,
            "restart" => Action::Restart(self.target()?),
            "pause" => Action::Pause(self.target()?),
            "resume" => Action::Resume(self.target()?),
            "cut" => Action::Cut(self.cut()?),
            "hold" => {
                let (from, to) = self.parties()?;
                Action::Hold(from, to)
            }
            "release" => {
                let (from, to) = self.parties()?;
                Action::Release(from, to)
            }
            "heal" => Action::Heal,
            "network" => Action::Network(self.network()?),
            "clock" => Action::Clock(self.node()?, self.rate()?),
            "workload" => self.workload()?,
            "fire" => {
                let node = self.node()?;
                Action::Fire(node, self.timer()?)
            }
            _ if OF_MESSAGES.contains(&verb) => return self.of_message(verb),
            "inject" => return self.inject(),
            _ => return self.own(verb),
        })
    }

    /// How many finished writes a crash loses: none, unless it says so.
    fn losing(&mut self) -> Result<u32, ScenarioError> {
        if !self.words.take("losing") {
            return Ok(0);
        }
        self.needs_disks()?;
        Ok(bounded(self.words, 1, LOSING_MAX.into(), "LOSING_MAX")? as u32)
    }

    fn disk(&mut self) -> Result<Action, ScenarioError> {
        self.needs_disks()?;
        let node = self.node()?;
        let changes = [("stall", DiskChange::Stall), ("ok", DiskChange::Ok), ("finish", DiskChange::Finish)];
        if let Some((_, change)) = changes.into_iter().find(|(word, _)| self.words.take(word)) {
            return Ok(Action::Disk(node, change));
        }
        if !self.words.take("slow") {
            let words = ["slow", "stall", "ok", "finish"];
            return Err(self.words.unknown("`slow` with a duration, or stall, ok, finish", words));
        }
        let place = self.words.clone();
        let takes: Time = self.words.parse("a duration like 200ms")?;
        if takes == Time::ZERO || takes > OPTION_DURATION_MAX {
            return Err(place.error(&format!("a duration above 0ms, at most {OPTION_DURATION_MAX}")));
        }
        Ok(Action::Disk(node, DiskChange::Slow(takes)))
    }

    /// What is about disks needs a header that has them.
    fn needs_disks(&self) -> Result<(), ScenarioError> {
        let expected = "a header with a line like `set disk 2ms..5ms`: without it writes take no time";
        self.has_disks.then_some(()).ok_or_else(|| self.words.error(expected))
    }

    /// The rest of a line about one message.
    fn of_message(&mut self, verb: &str) -> Result<Action, ScenarioError> {
        let message = self.message()?;
        Ok(match verb {
            "drop" => Action::Drop(message),
            "duplicate" => Action::Duplicate(message),
            "deliver" => Action::Deliver(message),
            _ => Action::Delay(message, self.words.parse("a duration like 50ms")?),
        })
    }

    /// A message by its id, or by its name.
    fn message(&mut self) -> Result<MessageRef, ScenarioError> {
        let word = self.words.peek_word().unwrap_or_default();
        if is_id(word, 'n') || is_id(word, 'c') {
            return self.message_name();
        }
        if let Ok(id) = word.parse() {
            self.words.skip(1);
            return Ok(MessageRef::Id(id));
        }
        // Where nodes send each other nothing, clients send their requests.
        let link = match self.protocol.info().messages.first() {
            Some(kind) => format!("n2->n1 {kind}"),
            None => format!("c1->n1 {}", ClientMessage::REQUEST),
        };
        Err(self.words.error(&format!("a message like m17, or like `{link} #1`")))
    }

    /// `n2->n1 RequestVote #1`; without a number the first is meant.
    fn message_name(&mut self) -> Result<MessageRef, ScenarioError> {
        let mut place = self.words.clone();
        let (from, to) = self.link()?;
        let kinds = match (from, to) {
            (Endpoint::Node(_), Endpoint::Node(_)) => self.protocol.info().messages,
            (Endpoint::Client(_), Endpoint::Node(_)) => &[ClientMessage::REQUEST],
            (Endpoint::Node(_), Endpoint::Client(_)) => &[ClientMessage::REPLY, ClientMessage::PUSH],
            (Endpoint::Client(_), Endpoint::Client(_)) => {
                // Its second end: behind the first, and the arrow.
                place.skip(2);
                return Err(place.error("a node like n1: clients talk to nodes only"));
            }
        };
        let kind = kinds[self.words.one_of("a kind of message", kinds)?];
        let mut name = MessageName { from, to, kind, nth: 1 };
        if let Some(digits) = self.words.peek_word().and_then(|word| word.strip_prefix('#')) {
            name.nth = if digits.starts_with('0') { 0 } else { count(digits).unwrap_or_default() };
            if name.nth == 0 {
                return Err(self.words.error("`#1` for the one sent first, `#2` for the next"));
            }
            self.words.skip(1);
        }
        Ok(MessageRef::Name(name))
    }

    /// A move that only this protocol knows.
    fn own(&mut self, verb: &str) -> Result<Action, ScenarioError> {
        let start = self.words.clone();
        let own = self.protocol.read_move(verb, self.words)?;
        let Some((id, expected)) = stranger(self.nodes, self.clients, |visit| own.ids(visit)) else {
            return Ok(Action::Own(own));
        };
        let name = id.to_string();
        let place = start.rest().iter().position(|token| token.value.as_str() == Some(&name));
        let mut at = start;
        at.skip(place.unwrap_or(0));
        Err(at.error(&expected))
    }

    fn timer(&mut self) -> Result<TimerName, ScenarioError> {
        let names = self.protocol.info().timers;
        let place = self.words.clone();
        let unknown = || place.none_of("a timer", names);
        let word = self.words.word("a timer").map_err(|_| unknown())?;
        let timer = TimerName::read(word, names).ok_or_else(unknown)?;
        if let Some(peer) = timer.peer {
            known_endpoint(peer.into(), self.nodes, self.clients)
                .map_err(|expected| place.error(&expected))?;
        }
        Ok(timer)
    }

    fn endpoint(&mut self) -> Result<Endpoint, ScenarioError> {
        match self.words.peek_word() {
            Some(word) if is_id(word, 'n') => self.node().map(Endpoint::Node),
            Some(word) if is_id(word, 'c') => self.client().map(Endpoint::Client),
            _ => Err(self.words.error(AN_END)),
        }
    }

    fn node(&mut self) -> Result<NodeId, ScenarioError> {
        self.member('n', "a node like n1").map(NodeId)
    }

    fn client(&mut self) -> Result<ClientId, ScenarioError> {
        self.member('c', "a client like c1").map(ClientId)
    }

    /// The number of a node or client that exists. One that does not, n0 or n99999 too, is told which do.
    fn member(&mut self, letter: char, expected: &str) -> Result<u16, ScenarioError> {
        let word = self.words.peek_word().filter(|word| is_id(word, letter));
        let word = word.ok_or_else(|| self.words.error(expected))?;
        // A number with a zero in front is no id; 0 is none of any cluster.
        let number = Some(&word[1..]).filter(|digits| !digits.starts_with('0')).and_then(count).unwrap_or(0);
        let id = Id { letter, number };
        known_id(id, self.nodes, self.clients).map_err(|expected| self.words.error(&expected))?;
        self.words.next(expected)?;
        Ok(number as u16)
    }

    fn target(&mut self) -> Result<Target, ScenarioError> {
        let words = [Target::Leader, Target::Follower, Target::All];
        if let Some((_, target)) = TARGETS.into_iter().zip(words).find(|(word, _)| self.words.take(word)) {
            return Ok(target);
        }
        if let Some(zone) = self.take_zone() {
            return Ok(Target::Zone(zone));
        }
        match self.words.peek_word() {
            Some(word) if is_id(word, 'n') => self.node().map(Target::Node),
            _ => Err(self.no_party("a node like n1, or leader, follower, all", &TARGETS)),
        }
    }

    fn link(&mut self) -> Result<(Endpoint, Endpoint), ScenarioError> {
        let from = self.endpoint()?;
        self.arrow()?;
        let place = self.words.clone();
        let to = self.endpoint()?;
        if from == to {
            return Err(place.error("another end of the link"));
        }
        Ok((from, to))
    }

    /// From an end or zone to another.
    fn parties(&mut self) -> Result<(Party, Party), ScenarioError> {
        let from = self.party()?;
        self.arrow()?;
        let place = self.words.clone();
        let to = self.party()?;
        if from.ends().iter().any(|end| to.ends().contains(end)) {
            return Err(place.error("another end of the link"));
        }
        Ok((from, to))
    }

    /// An end, or a zone by its name.
    fn party(&mut self) -> Result<Party, ScenarioError> {
        if let Some(zone) = self.take_zone() {
            return Ok(Party::Zone(zone));
        }
        if self.words.peek_word().is_some_and(is_end) || self.zones.is_empty() {
            return self.endpoint().map(Party::End);
        }
        Err(self.no_party(AN_END, &[]))
    }

    fn zone_of(&self, word: &str) -> Option<&Rc<Zone>> {
        self.zones.iter().find(|zone| zone.name.as_str() == word)
    }

    /// Takes the next word if it is a zone's name.
    fn take_zone(&mut self) -> Option<Rc<Zone>> {
        let zone = self.zone_of(self.words.peek_word()?)?.clone();
        self.words.skip(1);
        Some(zone)
    }

    /// Neither what was expected nor a zone: which there are, and the nearest of all that it could be.
    fn no_party(&self, expected: &str, words: &[&str]) -> ScenarioError {
        let zones: Vec<&str> = self.zones.iter().map(|zone| zone.name.as_str()).collect();
        if zones.is_empty() {
            return self.words.unknown(expected, words.iter().copied());
        }
        let expected = format!("{expected}, or a zone: {}", zones.join(", "));
        self.words.unknown(&expected, words.iter().chain(&zones).copied())
    }

    /// The rest of a line `zone eu n1 n2`.
    pub(super) fn zone(&mut self) -> Result<Zone, ScenarioError> {
        let name = self.zone_name()?;
        let mut members = Vec::new();
        while self.words.peek().is_some() {
            let place = self.words.clone();
            let end = self.endpoint()?;
            if members.contains(&end) {
                return Err(place.error("each end once"));
            }
            if let Some(other) = self.zones.iter().find(|zone| zone.members.contains(&end)) {
                return Err(place.error(&format!("an end that is in no other zone: {end} is in {other}")));
            }
            members.push(end);
        }
        let zone = Zone { name, members: sorted(members) };
        if zone.nodes().next().is_none() {
            return Err(self.words.error("a node like n1: a zone has at least one"));
        }
        Ok(zone)
    }

    /// The name of a zone: one that nothing else has.
    fn zone_name(&mut self) -> Result<Text, ScenarioError> {
        let expected = &format!(
            "the name of a zone: a letter, then letters, digits or hyphens, at most {ZONE_NAME_MAX} (ZONE_NAME_MAX)"
        );
        let place = self.words.clone();
        let word = self.words.word(expected)?;
        let sign = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'-';
        let plain = word.bytes().all(sign) && word.starts_with(|first: char| first.is_ascii_alphabetic());
        if !plain || word.len() > ZONE_NAME_MAX {
            return Err(place.error(expected));
        }
        if is_end(word) || is_id(word, 'm') || TARGETS.contains(&word) || word == UNLIMITED {
            return Err(place.error("the name of a zone: one that means nothing else"));
        }
        Ok(word.into())
    }

    fn arrow(&mut self) -> Result<(), ScenarioError> {
        if self.words.take("->") { Ok(()) } else { Err(self.words.error("`->`")) }
    }

    fn cut(&mut self) -> Result<Cut, ScenarioError> {
        if let Some(target) = self.isolated_word() {
            return Ok(Cut::Isolate(vec![target]));
        }
        let (mut groups, one_way) = self.groups()?;
        if self.words.peek().is_some() {
            return Err(self.words.error(AN_END));
        }
        if one_way || groups.len() > 1 {
            return Ok(Cut::Ends(ends_of(groups, one_way)));
        }
        let node = |party: &Party| match party {
            Party::End(Endpoint::Node(node)) => Some(Target::Node(*node)),
            Party::Zone(zone) => Some(Target::Zone(zone.clone())),
            Party::End(Endpoint::Client(_)) => None,
        };
        let targets: Option<Vec<Target>> = groups.remove(0).iter().map(node).collect();
        targets
            .map(Cut::Isolate)
            .ok_or_else(|| self.words.error("`|` or `->` and another side: only nodes can be isolated"))
    }

    /// Groups of ends, and whether an arrow stands between them; up to the first word that is none of it.
    fn groups(&mut self) -> Result<(Vec<Vec<Party>>, bool), ScenarioError> {
        let mut groups: Vec<Vec<Party>> = vec![Vec::new()];
        let mut one_way = false;
        while let Some(word) = self.words.peek_word() {
            let empty = groups.last().is_none_or(Vec::is_empty);
            if word == "|" && !empty && !one_way {
                self.words.take("|");
                groups.push(Vec::new());
                continue;
            }
            if word == "->" && !empty && groups.len() == 1 && !one_way {
                self.words.take("->");
                one_way = true;
                groups.push(Vec::new());
                continue;
            }
            if !empty && !is_end(word) && self.zone_of(word).is_none() {
                break;
            }
            let place = self.words.clone();
            let party = self.party()?;
            let named = |end| groups.iter().flatten().flat_map(Party::ends).any(|other| other == end);
            if party.ends().iter().any(named) {
                return Err(place.error("each end on one side, once"));
            }
            if let Some(group) = groups.last_mut() {
                group.push(party);
            }
        }
        if groups.iter().any(Vec::is_empty) {
            return Err(self.words.error(AN_END));
        }
        Ok((groups, one_way))
    }

    /// `cut leader`, `cut follower`.
    fn isolated_word(&mut self) -> Option<Target> {
        [("leader", Target::Leader), ("follower", Target::Follower)]
            .into_iter()
            .find(|(word, _)| self.words.take(word))
            .map(|(_, target)| target)
    }

    fn network(&mut self) -> Result<NetworkChange, ScenarioError> {
        let what = self.words.one_of("what of the network changes", NETWORK)?;
        if NETWORK[what] == "order" {
            let order = self.words.one_of("an order of messages", &Order::WORDS)?;
            return Ok(NetworkChange::Order(Order::ALL[order]));
        }
        let ends = self.ends()?;
        let setting = match NETWORK[what] {
            "latency" => LinkSetting::Latency(self.latency()?),
            "loss" => LinkSetting::Loss(self.words.parse("a share like 1%")?),
            "duplicate" => LinkSetting::Duplicate(self.words.parse("a share like 1%")?),
            _ if self.words.take(UNLIMITED) => LinkSetting::Bandwidth(None),
            _ => LinkSetting::Bandwidth(Some(self.words.parse("a bandwidth like 10MB/s, or unlimited")?)),
        };
        Ok(NetworkChange::Links(ends, setting))
    }

    /// The ends of links, if the line names some.
    fn ends(&mut self) -> Result<Option<Ends>, ScenarioError> {
        let between = |token: &Token| matches!(token.value.as_str(), Some("|" | "->"));
        let names = |word: &str| is_end(word) || self.zone_of(word).is_some();
        if !self.words.peek_word().is_some_and(names) && !self.words.rest().iter().any(between) {
            return Ok(None);
        }
        let (mut groups, one_way) = self.groups()?;
        // Zones side by side are sides: to name them is to part them.
        if groups.len() == 1 && groups[0].len() > 1 && groups[0].iter().all(|p| matches!(p, Party::Zone(_))) {
            groups = groups.remove(0).into_iter().map(|zone| vec![zone]).collect();
        }
        if groups.len() < 2 {
            return Err(self.words.error("`|` or `->` and another side"));
        }
        Ok(Some(ends_of(groups, one_way)))
    }

    fn latency(&mut self) -> Result<TimeRange, ScenarioError> {
        let (place, max) = (self.words.clone(), OPTION_DURATION_MAX);
        let range: TimeRange = self.words.parse("a range like 5ms..15ms")?;
        if range.max > max {
            return Err(place.error(&format!("a latency of at most {max}")));
        }
        Ok(range)
    }

    fn rate(&mut self) -> Result<u32, ScenarioError> {
        let place = self.words.clone();
        let word = self.words.word("a rate like 150%")?;
        let rate = word.strip_suffix('%').and_then(|n| n.parse().ok());
        rate.filter(|rate| (1..=10_000).contains(rate)).ok_or_else(|| place.error("a rate from 1% to 10000%"))
    }

    fn workload(&mut self) -> Result<Action, ScenarioError> {
        if self.protocol.workload(ClientId(1), 1).is_none() {
            let name = self.protocol.info().name;
            return Err(self.words.error(&format!("no `workload`: a client of {name} has none")));
        }
        let client = self.client()?;
        if self.words.take("off") {
            return Ok(Action::Workload(client, None));
        }
        if !self.words.take("every") {
            return Err(self.words.unknown("`every` with a duration, or `off`", ["every", "off"]));
        }
        let place = self.words.clone();
        let every: Time = self.words.parse("a duration like 50ms")?;
        if every == Time::ZERO {
            return Err(place.error("a duration above zero"));
        }
        Ok(Action::Workload(client, Some(every)))
    }

    fn request(&mut self) -> Result<Action, ScenarioError> {
        let (mut client, mut node) = (ClientId(1), None);
        if self.words.peek_word().is_some_and(|word| word.starts_with('c')) {
            client = self.client()?;
        } else {
            let place = self.words.clone();
            known_endpoint(client.into(), self.nodes, self.clients)
                .map_err(|expected| place.error(&expected))?;
        }
        if self.words.peek_word().is_some_and(|word| word.starts_with('n')) {
            node = Some(self.node()?);
        }
        let place = self.words.clone();
        let expected = "a command in quotes, like \"set x 1\"";
        let token = self.words.next(expected)?;
        let Value::Text(text) = &token.value else { return Err(place.error(expected)) };
        if text.chars().count() > COMMAND_MAX {
            return Err(place.error(&format!("a command of at most {COMMAND_MAX} characters (COMMAND_MAX)")));
        }
        let command = self.protocol.command(text).map_err(|says| place.error(without_not(&says)))?;
        Ok(Action::Request(client, node, command))
    }

    fn inject(&mut self) -> Result<Action, ScenarioError> {
        let from = self.node()?;
        self.arrow()?;
        let place = self.words.clone();
        let to = self.node()?;
        if from == to {
            return Err(place.error("another node"));
        }
        let known = self.protocol.info().messages;
        let place = self.words.clone();
        let kind = known[self.words.one_of("a kind of message", known)?];
        let (mut fields, mut places) = (Vec::new(), Vec::new());
        while let Some(token) = self.words.peek() {
            let name = token.field.clone().ok_or_else(|| self.words.error("a field like term=3"))?;
            places.push(self.words.clone());
            self.words.next("a field")?;
            fields.push((name, token.value.clone()));
        }
        let mut stranger = Ok(());
        let mut check = |field: &'static str, id| {
            let known = known_id(id, self.nodes, self.clients);
            if let (Ok(()), Err(expected)) = (&stranger, known) {
                let place = fields.iter().position(|(name, _)| name == field).unwrap_or_default();
                stranger = Err(places[place].error(&expected));
            }
        };
        let envelope = self.protocol.message(from, to, kind, &fields, &mut check).map_err(|says| {
            let mut error = place.error(&format!("the fields of {kind}"));
            error.found = says;
            error
        })?;
        stranger.map(|()| Action::Inject(envelope))
    }
}

/// A text with another name wherever one stands as a whole.
pub(super) fn renamed(text: &str, name: &str, other: &str) -> Option<String> {
    let (mut out, mut at) = (String::new(), 0);
    let outside = |byte: Option<&u8>| !byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    // By bytes: the library's search for a text is larger than all that is searched here.
    for start in 0..bytes.len() {
        let end = start + name.len();
        let whole = bytes[start..].starts_with(name.as_bytes())
            && outside(start.checked_sub(1).map(|before| &bytes[before]))
            && outside(bytes.get(end));
        if whole {
            out.push_str(&text[at..start]);
            out.push_str(other);
            at = end;
        }
    }
    out.push_str(&text[at..]);
    (at > 0).then_some(out)
}

/// The first of these ids that no node or client of a cluster of this size has, and which they have.
pub(super) fn stranger(
    nodes: u16,
    clients: u16,
    ids: impl FnOnce(&mut dyn FnMut(Id)),
) -> Option<(Id, String)> {
    let mut stranger = None;
    ids(&mut |id| {
        if let (None, Err(expected)) = (&stranger, known_id(id, nodes, clients)) {
            stranger = Some((id, expected));
        }
    });
    stranger
}

/// Whether an endpoint exists in a cluster of this size; if not, which do.
pub(super) fn known_endpoint(endpoint: Endpoint, nodes: u16, clients: u16) -> Result<(), String> {
    let mut known = Ok(());
    let mut check = |id| known = known_id(id, nodes, clients);
    match endpoint {
        Endpoint::Node(node) => node.ids(&mut check),
        Endpoint::Client(client) => client.ids(&mut check),
    }
    known
}

/// Whether a node or client of this id exists in a cluster of this size; if not, which do. A message need not be
/// under way.
fn known_id(id: Id, nodes: u16, clients: u16) -> Result<(), String> {
    let letter = id.letter;
    let count = match letter {
        'n' => nodes,
        'c' => clients,
        _ => return Ok(()),
    };
    match count {
        _ if (1..=u64::from(count)).contains(&id.number) => Ok(()),
        0 => Err("no client: this scenario has none".to_owned()),
        1 => Err(format!("{letter}1, the only one")),
        _ => Err(format!("{letter}1 to {letter}{count}")),
    }
}
