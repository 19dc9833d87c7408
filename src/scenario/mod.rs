//! The scenario language: one text form of a run, in files, links, `act`, and bug reports.
//!
//! Reading has two stages. [`lines`] splits a text into lines of tokens and [`protocol_of`] finds the
//! protocol it names; then [`read`] gives every value to that protocol's own types. An error says where, what
//! was found, what was expected, and which known word is nearest.

mod data;
mod header;
mod moves;
mod shared;

pub use data::{any_lines_data, lines_data};
pub use header::{Header, is_header};
pub use moves::{Move, verbs};
pub use shared::{SEED_MAX, Seed, SeekTo, reseeded};

use crate::setup::Setup;
pub use crate::setup::{HEADER, SYNTAX, VERBS};
pub use crate::text::{COMMAND_MAX, LINE_MAX, Line, ScenarioError, TEXT_MAX, Words, lines, visible};

/// The version of the language and of the mapping (scenario, seed) -> history.
pub const VERSION: u64 = 1;
/// A scenario of a protocol.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What comes before the moves.
    pub header: Header,
    /// The moves, in order, each with its line.
    pub moves: Vec<(usize, Move)>,
}

/// The protocol that a scenario names, empty if there is only the word `protocol`, with the place where it names it. An
/// error gives a protocol for an example.
pub fn protocol_of<'l>(lines: &'l [Line], example: &str) -> Result<(&'l str, Words<'l>), ScenarioError> {
    for line in lines {
        let mut words = Words::new(line);
        if words.peek_word() == Some("protocol") {
            words.next("the word protocol")?;
            let at = words.clone();
            return Ok((words.peek_word().unwrap_or_default(), at));
        }
    }
    let expected = &format!("a header with a line like `protocol {example}`");
    // `Protocol`, `protocl`: the line is there, its word is not.
    let slips = lines.iter().map(|line| Words::new(line).unknown(expected, ["protocol"]));
    if let Some(slip) = slips.into_iter().find(|error| error.nearest.is_some()) {
        return Err(slip);
    }
    Err(ScenarioError {
        line: 1,
        column: 1,
        found: lines.first().map_or("an empty text".to_owned(), |line| line.tokens[0].value.to_string()),
        expected: expected.clone(),
        nearest: None,
        hint: None,
    })
}

/// A scenario from its lines.
pub fn read(setup: Box<dyn Setup>, lines: &[Line]) -> Result<Scenario, ScenarioError> {
    let count = lines.iter().take_while(|line| is_header(line, setup.info().language)).count();
    let header = Header::read(setup, &lines[..count])?;
    let moves = read_moves(&lines[count..], &*header.setup)?;
    if let Some(index) = moves.iter().position(|(_, m)| matches!(m, Move::Seek(_)))
        && index + 1 < moves.len()
    {
        return Err(ScenarioError::at_line(
            moves[index + 1].0,
            "a line after `seek`",
            "`seek` as the last line only",
        ));
    }
    Ok(Scenario { header, moves })
}

/// Moves from lines, in a run of this setup.
pub fn read_moves(lines: &[Line], setup: &dyn Setup) -> Result<Vec<(usize, Move)>, ScenarioError> {
    lines.iter().map(|line| Ok((line.number, Move::read(line, setup)?))).collect()
}
