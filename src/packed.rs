//! Plain data as it crosses to JavaScript: one run of words with a text beside it, written at once from what it shows.
//!
//! A frame has a thousand values and a run of records millions. As a tree of [`Data`] each would be an allocation here,
//! and one call or more across the border; so it is written as it is read off the world, crosses in one piece, and
//! `www/src/api/unpack.ts` makes objects of it. Of all forms that were tried it is the fastest by far: most of what JSON
//! or calls cost goes into names and ids that come again and again, and here each of them is told once.
//!
//! A word's lower three bits say what it is, the others a number, as [`Word`] has it. Texts stand in the order in which
//! words tell of them.

use crate::data::Data;
use crate::time::Time;
use crate::value::push_number;

/// What the lower three bits of a word say; the others are a number.
mod tag {
    /// A whole number.
    pub const COUNT: u32 = 0;
    /// Milliseconds, told in whole microseconds.
    pub const TIME: u32 = 1;
    /// The text in a slot: it was told before.
    pub const AGAIN: u32 = 2;
    /// A text that goes to a slot: its length in units of UTF-16 and, in the lower eight bits, the slot.
    pub const SHORT: u32 = 3;
    /// The engine's word of that number, as a text.
    pub const WORD: u32 = 4;
    /// The id of a node, a client or a message: above the lower two bits, which say [`super::Letter`], its number.
    pub const ID: u32 = 5;
    /// An object with the list of names of that number: a value each follows.
    pub const FIELDS: u32 = 6;
    /// One of [`super::other`].
    pub const OTHER: u32 = 7;
}

/// What else a word can say, with [`tag::OTHER`] in it; above the lower seven bits may stand a number.
mod other {
    const fn word(number: u32) -> u32 {
        number << 3 | super::tag::OTHER
    }
    pub const NULL: u32 = word(0);
    pub const FALSE: u32 = word(1);
    pub const TRUE: u32 = word(2);
    /// A whole number in two words, the higher first.
    pub const COUNT: u32 = word(3);
    /// The same, of microseconds.
    pub const TIME: u32 = word(4);
    /// A float in two words, the lower first.
    pub const FLOAT: u32 = word(5);
    /// A text of so many units of UTF-16.
    pub const LONG: u32 = word(6);
    /// So many values.
    pub const LIST: u32 = word(7);
    /// An object of so many entries, a text and a value each.
    pub const MAP: u32 = word(8);
    /// Objects up to [`END`] that are one.
    pub const MERGED: u32 = word(9);
    /// Ends it.
    pub const END: u32 = word(10);
    /// So many words of 32 bits, themselves.
    pub const WORDS: u32 = word(11);
    /// The id of the record of that index, at the position that the next word says.
    pub const RECORD: u32 = word(12);
    /// So many objects, with the list of names whose number is the next word: their values follow.
    pub const ROWS: u32 = word(13);
    /// Where the number stands.
    pub const SHIFT: u32 = 7;
}

/// The greatest number beside a tag.
const BESIDE_MAX: u64 = (1 << 29) - 1;
/// The greatest number of an id that is a word.
const ID_MAX: u64 = (1 << 27) - 1;
/// The greatest index of a record whose id is words.
const INDEX_MAX: u32 = (1 << 25) - 1;
/// Texts of at most so many bytes are told once while they are remembered: names, ids, commands.
const SHORT_MAX: usize = 32;
/// So many texts are remembered.
const SLOTS: usize = 256;
/// About so many bytes of text are one text in JavaScript, where whoever keeps a part of it keeps all of it.
const CHUNK: usize = 1 << 16;

/// Names of fields, in their order: they stand in the engine's code.
pub type Names = &'static [&'static str];

/// Plain data that was written.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    words: Vec<u32>,
    text: String,
    /// Where pieces of the text end, in bytes.
    chunks: Vec<usize>,
    shapes: Vec<Names>,
    /// The engine's words.
    own: Vec<&'static str>,
}

/// Writes plain data, value by value.
#[derive(Debug)]
pub struct Writer {
    packed: Packed,
    /// Where remembered texts begin, and how long they are.
    slots: [(u32, u8); SLOTS],
    /// The places of a list of names and of a word, by their addresses.
    known: [(u16, u16); SLOTS],
}

/// No text is that long and remembered.
const NO_TEXT: (u32, u8) = (0, u8::MAX);

/// What an id begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// `n`, of a node.
    Node,
    /// `c`, of a client.
    Client,
    /// `m`, of a message.
    Message,
}

impl Letter {
    const ALL: [char; 3] = ['n', 'c', 'm'];
    fn char(self) -> char {
        Letter::ALL[self as usize]
    }
}

/// What can be written as plain data.
pub trait Plain {
    /// Writes it: one value.
    fn write(&self, out: &mut Writer);
}

/// Writes an object whose names are known: `fields!(out; "id": self.id, "at": self.at)`, or of fields with their own names,
/// in camelCase: `fields!(out; self.id, self.at)`.
#[macro_export]
macro_rules! fields {
    ($out:expr; $($name:literal : $value:expr),* $(,)?) => {{
        let out: &mut $crate::packed::Writer = $out;
        out.fields(const { &[$($name),*] });
        $( $crate::packed::Plain::write(&$value, out); )*
    }};
    ($out:expr; $($of:ident . $field:ident),+ $(,)?) => {{
        let out: &mut $crate::packed::Writer = $out;
        out.fields(const { &[$($crate::value::camel_name!($field)),+] });
        $( $crate::packed::Plain::write(&$of.$field, out); )+
    }};
}
pub use fields;

/// Writes a list of objects with the same names: `rows!(out; entries, |entry| "term": entry.term, "command": entry.command)`.
#[macro_export]
macro_rules! rows {
    ($out:expr; $items:expr, |$item:pat_param| $($name:literal : $value:expr),* $(,)?) => {{
        let out: &mut $crate::packed::Writer = $out;
        out.rows(const { &[$($name),*] }, $items, |out, $item| {
            $( $crate::packed::Plain::write(&$value, out); )*
        });
    }};
}
pub use rows;

/// A place among so many, from how long a text is and how it ends: texts that begin alike are told apart by their ends.
fn slot(text: &[u8]) -> usize {
    let end = match text.last_chunk() {
        Some(end) => u64::from_le_bytes(*end),
        None => text.iter().fold(0, |end, &byte| end << 8 | u64::from(byte)),
    };
    let mixed = (end ^ text.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 56) as usize % SLOTS
}

// What is never inlined is called by whatever is shown, hundreds of times: at each of those places the engine would weigh
// 2.5 kB more after brotli, a hundredth, and be no quicker.
impl Writer {
    /// Nothing yet.
    #[expect(clippy::new_without_default, reason = "whoever writes says so")]
    pub fn new() -> Writer {
        // As much as most frames take.
        let (words, text) = (Vec::with_capacity(4096), String::with_capacity(8192));
        let packed = Packed { words, text, ..Packed::default() };
        Writer { packed, slots: [NO_TEXT; SLOTS], known: [(0, 0); SLOTS] }
    }

    /// What was written.
    pub fn done(self) -> Packed {
        self.packed
    }

    /// A word; returns its place.
    fn word(&mut self, word: u32) -> usize {
        self.packed.words.push(word);
        self.packed.words.len() - 1
    }

    /// A whole number, or a time, whose words are these.
    #[inline(never)]
    fn whole(&mut self, number: u64, tag: u32, other: u32) {
        if number <= BESIDE_MAX {
            self.word((number as u32) << 3 | tag);
        } else {
            self.packed.words.extend([other, (number >> 32) as u32, number as u32]);
        }
    }

    /// A whole number.
    pub fn count(&mut self, number: u64) {
        self.whole(number, tag::COUNT, other::COUNT);
    }

    /// A number. What is not finite is absent, for JSON has no name for it.
    pub fn number(&mut self, number: f64) {
        let (whole, bits) = (number as u32, number.to_bits());
        if f64::from(whole).to_bits() == bits {
            self.count(whole.into());
        } else if number.is_finite() {
            self.packed.words.extend([other::FLOAT, bits as u32, (bits >> 32) as u32]);
        } else {
            self.null();
        }
    }

    /// True or false.
    #[inline(never)]
    pub fn flag(&mut self, flag: bool) {
        self.word(if flag { other::TRUE } else { other::FALSE });
    }

    /// Absent.
    #[inline(never)]
    pub fn null(&mut self) {
        self.word(other::NULL);
    }

    /// An id, which is everywhere: `n3`.
    #[inline(never)]
    pub fn id(&mut self, letter: Letter, number: u64) {
        if number <= ID_MAX {
            self.word((number as u32) << 5 | (letter as u32) << 3 | tag::ID);
        } else {
            self.shown(|text| {
                text.push(letter.char());
                push_number(text, number);
            });
        }
    }

    /// The id of a record: `17.2`.
    #[inline(never)]
    pub fn record_id(&mut self, position: u64, index: u32) {
        match u32::try_from(position) {
            Ok(position) if index <= INDEX_MAX => {
                self.packed.words.extend([index << other::SHIFT | other::RECORD, position]);
            }
            _ => self.shown(|text| {
                push_number(text, position);
                text.push('.');
                push_number(text, index.into());
            }),
        }
    }

    /// A text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        let slot = slot(text.as_bytes());
        if self.holds(slot, text.as_bytes(), self.packed.text.len()) {
            self.word((slot as u32) << 3 | tag::AGAIN);
            return;
        }
        let start = self.packed.text.len();
        self.packed.text.push_str(text);
        self.tell(start);
    }

    /// Whether that text is in the slot, told before this place.
    fn holds(&self, slot: usize, text: &[u8], before: usize) -> bool {
        let (place, length) = self.slots[slot];
        let told = &self.packed.text.as_bytes()[..before];
        usize::from(length) == text.len() && told[place as usize..][..text.len()] == *text
    }

    /// A text that is printed.
    pub fn shown(&mut self, print: impl FnOnce(&mut String)) {
        let start = self.packed.text.len();
        print(&mut self.packed.text);
        self.tell(start);
    }

    /// The text from this place on.
    #[inline(never)]
    fn tell(&mut self, start: usize) {
        let text = &self.packed.text.as_bytes()[start..];
        if text.len() > SHORT_MAX {
            let length = units(&self.packed.text[start..]);
            self.word((length as u32) << other::SHIFT | other::LONG);
        } else {
            let slot = slot(text);
            if self.holds(slot, text, start) {
                self.packed.text.truncate(start);
                self.word((slot as u32) << 3 | tag::AGAIN);
                return;
            }
            self.slots[slot] = (start as u32, text.len() as u8);
            let length = units(&self.packed.text[start..]);
            self.word((length << 11 | slot << 3) as u32 | tag::SHORT);
        }
        let Packed { text, chunks, .. } = &mut self.packed;
        if text.len() - chunks.last().copied().unwrap_or(0) >= CHUNK {
            chunks.push(text.len());
        }
    }

    /// An object with these names; a value of each has to follow.
    #[inline(never)]
    pub fn fields(&mut self, names: Names) {
        let number = self.number_of(names);
        self.word(number << 3 | tag::FIELDS);
    }

    /// The number of a list of names.
    fn number_of(&mut self, names: Names) -> u32 {
        let same = |shape: &Names| std::ptr::eq(*shape, names);
        let known = &mut self.known[(names.as_ptr().addr() >> 3) % SLOTS].0;
        numbered(&mut self.packed.shapes, known, names, same)
    }

    /// A word that stands in the engine's code.
    #[inline(never)]
    pub fn engine_word(&mut self, text: &'static str) {
        let same = |word: &&'static str| std::ptr::eq(*word, text);
        let known = &mut self.known[text.as_ptr().addr() % SLOTS].1;
        let number = numbered(&mut self.packed.own, known, text, same);
        self.word(number << 3 | tag::WORD);
    }

    /// A word that stands for more; returns its place.
    #[inline(never)]
    fn open(&mut self, word: u32) -> usize {
        self.word(word)
    }

    /// One object, of all that are written meanwhile.
    pub fn merged(&mut self, write: impl FnOnce(&mut Writer)) {
        self.open(other::MERGED);
        write(self);
        self.open(other::END);
    }

    /// A list of what each of these writes, one value each.
    pub fn list<T>(&mut self, items: impl IntoIterator<Item = T>, write: impl FnMut(&mut Writer, T)) {
        self.many(other::LIST, items, write);
    }

    /// A list of objects with these names, told once: of each item the values that this writes.
    pub fn rows<T>(
        &mut self,
        names: Names,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Writer, T),
    ) {
        let place = self.open(other::ROWS);
        let number = self.number_of(names);
        self.word(number);
        let mut count = 0;
        for item in items {
            write(self, item);
            count += 1;
        }
        self.close(place, count);
    }

    /// An object whose names come from a run: of each of these a text and a value.
    pub fn map<T>(&mut self, entries: impl IntoIterator<Item = T>, write: impl FnMut(&mut Writer, T)) {
        self.many(other::MAP, entries, write);
    }

    fn many<T>(
        &mut self,
        word: u32,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Writer, T),
    ) {
        let place = self.open(word);
        let mut count = 0;
        for item in items {
            write(self, item);
            count += 1;
        }
        self.close(place, count);
    }

    /// So many there are in what was opened at this place.
    fn close(&mut self, place: usize, count: u32) {
        self.packed.words[place] |= count << other::SHIFT;
    }

    /// Many numbers of 32 bits, which are themselves.
    pub fn words(&mut self, words: impl IntoIterator<Item = u32>) {
        let place = self.open(other::WORDS);
        self.packed.words.extend(words);
        let count = self.packed.words.len() - place - 1;
        self.packed.words[place] |= (count as u32) << other::SHIFT;
    }

    /// A tree.
    pub fn data(&mut self, data: &Data) {
        match data {
            Data::Null => self.null(),
            Data::Flag(flag) => flag.write(self),
            Data::Number(number) => self.number(*number),
            Data::Text(text) => self.text(text),
            Data::Words(words) => self.words(words.iter().copied()),
            Data::List(items) => self.list(items, Writer::data),
            Data::Fields(fields) => self.map(fields, |out, (name, value)| {
                out.text(name);
                out.data(value);
            }),
            Data::Map(entries) => self.map(entries, |out, (name, value)| {
                out.text(name);
                out.data(value);
            }),
            Data::Packed(packed) => self.data(&packed.data()),
        }
    }
}

/// A list that is written item by item, by whoever meets them.
#[derive(Debug)]
pub struct Listing {
    out: Writer,
    place: usize,
    count: u32,
}

impl Listing {
    /// No item yet.
    #[expect(clippy::new_without_default, reason = "whoever writes says so")]
    pub fn new() -> Listing {
        let mut out = Writer::new();
        let place = out.open(other::LIST);
        Listing { out, place, count: 0 }
    }
    /// One item more: what this writes, one value.
    pub fn add(&mut self, write: impl FnOnce(&mut Writer)) {
        write(&mut self.out);
        self.count += 1;
    }
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
    /// The list.
    pub fn done(mut self) -> Packed {
        self.out.close(self.place, self.count);
        self.out.done()
    }
}

/// The place of an item in a list, where it goes if it is not there. Whether it is the one that was met there last is
/// soon said; the list is short.
fn numbered<T>(all: &mut Vec<T>, known: &mut u16, item: T, same: impl Fn(&T) -> bool) -> u32 {
    if !all.get(usize::from(*known)).is_some_and(&same) {
        let found = all.iter().position(same);
        *known = found.unwrap_or(all.len()) as u16;
        if found.is_none() {
            all.push(item);
        }
    }
    (*known).into()
}

/// Whether the items of two lists stand at the same places of the engine's code.
fn are_one<T: ?Sized>(ours: &[&'static T], theirs: &[&'static T]) -> bool {
    ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(one, other)| std::ptr::eq(*one, *other))
}

/// How many units of UTF-16 a text has, which is how JavaScript counts.
fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

// ------------------------------------------------------------------------------------- what can be written

impl Plain for u64 {
    fn write(&self, out: &mut Writer) {
        out.count(*self);
    }
}
impl Plain for u32 {
    fn write(&self, out: &mut Writer) {
        out.count((*self).into());
    }
}
impl Plain for f64 {
    fn write(&self, out: &mut Writer) {
        out.number(*self);
    }
}
impl Plain for bool {
    fn write(&self, out: &mut Writer) {
        out.flag(*self);
    }
}
impl Plain for Time {
    fn write(&self, out: &mut Writer) {
        out.whole(self.us(), tag::TIME, other::TIME);
    }
}
/// A word of the engine's own.
impl Plain for &'static str {
    fn write(&self, out: &mut Writer) {
        out.engine_word(self);
    }
}
impl<T: Plain> Plain for &T {
    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
}
impl<T: Plain> Plain for Option<T> {
    fn write(&self, out: &mut Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.null(),
        }
    }
}
impl<T: Plain> Plain for Vec<T> {
    fn write(&self, out: &mut Writer) {
        self.as_slice().write(out);
    }
}
impl<T: Plain> Plain for [T] {
    fn write(&self, out: &mut Writer) {
        out.list(self, |out, item| item.write(out));
    }
}
/// Whatever writes one value.
#[derive(Clone, Copy, Debug)]
pub struct With<F: Fn(&mut Writer)>(pub F);

impl<F: Fn(&mut Writer)> Plain for With<F> {
    fn write(&self, out: &mut Writer) {
        self.0(out);
    }
}

/// What is displayed, as a text.
#[derive(Clone, Copy, Debug)]
pub struct Shown<T>(pub T);

impl<T: std::fmt::Display> Plain for Shown<T> {
    fn write(&self, out: &mut Writer) {
        use std::fmt::Write as _;
        out.shown(|text| {
            let _ = write!(text, "{}", self.0);
        });
    }
}

// -------------------------------------------------------------------------------------------- what becomes of it

/// Lists of names are numbered as they are met, which says nothing.
impl PartialEq for Packed {
    fn eq(&self, other: &Packed) -> bool {
        self.data() == other.data()
    }
}

impl From<Data> for Packed {
    #[inline(never)]
    fn from(data: Data) -> Packed {
        match data {
            Data::Packed(packed) => packed,
            tree => Packed::of(With(|out| out.data(&tree))),
        }
    }
}
impl From<Packed> for Data {
    fn from(packed: Packed) -> Data {
        Data::Packed(packed)
    }
}

impl Packed {
    /// One value, packed.
    pub fn of(value: impl Plain) -> Packed {
        let mut out = Writer::new();
        value.write(&mut out);
        out.done()
    }

    /// The words.
    pub fn words(&self) -> &[u32] {
        &self.words
    }

    /// The text, in pieces.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.chunks.iter().copied());
        let ends = self.chunks.iter().copied().chain([self.text.len()]);
        starts.zip(ends).map(|(start, end)| &self.text[start..end])
    }

    /// Whether [`names`](Packed::names) would be the same, and not merely equal: seen at once.
    pub fn has_names_of(&self, other: &Packed) -> bool {
        are_one(&self.shapes, &other.shapes) && are_one(&self.own, &other.own)
    }

    /// Its names alone.
    pub fn only_names(&self) -> Packed {
        Packed { shapes: self.shapes.clone(), own: self.own.clone(), ..Packed::default() }
    }

    /// The lists of names with a blank between two lists, and as a last list the engine's words; a comma stands between
    /// two names or words, for none of the engine's own has either.
    pub fn names(&self) -> String {
        let mut all = String::new();
        for list in self.shapes.iter().copied().chain([&self.own[..]]) {
            for (place, name) in list.iter().enumerate() {
                all.push_str(if place > 0 { "," } else { "" });
                all.push_str(name);
            }
            all.push(' ');
        }
        all.pop();
        all
    }

    /// As a tree.
    pub fn data(&self) -> Data {
        let mut reader = Reader { packed: self, at: 0, text: &self.text, slots: [""; SLOTS] };
        reader.value()
    }
}

struct Reader<'p> {
    packed: &'p Packed,
    at: usize,
    text: &'p str,
    slots: [&'p str; SLOTS],
}

impl<'p> Reader<'p> {
    fn next(&mut self) -> u32 {
        self.at += 1;
        self.packed.words[self.at - 1]
    }
    fn two(&mut self) -> u64 {
        let high = self.next();
        u64::from(high) << 32 | u64::from(self.next())
    }
    /// The next text, of so many units.
    fn take(&mut self, length: u32) -> &'p str {
        let mut left = length as usize;
        let end = self.text.char_indices().find_map(|(place, c)| {
            let found = left == 0;
            left = left.saturating_sub(c.len_utf16());
            found.then_some(place)
        });
        let (text, rest) = self.text.split_at(end.unwrap_or(self.text.len()));
        self.text = rest;
        text
    }

    fn value(&mut self) -> Data {
        let word = self.next();
        let number = word >> 3;
        match word & 7 {
            tag::COUNT => Data::count(number.into()),
            tag::TIME => Data::Number(Time::from_us(number.into()).ms()),
            tag::FIELDS => self.fields(number),
            tag::OTHER => self.other(word),
            _ => Data::Text(self.text_of(word)),
        }
    }

    fn fields(&mut self, number: u32) -> Data {
        let names = self.packed.shapes[number as usize];
        Data::Fields(names.iter().map(|&name| (name, self.value())).collect())
    }

    fn text_of(&mut self, word: u32) -> String {
        let number = word >> 3;
        match word & 7 {
            tag::AGAIN => self.slots[number as usize].to_owned(),
            tag::SHORT => {
                let text = self.take(number >> 8);
                self.slots[number as usize % SLOTS] = text;
                text.to_owned()
            }
            tag::WORD => self.packed.own[number as usize].to_owned(),
            tag::ID => format!("{}{}", Letter::ALL[number as usize & 3], number >> 2),
            _ => self.take(word >> other::SHIFT).to_owned(),
        }
    }

    fn other(&mut self, word: u32) -> Data {
        let count = word >> other::SHIFT;
        match word & ((1 << other::SHIFT) - 1) {
            other::FALSE => Data::Flag(false),
            other::TRUE => Data::Flag(true),
            other::COUNT => Data::count(self.two()),
            other::TIME => Data::Number(Time::from_us(self.two()).ms()),
            other::FLOAT => Data::Number(f64::from_bits(self.two().rotate_left(32))),
            other::LONG => Data::Text(self.text_of(word)),
            other::LIST => Data::List((0..count).map(|_| self.value()).collect()),
            other::ROWS => {
                let number = self.next();
                Data::List((0..count).map(|_| self.fields(number)).collect())
            }
            other::MAP => Data::Map((0..count).map(|_| self.entry()).collect()),
            other::MERGED => self.merged(),
            other::RECORD => Data::Text(format!("{}.{count}", self.next())),
            other::WORDS => {
                let words = self.packed.words[self.at..][..count as usize].to_vec();
                self.at += count as usize;
                Data::Words(words)
            }
            _ => Data::Null,
        }
    }

    fn entry(&mut self) -> (String, Data) {
        let name = self.next();
        (self.text_of(name), self.value())
    }

    fn merged(&mut self) -> Data {
        let mut all = Vec::new();
        while self.packed.words[self.at] != other::END {
            if let Data::Fields(fields) = self.value() {
                all.extend(fields);
            }
        }
        self.at += 1;
        Data::Fields(all)
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, Data, ID_MAX, INDEX_MAX, Letter, Listing, Packed, Plain, With, Writer};
    use crate::kernel::{ClientId, NodeId};
    use crate::time::Time;
    use crate::value::COUNT_MAX;

    fn read(value: impl Plain) -> Data {
        Packed::of(value).data()
    }
    fn texts(texts: &[&str]) -> Data {
        Data::texts(texts)
    }

    #[test]
    fn what_was_written_is_read_again() {
        let object = With(|out| {
            out.merged(|out| {
                fields!(out; "kind": "sent", "node": NodeId(3), "client": Some(ClientId(64)));
                fields!(out; "none": None::<u64>, "flags": vec![true, false]);
                out.fields(&[]);
            });
        });
        let expected = Data::Fields(vec![
            ("kind", Data::text("sent")),
            ("node", Data::text("n3")),
            ("client", Data::text("c64")),
            ("none", Data::Null),
            ("flags", Data::List(vec![Data::Flag(true), Data::Flag(false)])),
        ]);
        assert_eq!(read(object), expected);
    }

    #[test]
    fn numbers_are_exact_at_every_size() {
        for number in [0, 9, 10, (1 << 29) - 1, 1 << 29, (1 << 32) - 1, 1 << 32, COUNT_MAX] {
            assert_eq!(read(number), Data::count(number));
            assert_eq!(read(Time::from_us(number)), Data::Number(number as f64 / 1_000.0));
        }
        for number in [0.5, 1.0 / 3.0, 1e-9, -1.0, 536_870_912.5, 4_294_967_296.0, 1e300, f64::MIN_POSITIVE] {
            assert_eq!(read(With(|out| out.number(number))), Data::Number(number));
        }
        let zero = read(With(|out| out.number(-0.0)));
        assert!(matches!(zero, Data::Number(zero) if zero == 0.0 && zero.is_sign_negative()));
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(read(With(|out| out.number(number))), Data::Null);
        }
    }

    #[test]
    fn ids_are_texts_at_every_size() {
        let numbers = [1, 9, 10, ID_MAX, ID_MAX + 1, COUNT_MAX];
        for (letter, prefix) in [(Letter::Node, 'n'), (Letter::Client, 'c'), (Letter::Message, 'm')] {
            for number in numbers {
                let expected = Data::text(format!("{prefix}{number}"));
                assert_eq!(read(With(|out| out.id(letter, number))), expected);
            }
        }
        let last = u64::from(u32::MAX);
        for position in [0, 7, last, last + 1, COUNT_MAX] {
            for index in [0, 1, INDEX_MAX, INDEX_MAX + 1, u32::MAX] {
                let expected = Data::text(format!("{position}.{index}"));
                assert_eq!(read(With(|out| out.record_id(position, index))), expected);
            }
        }
    }

    #[test]
    fn rows_are_the_objects_that_they_stand_for() {
        let pairs = [(1_u64, "a"), (2, "b"), (3, "a")];
        let rows = Packed::of(With(|out| rows!(out; pairs, |(number, text)| "number": number, "text": text)));
        let list = |out: &mut Writer| {
            out.list(pairs, |out, (number, text)| fields!(out; "number": number, "text": text));
        };
        assert_eq!(rows, Packed::of(With(list)));
        let none = Packed::of(With(|out| rows!(out; [0_u64; 0], |number| "number": number)));
        assert_eq!(none.data(), Data::List(vec![]));
    }

    #[test]
    fn a_listing_is_the_list_of_what_was_added() {
        let numbers = || 0..300_u64;
        let mut listing = Listing::new();
        assert!(listing.is_empty());
        numbers().for_each(|number| listing.add(|out| number.write(out)));
        assert_eq!(listing.len(), 300);
        let list = Packed::of(With(|out| out.list(numbers(), |out, number| number.write(out))));
        assert_eq!(listing.done(), list);
        assert_eq!(Listing::new().done().data(), Data::List(vec![]));
    }

    #[test]
    fn texts_are_told_once_and_read_every_time() {
        let long = "\u{1d11e}\"\\\u{1}\u{7f}\u{2028}".repeat(9);
        let all = [
            "",
            "a",
            "\u{fc}",
            "a",
            "",
            "\u{1d11e}",
            &long,
            "b\n",
            "\u{fc}",
            &long,
            "__proto__",
            "\u{feff}x",
        ];
        let list = |out: &mut Writer| out.list(all, Writer::text);
        assert_eq!(read(With(list)), texts(&all));
        let short: usize =
            ["a", "\u{fc}", "\u{1d11e}", "b\n", "__proto__", "\u{feff}x"].map(str::len).iter().sum();
        let told: usize = Packed::of(With(list)).texts().map(str::len).sum();
        assert_eq!(told, short + 2 * long.len());
    }

    #[test]
    fn more_texts_than_are_remembered_come_in_pieces_that_end_with_a_text() {
        let all: Vec<String> = (0..40_000).map(|n| format!("{n}\u{e9}{}", n % 7)).collect();
        let packed = Packed::of(With(|out| out.list(&all, |out, text| out.text(text))));
        assert_eq!(packed.data(), Data::texts(&all));
        let pieces: Vec<&str> = packed.texts().collect();
        assert!(pieces.len() > 3 && pieces.iter().all(|piece| piece.len() < CHUNK + 100));
        assert_eq!(pieces.concat(), all.concat());
    }

    #[test]
    fn a_tree_is_written_as_it_is() {
        let tree = Data::Fields(vec![
            ("words", Data::Words(vec![0, u32::MAX, 7])),
            (
                "map",
                Data::Map(vec![("__proto__".to_owned(), Data::Number(2.5)), ("n1".to_owned(), Data::Null)]),
            ),
            ("packed", Data::Packed(Packed::of("inside"))),
            ("list", Data::List(vec![])),
        ]);
        let Data::Map(read) = Packed::from(tree).data() else { panic!("an object") };
        let expected = [
            ("words", Data::Words(vec![0, u32::MAX, 7])),
            (
                "map",
                Data::Map(vec![("__proto__".to_owned(), Data::Number(2.5)), ("n1".to_owned(), Data::Null)]),
            ),
            ("packed", Data::text("inside")),
            ("list", Data::List(vec![])),
        ];
        assert_eq!(read, expected.map(|(name, value)| (name.to_owned(), value)));
    }
}
