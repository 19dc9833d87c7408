//! A scenario as data: each line by its words, read and checked as when it is opened, with the notes above and beside it.

use super::{Line, Scenario};
use crate::data::Data;
use crate::text::{OF_LINKS, OF_MESSAGES};
use crate::value::{Token, Value, lex_moves, lex_to_comment};

/// The lines of a scenario that was read from them. Those of the header stand as they were written, a move as it prints.
pub fn lines_data(lines: &[Line], scenario: &Scenario) -> Data {
    let (header, moves) = lines.split_at(lines.len() - scenario.moves.len());
    let header = header.iter().map(|line| line_data(line, &line.tokens));
    let moves = moves.iter().zip(&scenario.moves).map(|(line, (_, next))| {
        let tokens = lex_moves(&next.to_string(), OF_LINKS, OF_MESSAGES);
        line_data(line, &tokens.expect("a move prints as it parses"))
    });
    let below = lines.last().map_or("", |last| last.text.split_once('\n').map_or("", |(_, below)| below));
    Data::Fields(vec![
        ("protocol", Data::text(scenario.header.setup.info().name)),
        ("header", Data::List(header.collect())),
        ("moves", Data::List(moves.collect())),
        ("below", Data::texts(notes(below))),
    ])
}

fn line_data(line: &Line, tokens: &[Token]) -> Data {
    let own = line.text.lines().next().unwrap_or_default();
    let beside = lex_to_comment(own, OF_LINKS, OF_MESSAGES).map_or(String::new(), |(_, comment)| comment);
    let notes = notes(&line.above).chain(notes(&beside)).collect::<Vec<_>>();
    let words = tokens.iter().map(token).collect();
    Data::Fields(vec![("words", Data::List(words)), ("notes", Data::texts(notes))])
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
