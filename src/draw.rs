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
}

/// The key of a draw, but for the count at the instant, which [`Draws`] keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What for.
    pub purpose: Purpose,
    /// The owner, or the two ends of a link in its halves.
    pub owner: u32,
}

/// The source of all chance in a run.
#[derive(Clone, Debug)]
pub struct Draws {
    seed: u64,
    /// The instant that `counts` is about.
    instant: Time,
    /// Draws already made at `instant`.
    counts: Vec<(Key, u32)>,
}

impl Draws {
    /// The draws of a seed.
    pub fn new(seed: u64) -> Draws {
        Draws { seed, instant: Time::ZERO, counts: Vec::new() }
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
        match self.counts.iter_mut().find(|(k, _)| *k == key) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.counts.push((key, 0));
                0
            }
        }
    }
}

/// One 64-bit word from the whole key.
pub fn mix(seed: u64, key: Key, now: Time, nth: u32) -> u64 {
    let mut word = scramble(seed ^ 0x9e37_79b9_7f4a_7c15);
    word = scramble(word ^ (u64::from(key.owner) << 8 | key.purpose as u64));
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
