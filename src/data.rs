//! Plain data, the one shape in which anything leaves the engine.
//!
//! What is small is a tree, and the tree alone is serialized: generic serialization of every view type made the wasm
//! twice as large. What is large or asked for often, frames and records, is written at once: see [`crate::packed`].

use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use crate::packed::Packed;

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
    /// Many numbers of 32 bits, which cross in one piece; elsewhere the tree says how many.
    Words(Vec<u32>),
    /// Values in order.
    List(Vec<Data>),
    /// Values by fixed names, in camelCase.
    Fields(Vec<(&'static str, Data)>),
    /// Values by names that come from a run.
    Map(Vec<(String, Data)>),
    /// Data that was written at once.
    Packed(Packed),
}

impl Data {
    /// The field of that name, if it has one.
    pub fn field(&self, name: &str) -> Option<&Data> {
        let Data::Fields(fields) = self else { return None };
        fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
    }
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
            // What is not finite is absent, for JSON has no name for it.
            Data::Number(number) if !number.is_finite() => serializer.serialize_none(),
            Data::Number(number) => serializer.serialize_f64(*number),
            Data::Text(text) => serializer.serialize_str(text),
            Data::Words(words) => {
                let mut out = serializer.serialize_struct("Words", 1)?;
                out.serialize_field("words", &(words.len() as f64))?;
                out.end()
            }
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
            Data::Packed(packed) => packed.data().serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Data;

    #[test]
    fn plain_data_is_what_javascript_reads() {
        let data = Data::Fields(vec![
            ("none", Data::Null),
            ("flags", Data::List(vec![Data::Flag(true), Data::Flag(false)])),
            ("text", Data::text("\"a\\b\"\n\u{1}\u{fc}\u{1d11e}")),
            ("map", Data::Map(vec![("n1".to_owned(), Data::count(1 << 53))])),
            ("numbers", Data::List([-1.5, 1.0 / 3.0, f64::NAN, f64::INFINITY].map(Data::Number).to_vec())),
            ("words", Data::Words(vec![7, 8, 9])),
            ("empty", Data::List(Vec::new())),
        ]);
        let expected = json!({
            "none": null,
            "flags": [true, false],
            "text": "\"a\\b\"\n\u{1}\u{fc}\u{1d11e}",
            "map": { "n1": (1_u64 << 53) as f64 },
            "numbers": [-1.5, 1.0 / 3.0, null, null],
            "words": { "words": 3.0 },
            "empty": [],
        });
        assert_eq!(serde_json::to_value(&data).expect("plain data is JSON"), expected);
    }
}
