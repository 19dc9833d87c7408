//! The timers of nodes: how a protocol declares their names.

use std::fmt;

use super::NodeId;

/// A timer of some protocol: a word, and if there is one per peer, the peer: `election`, `rpc.n2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimerName {
    /// Its place in the protocol's list.
    place: u8,
    /// For which peer.
    pub peer: Option<NodeId>,
    /// The word.
    word: &'static str,
}

impl TimerName {
    /// For the `timers!` macro: the place in the protocol's list, the word, and the peer if there is one per peer.
    pub const fn new(place: u8, word: &'static str, peer: Option<NodeId>) -> TimerName {
        TimerName { place, peer, word }
    }
    /// Its place in the protocol's list.
    pub const fn place(self) -> u8 {
        self.place
    }
    /// What tells it from the node's other timers.
    pub(super) fn key(self) -> (u8, u16) {
        (self.place, self.peer.map_or(0, |peer| peer.0))
    }

    /// From text, in a protocol with these names: see [`TimerSet::NAMES`].
    pub fn read(text: &str, names: &[&'static str]) -> Option<TimerName> {
        let (word, peer) = match text.split_once('.') {
            Some((word, peer)) => (word, Some(peer.parse().ok()?)),
            None => (text, None),
        };
        let of = |name: &&'static str| name.split_once('.').map_or((*name, false), |(word, _)| (word, true));
        let place = names.iter().position(|name| of(name) == (word, peer.is_some()))?;
        Some(TimerName { place: place as u8, peer, word: of(&names[place]).0 })
    }
}

impl fmt::Display for TimerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word)?;
        self.peer.map_or(Ok(()), |peer| write!(f, ".{peer}"))
    }
}

/// The timers of one protocol: an enum, declared by the `timers!` macro.
pub trait TimerSet: Copy + fmt::Debug + 'static {
    /// All of them as `fire` takes them; one that there is per peer with a peer for example: `rpc.n2`.
    const NAMES: &'static [&'static str];
    /// Its name.
    fn name(self) -> TimerName;
    /// The timer of a name, if it is of this protocol.
    fn of(name: TimerName) -> Option<Self>;
}

/// Declares a timer enum: `Variant = "word";`, or `Variant(peer) = "word";` for one timer per peer. The place in
/// this list is part of the key of a timer's draws: a new timer goes to the end, or old histories change.
#[macro_export]
macro_rules! timers {
    ($(#[$meta:meta])* pub enum $name:ident {
        $( $(#[$doc:meta])* $variant:ident $(($peer:ident))? = $word:literal; )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$doc])* $variant $(($crate::kernel::timers!(@node $peer)))?, )* }

        impl $crate::kernel::TimerSet for $name {
            const NAMES: &'static [&'static str] =
                &[$( concat!($word $(, $crate::kernel::timers!(@example $peer))?) ),*];
            fn name(self) -> $crate::kernel::TimerName {
                enum Place { $($variant),* }
                match self {
                    $( $name::$variant $(($peer))? => $crate::kernel::TimerName::new(
                        Place::$variant as u8,
                        $word,
                        $crate::kernel::timers!(@option $($peer)?),
                    ), )*
                }
            }
            fn of(name: $crate::kernel::TimerName) -> Option<$name> {
                enum Place { $($variant),* }
                $( if name.place() == Place::$variant as u8 {
                    return Some($name::$variant $(({ let $peer = name.peer?; $peer }))?);
                } )*
                None
            }
        }
    };
    (@node $peer:ident) => { $crate::kernel::NodeId };
    (@example $peer:ident) => { ".n2" };
    (@option) => { None };
    (@option $peer:ident) => { Some($peer) };
}
pub use timers;
