//! Zones: ends that have a name together. A rack, a data centre, a continent.
//!
//! A name stands wherever ends stand, and prints as it was written. To the network it is no more than its members.

use std::fmt::{self, Display};
use std::rc::Rc;

use super::{Endpoint, NodeId, Text};

/// The longest name of a zone, in characters: what still stands beside it in a picture.
pub const ZONE_NAME_MAX: usize = 20;

/// Some ends with a name. No end is in two zones.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    /// Its name.
    pub name: Text,
    /// Its members in the order of nodes, then of clients; at least one node.
    pub members: Vec<Endpoint>,
}

impl Zone {
    /// The nodes of it.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.members.iter().filter_map(|member| match member {
            Endpoint::Node(node) => Some(*node),
            Endpoint::Client(_) => None,
        })
    }
}

/// What stands where ends stand: one end, or all of a zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// This one.
    End(Endpoint),
    /// The members of a zone.
    Zone(Rc<Zone>),
}

impl Party {
    /// The ends that it means.
    pub fn ends(&self) -> &[Endpoint] {
        match self {
            Party::End(end) => std::slice::from_ref(end),
            Party::Zone(zone) => &zone.members,
        }
    }
    /// What means just these ends, in a cluster of these zones; `None` if it takes several.
    pub(super) fn of(ends: &[Endpoint], zones: &[Rc<Zone>]) -> Option<Party> {
        match ends {
            [end] => Some(Party::End(*end)),
            _ => zones.iter().find(|zone| zone.members == ends).cloned().map(Party::Zone),
        }
    }
}

/// The ends that several mean, in their order.
pub(super) fn ends_of(parties: &[Party]) -> Vec<Endpoint> {
    parties.iter().flat_map(Party::ends).copied().collect()
}

impl From<Endpoint> for Party {
    fn from(end: Endpoint) -> Party {
        Party::End(end)
    }
}

impl Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Party::End(end) => end.fmt(f),
            Party::Zone(zone) => zone.fmt(f),
        }
    }
}

/// Its name.
impl Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}
