//! Rules have codes: how a protocol declares the decisions that its handlers note.

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

/// The rules of one protocol: an enum, declared by the `rules!` macro.
pub trait RuleSet {
    /// All of them, in the order of declaration.
    const ALL: &'static [RuleInfo];
    /// The one that this is.
    fn info(&self) -> &'static RuleInfo;
}

/// Declares a rule enum: `Variant { parameter: Type } = "code", "section"[, "moment"];`.
///
/// It serializes as `{ rule: code, params: { .. } }`, parameters in camelCase.
macro_rules! rules {
    ($(#[$meta:meta])* pub enum $name:ident {
        $( $(#[$doc:meta])* $variant:ident { $($field:ident : $type:ty),* $(,)? } = $code:literal, $section:literal $(, $moment:literal)?; )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
        #[serde(tag = "rule", content = "params", rename_all_fields = "camelCase")]
        #[allow(missing_docs, reason = "parameters are documented by the rule's sentence")]
        pub enum $name {
            $( $(#[$doc])* #[serde(rename = $code)] $variant { $($field: $type),* }, )*
        }

        impl $crate::kernel::RuleSet for $name {
            const ALL: &'static [$crate::kernel::RuleInfo] = &[
                $( $crate::kernel::RuleInfo { code: $code, section: $section, moment: rules!(@moment $($moment)?) }, )*
            ];
            fn info(&self) -> &'static $crate::kernel::RuleInfo {
                match self {
                    $( $name::$variant { .. } => &$crate::kernel::RuleInfo {
                        code: $code, section: $section, moment: rules!(@moment $($moment)?)
                    }, )*
                }
            }
        }
    };
    (@moment) => { None };
    (@moment $moment:literal) => { Some($moment) };
}
pub(crate) use rules;
