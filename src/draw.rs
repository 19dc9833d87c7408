//! Chance, keyed instead of streamed.
//!
//! A draw depends on the seed, its purpose, who draws, the instant, and on how many such draws there were
//! at this very instant, and on nothing else. So an event more or less somewhere does not reshuffle the
//! rest of the run: two branches that differ by one crash differ only by what the crash causes. A stream
//! of random numbers, shared by all, would give every later latency and timeout another value.

use crate::time::{Time, TimeRange};

/// What a draw is for. The discriminant is part of the key: the numbers never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// How long a message is under way.
    Latency = 1,
    /// Whether a message is lost.
    Loss = 2,
    /// Where on its way a lost message breaks up.
    BreakUp = 3,
    /// Whether a message is doubled.
    Duplicate = 4,
    /// How long a timer runs.
    Timer = 5,
    /// How long a write to disk takes.
    Write = 6,
}

/// The key of a draw, but for the count at the instant, which [`Draws`] keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What for.
    pub purpose: Purpose,
    /// The owner, or the two ends of a link in its halves.
    pub owner: u32,
}

impl Key {
    /// Of how long a timer runs: which timer it is is part of the key, so that a draw for one timer more
    /// reshuffles no other timer of the same node. The place of a timer in its protocol's list and the
    /// numbers of peer and node are below 256 each.
    pub fn of_timer(node: u16, place: u8, peer: Option<u16>) -> Key {
        let owner = u32::from(place) << 16 | u32::from(peer.unwrap_or(0)) << 8 | u32::from(node);
        Key { purpose: Purpose::Timer, owner }
    }
    /// The key as one word.
    fn word(self) -> u64 {
        u64::from(self.owner) << 8 | self.purpose as u64
    }
}

/// The source of all chance in a run.
#[derive(Clone, Debug)]
pub struct Draws {
    seed: u64,
    /// The instant that `counts` is about.
    instant: Time,
    /// Draws already made at `instant`.
    counts: Counts,
}

impl Draws {
    /// The draws of a seed.
    pub fn new(seed: u64) -> Draws {
        Draws { seed, instant: Time::ZERO, counts: Counts::default() }
    }

    /// The bytes that it holds beside its own size.
    pub fn weigh(&self) -> usize {
        self.counts.places.capacity() * size_of::<(u64, u32)>()
    }

    /// A whole number below `bound` (which is above zero), each as likely as the other.
    pub fn below(&mut self, key: Key, now: Time, bound: u64) -> u64 {
        let nth = self.count(key, now);
        to_range(mix(self.seed, key, now, nth), bound)
    }

    /// A duration in the range, both ends included. A range of one draws nothing.
    pub fn within(&mut self, key: Key, now: Time, range: TimeRange) -> Time {
        if range.min == range.max {
            return range.min;
        }
        let span = range.max.us() - range.min.us() + 1;
        Time::from_us(range.min.us() + self.below(key, now, span))
    }

    /// How many draws of this key there were at this instant before this one.
    fn count(&mut self, key: Key, now: Time) -> u32 {
        if self.instant != now {
            self.instant = now;
            self.counts.clear();
        }
        self.counts.next(key.word())
    }
}

/// How often each key was met. Sixty-four nodes that act at once make thousands of draws at one instant, so this is
/// a table with open addressing and linear probing: it finds a key in a few steps however many there are.
#[derive(Clone, Debug, Default)]
struct Counts {
    /// A power of two of places, at most half of them taken. The word of no key is 0, which marks a free one.
    places: Vec<(u64, u32)>,
    taken: usize,
}

/// Places at first: enough for the draws of one handler in a small cluster.
const PLACES: usize = 16;
const FREE: u64 = 0;

impl Counts {
    /// Forgets all, and gives back what a crowded instant took.
    fn clear(&mut self) {
        self.places.truncate(PLACES);
        self.places.fill((FREE, 0));
        self.taken = 0;
    }
    /// How often this key was met before.
    fn next(&mut self, key: u64) -> u32 {
        if self.taken * 2 >= self.places.len() {
            self.grow();
        }
        let place = self.place(key);
        let (found, count) = &mut self.places[place];
        if *found == key {
            *count += 1;
            return *count;
        }
        (*found, *count) = (key, 0);
        self.taken += 1;
        0
    }
    /// Where a key stands, or the free place where it belongs.
    fn place(&self, key: u64) -> usize {
        let last = self.places.len() - 1;
        // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): the middle bits of the product.
        let mut place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.places[place].0 != key && self.places[place].0 != FREE {
            place = (place + 1) & last;
        }
        place
    }
    fn grow(&mut self) {
        let larger = vec![(FREE, 0); (self.places.len() * 2).max(PLACES)];
        for (key, count) in std::mem::replace(&mut self.places, larger) {
            if key != FREE {
                let place = self.place(key);
                self.places[place] = (key, count);
            }
        }
    }
}

/// One 64-bit word from the whole key.
pub fn mix(seed: u64, key: Key, now: Time, nth: u32) -> u64 {
    let mut word = scramble(seed ^ 0x9e37_79b9_7f4a_7c15);
    word = scramble(word ^ key.word());
    word = scramble(word ^ now.us());
    scramble(word ^ u64::from(nth) << 32)
}

/// A bijection of 64-bit words that spreads every bit over all: Stafford's 13th variant of the MurmurHash3
/// finalizer, as in SplitMix64 (Steele, Lea and Flood 2014), with its additive constant against zero.
pub fn scramble(word: u64) -> u64 {
    let mut z = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The high half of the 128-bit product: `word` as a fraction of 2^64, times `bound`.
fn to_range(word: u64, bound: u64) -> u64 {
    // Nearly always: the same in halves, for wasm has no product of 128 bits.
    if bound <= u64::from(u32::MAX) {
        let (high, low) = (word >> 32, word & u64::from(u32::MAX));
        return (high * bound + ((low * bound) >> 32)) >> 32;
    }
    ((u128::from(word) * u128::from(bound)) >> 64) as u64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The keys of a cluster of 64 in which everybody sends to everybody and sets timers, in a given order.
    fn crowd(rotate: u32) -> Vec<u64> {
        let links = (0..64 * 128).map(|pair: u32| ((pair / 128) << 16) | (pair % 128));
        let purposes = [Purpose::Latency, Purpose::Loss, Purpose::Duplicate];
        let links = links.flat_map(|owner| purposes.map(|purpose| Key { purpose, owner }));
        let timers = (1..=64).flat_map(|node| {
            (0..4).flat_map(move |place| (0..=64).map(move |peer| Key::of_timer(node, place, Some(peer))))
        });
        let mut keys: Vec<u64> = links.chain(timers).map(Key::word).collect();
        keys.sort_by_key(|key| key.rotate_right(rotate));
        keys
    }

    #[test]
    fn the_draws_of_one_instant_are_counted_as_by_a_map() {
        for rotate in [0, 8, 24] {
            let (mut counts, mut map) = (Counts::default(), BTreeMap::new());
            for round in 0..3 {
                for (index, key) in crowd(rotate).into_iter().enumerate() {
                    if index % (round + 1) == 0 {
                        let expected = map.entry(key).and_modify(|count| *count += 1).or_insert(0);
                        assert_eq!(counts.next(key), *expected);
                    }
                }
            }
            counts.clear();
            assert_eq!(counts.places.len(), PLACES, "the next instant does not carry the crowd along");
            assert_eq!(counts.next(crowd(0)[7]), 0);
        }
    }

    /// Steps are counted, for a clock would say something else on every machine.
    #[test]
    fn however_many_draws_one_instant_has_a_key_is_found_in_a_few_steps() {
        let mut counts = Counts::default();
        let keys = crowd(8);
        for &key in &keys {
            counts.next(key);
        }
        let last = counts.places.len() - 1;
        let home = |key: u64| (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        let steps: Vec<usize> =
            keys.iter().map(|&key| counts.place(key).wrapping_sub(home(key)) & last).collect();
        let (most, all) = (steps.iter().max(), steps.iter().sum::<usize>());
        assert!(most < Some(&64) && all < 2 * keys.len(), "at most {most:?}, {all} of {} keys", keys.len());
    }

    #[test]
    fn no_two_timers_share_a_key() {
        let mut keys: Vec<u64> =
            crowd(0).into_iter().filter(|key| key & 0xff == Purpose::Timer as u64).collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!((keys.len(), all), (64 * 4 * 65, 64 * 4 * 65));
    }
}
