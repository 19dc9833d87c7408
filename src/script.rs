//! The text of a run: the lines that its reader wrote, each with where it led, and what was done besides.
//!
//! Every move came from a line, of the scenario or of a call, and every line is kept as it was written. A line
//! stands in the text for as long as it says what the branch did; where a branch left one in the middle, or time
//! passed without one, the text says how far to go. So the text of a branch replays it exactly, and what was
//! written is found again in it.

use std::fmt::Write as _;
use std::rc::Rc;

use crate::chunked::Chunked;
use crate::scenario::{Line, TEXT_MAX, VERSION};
use crate::time::Time;
use crate::timeline::{Bound, Cursor, EVENTS_PER_CALL_MAX, Place};

/// Bytes of a text that are left for the way to the cursor, whatever that is.
const WAY_TO_CURSOR_MAX: usize = 1_000;
/// Bytes that the way to a move takes: a `run` and a `step`.
const WAY_MAX: usize = 48;
/// Bytes of the lines that a header gets which its text leaves out; the others print at twice their length at most.
const COMPLETION_MAX: usize = 200;

/// What a line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Lets time pass, or events happen.
    Go,
    /// Makes so many moves that are events: `settle` several, all others one.
    Act(u64),
}

/// A line as it was written, with where it began and ended.
#[derive(Clone, Debug)]
struct Written {
    /// The comments and empty lines above it.
    above: String,
    text: String,
    sort: Sort,
    from: Cursor,
    to: Cursor,
}

impl Written {
    /// The same, if it made moves beyond a position, without those.
    fn cut_at(&self, position: u64) -> Option<Written> {
        let kept = position.saturating_sub(self.from.position);
        match self.sort {
            Sort::Act(count) if kept < count => {
                let (text, sort) = (format!("settle {kept}\n"), Sort::Act(kept));
                Some(Written { text, sort, to: Cursor { position, ..self.from }, ..self.clone() })
            }
            _ => None,
        }
    }
}

/// Where a move was made, or where a branch ends.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// After how many events, and when.
    pub cursor: Cursor,
    /// What else tells how that is reached.
    pub place: Place,
}

/// What was done: what a text has to replay.
#[derive(Debug)]
pub struct Course {
    /// The header as it prints itself.
    pub header: String,
    /// The branches from the root to the one that is printed, each with the position up to which it counts.
    pub chain: Vec<(usize, u64)>,
    /// The moves, in order.
    pub moves: Vec<Spot>,
    /// Where all of it ends.
    pub end: Spot,
    /// Where the cursor stands, and the line that goes there from the end.
    pub cursor: (Cursor, String),
}

/// The header, the lines of each branch, and about how long the text of each is.
#[derive(Clone, Debug)]
pub struct Script {
    header: Rc<[Line]>,
    /// Notes below the header, if no line of a move stands there.
    below: String,
    branches: Vec<Chunked<Rc<Written>>>,
    /// Per branch how long it prints at most without its reader's comments.
    sizes: Vec<usize>,
    /// The same with the move that was let in last.
    size: usize,
}

impl Script {
    /// A script that has its header only, as it was written.
    pub fn new(header: &[Line]) -> Script {
        let size = COMPLETION_MAX + header.iter().map(|line| 2 * line.text.len()).sum::<usize>();
        let branches = vec![Chunked::default()];
        Script { header: header.into(), below: String::new(), branches, sizes: vec![size], size }
    }

    /// Whether a move fits into the text, made by this line in a branch, after this course.
    pub fn admit(
        &mut self,
        branch: usize,
        line: &Line,
        course: impl FnOnce() -> Course,
    ) -> Result<(), Bound> {
        const ROOM: usize = TEXT_MAX - WAY_TO_CURSOR_MAX;
        let more = plain(&line.text).len() + WAY_MAX;
        self.size = self.sizes[branch] + more;
        if self.size > ROOM {
            // That was the most it can be; now what it is.
            self.size = self.printed(&course(), true).len() + more;
        }
        if self.size > ROOM { Err(Bound::Text) } else { Ok(()) }
    }

    /// Keeps a line that was played, and so made this branch longer.
    pub fn write(&mut self, branch: usize, line: &Line, sort: Sort, from: Cursor, to: Cursor) {
        if branch == self.branches.len() {
            self.branches.push(Chunked::default());
            self.sizes.push(0);
        }
        let Line { above, text, .. } = line.clone();
        self.branches[branch].push(Rc::new(Written { above, text, sort, from, to }));
        if sort != Sort::Go {
            self.sizes[branch] = self.size;
        }
    }

    /// Keeps what stands above and below the line that says where the cursor is: the cursor goes elsewhere.
    pub fn write_around(&mut self, line: &Line) {
        let root = &mut self.branches[0];
        let mut last = root.last().map(|last| Written::clone(last));
        let above = last.as_mut().map_or(&mut self.below, |last| &mut last.text);
        above.push_str(&line.above);
        above.push_str(&line.text[plain(&line.text).len()..]);
        if let Some(last) = last {
            root.set(root.len() - 1, Rc::new(last));
        }
    }

    /// The lines of a run that has come to a cursor by this chain of branches, as one branch.
    pub fn forked(&self, chain: &[(usize, u64)], cursor: Cursor) -> Script {
        let mut lines = match chain {
            // One branch, mostly: its lines are shared.
            &[(branch, _)] => self.branches.get(branch).cloned().unwrap_or_default(),
            _ => {
                let cut =
                    |(until, line): (u64, &Rc<Written>)| line.cut_at(until).map_or(line.clone(), Rc::new);
                self.chain_lines(chain).map(cut).collect()
            }
        };
        let made = |line: &Written| line.to <= cursor || (line.sort != Sort::Go && line.from < cursor);
        while lines.last().is_some_and(|line| !made(line)) {
            lines.truncate(lines.len() - 1);
        }
        if let Some(cut) = lines.last().and_then(|line| line.cut_at(cursor.position)) {
            lines.set(lines.len() - 1, Rc::new(cut));
        }
        let (header, below, size) = (self.header.clone(), self.below.clone(), self.size);
        let sizes = vec![chain.last().map_or(size, |(branch, _)| self.sizes[*branch])];
        Script { header, below, branches: vec![lines], sizes, size }
    }

    /// A branch was dropped.
    pub fn drop_branch(&mut self, branch: usize) {
        if let Some(lines) = self.branches.get_mut(branch) {
            *lines = Chunked::default();
        }
    }

    /// The text: as it was written, or without comments and with stretches of time made one if it would be too
    /// long to be read.
    pub fn print(&self, course: &Course) -> String {
        let text = self.printed(course, false);
        if text.len() > TEXT_MAX { self.printed(course, true) } else { text }
    }

    fn printed(&self, course: &Course, is_plain: bool) -> String {
        let mut text = match is_plain {
            true => course.header.clone(),
            false => completed(&self.header, &course.header) + &self.below,
        };
        let (mut at, mut moves) = (Cursor::default(), &course.moves[..]);
        for (until, line) in self.lines(&course.chain) {
            match line.sort {
                Sort::Go if is_plain || line.from != at => {}
                Sort::Go => {
                    text.push_str(&line.above);
                    if line.to.position <= until && moves.first().is_none_or(|next| line.to <= next.cursor) {
                        text.push_str(&line.text);
                        at = line.to;
                    }
                }
                Sort::Act(count) => {
                    let Some(spot) = moves.first() else { break };
                    debug_assert_eq!(spot.cursor.position, line.from.position, "every move was written");
                    let kept = count.min(until - line.from.position);
                    go_to(&mut text, &mut at, spot);
                    push_act(&mut text, line, kept, is_plain);
                    at = Cursor { position: spot.cursor.position + kept, now: spot.cursor.now };
                    moves = &moves[kept as usize..];
                }
            }
        }
        go_to(&mut text, &mut at, &course.end);
        let (cursor, seek) = &course.cursor;
        if at != *cursor {
            text.push_str(seek);
        }
        text
    }

    /// The lines of a chain of branches, each with the position up to which its branch counts.
    fn lines<'s>(&'s self, chain: &'s [(usize, u64)]) -> impl Iterator<Item = (u64, &'s Written)> {
        self.chain_lines(chain).map(|(until, line)| (until, &**line))
    }

    fn chain_lines<'s>(&'s self, chain: &'s [(usize, u64)]) -> impl Iterator<Item = (u64, &'s Rc<Written>)> {
        let of = |&(branch, until): &(usize, u64)| {
            let lines = self.branches.get(branch).into_iter().flat_map(Chunked::iter);
            let counts = move |line: &&Rc<Written>| line.sort == Sort::Go || line.from.position < until;
            lines.filter(counts).map(move |line| (until, line))
        };
        chain.iter().flat_map(of)
    }
}

/// A line that made moves, of which the branch kept so many: only a `settle` can be cut.
fn push_act(text: &mut String, line: &Written, kept: u64, is_plain: bool) {
    if !is_plain {
        text.push_str(&line.above);
    }
    match line.sort {
        Sort::Act(count) if kept < count => text.push_str(&format!("settle {kept}\n")),
        _ => text.push_str(if is_plain { plain(&line.text) } else { &line.text }),
    }
}

/// A line without what stands below it.
fn plain(text: &str) -> &str {
    text.split_inclusive('\n').next().unwrap_or_default()
}

/// The header as it was written, with the lines of `plain` that it leaves out: the version on top, the sizes and
/// the seed below the others of their kind.
fn completed(lines: &[Line], plain: &str) -> String {
    const OF_OPTIONS: [&str; 3] = ["set", "bug", "given"];
    let word = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let words: Vec<&str> = lines.iter().filter_map(|line| line.tokens.first()?.value.as_str()).collect();
    let missing: String = plain
        .split_inclusive('\n')
        .skip(1)
        .filter(|line| !OF_OPTIONS.contains(&&*word(line)) && !words.contains(&&*word(line)))
        .collect();
    let last = words.iter().rposition(|word| !OF_OPTIONS.contains(word));
    let mut text = String::new();
    if !words.contains(&"ringleader") {
        text.push_str(&format!("ringleader {VERSION}\n"));
    }
    for (index, line) in lines.iter().enumerate() {
        text.push_str(&line.above);
        text.push_str(&line.text);
        if Some(index) == last {
            text.push_str(&missing);
        }
    }
    text
}

/// The line that goes to a cursor from anywhere: by its position if the event before it was just then, else by
/// its instant.
pub fn seek_line(cursor: Cursor, last_event: Time) -> String {
    match cursor {
        Cursor { position, now } if now == last_event => format!("seek {position}\n"),
        Cursor { now, .. } => format!("seek {now}\n"),
    }
}

/// Appends the lines that lead from a cursor to a spot, and goes there: `run`, where everything due there has happened;
/// else `run` to just before it, and `step`. Where moves take time, the next waits by itself until the last is over.
fn go_to(text: &mut String, at: &mut Cursor, spot: &Spot) {
    let Spot { cursor: to, place } = *spot;
    if place.over == Some(to.now) {
        *at = to;
        return;
    }
    let run = |text: &mut String, span: Time| {
        let _ = writeln!(text, "run {span}");
    };
    if to.now > at.now && place.complete {
        run(text, to.now - at.now);
        *at = to;
        return;
    }
    let just_before = to.now.saturating_sub(Time::from_us(1));
    if just_before > at.now && place.before > at.position {
        run(text, just_before - at.now);
        *at = Cursor { position: place.before, now: just_before };
    }
    while to.position > at.position {
        let events = EVENTS_PER_CALL_MAX.min(to.position - at.position);
        let _ = writeln!(text, "step {events}");
        at.position += events;
    }
    *at = to;
}
