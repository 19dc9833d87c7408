//! Links: what the network does to messages from one end to another, where that is not the same on all of them.
//!
//! A line without ends is for all links, a line with ends for those that it names; of the lines that name a link the last
//! one decides. Whatever sends a message asks [`Links::of`] for the settings of its directed link, and nothing else.

use std::fmt::{self, Display};
use std::hash::Hash;
use std::str::FromStr;

use super::action::join;
use super::fingerprint::FingerprintHasher;
use super::zone::ends_of as members;
use super::{Endpoint, Party};
use crate::time::{Share, Time, TimeRange, parse_decimal};

/// What is set of a link in one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkOptions {
    /// How long a message is under way once it has left.
    pub latency: TimeRange,
    /// The share of messages lost.
    pub loss: Share,
    /// The share of messages doubled.
    pub duplicate: Share,
    /// How fast messages leave, one after another; `None`: all at once.
    pub bandwidth: Option<Bandwidth>,
}

impl Default for LinkOptions {
    fn default() -> LinkOptions {
        LinkOptions {
            latency: TimeRange::from_ms(5, 15),
            loss: Share::ZERO,
            duplicate: Share::ZERO,
            bandwidth: None,
        }
    }
}

impl LinkOptions {
    /// What of it decides what can happen, and not only when: whether messages are lost, and doubled, never, sometimes or
    /// always.
    fn chances(self) -> [(bool, bool); 2] {
        [self.loss, self.duplicate].map(|share| (share == Share::ZERO, share == Share::WHOLE))
    }
}

/// One thing that a `network` line sets of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSetting {
    /// How long messages are under way.
    Latency(TimeRange),
    /// The share lost.
    Loss(Share),
    /// The share doubled.
    Duplicate(Share),
    /// How fast they leave; `None`: all at once.
    Bandwidth(Option<Bandwidth>),
}

impl LinkSetting {
    fn store(self, options: &mut LinkOptions) {
        match self {
            LinkSetting::Latency(latency) => options.latency = latency,
            LinkSetting::Loss(loss) => options.loss = loss,
            LinkSetting::Duplicate(duplicate) => options.duplicate = duplicate,
            LinkSetting::Bandwidth(bandwidth) => options.bandwidth = bandwidth,
        }
    }
    /// The word before its value.
    pub fn word(self) -> &'static str {
        match self {
            LinkSetting::Latency(_) => "latency",
            LinkSetting::Loss(_) => "loss",
            LinkSetting::Duplicate(_) => "duplicate",
            LinkSetting::Bandwidth(_) => "bandwidth",
        }
    }
}

impl Display for LinkSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkSetting::Latency(range) => range.fmt(f),
            LinkSetting::Loss(share) | LinkSetting::Duplicate(share) => share.fmt(f),
            LinkSetting::Bandwidth(Some(bandwidth)) => bandwidth.fmt(f),
            LinkSetting::Bandwidth(None) => f.write_str(UNLIMITED),
        }
    }
}

/// Which links a line is about: those between each two of these groups, both ways, or from some ends to others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Ends {
    /// Between each two of these groups, both ways.
    Between(Vec<Vec<Party>>),
    /// From the first to the second, one way.
    OneWay(Vec<Party>, Vec<Party>),
}

impl Display for Ends {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ends::Between(groups) => {
                let groups: Vec<_> = groups.iter().map(|group| join(group)).collect();
                f.write_str(&groups.join(" | "))
            }
            Ends::OneWay(from, to) => write!(f, "{} -> {}", join(from), join(to)),
        }
    }
}

impl Ends {
    /// Calls with each two sides, and whether both ways are meant.
    pub(super) fn sides(&self, mut visit: impl FnMut(&[Endpoint], &[Endpoint], bool)) {
        match self {
            Ends::OneWay(from, to) => visit(&members(from), &members(to), false),
            Ends::Between(groups) => {
                let groups: Vec<_> = groups.iter().map(|group| members(group)).collect();
                for (index, one) in groups.iter().enumerate() {
                    groups[index + 1..].iter().for_each(|other| visit(one, other, true));
                }
            }
        }
    }
}

/// The word for no bound on how fast messages leave.
pub const UNLIMITED: &str = "unlimited";

/// How many bytes leave in a second: `10MB/s`, at most [`Bandwidth::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bandwidth(u64);

/// Units from the largest, each in bytes.
const UNITS: [(&str, u64); 4] = [("GB/s", 1_000_000_000), ("MB/s", 1_000_000), ("kB/s", 1_000), ("B/s", 1)];

impl Bandwidth {
    /// The greatest: beyond it the longest message leaves in less than a microsecond, which is no time here.
    pub const MAX: Bandwidth = Bandwidth(1_000_000_000_000);

    /// In bytes a second.
    pub fn bytes(self) -> u64 {
        self.0
    }
    /// How long so many bytes take to leave, to whole microseconds, begun ones counted.
    pub(super) fn takes(self, bytes: u32) -> Time {
        Time::from_us((u64::from(bytes) * 1_000_000).div_ceil(self.0))
    }
}

impl Display for Bandwidth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, unit) =
            UNITS.into_iter().find(|(_, unit)| self.0.is_multiple_of(*unit)).unwrap_or(UNITS[3]);
        write!(f, "{}{name}", self.0 / unit)
    }
}

impl FromStr for Bandwidth {
    type Err = String;
    fn from_str(text: &str) -> Result<Bandwidth, String> {
        let read = UNITS.into_iter().find_map(|(name, unit)| parse_decimal(text.strip_suffix(name)?, unit));
        match read {
            Some(bytes @ 1..) if bytes <= Bandwidth::MAX.0 => Ok(Bandwidth(bytes)),
            Some(0) => Err(format!("a bandwidth above zero like 10MB/s, not `{text}`")),
            Some(_) => Err(format!("a bandwidth of at most {}, not `{text}`", Bandwidth::MAX)),
            None => Err(format!("a bandwidth like 10MB/s or 500kB/s, or {UNLIMITED}, not `{text}`")),
        }
    }
}

/// What one line set of some links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRule {
    /// From these ends, a bit each.
    from: u128,
    /// To these.
    to: u128,
    /// The other way, too.
    pub both: bool,
    /// What was set.
    pub setting: LinkSetting,
}

impl LinkRule {
    fn names(&self, from: usize, to: usize) -> bool {
        let has = |set: u128, end: usize| set >> end & 1 == 1;
        has(self.from, from) && has(self.to, to) || self.both && has(self.from, to) && has(self.to, from)
    }
    /// Whether it sets the same of all links that another sets it of.
    fn replaces(&self, other: &LinkRule) -> bool {
        let within = |from: u128, to: u128| other.from & !from == 0 && other.to & !to == 0;
        self.setting.word() == other.setting.word()
            && (self.both || !other.both)
            && (within(self.from, self.to) || self.both && within(self.to, self.from))
    }
    /// From which ends.
    pub fn from(&self) -> impl Iterator<Item = Endpoint> {
        ends_of(self.from)
    }
    /// To which.
    pub fn to(&self) -> impl Iterator<Item = Endpoint> {
        ends_of(self.to)
    }
}

/// The ends in a set, in order.
fn ends_of(set: u128) -> impl Iterator<Item = Endpoint> {
    bits_of(set).map(Endpoint::of_bit)
}

fn bits_of(set: u128) -> impl Iterator<Item = usize> {
    (0..128).filter(move |bit| set >> bit & 1 == 1)
}

/// The settings of all links.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Of those that no line names.
    pub all: LinkOptions,
    /// What lines set of some, in their order.
    some: Vec<LinkRule>,
}

impl Links {
    /// Of a link in one direction.
    pub fn of(&self, from: Endpoint, to: Endpoint) -> LinkOptions {
        if self.some.is_empty() { self.all } else { self.resolved(from.bit(), to.bit()) }
    }
    fn resolved(&self, from: usize, to: usize) -> LinkOptions {
        let mut options = self.all;
        self.some
            .iter()
            .filter(|rule| rule.names(from, to))
            .for_each(|rule| rule.setting.store(&mut options));
        options
    }
    /// What lines set of some links and no later line set of all of these, in their order.
    pub fn some(&self) -> &[LinkRule] {
        &self.some
    }
    /// Sets something of all links, or of some.
    pub(super) fn set(&mut self, setting: LinkSetting, ends: Option<&Ends>) {
        let Some(ends) = ends else {
            self.some.retain(|rule| rule.setting.word() != setting.word());
            return setting.store(&mut self.all);
        };
        ends.sides(|from, to, both| {
            let set = |ends: &[Endpoint]| ends.iter().fold(0, |set, end| set | 1 << end.bit());
            let rule = LinkRule { from: set(from), to: set(to), both, setting };
            self.some.retain(|other| !rule.replaces(other));
            self.some.push(rule);
        });
    }
    /// The bytes that it holds beside its own size.
    pub(super) fn weigh(&self) -> usize {
        self.some.capacity() * size_of::<LinkRule>()
    }
    /// Feeds whether messages are lost or doubled, of all links, then of those where it is otherwise: by which lines that
    /// came about makes no difference.
    pub(super) fn feed(&self, into: &mut FingerprintHasher) {
        let usual = self.all.chances();
        usual.iter().for_each(|chance| chance.hash(into));
        let ends = self.some.iter().fold(0, |ends, rule| ends | rule.from | rule.to);
        for from in bits_of(ends) {
            for to in bits_of(ends) {
                let chances = self.resolved(from, to).chances();
                if chances != usual {
                    ("link", from, to, chances).hash(into);
                }
            }
        }
    }
}
