//! The hash slots of a Redis Cluster: 16,384 of them, each at one node; CRC16 says which slot a key has.

use crc::{CRC_16_XMODEM, Crc, Table};

/// How many slots there are.
pub const SLOTS: usize = 16_384;

/// The checksum that the specification of Redis Cluster names: CRC-16/XMODEM.
static CRC16: Crc<u16, Table<1>> = Crc::<u16, Table<1>>::new(&CRC_16_XMODEM);

/// CRC-16/XMODEM.
pub fn crc16(bytes: &[u8]) -> u16 {
    CRC16.checksum(bytes)
}

/// The slot of a key: of its hash tag, if it has one.
pub fn slot(key: &[u8]) -> u16 {
    crc16(hash_tag(key)) % SLOTS as u16
}

/// What stands between the first `{` and the first `}` after it, if anything does; otherwise the whole key. So
/// keys with one tag share a slot.
pub fn hash_tag(key: &[u8]) -> &[u8] {
    let inside = key.iter().position(|&byte| byte == b'{').map(|open| &key[open + 1..]);
    match inside.and_then(|rest| Some(&rest[..rest.iter().position(|&byte| byte == b'}')?])) {
        Some(tag) if !tag.is_empty() => tag,
        _ => key,
    }
}

/// A new cluster's slots: one range per node, as redis-cli deals them out, in shares by weight. At most as many
/// nodes as slots.
pub fn ranges(weights: &[f64]) -> Vec<u16> {
    let mut slots = Vec::with_capacity(SLOTS);
    let mut dealt = 0.0;
    for (node, share) in exact_shares(weights).into_iter().enumerate() {
        dealt += share;
        let end = if node + 1 == weights.len() { SLOTS } else { (dealt.round() as usize).min(SLOTS) };
        slots.resize(end.max(slots.len()), node as u16);
    }
    slots
}

/// How many slots each node is to have before they are rounded to whole ones: its share by weight, but one at least,
/// for the specification knows no master without slots. Who weighs too little for one takes it from all others.
fn exact_shares(weights: &[f64]) -> Vec<f64> {
    let mut light = vec![false; weights.len()];
    loop {
        let heavy = |node: &usize| !light[*node];
        let total: f64 = (0..weights.len()).filter(heavy).map(|node| weights[node]).sum();
        let left = SLOTS - light.iter().filter(|&&light| light).count();
        let share = |node: usize| if light[node] { 1.0 } else { left as f64 * weights[node] / total };
        let shares: Vec<f64> = (0..weights.len()).map(share).collect();
        let too_light: Vec<usize> = (0..weights.len()).filter(|&node| shares[node] < 1.0).collect();
        if too_light.is_empty() {
            return shares;
        }
        too_light.into_iter().for_each(|node| light[node] = true);
    }
}

/// Slots whose node is gone.
pub const NOBODY: u16 = u16::MAX;

/// Moves as few whole slots as balance needs: afterwards each node has its share, rounded down or up. A node that
/// has more keeps its higher slots.
pub fn rebalanced(slots: &[u16], weights: &[f64]) -> Vec<u16> {
    let mut held = vec![0_isize; weights.len()];
    for &node in slots.iter().filter(|&&node| node != NOBODY) {
        held[usize::from(node)] += 1;
    }
    let shares = shares(&held, weights);
    let mut surplus: Vec<isize> = held.iter().zip(shares).map(|(held, share)| held - share).collect();
    let mut taker = 0;
    let mut moved = slots.to_vec();
    for slot in &mut moved {
        let leaves = *slot == NOBODY || surplus[usize::from(*slot)] > 0;
        if !leaves {
            continue;
        }
        while taker < surplus.len() && surplus[taker] >= 0 {
            taker += 1;
        }
        // Surpluses and gaps add up to nothing, so whoever leaves finds a place.
        let Some(gap) = surplus.get_mut(taker) else { break };
        *gap += 1;
        if *slot != NOBODY {
            surplus[usize::from(*slot)] -= 1;
        }
        *slot = taker as u16;
    }
    moved
}

/// How many slots each node is to have. What rounding down leaves over goes to those who already have more, in
/// index order.
fn shares(held: &[isize], weights: &[f64]) -> Vec<isize> {
    let whole: Vec<isize> = exact_shares(weights).into_iter().map(|share| share.floor() as isize).collect();
    let left = SLOTS as isize - whole.iter().sum::<isize>();
    let mut shares = whole.clone();
    // Those who have more come first; once round is enough, for at most one slot per node is left over.
    let (more, rest): (Vec<usize>, Vec<usize>) = (0..held.len()).partition(|&node| held[node] > whole[node]);
    for node in more.into_iter().chain(rest).take(left.max(0) as usize) {
        shares[node] += 1;
    }
    shares
}
