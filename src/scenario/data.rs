//! A scenario as data: each line by its words, read and checked as when it is opened, with the notes above and beside it.

use super::{Line, Move, Scenario};
use crate::data::Data;
use crate::text::{OF_LINKS, OF_MESSAGES};
use crate::value::{Token, Value, lex_moves, lex_to_comment};

/// The lines of a scenario that was read from them. Those of the header stand as they were written, a move as it prints.
pub fn lines_data(lines: &[Line], scenario: &Scenario) -> Data {
    let (header, moves) = lines.split_at(lines.len() - scenario.moves.len());
    let below = lines.last().map_or("", |last| last.text.split_once('\n').map_or("", |(_, below)| below));
    Data::Fields(vec![
        ("protocol", Data::text(scenario.header.setup.info().name)),
        ("header", any_lines_data(header)),
        ("moves", list(moves, &scenario.moves)),
        ("below", Data::texts(notes(below))),
    ])
}

/// The lines of a text as they were written, whatever they say.
pub fn any_lines_data(lines: &[Line]) -> Data {
    list(lines, &[])
}

/// Lines, each as its move prints, if it has one.
fn list(lines: &[Line], moves: &[(usize, Move)]) -> Data {
    let mut moves = moves.iter();
    let data = lines.iter().map(|line| match moves.next() {
        None => line_data(line, &line.tokens),
        Some((_, next)) => {
            let tokens = lex_moves(&next.to_string(), OF_LINKS, OF_MESSAGES);
            line_data(line, &tokens.expect("a move prints as it parses"))
        }
    });
    Data::List(data.collect())
}

/// Its words and notes, its number, and what of it is no comment, as it was written.
fn line_data(line: &Line, tokens: &[Token]) -> Data {
    let own = line.text.lines().next().unwrap_or_default();
    let (_, beside) = lex_to_comment(own, OF_LINKS, OF_MESSAGES).unwrap_or_default();
    let bare = own.get(..own.len() - beside.len()).unwrap_or_default();
    let notes = notes(&line.above).chain(notes(&beside)).collect::<Vec<_>>();
    let words = tokens.iter().map(token).collect();
    Data::Fields(vec![
        ("words", Data::List(words)),
        ("notes", Data::texts(notes)),
        ("line", Data::count(line.number as u64)),
        ("bare", Data::text(bare.trim())),
    ])
}

/// What comments say, a line each.
fn notes(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.trim().strip_prefix('#').map(str::trim))
}

/// A word is a text, a quoted text an object with it, a list a list, and a field an object with its name.
fn token(token: &Token) -> Data {
    match &token.field {
        None => value(&token.value),
        Some(name) => Data::Fields(vec![("field", Data::text(name)), ("value", value(&token.value))]),
    }
}

fn value(written: &Value) -> Data {
    match written {
        Value::Word(word) => Data::text(word),
        Value::Text(text) => Data::Fields(vec![("text", Data::text(text))]),
        Value::List(items) => Data::List(items.iter().map(value).collect()),
    }
}
