//! Which records are wanted: by kind, place, rule and position.

use crate::catalog;
use crate::kernel::trace::{is_called, kind};
use crate::kernel::{Body, Endpoint, Record, World};
use crate::scenario;
use crate::session::{Session, SessionError};
use crate::text::{nearest, visible};

/// Which records are wanted. A record passes that meets all that is said; what is not said, all meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of positions after this one.
    pub from: Option<u64>,
    /// Of positions up to this one.
    pub to: Option<u64>,
    /// Of this kind, of the rule with this code, or the action with this verb.
    pub called: Option<String>,
    /// Of one of these kinds.
    pub kinds: Option<Vec<String>>,
    /// At one of these nodes or clients, by id.
    pub nodes: Option<Vec<Endpoint>>,
    /// Of a rule with one of these codes.
    pub codes: Option<Vec<String>>,
}

/// Whether a word is one of a list, or there is no list.
fn is_in(list: Option<&[String]>, word: Option<&str>) -> bool {
    list.is_none_or(|list| word.is_some_and(|word| list.iter().any(|one| one == word)))
}

impl Filter {
    /// What a kind, the code of a rule or a verb means.
    pub fn called(name: &str) -> Filter {
        Filter { called: Some(name.to_owned()), ..Filter::default() }
    }

    /// Whether it says more than positions.
    pub fn picks(&self) -> bool {
        self.called.is_some() || self.kinds.is_some() || self.nodes.is_some() || self.codes.is_some()
    }

    /// Whether a record is wanted.
    pub fn passes(&self, record: &Record) -> bool {
        let code = || match &record.body {
            Body::Rule(rule) => Some(rule.tag()),
            _ => None,
        };
        let position = record.id.position;
        self.from.is_none_or(|from| position > from)
            && self.to.is_none_or(|to| position <= to)
            && self.nodes.as_ref().is_none_or(|nodes| record.node.is_some_and(|node| nodes.contains(&node)))
            && (self.kinds.is_none() || is_in(self.kinds.as_deref(), Some(kind(&record.body))))
            && (self.codes.is_none() || is_in(self.codes.as_deref(), code()))
            && self.called.as_ref().is_none_or(|name| is_called(record, name))
    }

    /// An error for the first name that means nothing in this run.
    pub fn check(&self, session: &Session) -> Result<(), SessionError> {
        if !self.picks() {
            return Ok(());
        }
        let words = Words::of(session);
        if let Some(name) = &self.called {
            let all = [words.kinds.clone(), words.codes.clone(), words.verbs.clone()].concat();
            known(std::slice::from_ref(name), &all, "no kind of record, rule code or verb")
                .map_err(|message| SessionError::new("unknown-kind", message))?;
        }
        known(self.kinds.as_deref().unwrap_or(&[]), &words.kinds, "no kind of record")
            .map_err(|message| SessionError::new("unknown-kind", message))?;
        known(self.codes.as_deref().unwrap_or(&[]), &words.codes, "no code of a rule")
            .map_err(|message| SessionError::new("unknown-code", message))?;
        self.nodes.iter().flatten().try_for_each(|&node| exists(session, node))
    }
}

/// Of the first of some words that is not known, a sentence that says so, and what is known.
pub(crate) fn known(words: &[String], known: &[String], what: &str) -> Result<(), String> {
    let Some(word) = words.iter().find(|word| !known.contains(word)) else { return Ok(()) };
    let all: Vec<&str> = known.iter().map(String::as_str).collect();
    let shown: String = word.chars().take(40).collect();
    let hint = nearest(word, &all).map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    Err(format!("`{}` is {what} here; {hint}Known are {}", visible(&shown), all.join(", ")))
}

/// The node or client of an id.
pub fn endpoint(id: &str) -> Result<Endpoint, SessionError> {
    let shown: String = id.chars().take(40).collect();
    let message = |_| format!("a node like n1 or a client like c1, not `{}`", visible(&shown));
    id.parse().map_err(|error: String| SessionError::new("unknown-node", message(error)))
}

/// An error for a node or client that this run does not have. Placement's nodes come and go: there any may.
fn exists(session: &Session, endpoint: Endpoint) -> Result<(), SessionError> {
    let Some(config) = session.timeline().world().map(World::config) else { return Ok(()) };
    let (number, most) = match endpoint {
        Endpoint::Node(node) => (node.0, config.nodes),
        Endpoint::Client(client) => (client.0, config.clients),
    };
    if (1..=most).contains(&number) {
        return Ok(());
    }
    let clients = match config.clients {
        0 => "no client".to_owned(),
        count => format!("clients c1 to c{count}"),
    };
    let message =
        format!("there is no {endpoint} in this run: it has nodes n1 to n{} and {clients}", config.nodes);
    Err(SessionError::new("unknown-node", message))
}

/// What records of a run can be called.
pub(crate) struct Words {
    pub kinds: Vec<String>,
    pub codes: Vec<String>,
    verbs: Vec<String>,
}

impl Words {
    pub fn of(session: &Session) -> Words {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let info = session.setup().info();
        let kinds = owned(&catalog::kinds(&info));
        let codes = info.rules.iter().map(|rule| rule.code.to_owned()).collect();
        Words { kinds, codes, verbs: scenario::verbs(session.setup()).map(str::to_owned).collect() }
    }
}
