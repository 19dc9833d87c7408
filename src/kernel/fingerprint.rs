//! A fingerprint of a world: 128 bits that are equal where the same can follow.
//!
//! Two worlds of one fingerprint are the same to whoever asks what can happen from here on: the same messages can
//! arrive or be lost, the same timers run out, the same faults be made, and each leads to worlds of one fingerprint
//! again, with the same verdicts. A search may take them for one.
//!
//! What counts:
//! - the protocol, its bugs that are switched on, and its options but for durations;
//! - per node its state, whether it is up, paused or down, and the names of its pending timers;
//! - messages under way as a multiset: their ends, what they say, and whether they arrive or break up on the way; under
//!   `network order fifo` also behind which they arrive;
//! - with disks, per node what its last finished writes and those under way are, what waits for each, and whether its disk is
//!   slow or stalls;
//! - which links are cut and which held, however that came about;
//! - whether messages are lost or doubled never, sometimes or always, link by link, and whether they may overtake;
//! - per client whom it would ask, what it waits for, what is queued, the numbers of its requests, and whether a
//!   workload goes on, with the tick that decides its next command;
//! - if properties are watched, the ghost state that decides their verdicts: see [`Ghost`].
//!
//! What does not:
//! - ids of messages and records, positions, instants, causes, and the order in which anything came about;
//! - durations and what only scales them: latency, bandwidth and what is leaving, how long writes take, timeouts, periods,
//!   the rates of clocks. So which of two things
//!   comes first is open, and a search tries both;
//! - the seed, how often chance was asked, and a share of losses beyond whether there are any;
//! - that a message waits: pauses and holds say so;
//! - why a message breaks up, how many answers a client got and which was the last: they are shown and decide nothing;
//! - verdicts that stand: what broke a property is over. What can still break it is ghost state.
//!
//! Each type feeds what counts of its own, [`World`](super::World) first. A fingerprint is comparable within one
//! version of the engine, on whatever machine: every number is hashed with its own width, lengths with 64 bits.

use std::fmt;
use std::hash::{Hash, Hasher};

use rustc_stable_hash::hashers::{SipHasher128Hash, StableSipHasher128};
use rustc_stable_hash::{FromStableHash, StableHasher};

/// 128 bits over what decides how something can go on. Printed as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of a value by itself.
    pub fn of(value: &impl Hash) -> Fingerprint {
        let mut hasher = FingerprintHasher::default();
        value.hash(&mut hasher);
        hasher.fingerprint()
    }
    /// Its bits.
    pub fn bits(self) -> u128 {
        self.0
    }
}

impl FromStableHash for Fingerprint {
    type Hash = SipHasher128Hash;
    fn from(SipHasher128Hash([low, high]): SipHasher128Hash) -> Fingerprint {
        Fingerprint(u128::from(high) << 64 | u128::from(low))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Two halves: to print 128 bits at once is code that nothing else needs.
        write!(f, "{:016x}{:016x}", (self.0 >> 64) as u64, self.0 as u64)
    }
}
impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What fingerprints are made with: SipHash-1-3 of 128 bits, to which a number is the same bytes on every machine.
/// Lengths and places are 64 bits wide for it, so whatever derives `Hash` hashes the same in wasm as natively. One thing
/// it cannot see: a list of `usize` comes as its bytes, so state that is hashed holds numbers of a stated width.
#[derive(Clone, Debug, Default)]
pub struct FingerprintHasher(StableSipHasher128);

impl FingerprintHasher {
    /// The fingerprint of all that was written.
    pub fn fingerprint(self) -> Fingerprint {
        StableHasher::finish(self.0)
    }
}

// Calls, for states have many fields: inlined at each of them, the hasher would weigh 2 kB of the engine more after brotli,
// and fingerprints be a third quicker.
macro_rules! passed_on {
    ($($write:ident($number:ty))*) => {
        $( #[inline(never)]
        fn $write(&mut self, number: $number) {
            self.0.$write(number);
        } )*
    };
}

impl Hasher for FingerprintHasher {
    /// The lower half of the fingerprint.
    fn finish(&self) -> u64 {
        Hasher::finish(&self.0)
    }
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }
    passed_on! {
        write_u8(u8) write_u16(u16) write_u32(u32) write_u64(u64) write_u128(u128) write_usize(usize)
        write_i8(i8) write_i16(i16) write_i32(i32) write_i64(i64) write_i128(i128) write_isize(isize)
    }
}

/// Fingerprints in no order, each as often as it occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Multiset {
    /// Their sum: the one operation that forgets the order and not how often.
    sum: u128,
    len: u64,
}

impl Multiset {
    /// Adds one.
    pub fn add(&mut self, element: Fingerprint) {
        self.sum = self.sum.wrapping_add(element.0);
        self.len += 1;
    }
}

/// What decides the verdicts of a property from here on, beside the world and the events to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ghost {
    /// Ghost states of these names, all of which count in a fingerprint. None: the world alone decides.
    Counted(&'static [&'static str]),
    /// Something that no fingerprint counts, in words. A search that takes worlds of one fingerprint for one must not
    /// call itself complete for this property.
    Uncounted(&'static str),
}

impl Ghost {
    /// The world alone decides.
    pub const NONE: Ghost = Ghost::Counted(&[]);

    /// Whether worlds of one fingerprint have the same verdicts before them, so that a search may call itself complete.
    pub fn is_counted(self) -> bool {
        matches!(self, Ghost::Counted(_))
    }
    /// The names of the ghost states that count.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Ghost::Counted(names) => names,
            Ghost::Uncounted(_) => &[],
        }
    }
}
