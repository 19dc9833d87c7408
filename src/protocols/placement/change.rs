//! What a change moved: how many keys, from whom to whom, and which of them are drawn.

use super::MOVED_SHOWN_MAX;
use super::state::{Flow, MovedKey, Moves, Placed, State};
use crate::placement::order::sort;
use crate::placement::{Diff, measure};

/// The keys that have another owner after than before; of keys that were there before and after.
pub fn moves(before: &State, after: &State, old: &Placed, new: &Placed) -> Moves {
    let (old_nodes, new_nodes) = (old.placement.nodes(), new.placement.nodes());
    let diff = Diff::of(old_nodes, new_nodes, &old.owners, &new.owners);
    let forth = measure::indexes(old_nodes, new_nodes);
    let stays = |from: u16, to: u16| forth[usize::from(from)] == Some(to);
    let every = diff.moved.div_ceil(MOVED_SHOWN_MAX as u64).max(1);
    let (mut met, mut sample) = (0, Vec::new());
    let mut counts = vec![0_u32; old_nodes.len() * new_nodes.len()];
    for ((&from, &to), &key) in old.owners.iter().zip(&new.owners).zip(after.keys.iter()) {
        if stays(from, to) {
            continue;
        }
        counts[usize::from(from) * new_nodes.len() + usize::from(to)] += 1;
        if met % every == 0 {
            sample.push(MovedKey { key, from: before.id(from), to: after.id(to) });
        }
        met += 1;
    }
    let flow = |(place, &count): (usize, &u32)| {
        let (from, to) = (place / new_nodes.len(), place % new_nodes.len());
        Flow { from: before.id(from as u16), to: after.id(to as u16), count }
    };
    let found: Vec<Flow> = counts.iter().enumerate().filter(|(_, count)| **count > 0).map(flow).collect();
    // The largest first; among equals those of earlier nodes.
    let rank = |flow: &Flow| {
        u64::from(u32::MAX - flow.count) << 32 | u64::from(flow.from.0) << 16 | u64::from(flow.to.0)
    };
    let mut order: Vec<(u64, u32)> =
        found.iter().enumerate().map(|(place, flow)| (rank(flow), place as u32)).collect();
    sort(&mut order);
    let flows = order.iter().map(|&(_, place)| found[place as usize]).collect();
    Moves { diff, flows, sample }
}
