//! Why a move does nothing, or a header cannot be placed.

use crate::kernel::NoEffect;

/// The node that joins is there.
pub const ALREADY_MEMBER: NoEffect = NoEffect::Own("already-member");
/// The node is not there.
pub const NOT_MEMBER: NoEffect = NoEffect::Own("not-member");
/// The last node stays.
pub const LAST_NODE: NoEffect = NoEffect::Own("last-node");
/// Jump hashing numbers its buckets: only the last can go (Lamping and Veach 2014, 1).
pub const ONLY_LAST_LEAVES: NoEffect = NoEffect::Own("only-last-leaves");
/// The setting has that value.
pub const UNCHANGED: NoEffect = NoEffect::Own("unchanged");
/// More points than [`super::POINTS_MAX`].
pub const TOO_MANY_POINTS: NoEffect = NoEffect::Own("too-many-points");
/// More work than [`super::WORK_MAX`].
pub const TOO_MUCH_WORK: NoEffect = NoEffect::Own("too-much-work");
/// Maglev's table has fewer entries than there are nodes.
pub const TABLE_TOO_SMALL: NoEffect = NoEffect::Own("table-too-small");
/// The strategy knows no weights.
pub const NO_WEIGHTS: NoEffect = NoEffect::Own("no-weights");
/// The strategy lets no node choose its points.
pub const NO_TOKENS: NoEffect = NoEffect::Own("no-tokens");
/// Two nodes would stand at one place.
pub const TOKEN_TAKEN: NoEffect = NoEffect::Own("token-taken");
