//! The replicated state machine: a key-value store, with a session per client.
//!
//! A session remembers the client's last request and its answer, so that a retry takes effect once (Raft,
//! section 8; thesis 6.3); of a client that has several under way, or gives up, so many of the last. Sessions exist from the start: no register entry in the log.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::str::FromStr;

use crate::kernel::{ClientId, Text};
use crate::sorted::Sorted;
use crate::value::{COUNT_MAX, Show, count};
use crate::weight::{POINTER, part};

/// What a client asks of the store.
#[derive(Clone, Debug)]
pub struct Command(Rc<Parsed>);

#[derive(Debug)]
struct Parsed {
    /// The one way to write it: words with single blanks.
    text: Text,
    operation: Operation,
}

/// What a command does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Stores a value.
    Set(Text, Text),
    /// Reads a value.
    Get(Text),
    /// Removes a key.
    Del(Text),
    /// Stores a value if another is there: key, old, new.
    Cas(Text, Text, Text),
    /// Puts a text behind the value, which is empty if there is none.
    Append(Text, Text),
    /// Adds one to a number, which is 0 if there is none.
    Incr(Text),
}

/// The longest value that `append` makes, in characters.
pub const APPEND_MAX: usize = 1_000;

/// What a command answers that was not done.
const FAILED: &str = "failed";

impl Command {
    /// The command as text.
    pub fn text(&self) -> &Text {
        &self.0.text
    }
    /// The bytes behind its pointer: a part of them if others hold it, too. Its words are texts of their own.
    pub fn heap(&self) -> usize {
        part(size_of::<Parsed>() + 2 * self.0.text.as_str().len() + 8 * POINTER, Rc::strong_count(&self.0))
    }
    /// Whether it changes nothing.
    pub fn is_read(&self) -> bool {
        matches!(self.0.operation, Operation::Get(_))
    }
    /// Whether an answer to it says that it was not done.
    pub fn is_failure(&self, answer: &Text) -> bool {
        // What a key holds, and so what is read of it, may be any word.
        !self.is_read() && answer.as_str() == FAILED
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Command) -> bool {
        self.0.text == other.0.text
    }
}
impl Eq for Command {}
impl Hash for Command {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.text.fmt(f)
    }
}

impl FromStr for Command {
    type Err = String;
    fn from_str(text: &str) -> Result<Command, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let operation = match *words.as_slice() {
            ["set", key, value] => Operation::Set(key.into(), value.into()),
            ["get", key] => Operation::Get(key.into()),
            ["del", key] => Operation::Del(key.into()),
            ["cas", key, old, new] => Operation::Cas(key.into(), old.into(), new.into()),
            ["append", key, value] => Operation::Append(key.into(), value.into()),
            ["incr", key] => Operation::Incr(key.into()),
            _ => {
                return Err(
                    "a command: \"set k v\", \"get k\", \"del k\", \"cas k old new\", \"append k v\" or \
                            \"incr k\""
                        .to_owned(),
                );
            }
        };
        Ok(Command(Rc::new(Parsed { text: words.join(" ").into(), operation })))
    }
}

/// Who asked for a command: a client and its serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The client.
    pub client: ClientId,
    /// Its number; a retry has the same.
    pub number: u64,
}

/// The store and its sessions. Clones share both until one changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Machine {
    values: Sorted<Text, Text>,
    /// The answers to the newest requests, by client and number.
    sessions: Sorted<(ClientId, u64), Text>,
}

impl Machine {
    /// Applies a committed command and returns its answer; a session remembers so many of the newest.
    pub fn apply(&mut self, command: &Command, origin: Option<Origin>, remembered: u64) -> Text {
        let answer = self.execute(&command.0.operation);
        if let Some(Origin { client, number }) = origin {
            self.sessions.insert((client, number), answer.clone());
            self.sessions.retain(|&(other, old), _| other != client || old.abs_diff(number) < remembered);
        }
        answer
    }

    /// The recorded answer of a request that took effect already. A number below those that are remembered is an old
    /// retry, whose client no longer waits.
    pub fn answered(&self, Origin { client, number }: Origin, remembered: u64) -> Option<Text> {
        let (newest, last) = self.newest(client)?;
        let answer = self.sessions.get(&(client, number));
        answer.or((number + remembered <= newest).then_some(last)).cloned()
    }

    /// The newest request of a client that took effect, and its answer.
    fn newest(&self, client: ClientId) -> Option<(u64, &Text)> {
        let (&(other, number), answer) = self.sessions.up_to(&(client, u64::MAX))?;
        (other == client).then_some((number, answer))
    }

    /// Reads without a trace.
    pub fn read(&self, command: &Command) -> Option<Text> {
        match &command.0.operation {
            Operation::Get(key) => Some(self.get(key)),
            _ => None,
        }
    }

    /// Keys and values, in the order of keys.
    pub fn values(&self) -> &Sorted<Text, Text> {
        &self.values
    }

    /// The bytes that it holds.
    pub fn weigh(&self) -> usize {
        self.values.weigh(|key, value| key.heap() + value.heap())
            + self.sessions.weigh(|_, answer| answer.heap())
    }

    fn get(&self, key: &Text) -> Text {
        self.values.get(key).cloned().unwrap_or_else(|| "none".into())
    }

    fn execute(&mut self, operation: &Operation) -> Text {
        match operation {
            Operation::Get(key) => self.get(key),
            Operation::Set(key, value) => {
                self.values.insert(key.clone(), value.clone());
                "ok".into()
            }
            Operation::Del(key) => {
                let was = self.values.remove(key);
                if was.is_some() { "ok" } else { "none" }.into()
            }
            Operation::Cas(key, old, new) => {
                if self.values.get(key) != Some(old) {
                    return FAILED.into();
                }
                self.values.insert(key.clone(), new.clone());
                "ok".into()
            }
            Operation::Append(key, more) => {
                let value = self.values.get(key).map_or_else(String::new, |value| value.as_str().to_owned());
                let value = value + more.as_str();
                let length = value.chars().count();
                if length > APPEND_MAX {
                    return FAILED.into();
                }
                self.values.insert(key.clone(), value.into());
                length.to_string().into()
            }
            Operation::Incr(key) => {
                let number = self.values.get(key).map_or(Some(0), |value| count(value.as_str()));
                let Some(next) = number.map(|number| number + 1).filter(|&next| next <= COUNT_MAX) else {
                    return FAILED.into();
                };
                let value: Text = next.to_string().into();
                self.values.insert(key.clone(), value.clone());
                value
            }
        }
    }
}
