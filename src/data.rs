//! Plain data, the one shape in which anything leaves the engine.
//!
//! Views of any protocol become this tree, and the tree alone is serialized. Generic serialization of every
//! view type had made the wasm twice as large.

use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

/// A value as JavaScript has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Absent.
    Null,
    /// True or false.
    Flag(bool),
    /// A number; times are milliseconds.
    Number(f64),
    /// A text or an id.
    Text(String),
    /// Values in order.
    List(Vec<Data>),
    /// Values by fixed names, in camelCase.
    Fields(Vec<(&'static str, Data)>),
    /// Values by names that come from a run.
    Map(Vec<(String, Data)>),
}

impl Data {
    /// What is displayed, as text.
    pub fn text(value: impl std::fmt::Display) -> Data {
        Data::Text(value.to_string())
    }
    /// A whole number.
    pub fn count(value: u64) -> Data {
        Data::Number(value as f64)
    }
    /// What is displayed, or null.
    pub fn optional(value: Option<impl std::fmt::Display>) -> Data {
        value.map_or(Data::Null, Data::text)
    }
    /// A list of what is displayed.
    pub fn texts<T: std::fmt::Display>(values: impl IntoIterator<Item = T>) -> Data {
        Data::List(values.into_iter().map(Data::text).collect())
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Data::Null => serializer.serialize_none(),
            Data::Flag(flag) => serializer.serialize_bool(*flag),
            Data::Number(number) => serializer.serialize_f64(*number),
            Data::Text(text) => serializer.serialize_str(text),
            Data::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Data::Fields(fields) => {
                let mut out = serializer.serialize_struct("Fields", fields.len())?;
                for (name, value) in fields {
                    out.serialize_field(name, value)?;
                }
                out.end()
            }
            Data::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
