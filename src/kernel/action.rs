//! What a user can do to a world. Every action is a line of the scenario language, and prints as that line.

use std::any::Any;
use std::fmt::{self, Display};
use std::rc::Rc;

use super::disk::DiskChange;
use super::link::{Ends, LinkSetting};
use super::network::Order;
use super::{ClientId, Command, Envelope, MessageRef, NodeId, Party, TimerName, Zone};
use crate::time::Time;
use crate::value::{Field as _, Id, print_tagged, quote};

/// One move that is an event.
#[derive(Clone, Debug)]
pub enum Action {
    /// The network's options change, from now on.
    Network(NetworkChange),
    /// A node's timers run at this rate, in percent.
    Clock(NodeId, u32),
    /// A client keeps asking with this period; `None` stops it.
    Workload(ClientId, Option<Time>),
    /// A client asks for something, a certain node first if one is named.
    Request(ClientId, Option<NodeId>, Command),
    /// Stops nodes; all that is not durable is gone, and so many finished writes that their disks lied of.
    Crash(Target, u32),
    /// A node's disk gets slower, stalls, or goes on.
    Disk(NodeId, DiskChange),
    /// Starts nodes that are down.
    Restart(Target),
    /// Stops the process of nodes; they keep their state.
    Pause(Target),
    /// Lets paused nodes go on.
    Resume(Target),
    /// Cuts links.
    Cut(Cut),
    /// Makes messages wait on a link.
    Hold(Party, Party),
    /// Lets a link's messages go.
    Release(Party, Party),
    /// Ends all cuts and holds.
    Heal,
    /// Makes a timer fire now.
    Fire(NodeId, TimerName),
    /// Loses a message.
    Drop(MessageRef),
    /// Lets a message arrive that much later.
    Delay(MessageRef, Time),
    /// Makes a second copy of a message.
    Duplicate(MessageRef),
    /// Lets a message arrive now.
    Deliver(MessageRef),
    /// Sends a message made by hand.
    Inject(Rc<Envelope>),
    /// What only this protocol knows.
    Own(Own),
}

/// A move that one protocol alone knows: `join n6`. Clones share it.
#[derive(Clone, Debug)]
pub struct Own(Rc<dyn OwnMove>);

/// What is asked of such a move, whatever it is. It prints as its line.
pub trait OwnMove: Display + fmt::Debug + Any {
    /// The first word of its line.
    fn verb(&self) -> &'static str;
    /// The node that it is about, if it is about one.
    fn node(&self) -> Option<NodeId>;
    /// Visits the ids in it: whoever knows the cluster refuses those that do not exist.
    fn ids(&self, visit: &mut dyn FnMut(Id)) {
        self.node().ids(visit);
    }
    /// Whether it makes a mark on the time bar itself.
    fn is_fault(&self) -> bool {
        false
    }
}

impl Own {
    /// From a protocol's own type.
    pub fn new(own: impl OwnMove) -> Own {
        Own(Rc::new(own))
    }
    /// The protocol's own type. Only its own moves reach a protocol.
    pub fn of<M: OwnMove>(&self) -> &M {
        (&*self.0 as &dyn Any).downcast_ref().expect("a move of this protocol")
    }
    /// The node that it is about, if it is about one.
    pub fn node(&self) -> Option<NodeId> {
        self.0.node()
    }
    /// Visits the ids in it.
    pub fn ids(&self, visit: &mut dyn FnMut(Id)) {
        self.0.ids(visit);
    }
}

/// Which nodes an action means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// This one.
    Node(NodeId),
    /// The nodes of a zone.
    Zone(Rc<Zone>),
    /// The up leader of the highest term.
    Leader,
    /// The lowest-numbered up follower.
    Follower,
    /// All that the action can concern.
    All,
}

/// How the network changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkChange {
    /// Something is set of these links; `None`: of all.
    Links(Option<Ends>, LinkSetting),
    /// Whether messages may overtake each other.
    Order(Order),
}

/// Which links are cut.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cut {
    /// Those between these ends.
    Ends(Ends),
    /// Between these nodes and all other nodes, both ways.
    Isolate(Vec<Target>),
}

/// Blanks between.
pub(crate) fn join<T: Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(" ")
}

impl Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Node(node) => node.fmt(f),
            Target::Zone(zone) => zone.fmt(f),
            Target::Leader => f.write_str("leader"),
            Target::Follower => f.write_str("follower"),
            Target::All => f.write_str("all"),
        }
    }
}

impl Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cut::Ends(ends) => ends.fmt(f),
            Cut::Isolate(targets) => f.write_str(&join(targets)),
        }
    }
}

impl Action {
    /// The first word of its line.
    pub fn verb(&self) -> &'static str {
        match self {
            Action::Network(_) => "network",
            Action::Clock(..) => "clock",
            Action::Workload(..) => "workload",
            Action::Request(..) => "request",
            Action::Crash(..) => "crash",
            Action::Disk(..) => "disk",
            Action::Restart(_) => "restart",
            Action::Pause(_) => "pause",
            Action::Resume(_) => "resume",
            Action::Cut(_) => "cut",
            Action::Hold(..) => "hold",
            Action::Release(..) => "release",
            Action::Heal => "heal",
            Action::Fire(..) => "fire",
            Action::Drop(_) => "drop",
            Action::Delay(..) => "delay",
            Action::Duplicate(_) => "duplicate",
            Action::Deliver(_) => "deliver",
            Action::Inject(..) => "inject",
            Action::Own(own) => own.0.verb(),
        }
    }

    /// Whether it makes a mark on the time bar itself. Crash, restart, pause and resume do so by the nodes
    /// that they concern.
    pub fn is_fault(&self) -> bool {
        if let Action::Own(own) = self {
            return own.0.is_fault();
        }
        !matches!(
            self,
            Action::Request(..)
                | Action::Workload(..)
                | Action::Network(_)
                | Action::Deliver(_)
                | Action::Disk(_, DiskChange::Finish)
                | Action::Crash(..)
                | Action::Restart(_)
                | Action::Pause(_)
                | Action::Resume(_)
        )
    }
}

impl Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Action::Own(own) = self {
            return Display::fmt(&*own.0, f);
        }
        f.write_str(self.verb())?;
        match self {
            Action::Request(client, node, command) => {
                if *client != ClientId(1) || node.is_some() {
                    write!(f, " {client}")?;
                }
                if let Some(node) = node {
                    write!(f, " {node}")?;
                }
                write!(f, " {}", quote(&command.to_string()))
            }
            Action::Crash(target, losing) if *losing > 0 => write!(f, " {target} losing {losing}"),
            Action::Disk(node, change) => write!(f, " {node} {change}"),
            Action::Crash(target, _)
            | Action::Restart(target)
            | Action::Pause(target)
            | Action::Resume(target) => {
                write!(f, " {target}")
            }
            Action::Network(NetworkChange::Order(order)) => write!(f, " order {}", order.word()),
            Action::Network(NetworkChange::Links(ends, setting)) => {
                write!(f, " {}", setting.word())?;
                if let Some(ends) = ends {
                    write!(f, " {ends}")?;
                }
                write!(f, " {setting}")
            }
            Action::Clock(node, rate) => write!(f, " {node} {rate}%"),
            Action::Workload(client, Some(period)) => write!(f, " {client} every {period}"),
            Action::Workload(client, None) => write!(f, " {client} off"),
            Action::Cut(cut) => write!(f, " {cut}"),
            Action::Hold(from, to) | Action::Release(from, to) => write!(f, " {from} -> {to}"),
            Action::Fire(node, timer) => write!(f, " {node} {timer}"),
            Action::Drop(message) | Action::Duplicate(message) | Action::Deliver(message) => {
                write!(f, " {message}")
            }
            Action::Delay(message, span) => write!(f, " {message} {span}"),
            Action::Inject(envelope) => {
                write!(f, " {} -> {} {}", envelope.from, envelope.to, print_tagged(&envelope.message))
            }
            Action::Heal | Action::Own(_) => Ok(()),
        }
    }
}
