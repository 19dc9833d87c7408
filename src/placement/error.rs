//! What is wrong with a placement that was asked for.

use std::fmt;

/// An error that names the field; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacementError {
    /// A word for programs: `argument` (a value that cannot be), `refused` (what this strategy cannot do, and
    /// why), `bound-placement` (more than a named bound allows).
    pub code: &'static str,
    /// The field, as the JavaScript API names it: `nodes[1].weight`.
    pub field: String,
    /// What is expected there, or why it is refused.
    pub reason: String,
}

impl PlacementError {
    /// A value that cannot be.
    pub fn argument(field: impl Into<String>, reason: String) -> PlacementError {
        PlacementError { code: "argument", field: field.into(), reason }
    }
    /// What a strategy cannot do.
    pub fn refused(field: impl Into<String>, reason: &str) -> PlacementError {
        PlacementError { code: "refused", field: field.into(), reason: reason.to_owned() }
    }
    /// More than a bound allows.
    pub fn bound(field: impl Into<String>, name: &str, bound: usize) -> PlacementError {
        PlacementError {
            code: "bound-placement",
            field: field.into(),
            reason: format!("at most {bound} ({name})"),
        }
    }
}

impl fmt::Display for PlacementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.reason)
    }
}

impl std::error::Error for PlacementError {}
