//! The one grammar of values, in scenarios, messages made by hand, and traces.
//!
//! A value is a word (`3`, `n2`, `none`, `3.n2`, `150ms`), a quoted text (`"set x 1"`), or a list
//! (`[a b]`). A tagged value is a tag with named fields: `RequestVote term=3 candidateId=n2`. Types map to
//! it through serde, so a protocol's messages are read and printed without a parser of their own. A type
//! that has a richer form for JavaScript asks `is_human_readable`: false here means "one token, please".

use std::fmt::{self, Display, Write as _};

use serde::de::value::MapDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, SeqAccess, Visitor};
use serde::ser::{self, Impossible, Serialize};

/// The name of the newtype struct whose text is printed as it is, without quotes.
pub const TOKEN: &str = "$token";

/// A value as text has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Anything without blanks: a number, an id, a duration.
    Word(String),
    /// What stood between quotes.
    Text(String),
    /// What stood between brackets.
    List(Vec<Value>),
}

impl Value {
    /// The text of a word or of a quoted text; `None` for a list.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Word(text) | Value::Text(text) => Some(text),
            Value::List(_) => None,
        }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Word(word) => f.write_str(word),
            Value::Text(text) => f.write_str(&quote(text)),
            Value::List(items) => {
                f.write_char('[')?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i > 0 { " " } else { "" })?;
                }
                f.write_char(']')
            }
        }
    }
}

/// A text between quotes, with `"`, `\` and line breaks escaped.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A token of a line: its column (from 1, in characters), the field it fills (`term=`), and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it begins, in characters from 1.
    pub column: usize,
    /// The name before `=`, if there is one.
    pub field: Option<String>,
    /// The value.
    pub value: Value,
}

/// What is wrong with a line, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexError {
    /// In characters from 1.
    pub column: usize,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

/// How deep lists may be nested. No value of any protocol needs more than one.
const NESTING_MAX: usize = 4;

/// The tokens of one line; `#` outside quotes begins a comment.
pub fn lex(line: &str) -> Result<Vec<Token>, LexError> {
    let mut lexer = Lexer { chars: line.chars().collect(), at: 0 };
    let mut tokens = Vec::new();
    while lexer.skip_blanks() {
        let column = lexer.at + 1;
        let field = lexer.field_name();
        tokens.push(Token { column, field, value: lexer.value(0)? });
    }
    Ok(tokens)
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
}

impl Lexer {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Goes to the next token; false at the end of the line or at a comment.
    fn skip_blanks(&mut self) -> bool {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.peek().is_some_and(|c| c != '#')
    }

    fn error(&self, column: usize, expected: &'static str) -> LexError {
        let found = self.peek().map_or("the end of the line".to_owned(), |c| format!("`{c}`"));
        LexError { column, found, expected }
    }

    fn field_name(&mut self) -> Option<String> {
        let rest = &self.chars[self.at..];
        let end = rest.iter().position(|c| !(c.is_ascii_alphanumeric() || *c == '-' || *c == '_'))?;
        if end == 0 || rest[end] != '=' {
            return None;
        }
        let name = rest[..end].iter().collect();
        self.at += end + 1;
        Some(name)
    }

    fn value(&mut self, depth: usize) -> Result<Value, LexError> {
        match self.peek() {
            Some('"') => self.text().map(Value::Text),
            Some('[') if depth < NESTING_MAX => self.list(depth),
            Some('[') => Err(self.error(self.at + 1, "a list that is not nested that deep")),
            Some(c) if c != ']' && c != '#' && !c.is_whitespace() => self.word().map(Value::Word),
            _ => Err(self.error(self.at + 1, "a value")),
        }
    }

    fn text(&mut self) -> Result<String, LexError> {
        let start = self.at + 1;
        self.at += 1;
        let mut out = String::new();
        loop {
            match self.peek() {
                None => return Err(self.error(start, "a closing quote")),
                Some('"') => break,
                Some('\\') => {
                    self.at += 1;
                    out.push(match self.peek() {
                        Some('n') => '\n',
                        Some(c @ ('"' | '\\')) => c,
                        _ => return Err(self.error(self.at, "one of the escapes \\\" \\\\ \\n")),
                    });
                }
                Some(c) => out.push(c),
            }
            self.at += 1;
        }
        self.at += 1;
        Ok(out)
    }

    fn list(&mut self, depth: usize) -> Result<Value, LexError> {
        let start = self.at + 1;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            if !self.skip_blanks() {
                return Err(self.error(start, "a closing bracket `]`"));
            }
            if self.peek() == Some(']') {
                self.at += 1;
                return Ok(Value::List(items));
            }
            items.push(self.value(depth + 1)?);
        }
    }

    /// A run without blanks. It may contain a quoted part (`2:"set x 1"`), which is kept as written.
    fn word(&mut self) -> Result<String, LexError> {
        let mut out = String::new();
        while let Some(c) = self.peek() {
            if c.is_whitespace() || matches!(c, '[' | ']' | '#') {
                break;
            }
            if c == '"' {
                out.push_str(&quote(&self.text()?));
            } else {
                out.push(c);
                self.at += 1;
            }
        }
        Ok(out)
    }
}

// ---------------------------------------------------------------------------------------------- printing

/// A tagged value (an enum with `#[serde(tag = .., content = ..)]`) as `Tag name=value name=value`.
pub fn print_tagged<T: Serialize>(value: &T) -> String {
    let mut out = String::new();
    value
        .serialize(Printer { out: &mut out, level: Level::Tagged })
        .expect("tagged values have the form of the grammar");
    out
}

/// A single value.
pub fn print<T: Serialize>(value: &T) -> String {
    let mut out = String::new();
    value
        .serialize(Printer { out: &mut out, level: Level::Value })
        .expect("values have the form of the grammar");
    out
}

/// A type that is no value of the grammar: a bug of ours, never reached by a user's text.
#[derive(Debug)]
pub struct NotAValue(String);

impl Display for NotAValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for NotAValue {}
impl ser::Error for NotAValue {
    fn custom<T: Display>(message: T) -> NotAValue {
        NotAValue(message.to_string())
    }
}
impl de::Error for NotAValue {
    fn custom<T: Display>(message: T) -> NotAValue {
        NotAValue(message.to_string())
    }
}

/// Where in `Tag name=value` the printer is.
#[derive(Clone, Copy, PartialEq)]
enum Level {
    Tagged,
    Fields,
    Value,
}

struct Printer<'a> {
    out: &'a mut String,
    level: Level,
}

fn is_plain_word(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | ':' | '/');
    !text.is_empty() && text != "none" && text.chars().all(plain)
}

impl<'a> ser::Serializer for Printer<'a> {
    type Ok = ();
    type Error = NotAValue;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Impossible<(), NotAValue>;
    type SerializeTupleStruct = Impossible<(), NotAValue>;
    type SerializeTupleVariant = Impossible<(), NotAValue>;
    type SerializeMap = Impossible<(), NotAValue>;
    type SerializeStruct = Fields<'a>;
    type SerializeStructVariant = Impossible<(), NotAValue>;

    fn is_human_readable(&self) -> bool {
        false
    }
    fn serialize_bool(self, v: bool) -> Result<(), NotAValue> {
        self.out.push_str(if v { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, v: i8) -> Result<(), NotAValue> {
        self.serialize_i64(v.into())
    }
    fn serialize_i16(self, v: i16) -> Result<(), NotAValue> {
        self.serialize_i64(v.into())
    }
    fn serialize_i32(self, v: i32) -> Result<(), NotAValue> {
        self.serialize_i64(v.into())
    }
    fn serialize_i64(self, v: i64) -> Result<(), NotAValue> {
        write!(self.out, "{v}").map_err(ser::Error::custom)
    }
    fn serialize_u8(self, v: u8) -> Result<(), NotAValue> {
        self.serialize_u64(v.into())
    }
    fn serialize_u16(self, v: u16) -> Result<(), NotAValue> {
        self.serialize_u64(v.into())
    }
    fn serialize_u32(self, v: u32) -> Result<(), NotAValue> {
        self.serialize_u64(v.into())
    }
    fn serialize_u64(self, v: u64) -> Result<(), NotAValue> {
        write!(self.out, "{v}").map_err(ser::Error::custom)
    }
    fn serialize_f32(self, _: f32) -> Result<(), NotAValue> {
        Err(ser::Error::custom("no fractions in the grammar"))
    }
    fn serialize_f64(self, _: f64) -> Result<(), NotAValue> {
        Err(ser::Error::custom("no fractions in the grammar"))
    }
    fn serialize_char(self, v: char) -> Result<(), NotAValue> {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, v: &str) -> Result<(), NotAValue> {
        if is_plain_word(v) || self.level == Level::Tagged {
            self.out.push_str(v);
        } else {
            self.out.push_str(&quote(v));
        }
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), NotAValue> {
        Err(ser::Error::custom("no bytes in the grammar"))
    }
    fn serialize_none(self) -> Result<(), NotAValue> {
        self.out.push_str("none");
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotAValue> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), NotAValue> {
        self.serialize_none()
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NotAValue> {
        self.serialize_none()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), NotAValue> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotAValue> {
        let level = if name == TOKEN { Level::Tagged } else { self.level };
        value.serialize(Printer { out: self.out, level })
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), NotAValue> {
        value.serialize(self)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, NotAValue> {
        self.out.push('[');
        Ok(Items { out: self.out, first: true })
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, NotAValue> {
        Err(ser::Error::custom("no tuples in the grammar"))
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NotAValue> {
        Err(ser::Error::custom("no tuples in the grammar"))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotAValue> {
        Err(ser::Error::custom("no tuples in the grammar"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, NotAValue> {
        Err(ser::Error::custom("no maps in the grammar"))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'a>, NotAValue> {
        Ok(Fields { out: self.out, level: self.level })
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotAValue> {
        Err(ser::Error::custom("only adjacently tagged enums are in the grammar"))
    }
}

struct Items<'a> {
    out: &'a mut String,
    first: bool,
}

impl ser::SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = NotAValue;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotAValue> {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(' ');
        }
        value.serialize(Printer { out: self.out, level: Level::Value })
    }
    fn end(self) -> Result<(), NotAValue> {
        self.out.push(']');
        Ok(())
    }
}

struct Fields<'a> {
    out: &'a mut String,
    level: Level,
}

impl ser::SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = NotAValue;
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotAValue> {
        if self.level == Level::Tagged {
            // The first field is the tag, the second the content.
            let level = if self.out.is_empty() { Level::Tagged } else { Level::Fields };
            return value.serialize(Printer { out: self.out, level });
        }
        write!(self.out, " {name}=").map_err(ser::Error::custom)?;
        value.serialize(Printer { out: self.out, level: Level::Value })
    }
    fn end(self) -> Result<(), NotAValue> {
        Ok(())
    }
}

// ----------------------------------------------------------------------------------------------- reading

/// A tagged value from its tag and fields. `tag_name` and `content_name` are those of its serde attribute.
pub fn read_tagged<T: DeserializeOwned>(
    tag: &str,
    fields: &[(String, Value)],
    (tag_name, content_name): (&'static str, &'static str),
) -> Result<T, String> {
    let parts = [(tag_name, Part::Tag(tag)), (content_name, Part::Fields(fields))];
    T::deserialize(MapDeserializer::new(parts.into_iter())).map_err(|NotAValue(message)| message)
}

/// A single value.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(Reader(value)).map_err(|NotAValue(message)| message)
}

enum Part<'a> {
    Tag(&'a str),
    Fields(&'a [(String, Value)]),
}

impl<'de> IntoDeserializer<'de, NotAValue> for Part<'de> {
    type Deserializer = Part<'de>;
    fn into_deserializer(self) -> Part<'de> {
        self
    }
}

impl<'de> de::Deserializer<'de> for Part<'de> {
    type Error = NotAValue;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotAValue> {
        match self {
            Part::Tag(tag) => visitor.visit_str(tag),
            Part::Fields(fields) => visitor.visit_map(MapDeserializer::new(
                fields.iter().map(|(name, value)| (name.as_str(), Reader(value))),
            )),
        }
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotAValue> {
        match self {
            Part::Tag(tag) => visitor.visit_enum(tag.into_deserializer()),
            Part::Fields(_) => Err(de::Error::custom("a tag was expected")),
        }
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Reader<'a>(&'a Value);

impl<'de> IntoDeserializer<'de, NotAValue> for Reader<'de> {
    type Deserializer = Reader<'de>;
    fn into_deserializer(self) -> Reader<'de> {
        self
    }
}

impl<'de> de::Deserializer<'de> for Reader<'de> {
    type Error = NotAValue;

    fn is_human_readable(&self) -> bool {
        false
    }
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotAValue> {
        match self.0 {
            Value::Word(word) => match word.parse::<u64>() {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => visitor.visit_str(word),
            },
            Value::Text(text) => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(ItemReader(items.iter())),
        }
    }
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotAValue> {
        match self.0 {
            Value::Word(word) if word == "true" => visitor.visit_bool(true),
            Value::Word(word) if word == "false" => visitor.visit_bool(false),
            other => Err(de::Error::custom(format!("expected true or false, found {other}"))),
        }
    }
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotAValue> {
        match self.0.as_str() {
            Some(text) => visitor.visit_str(text),
            None => Err(de::Error::custom(format!("expected one word or text, found {}", self.0))),
        }
    }
    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotAValue> {
        self.deserialize_str(visitor)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotAValue> {
        match self.0 {
            Value::Word(word) if word == "none" => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, NotAValue> {
        visitor.visit_newtype_struct(self)
    }
    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct ItemReader<'a>(std::slice::Iter<'a, Value>);

impl<'de> SeqAccess<'de> for ItemReader<'de> {
    type Error = NotAValue;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, NotAValue> {
        self.0.next().map(|value| seed.deserialize(Reader(value))).transpose()
    }
}
