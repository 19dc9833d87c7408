//! Plain data, the one shape in which anything leaves the engine.
//!
//! Views of any protocol become this tree, and the tree alone is written, as JSON: a text crosses to JavaScript in
//! one piece, faster than objects made one by one, and its writer is a fraction of generic serialization.

use std::fmt::Write as _;

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
    /// Many numbers of 32 bits. Text would be slow for them: JSON says how many, and those of the whole tree cross
    /// beside it, in one piece.
    Words(Vec<u32>),
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

    /// As JSON.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The words of the whole tree, in the order in which JSON tells of them.
    pub fn words(&self) -> Vec<u32> {
        let mut all = Vec::new();
        self.collect_words(&mut all);
        all
    }

    fn collect_words(&self, all: &mut Vec<u32>) {
        match self {
            Data::Words(words) => all.extend_from_slice(words),
            Data::List(items) => items.iter().for_each(|item| item.collect_words(all)),
            Data::Fields(fields) => fields.iter().for_each(|(_, value)| value.collect_words(all)),
            Data::Map(entries) => entries.iter().for_each(|(_, value)| value.collect_words(all)),
            Data::Null | Data::Flag(_) | Data::Number(_) | Data::Text(_) => {}
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Data::Null => out.push_str("null"),
            Data::Flag(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Data::Number(number) => write_number(*number, out),
            Data::Text(text) => write_text(text, out),
            Data::Words(words) => {
                let _ = write!(out, "{{\"words\":{}}}", words.len());
            }
            Data::List(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    comma(place, out);
                    item.write(out);
                }
                out.push(']');
            }
            Data::Fields(fields) => {
                out.push('{');
                for (place, (name, value)) in fields.iter().enumerate() {
                    comma(place, out);
                    value.write_named(name, out);
                }
                out.push('}');
            }
            Data::Map(entries) => {
                out.push('{');
                for (place, (name, value)) in entries.iter().enumerate() {
                    comma(place, out);
                    value.write_named(name, out);
                }
                out.push('}');
            }
        }
    }

    fn write_named(&self, name: &str, out: &mut String) {
        write_text(name, out);
        out.push(':');
        self.write(out);
    }
}

fn comma(place: usize, out: &mut String) {
    if place > 0 {
        out.push(',');
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\0'..='\x1f' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Scales of decimals with few places after the point: times are us in ms, shares ppm in percent.
const SCALES: [(f64, u64, usize); 2] = [(1e3, 1_000, 3), (1e6, 1_000_000, 6)];
/// Beyond it whole numbers are not exact.
const EXACT: f64 = (1_u64 << 53) as f64;

/// A number that whoever reads it gets back to the last bit, if it is a decimal of at most six places, as all are
/// that a run of a protocol makes; others are written to 15 places. What is not finite is absent.
fn write_number(number: f64, out: &mut String) {
    if !number.is_finite() {
        return out.push_str("null");
    }
    if number < 0.0 {
        out.push('-');
    }
    let number = number.abs();
    let whole = number.trunc();
    let _ = write!(out, "{}", whole as u64);
    if whole == number {
        return;
    }
    let exact = SCALES.iter().find_map(|&(scale, modulus, places)| {
        let units = (number * scale).round();
        (units < EXACT && units / scale == number).then_some((units as u64 % modulus, places))
    });
    let (digits, places) = exact.unwrap_or((((number - whole) * 1e15) as u64, 15));
    if digits > 0 {
        let fraction = format!("{digits:0places$}");
        out.push('.');
        out.push_str(fraction.trim_end_matches('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::Data;

    #[test]
    fn json_is_what_javascript_reads() {
        let data = Data::Fields(vec![
            ("none", Data::Null),
            ("flags", Data::List(vec![Data::Flag(true), Data::Flag(false)])),
            ("text", Data::text("\"a\\b\"\n\u{1}ü𝄞")),
            ("map", Data::Map(vec![("n1".to_owned(), Data::count(1 << 53))])),
            ("empty", Data::List(Vec::new())),
        ]);
        let text = r#"{"none":null,"flags":[true,false],"text":"\"a\\b\"\u000a\u0001ü𝄞","map":{"n1":9007199254740992},"empty":[]}"#;
        assert_eq!(data.to_json(), text);
    }

    #[test]
    fn numbers_come_back_to_the_last_bit() {
        let times = [0_u64, 1, 999, 1_000, 153_204, 1_500_000, (1 << 53) - 1, 8_999_999_999_999_999];
        let times = times.into_iter().chain((0..10_000).map(|n| n * 7_919 * 1_000_003));
        for us in times {
            let ms = us as f64 / 1_000.0;
            assert_eq!(Data::Number(ms).to_json().parse(), Ok(ms));
        }
        for ppm in 0..=1_000_000 {
            let percent = f64::from(ppm) / 10_000.0;
            assert_eq!(Data::Number(percent).to_json().parse(), Ok(percent));
        }
    }

    #[test]
    fn other_numbers_are_written_to_15_places() {
        for (number, text) in [
            (-1.5, "-1.5"),
            (1.0 / 3.0, "0.333333333333333"),
            (-2.0 / 3.0, "-0.666666666666666"),
            (1e-20, "0"),
            (f64::NAN, "null"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(Data::Number(number).to_json(), text);
        }
    }
}
