//! A scenario is opened in slices: each plays some of its events, so that whoever waits can look up and call it off.

use super::{Session, SessionError};
use crate::kernel::Action;
use crate::scenario::{Line, Move};
use crate::script::Sort;
use crate::timeline::{Bound, Cursor, Span};

/// A run whose scenario is still being played.
pub struct Opening {
    session: Session,
    /// The lines of moves that are left, the next one last.
    left: Vec<(Line, Move)>,
    /// Where the line began that was played in part.
    begun: Option<Cursor>,
}

impl Opening {
    /// Nothing is played yet. An error for moves that cost too much together.
    pub(super) fn new(session: Session, moves: Vec<(Line, Move)>) -> Result<Opening, SessionError> {
        let acts: Vec<&Action> = moves.iter().filter_map(|(_, next)| next.action()).collect();
        // Too much to be played at once is too much to be opened.
        session
            .timeline
            .check_work(&acts)
            .map_err(|bound| SessionError { code: "bound-open", ..bound.into() })?;
        let mut left = moves;
        left.reverse();
        Ok(Opening { session, left, begun: None })
    }

    /// Plays on, for about so many events; whether there is more to play. After an error nothing can be done with it.
    pub fn go_on(&mut self, events: u64) -> Result<bool, SessionError> {
        let mut left = events;
        while let Some((line, next)) = self.left.pop() {
            if left == 0 || !self.play(&line, &next, &mut left)? {
                self.left.push((line, next));
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Plays a line, or a part of it; whether that was the last part.
    fn play(&mut self, line: &Line, next: &Move, left: &mut u64) -> Result<bool, Bound> {
        let before = self.session.cursor();
        match next {
            Move::Run(_) | Move::Step(_) => return self.go(line, next, left),
            Move::Settle(most) => self.session.settle(line, *most, &mut Vec::new())?,
            Move::Seek(to) => {
                self.session.script.write_around(line);
                self.session.seek_to(*to);
            }
            Move::Act(action) if self.session.timeline.prepare(action, *left) => {
                *left = 0;
                return Ok(false);
            }
            Move::Act(action) => self.session.act_once(line, action.clone(), &mut Vec::new())?,
        }
        *left = left.saturating_sub(self.session.cursor().position.saturating_sub(before.position).max(1));
        Ok(true)
    }

    /// Lets events of a line happen, as many as are left of the slice.
    fn go(&mut self, line: &Line, next: &Move, left: &mut u64) -> Result<bool, Bound> {
        let here = self.session.cursor();
        let from = *self.begun.get_or_insert(here);
        let span = match next {
            Move::Run(span) => Span::until(from.now.saturating_add(*span)),
            Move::Step(n) => Span::events(*n - (here.position - from.position)),
            _ => return Ok(true),
        };
        let part = span.events.min(*left);
        let done = self.happen(Span { events: part, ..span })?;
        *left -= done;
        if done == part && part < span.events {
            return Ok(false);
        }
        self.begun = None;
        let Session { timeline, script, .. } = &mut self.session;
        script.write(timeline.branch(), line, Sort::Go, from, timeline.cursor());
        Ok(true)
    }

    /// Lets all of the events happen, whatever one call does at most: calls that went on were allowed to.
    fn happen(&mut self, mut span: Span) -> Result<u64, Bound> {
        let start = self.session.cursor().position;
        loop {
            let before = self.session.cursor().position;
            let result = self.session.timeline.advance(span, None);
            let reached = self.session.cursor().position;
            span.events -= reached - before;
            match result {
                Err(Bound::Events | Bound::InFlight) if reached > before => {}
                Err(bound) => return Err(bound),
                Ok(_) => return Ok(reached - start),
            }
        }
    }

    /// The run as far as it came.
    pub fn session(&self) -> &Session {
        &self.session
    }
    /// The run, once there is no more to play.
    pub fn finish(self) -> Session {
        self.session
    }
}
