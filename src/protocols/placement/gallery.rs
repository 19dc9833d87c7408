//! The scenarios of placement. A comment on top of each says what to see.

use crate::kernel::gallery;

/// By name, in the order in which one would look at them.
pub(super) const GALLERY: &[(&str, &str)] = gallery![
    "key-walk",
    "ring-against-modulo",
    "remove-a-node",
    "hot-node",
    "weights",
    "replica-walk",
    "bounded-loads",
    "modulo-remainders",
    "rendezvous-join",
    "jump-join",
    "maglev-join",
    "slots-join",
];
