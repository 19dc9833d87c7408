//! The nodes and the settings: what a move changes, and what a placement is made from.

use super::moves::Move;
use super::settings::{OPTIONS, STRATEGIES, Settings};
use super::setup::{Given, PlacementSetup};
use super::{MEMBERS_MAX, POINTS_MAX, WORK_MAX, reason};
use crate::kernel::{NoEffect, NodeId};
use crate::placement::points;
use crate::placement::{Hash, Node, PlacementError, Spec, Strategy};
use crate::value::Value;

/// A node of the placement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Its name.
    pub id: NodeId,
    /// Its weight, if it is named.
    pub weight: Option<u32>,
    /// Its points, as values of the hash, if they are given.
    pub tokens: Vec<u64>,
}

impl Member {
    fn new(id: NodeId, weight: Option<u32>) -> Member {
        Member { id, weight, tokens: Vec::new() }
    }
    /// Its weight, named or not.
    pub fn weight(&self) -> u32 {
        self.weight.unwrap_or(1)
    }
    /// As a placement takes it.
    fn node(&self) -> Node {
        let mut node = Node::named(self.id.to_string()).standing_at(self.tokens.clone());
        node.weight = self.weight.map(f64::from);
        node
    }
}

/// What is placed, and how.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cluster {
    /// In index order: who joins comes last.
    pub members: Vec<Member>,
    /// How many keys.
    pub keys: u32,
    /// How they are placed.
    pub settings: Settings,
}

impl Cluster {
    /// What a header says.
    pub fn new(header: &PlacementSetup) -> Cluster {
        let hash = header.settings.hash();
        let member = |id: NodeId| {
            let given = header.given.get(&id).cloned().unwrap_or_default();
            let Given { weight, tokens } = given;
            Member { id, weight, tokens: tokens.iter().filter_map(|token| read_token(hash, token)).collect() }
        };
        Cluster {
            members: (1..=header.nodes).map(NodeId).map(member).collect(),
            keys: header.keys,
            settings: header.settings.clone(),
        }
    }

    /// The index of a node.
    pub fn index(&self, id: NodeId) -> Option<usize> {
        self.members.iter().position(|member| member.id == id)
    }
    /// Of each node by index the share of all keys that is its due by weight; together 1.
    pub fn shares(&self) -> Vec<f64> {
        let total: u64 = self.members.iter().map(|member| u64::from(member.weight())).sum();
        self.members.iter().map(|member| f64::from(member.weight()) / total as f64).collect()
    }

    /// What a move makes of it, or why it does nothing.
    pub fn after(&self, action: &Move) -> Result<Cluster, NoEffect> {
        let mut next = self.clone();
        match action {
            Move::Lookup(_) => return Ok(next),
            Move::Join(id, _) if self.index(*id).is_some() => return Err(reason::ALREADY_MEMBER),
            Move::Join(id, weight) => next.members.push(Member::new(*id, *weight)),
            Move::Leave(id) => next.remove(*id)?,
            Move::Nodes(count) => next.resize(usize::from(*count)),
            Move::Keys(count) => next.keys = *count,
            Move::Weight(id, weight) => {
                let index = self.index(*id).ok_or(reason::NOT_MEMBER)?;
                next.members[index].weight = Some(*weight);
            }
            Move::Set(option, value) => {
                let value = Value::Word(value.to_string());
                // It was read with the same table.
                let set = (OPTIONS[*option].slot)(&mut next.settings).set(&value);
                debug_assert!(set.is_ok());
            }
        }
        if next == *self {
            return Err(reason::UNCHANGED);
        }
        next.check()?;
        Ok(next)
    }

    fn remove(&mut self, id: NodeId) -> Result<(), NoEffect> {
        let index = self.index(id).ok_or(reason::NOT_MEMBER)?;
        if self.members.len() == 1 {
            return Err(reason::LAST_NODE);
        }
        if index + 1 < self.members.len() && self.strategies().any(|strategy| strategy == Strategy::Jump) {
            return Err(reason::ONLY_LAST_LEAVES);
        }
        self.members.remove(index);
        Ok(())
    }

    /// Adds the lowest free numbers, or takes away who came last.
    fn resize(&mut self, count: usize) {
        self.members.truncate(count);
        let mut numbers = 1..=MEMBERS_MAX;
        while self.members.len() < count {
            let Some(free) = numbers.find(|&n| self.index(NodeId(n)).is_none()) else { break };
            self.members.push(Member::new(NodeId(free), None));
        }
    }

    fn strategies(&self) -> impl Iterator<Item = Strategy> {
        let beside = self.settings.compare.checked_sub(1);
        [Some(self.settings.strategy), beside].into_iter().flatten().map(|index| Strategy::ALL[index])
    }

    /// Whether it can be placed, in bounds that a page can work in.
    pub fn check(&self) -> Result<(), NoEffect> {
        for strategy in self.strategies() {
            let spec = self.spec(strategy);
            spec.check().map_err(|error| reason_of(&error))?;
            let keys = u64::from(self.keys);
            if points::count(&spec) > POINTS_MAX {
                return Err(reason::TOO_MANY_POINTS);
            }
            if keys * self.price(strategy) > WORK_MAX {
                return Err(reason::TOO_MUCH_WORK);
            }
        }
        Ok(())
    }

    /// The most points that a strategy asks for.
    pub fn points(&self) -> u64 {
        self.strategies().map(|strategy| points::count(&self.spec(strategy))).max().unwrap_or(0)
    }
    /// The most hashes that placing all keys costs by a strategy.
    pub fn cost(&self) -> u64 {
        self.strategies().map(|strategy| u64::from(self.keys) * self.price(strategy)).max().unwrap_or(0)
    }

    /// What placing one key costs, in hashes.
    pub fn price(&self, strategy: Strategy) -> u64 {
        match strategy {
            Strategy::Rendezvous => 1 + self.members.len() as u64 / 4,
            Strategy::MultiProbe => self.settings.probes.into(),
            _ => 1,
        }
    }

    /// About how many hashes it costs that a move led here.
    pub fn work(&self, action: &Move) -> u64 {
        if let Move::Lookup(_) = action {
            return 0;
        }
        let keys = u64::from(self.keys);
        let of = |strategy| keys * self.price(strategy) + points::count(&self.spec(strategy));
        keys + self.strategies().map(of).sum::<u64>()
    }

    /// The same of a move from here; one without effect costs nothing.
    pub fn work_of(&self, action: &Move) -> u64 {
        self.after(action).map_or(0, |after| after.work(action))
    }

    /// What a placement of this strategy is made from. One that only stands beside the strategy in use is shown
    /// without weights and tokens if it knows none.
    pub fn spec(&self, strategy: Strategy) -> Spec {
        let settings = &self.settings;
        let mut nodes: Vec<Node> = self.members.iter().map(Member::node).collect();
        if strategy != self.strategy() {
            for node in &mut nodes {
                node.weight = node.weight.filter(|_| knows_weights(strategy));
                node.tokens.clear();
            }
        }
        Spec {
            hash: settings.hash(),
            virtual_nodes: settings.virtual_nodes,
            load_factor: f64::from(settings.load_factor) / 1_000.0,
            table_size: settings.table_size,
            probes: settings.probes,
            ..Spec::new(strategy, nodes)
        }
    }

    /// The strategy in use.
    pub fn strategy(&self) -> Strategy {
        debug_assert_eq!(STRATEGIES[self.settings.strategy], Strategy::ALL[self.settings.strategy].name());
        Strategy::ALL[self.settings.strategy]
    }
    /// The strategy beside it.
    pub fn compared(&self) -> Option<Strategy> {
        self.settings.compare.checked_sub(1).map(|index| Strategy::ALL[index])
    }
}

fn knows_weights(strategy: Strategy) -> bool {
    matches!(strategy, Strategy::Ring | Strategy::Rendezvous | Strategy::Maglev | Strategy::Slots)
}

/// Why a placement was refused, as the reason of a move without effect.
pub fn reason_of(error: &PlacementError) -> NoEffect {
    match (error.code, error.field.as_str()) {
        (_, "tableSize") => reason::TABLE_TOO_SMALL,
        ("refused", field) if field.ends_with("weight") => reason::NO_WEIGHTS,
        ("refused", _) => reason::NO_TOKENS,
        ("bound-placement", _) => reason::TOO_MANY_POINTS,
        _ => reason::TOKEN_TAKEN,
    }
}

/// A value of a hash as the hash prints it: Cassandra's tokens are signed.
pub fn read_token(hash: Hash, text: &str) -> Option<u64> {
    let value = match hash {
        Hash::Murmur3Cassandra => text.parse::<i64>().ok()? as u64,
        _ => text.parse().ok()?,
    };
    hash.has_value(value).then_some(value)
}
