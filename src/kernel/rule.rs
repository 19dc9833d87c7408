//! Rules have codes: how a protocol declares the decisions that its handlers note.

use crate::value::Tagged;

/// What is known of a rule without an instance of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// e.g. `raft.vote.refused.log-behind`.
    pub code: &'static str,
    /// Where the paper says it: `5.4.1`.
    pub section: &'static str,
    /// The moment that it makes on the time bar, if it makes one: `leader-elected`.
    pub moment: Option<&'static str>,
}

/// The rules of one protocol: an enum, declared by the `rules!` macro. A rule's tag is its code.
pub trait RuleSet: Tagged {
    /// All of them, in the order of declaration.
    const ALL: &'static [RuleInfo];
    /// The moment that it makes on the time bar, if it makes one.
    fn moment(&self) -> Option<&'static str>;
}

/// Declares a rule enum: `Variant { parameter: Type } = "code", "section"[, "moment"];`.
#[macro_export]
macro_rules! rules {
    ($(#[$meta:meta])* pub enum $name:ident {
        $( $(#[$doc:meta])* $variant:ident { $($field:ident : $type:ty),* $(,)? } = $code:literal, $section:literal $(, $moment:literal)?; )*
    }) => {
        $crate::value::tagged! {
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[allow(missing_docs, reason = "parameters are documented by the rule's sentence")]
            pub enum $name {
                $( $(#[$doc])* $variant { $($field: $type),* } = $code; )*
            }
        }

        impl $crate::kernel::RuleSet for $name {
            const ALL: &'static [$crate::kernel::RuleInfo] = &[
                $( $crate::kernel::RuleInfo { code: $code, section: $section, moment: $crate::rules!(@moment $($moment)?) }, )*
            ];
            fn moment(&self) -> Option<&'static str> {
                match self { $( $name::$variant { .. } => $crate::rules!(@moment $($moment)?), )* }
            }
        }
    };
    (@moment) => { None };
    (@moment $moment:literal) => { Some($moment) };
}
pub use rules;
