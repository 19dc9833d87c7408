//! Names of things: nodes and sets of them, clients, messages, and shared texts.

use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

use crate::packed::{Letter, Plain, Writer};
use crate::value::{Field, Id, Show, Value, print_text, push_number, word_of};
use crate::weight::part;

/// The digits after a one-letter prefix, without leading zeros: the 3 of `n3`.
fn numbered<N: FromStr>(text: &str, prefix: char) -> Option<N> {
    let digits = text.strip_prefix(prefix)?;
    let canonical = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    if canonical { digits.parse().ok() } else { None }
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident($number:ty) $prefix:literal $expected:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $number);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}{}", $prefix, self.0)
            }
        }
        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<$name, String> {
                numbered(text, $prefix).map($name).ok_or_else(|| format!("{}, not `{text}`", $expected))
            }
        }
        impl Show for $name {
            fn print(&self, out: &mut String) {
                out.push($prefix);
                push_number(out, self.0.into());
            }
        }
        impl Field for $name {
            fn read(value: &Value) -> Result<$name, String> {
                word_of(value)?.parse()
            }
            fn ids(&self, visit: &mut dyn FnMut(Id)) {
                visit(Id { letter: $prefix, number: self.0.into() });
            }
        }
    };
}

id! {
    /// A node, from 1: `n1`.
    NodeId(u16) 'n' "a node like n1"
}
id! {
    /// A client, from 1: `c1`.
    ClientId(u16) 'c' "a client like c1"
}
id! {
    /// A message, numbered in the order of sending: `m17`.
    MessageId(u64) 'm' "a message like m17"
}

impl Plain for NodeId {
    fn write(&self, out: &mut Writer) {
        out.id(Letter::Node, self.0.into());
    }
}
impl Plain for ClientId {
    fn write(&self, out: &mut Writer) {
        out.id(Letter::Client, self.0.into());
    }
}
impl Plain for MessageId {
    fn write(&self, out: &mut Writer) {
        out.id(Letter::Message, self.0);
    }
}

impl NodeId {
    /// The node at a place in a list of all nodes.
    pub fn from_index(index: usize) -> NodeId {
        NodeId(index as u16 + 1)
    }
    /// Its place in a list of all nodes, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0) - 1
    }
}

impl ClientId {
    /// Its place in a list of all clients, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0) - 1
    }
}

/// A set of nodes, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NodeSet(u64);

impl NodeSet {
    /// The set of one node.
    pub fn of(node: NodeId) -> NodeSet {
        let mut set = NodeSet::default();
        set.insert(node);
        set
    }
    /// The set of the first `count` nodes, 64 at most.
    pub fn of_first(count: u16) -> NodeSet {
        NodeSet(u64::MAX.checked_shr(64 - u32::from(count)).unwrap_or(0))
    }
    /// Adds a node; false if it was in already.
    pub fn insert(&mut self, node: NodeId) -> bool {
        let before = self.0;
        self.0 |= 1 << node.index();
        self.0 != before
    }
    /// Whether a node is in.
    pub fn contains(self, node: NodeId) -> bool {
        self.0 >> node.index() & 1 == 1
    }
    /// How many nodes.
    pub fn len(self) -> u64 {
        u64::from(self.0.count_ones())
    }
    /// Its nodes, in order.
    pub fn iter(self) -> impl Iterator<Item = NodeId> {
        (0..64).filter(move |index| self.0 >> index & 1 == 1).map(NodeId::from_index)
    }
    /// Whether no node is in.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Plain for NodeSet {
    fn write(&self, out: &mut Writer) {
        out.list(self.iter(), |out, node| node.write(out));
    }
}

/// `[n1 n5]`, as `set` takes it.
impl fmt::Display for NodeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (place, node) in self.iter().enumerate() {
            write!(f, "{}{node}", if place > 0 { " " } else { "" })?;
        }
        f.write_str("]")
    }
}

/// Where a message can come from or go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// A node.
    Node(NodeId),
    /// A client.
    Client(ClientId),
}

impl Endpoint {
    /// Its bit in a set of endpoints: nodes from 0, clients from 64.
    pub(super) fn bit(self) -> usize {
        match self {
            Endpoint::Node(id) => id.index(),
            Endpoint::Client(id) => 64 + id.index(),
        }
    }
    /// The end of that bit.
    pub(super) fn of_bit(bit: usize) -> Endpoint {
        match bit.checked_sub(64) {
            None => Endpoint::Node(NodeId::from_index(bit)),
            Some(client) => Endpoint::Client(ClientId(client as u16 + 1)),
        }
    }
}

impl From<NodeId> for Endpoint {
    fn from(id: NodeId) -> Endpoint {
        Endpoint::Node(id)
    }
}
impl From<ClientId> for Endpoint {
    fn from(id: ClientId) -> Endpoint {
        Endpoint::Client(id)
    }
}
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Endpoint::Node(id) => id.fmt(f),
            Endpoint::Client(id) => id.fmt(f),
        }
    }
}
impl Plain for Endpoint {
    fn write(&self, out: &mut Writer) {
        match self {
            Endpoint::Node(id) => id.write(out),
            Endpoint::Client(id) => id.write(out),
        }
    }
}
impl FromStr for Endpoint {
    type Err = String;
    fn from_str(text: &str) -> Result<Endpoint, String> {
        let node = text.parse().map(Endpoint::Node);
        let client = || text.parse().map(Endpoint::Client);
        node.or_else(|_: String| client())
            .map_err(|_: String| format!("a node like n1 or a client like c1, not `{text}`"))
    }
}
/// A text that many places share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub Rc<str>);

impl Text {
    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text(text.into())
    }
}
impl From<String> for Text {
    fn from(text: String) -> Text {
        Text(text.into())
    }
}
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl Show for Text {
    fn print(&self, out: &mut String) {
        print_text(&self.0, out);
    }
    fn heap(&self) -> usize {
        part(self.0.len(), Rc::strong_count(&self.0))
    }
}
impl Plain for Text {
    fn write(&self, out: &mut Writer) {
        out.text(&self.0);
    }
}
impl Field for Text {
    fn read(value: &Value) -> Result<Text, String> {
        word_of(value).map(Text::from)
    }
    fn ids(&self, _: &mut dyn FnMut(Id)) {}
}
