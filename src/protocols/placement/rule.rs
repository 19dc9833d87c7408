//! What placement decides, step by step, each decision with a code and the paper that it is from.
//!
//! Text for a reader, in each language, lives in the web frontend under the same codes.

use crate::kernel::{NodeId, Text, rules};

rules! {
    /// One variant per decision. The sections name the papers: Karger et al. 1997, "Consistent Hashing and
    /// Random Trees"; DeCandia et al. 2007, "Dynamo"; Thaler and Ravishankar 1998, "Using Name-Based Mappings
    /// to Increase Hit Rates" (rendezvous); Lamping and Veach 2014, "A Fast, Minimal Memory, Consistent Hash
    /// Algorithm"; Eisenbud et al. 2016, "Maglev"; Mirrokni, Thorup and Zadimoghaddam 2016, "Consistent Hashing
    /// with Bounded Loads"; Appleton and O'Reilly 2015, "Multi-probe consistent hashing"; the Redis Cluster
    /// specification.
    pub enum Rule {
        // What there is.
        /// The nodes are placed, and every key has an owner.
        Built { strategy: Text, nodes: u64, keys: u64, points: u64 } = "placement.built", "Karger 1997, 4";

        // A lookup, step by step.
        /// The key was hashed.
        KeyHashed { key: Text, hash: Text, value: Text } = "placement.key.hashed", "Karger 1997, 4";
        /// The hash is a place on the circle, so many degrees from the top.
        KeyPositioned { key: Text, degrees: Text } = "placement.key.positioned", "Karger 1997, 4";
        /// Clockwise from the key, this is the first point.
        PointFound { node: NodeId, degrees: Text } = "placement.walk.point-found", "Karger 1997, 4";
        /// Of the probes, this one is nearest to a point.
        ProbeNearest { probe: u64, probes: u64, node: NodeId } = "placement.probe.nearest", "Appleton 2015";
        /// The node of the point is full: the walk goes on.
        NodeFull { node: NodeId, load: u64, bound: u64 } = "placement.walk.node-full", "Mirrokni 2016, 1";
        /// The key's number leaves this remainder.
        RemainderTaken { key: Text, divisor: u64, remainder: u64, node: NodeId } = "placement.remainder.taken", "Karger 1997, 4";
        /// The last jump that stayed inside landed in this bucket.
        JumpLanded { bucket: u64, jumps: u64, node: NodeId } = "placement.jump.landed", "Lamping 2014, 2";
        /// The entry of the lookup table.
        TableRead { entry: u64, size: u64, node: NodeId } = "placement.table.read", "Maglev 2016, 3.4";
        /// The key's slot, and whose it is.
        SlotComputed { slot: u64, slots: u64, node: NodeId } = "placement.slot.computed", "Redis Cluster, key distribution";
        /// Of all nodes' scores for the key, this one's is highest.
        ScoreHighest { node: NodeId, nodes: u64 } = "placement.score.highest", "Thaler 1998";
        /// The key's owner.
        OwnerFound { key: Text, node: NodeId } = "placement.owner.found", "Karger 1997, 4", "looked-up";
        /// The next copy goes to this node.
        ReplicaChosen { key: Text, replica: u64, node: NodeId } = "placement.replica.chosen", "Dynamo 2007, 4.3";
        /// The point is of a node that has a copy already.
        ReplicaSkipped { node: NodeId, degrees: Text } = "placement.replica.skipped", "Dynamo 2007, 4.3";
        /// Once round the ring no further node is met: the copy goes to one without a point, the greatest name
        /// first.
        ReplicaWithoutPoint { key: Text, replica: u64, node: NodeId } = "placement.replica.without-point", "Dynamo 2007, 4.3";
        /// There are fewer nodes than copies asked for.
        ReplicasShort { asked: u64, nodes: u64 } = "placement.replica.short", "Dynamo 2007, 4.3";

        // Changes.
        /// A node joined.
        NodeJoined { node: NodeId, weight: u64, points: u64, nodes: u64 } = "placement.node.joined", "Karger 1997, 4", "node-joined";
        /// A node left; so many keys were its own.
        NodeLeft { node: NodeId, keys: u64, nodes: u64 } = "placement.node.left", "Karger 1997, 4", "node-left";
        /// The node can own no key: it has so many points, and none of them is the first at its place.
        NodeIdle { node: NodeId, weight: u64, points: u64 } = "placement.node.idle", "Karger 1997, 4";
        /// A setting changed.
        SettingChanged { setting: Text, was: Text, now: Text } = "placement.setting.changed", "Karger 1997, 4";
        /// Of `keys` that were there before and are there still, so many have another owner now; a fair share would
        /// have been `ideal`, and `needless` moved between nodes whose shares did not call for it. Now there are
        /// `all` keys.
        KeysMoved { by: Text, strategy: Text, moved: u64, ideal: u64, needless: u64, keys: u64, all: u64 } = "placement.keys.moved", "Karger 1997, 4", "key-moved";
        /// No key that was there before has another owner.
        KeysStayed { strategy: Text, keys: u64, all: u64 } = "placement.keys.stayed", "Karger 1997, 4";
        /// So many of them went from one node to another.
        KeysTransferred { from: NodeId, to: NodeId, count: u64 } = "placement.keys.transferred", "Karger 1997, 4";
        /// What the list of transfers leaves out.
        TransfersLeftOut { pairs: u64, count: u64 } = "placement.keys.transfers-left-out", "Karger 1997, 4";
        /// What the remainder by the number of nodes would have moved.
        ModuloCompared { moved: u64, keys: u64 } = "placement.modulo.compared", "Karger 1997, 4";
        /// What the strategy beside it moved.
        StrategyCompared { strategy: Text, moved: u64, needless: u64, keys: u64 } = "placement.strategy.compared", "Karger 1997, 4";
        /// The heaviest node, measured in shares of its own: what is its due by weight, in keys, and how many times
        /// as many it has.
        BalanceMeasured { node: NodeId, load: u64, share: Text, ratio: Text } = "placement.balance.measured", "Karger 1997, 4";
    }
}
