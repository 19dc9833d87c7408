//! The one grammar of values, in scenarios, messages made by hand, and traces.
//!
//! A value is a word (`3`, `n2`, `none`, `3.n2`, `150ms`), a quoted text (`"set x 1"`), or a list
//! (`[a b]`). A tagged value is a tag with named fields: `RequestVote term=3 candidateId=n2`. What can stand
//! in a field says how once, as a [`Field`]; the `tagged!` macro makes messages and rules of fields, so no
//! message has a parser of its own.

use std::fmt::{self, Display, Write as _};

use crate::data::Data;
use crate::packed::{Names, Packed, Plain, With, Writer};

/// The greatest whole number of a value, 2^53 - 1: terms, rounds, indexes, the numbers of requests. So every number
/// is exact in JavaScript, and whatever is printed can be written again. Who would count above it stops, and says so.
pub const COUNT_MAX: u64 = (1 << 53) - 1;

/// A whole number up to [`COUNT_MAX`], in digits alone.
pub fn count(word: &str) -> Option<u64> {
    let digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|&number| digits && number <= COUNT_MAX)
}

/// What [`count`] takes, in words for an error: `a term, a whole number up to ...`.
pub fn count_expected(what: &str) -> String {
    format!("{what} up to {COUNT_MAX} (COUNT_MAX)")
}

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
    push_quoted(&mut out, text);
    out
}

/// The same, appended.
pub fn push_quoted(out: &mut String, text: &str) {
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

impl Token {
    fn is_word(&self, word: &str) -> bool {
        self.field.is_none() && matches!(&self.value, Value::Word(own) if own == word)
    }
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
    lex_moves(line, &[], &[])
}

/// The same where some lines are about links. If the first word is one of `links`, an arrow needs no blanks around it:
/// `n2->n1`. If it is one of `names`, too, a number right after a `#` counts the messages that were named just before,
/// as in `drop n2->n1 RequestVote #2`; anywhere else a `#` begins a comment there as well.
pub fn lex_moves(line: &str, links: &[&str], names: &[&str]) -> Result<Vec<Token>, LexError> {
    lex_to_comment(line, links, names).map(|(tokens, _)| tokens)
}

/// The same, with what stands behind the tokens: nothing, or a `#` and a comment.
pub fn lex_to_comment(line: &str, links: &[&str], names: &[&str]) -> Result<(Vec<Token>, String), LexError> {
    let mut lexer = Lexer { chars: line.chars().collect(), at: 0, splits: false };
    let mut tokens: Vec<Token> = Vec::new();
    loop {
        let more = lexer.skip_blanks();
        let column = lexer.at + 1;
        let counts = !more && lexer.at_number_sign() && ends_in_kind(&tokens) && begins_with(&tokens, names);
        if !more && !counts {
            return Ok((tokens, lexer.chars[lexer.at..].iter().collect()));
        }
        let field = lexer.field_name();
        lexer.splits = field.is_none() && begins_with(&tokens, links);
        let value = if counts { Value::Word(lexer.number_sign()?) } else { lexer.value(0)? };
        tokens.push(Token { column, field, value });
    }
}

fn begins_with(tokens: &[Token], words: &[&str]) -> bool {
    tokens.first().is_some_and(|first| words.iter().any(|word| first.is_word(word)))
}

/// Whether the tokens are a verb, a link, and one word more.
fn ends_in_kind(tokens: &[Token]) -> bool {
    tokens.len() == 5 && tokens[2].is_word(ARROW)
}

/// Between the ends of a link.
const ARROW: &str = "->";

/// Quotes that editors and keyboards make of straight ones. Outside a text they are a slip.
fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{ff02}' | '\u{ff07}')
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    /// An arrow within a word is a word of its own.
    splits: bool,
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

    fn at_number_sign(&self) -> bool {
        matches!(self.chars[self.at..], ['#', digit, ..] if digit.is_ascii_digit())
    }

    /// A `#` and what follows without a blank.
    fn number_sign(&mut self) -> Result<String, LexError> {
        self.at += 1;
        Ok(format!("#{}", self.word()?))
    }

    fn error(&self, column: usize, expected: &'static str) -> LexError {
        let found = match self.peek() {
            None => "the end of the line".to_owned(),
            Some(c) if is_curly(c) => format!("the curly quote `{c}`"),
            Some(c) => format!("`{c}`"),
        };
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
            if self.splits && self.chars[self.at..].starts_with(&['-', '>']) {
                if out.is_empty() {
                    out.push_str(ARROW);
                    self.at += ARROW.len();
                }
                break;
            }
            if is_curly(c) {
                return Err(self.error(self.at + 1, "a straight quote `\"`"));
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

// ------------------------------------------------------------------------------------------------ fields

/// What can be shown: as text, and as plain data.
pub trait Show: Plain {
    /// As text, appended.
    fn print(&self, out: &mut String);
    /// The bytes that it holds beside its own size.
    fn heap(&self) -> usize {
        0
    }
}

/// An id within a value: of `n3` the letter and the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id {
    /// `n` for a node, `c` for a client, `m` for a message.
    pub letter: char,
    /// From 1.
    pub number: u64,
}

impl Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.letter, self.number)
    }
}

/// What can stand in a field.
pub trait Field: Show + Sized {
    /// From text; the error says what was expected.
    fn read(value: &Value) -> Result<Self, String>;
    /// Visits the ids in it: whoever knows the cluster refuses those that do not exist. It has no default, so that no
    /// type forgets its own.
    fn ids(&self, visit: &mut dyn FnMut(Id));
}

/// A value with a tag and named fields.
pub trait Tagged {
    /// Its tag: a message's kind, a rule's code.
    fn tag(&self) -> &'static str;
    /// The names of its fields, in camelCase.
    fn names(&self) -> Names;
    /// Visits its fields, with their names.
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Show));

    /// Its fields as plain data.
    fn data(&self) -> Vec<(&'static str, Data)>
    where
        Self: Sized,
    {
        match Packed::of(With(|out| write_fields(self, out))).data() {
            Data::Fields(fields) => fields,
            _ => Vec::new(),
        }
    }
    /// Its fields as text, each with a blank before it.
    fn print_fields(&self, out: &mut String) {
        self.each(&mut |name, value| {
            out.push(' ');
            out.push_str(name);
            out.push('=');
            value.print(out);
        });
    }
}

/// A tagged value that can be made by hand.
pub trait ReadTagged: Tagged + Sized {
    /// All tags, in the order of declaration.
    const TAGS: &'static [&'static str];
    /// From a tag and fields; the error says what was found.
    fn read(tag: &str, fields: &[(String, Value)]) -> Result<Self, String>;
    /// Visits the ids in it, each with the name of its field.
    fn ids(&self, visit: &mut dyn FnMut(&'static str, Id));
}

/// Writes the fields of a tagged value as an object.
pub fn write_fields(value: &dyn Tagged, out: &mut Writer) {
    out.fields(value.names());
    value.each(&mut |_, value| value.write(out));
}

/// `Tag name=value name=value`.
pub fn print_tagged(value: &dyn Tagged) -> String {
    let mut out = value.tag().to_owned();
    value.print_fields(&mut out);
    out
}

/// A single value as text.
pub fn print(value: &dyn Show) -> String {
    let mut out = String::new();
    value.print(&mut out);
    out
}

/// A text as a value: bare if it cannot be taken for anything else, else quoted.
pub fn print_text(text: &str, out: &mut String) {
    // Tables of the letters of all scripts would weigh as much as a small module.
    let letter = |c: char| c.is_ascii_alphanumeric() || !(c.is_ascii() || c.is_whitespace() || is_curly(c));
    let plain = |c: char| letter(c) || matches!(c, '.' | '-' | '_' | '+' | ':' | '/');
    if !text.is_empty() && text != "none" && text.chars().all(plain) {
        out.push_str(text);
    } else {
        push_quoted(out, text);
    }
}

/// The word of a value that has to be one.
pub fn word_of(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| format!("one word, not the list {value}"))
}

/// Appends a whole number in digits. Numbers stand in most that is printed, and the library's way of printing takes
/// several times as long; so does division of 64 bits, which few numbers need.
pub fn push_number(out: &mut String, number: u64) {
    let (mut digits, mut start, mut large) = ([b'0'; 20], 20, number);
    let mut put = |digit: u32| {
        start -= 1;
        digits[start] += digit as u8;
    };
    while large > u32::MAX.into() {
        put((large % 10) as u32);
        large /= 10;
    }
    let mut rest = large as u32;
    loop {
        put(rest % 10);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    digits[start..].iter().for_each(|&digit| out.push(digit.into()));
}

impl Show for u64 {
    fn print(&self, out: &mut String) {
        push_number(out, *self);
    }
}
impl Field for u64 {
    fn read(value: &Value) -> Result<u64, String> {
        let number = value.as_str().and_then(count);
        number.ok_or_else(|| format!("{}, not {value}", count_expected("a whole number")))
    }
    fn ids(&self, _: &mut dyn FnMut(Id)) {}
}

impl Show for bool {
    fn print(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}
impl Field for bool {
    fn read(value: &Value) -> Result<bool, String> {
        match value.as_str() {
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            _ => Err(format!("true or false, not {value}")),
        }
    }
    fn ids(&self, _: &mut dyn FnMut(Id)) {}
}

impl<T: Show> Show for Option<T> {
    fn print(&self, out: &mut String) {
        match self {
            Some(value) => value.print(out),
            None => out.push_str("none"),
        }
    }
    fn heap(&self) -> usize {
        self.as_ref().map_or(0, T::heap)
    }
}
impl<T: Field> Field for Option<T> {
    fn read(value: &Value) -> Result<Option<T>, String> {
        if *value == Value::Word("none".to_owned()) { Ok(None) } else { T::read(value).map(Some) }
    }
    fn ids(&self, visit: &mut dyn FnMut(Id)) {
        self.iter().for_each(|value| value.ids(visit));
    }
}

impl<T: Show> Show for Vec<T> {
    fn print(&self, out: &mut String) {
        out.push('[');
        for (i, item) in self.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            item.print(out);
        }
        out.push(']');
    }
    fn heap(&self) -> usize {
        self.capacity() * size_of::<T>() + self.iter().map(T::heap).sum::<usize>()
    }
}
impl<T: Field> Field for Vec<T> {
    fn read(value: &Value) -> Result<Vec<T>, String> {
        match value {
            Value::List(items) => items.iter().map(T::read).collect(),
            _ => Err(format!("a list in brackets, not {value}")),
        }
    }
    fn ids(&self, visit: &mut dyn FnMut(Id)) {
        self.iter().for_each(|item| item.ids(visit));
    }
}

/// A type's own error ends in `, not ...`; who knows the place of the value tells that better.
pub fn without_not(says: &str) -> &str {
    // The library's search for a text is larger than all that is searched here.
    let place = says.as_bytes().windows(6).position(|part| part == b", not ");
    place.and_then(|place| says.get(..place)).unwrap_or(says)
}

/// Takes the fields of one tagged value; for the `tagged!` macro.
pub fn field<T: Field>(fields: &[(String, Value)], name: &str) -> Result<T, String> {
    let (_, value) = fields.iter().find(|(n, _)| n == name).ok_or_else(|| format!("no `{name}=`"))?;
    T::read(value).map_err(|says| format!("`{name}={value}`, which is not {}", without_not(&says)))
}

/// Refuses fields that are unknown or stand twice; for the `tagged!` macro.
pub fn only(fields: &[(String, Value)], known: &[&str]) -> Result<(), String> {
    for (i, (name, _)) in fields.iter().enumerate() {
        if !known.contains(&name.as_str()) {
            return Err(format!("`{name}=`, which is none of {}", known.join(", ")));
        }
        if fields[..i].iter().any(|(n, _)| n == name) {
            return Err(format!("`{name}=` twice"));
        }
    }
    Ok(())
}

/// The length of a name in camelCase.
pub const fn camel_len(snake: &str) -> usize {
    let (bytes, mut i, mut len) = (snake.as_bytes(), 0, 0);
    while i < bytes.len() {
        len += (bytes[i] != b'_') as usize;
        i += 1;
    }
    len
}

/// A name in camelCase: `last_log_index` is `lastLogIndex`.
pub const fn camel<const N: usize>(snake: &str) -> [u8; N] {
    let (bytes, mut i, mut at, mut out) = (snake.as_bytes(), 0, 0, [0; N]);
    while i < bytes.len() {
        if bytes[i] == b'_' {
            i += 1;
            out[at] = bytes[i].to_ascii_uppercase();
        } else {
            out[at] = bytes[i];
        }
        at += 1;
        i += 1;
    }
    out
}

/// The name of a field in camelCase, at compile time.
#[doc(hidden)]
#[macro_export]
macro_rules! camel_name {
    ($name:ident) => {{
        const SNAKE: &str = stringify!($name);
        const BYTES: [u8; $crate::value::camel_len(SNAKE)] = $crate::value::camel(SNAKE);
        const NAME: &str = match core::str::from_utf8(&BYTES) {
            Ok(name) => name,
            Err(_) => panic!("names are ASCII"),
        };
        NAME
    }};
}
#[doc(hidden)]
pub use camel_name;

/// Makes an enum of struct variants a [`Tagged`] value: `Variant { field: Type } = "tag";`. With `read` in
/// front it can be made by hand, too.
#[macro_export]
macro_rules! tagged {
    (read $(#[$meta:meta])* pub enum $name:ident { $($body:tt)* }) => {
        $crate::value::tagged! { $(#[$meta])* pub enum $name { $($body)* } }
        $crate::value::tagged! { @read $name { $($body)* } }
    };
    (@read $name:ident { $( $(#[$doc:meta])* $variant:ident {
        $( $(#[$field_doc:meta])* $field:ident : $type:ty ),* $(,)?
    } = $tag:expr; )* }) => {
        impl $crate::value::ReadTagged for $name {
            const TAGS: &'static [&'static str] = &[$($tag),*];
            fn read(tag: &str, fields: &[(String, $crate::value::Value)]) -> Result<$name, String> {
                $( if tag == $tag {
                    $crate::value::only(fields, &[$($crate::value::camel_name!($field)),*])?;
                    return Ok($name::$variant {
                        $($field: $crate::value::field(fields, $crate::value::camel_name!($field))?),*
                    });
                } )*
                Err(format!("`{tag}`"))
            }
            fn ids(&self, visit: &mut dyn FnMut(&'static str, $crate::value::Id)) {
                match self { $( $name::$variant { $($field),* } => {
                    $( $crate::value::Field::ids($field, &mut |id| visit($crate::value::camel_name!($field), id)); )*
                } )* }
                let _ = visit;
            }
        }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $( $(#[$doc:meta])* $variant:ident {
        $( $(#[$field_doc:meta])* $field:ident : $type:ty ),* $(,)?
    } = $tag:expr; )* }) => {
        $(#[$meta])*
        pub enum $name { $( $(#[$doc])* $variant { $( $(#[$field_doc])* $field: $type ),* }, )* }

        impl $crate::value::Tagged for $name {
            fn tag(&self) -> &'static str {
                match self { $( $name::$variant { .. } => $tag, )* }
            }
            fn names(&self) -> $crate::packed::Names {
                match self { $( $name::$variant { .. } => const { &[$($crate::value::camel_name!($field)),*] }, )* }
            }
            fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn $crate::value::Show)) {
                match self { $( $name::$variant { $($field),* } => {
                    $( visit($crate::value::camel_name!($field), $field); )*
                } )* }
            }
        }
    };
}
pub use tagged;
