//! How clients behave: the options that every cluster has.

use crate::kernel::client::OPERATIONS_MAX;
use crate::kernel::{ClientOptions, OptionInfo, Slot};
use crate::time::Time;

/// Their names, in the order of [`OPTIONS`].
pub(super) const NAMES: &[&str] = &[OPTIONS[0].name, OPTIONS[1].name, OPTIONS[2].name];

/// The table behind `set client-...`.
pub(super) const OPTIONS: &[OptionInfo<ClientOptions>] = &[
    OptionInfo { name: "client-timeout", slot: |o| Slot::Duration(&mut o.timeout) },
    OptionInfo { name: "client-deadline", slot: |o| Slot::Limit(&mut o.deadline) },
    OptionInfo { name: "client-operations", slot: |o| Slot::Number(&mut o.operations, 1, OPERATIONS_MAX) },
];

/// What an option could be that lets no time pass.
pub(super) fn check(options: &ClientOptions, name: &str) -> Result<(), String> {
    let expected = match name {
        "client-timeout" if options.timeout == Time::ZERO => {
            "a duration above 0ms: without a wait no time would pass between tries"
        }
        "client-deadline" if options.deadline == Some(Time::ZERO) => {
            "a duration above 0ms, or off: no answer comes at once"
        }
        _ => return Ok(()),
    };
    Err(expected.to_owned())
}
