//! Scenarios and moves drawn from a seed, for tests of what holds in every run.

use crate::support::{Chance, Sim};

/// A header of a random size, with random options.
pub fn header(chance: &mut Chance) -> String {
    let mut text = format!(
        "protocol raft\nnodes {}\nclients {}\nseed {}\n",
        chance.between(1, 7),
        chance.between(1, 3),
        chance.below(1 << 32)
    );
    let least = chance.between(50, 200);
    let longest = least + chance.between(20, 300);
    text += &format!("set election-timeout {least}ms..{longest}ms\n");
    text += &format!("set heartbeat {}ms\n", chance.between(10, least / 2));
    text += &format!("set rpc-timeout {}ms\n", chance.between(10, 100));
    text += &format!("set client-timeout {}ms\n", chance.between(50, 500));
    text += &format!("set batch {}\n", [1, 2, 64][chance.below(3) as usize]);
    for (name, odds) in [("pipeline off", 30), ("no-op off", 30), ("backtrack term", 50), ("pre-vote on", 40)]
    {
        if chance.percent(odds) {
            text += &format!("set {name}\n");
        }
    }
    if chance.percent(30) {
        text += &format!("set client-deadline {}ms\n", chance.between(20, 600));
    }
    if chance.percent(30) {
        text += &format!("set client-operations {}\n", chance.between(1, 8));
    }
    // Without it, pre-vote can block elections under one-way cuts.
    if text.contains("pre-vote on") || chance.percent(20) {
        text += "set check-quorum on\n";
    }
    text
}

/// A random move for a run of this size. Some have no object at the moment.
pub fn a_move(chance: &mut Chance, sim: &Sim) -> String {
    let frame = sim.frame();
    let count = |name: &str| crate::support::list(&frame[name]).len() as u64;
    let (nodes, clients) = (count("nodes"), count("clients"));
    let node = |chance: &mut Chance| format!("n{}", chance.between(1, nodes));
    let client = |chance: &mut Chance| format!("c{}", chance.between(1, clients));
    let link = |chance: &mut Chance| {
        let from = chance.between(1, nodes);
        let to = (from + chance.below(nodes.max(2) - 1)) % nodes + 1;
        if from == to { "c1 -> n1".to_owned() } else { format!("n{from} -> n{to}") }
    };
    let message = |chance: &mut Chance| {
        let messages = crate::support::list(&frame["messages"]);
        if messages.is_empty() {
            return "m1".to_owned();
        }
        let meant = chance.below(messages.len() as u64) as usize;
        let part = |index: usize, name: &str| messages[index][name].as_str().expect("a text");
        if chance.percent(50) {
            return part(meant, "id").to_owned();
        }
        let name =
            |index: usize| format!("{}->{} {}", part(index, "from"), part(index, "to"), part(index, "kind"));
        let nth = (0..=meant).filter(|&index| name(index) == name(meant)).count();
        format!("{} #{nth}", name(meant))
    };
    let target = |chance: &mut Chance| match chance.below(5) {
        0 => "leader".to_owned(),
        1 => "follower".to_owned(),
        _ => node(chance),
    };
    match chance.below(32) {
        0 | 1 => format!("crash {}", target(chance)),
        2 | 3 => format!("restart {}", if chance.percent(50) { "all".to_owned() } else { node(chance) }),
        4 => format!("pause {}", target(chance)),
        5 => "resume all".to_owned(),
        6 => format!("cut {}", if chance.percent(50) { "leader".to_owned() } else { node(chance) }),
        7 => format!("cut {}", link(chance)),
        8 => format!("hold {}", link(chance)),
        9 => format!("release {}", link(chance)),
        10 | 11 => "heal".to_owned(),
        12 => format!("network latency {}ms..{}ms", chance.between(0, 10), chance.between(10, 60)),
        13 => format!("network loss {}%", chance.between(0, 30)),
        14 => format!("network duplicate {}%", chance.between(0, 30)),
        26 => format!("network latency {} {}ms", link(chance), chance.between(0, 90)),
        27 => format!("network loss {} {}%", link(chance).replace("->", "|"), chance.between(0, 60)),
        28 => format!("network duplicate {} {}%", link(chance), chance.between(0, 60)),
        29 => format!("network order {}", if chance.percent(70) { "fifo" } else { "any" }),
        30 => format!("network bandwidth {}kB/s", chance.between(1, 60)),
        31 => format!("network bandwidth {} unlimited", link(chance)),
        15 => format!("clock {} {}%", node(chance), chance.between(25, 400)),
        16 => format!("fire {} election", node(chance)),
        17 => format!("drop {}", message(chance)),
        18 => format!("delay {} {}ms", message(chance), chance.between(0, 300)),
        19 => format!("duplicate {}", message(chance)),
        20 => format!("deliver {}", message(chance)),
        21 => format!("workload {} every {}ms", client(chance), chance.between(10, 100)),
        22 => format!("request {} \"{}\"", client(chance), chance.pick(&["get x", "incr x", "append x 1"])),
        23 => format!(
            "request {} {} \"cas x {} {}\"",
            client(chance),
            node(chance),
            chance.below(4),
            chance.below(4)
        ),
        _ => format!("request {} \"set x {}\"", client(chance), chance.below(9)),
    }
}

/// Plays so many moves with random stretches of time between, `settle` and single steps among them.
pub fn play(chance: &mut Chance, sim: &mut Sim, moves: u64) {
    for _ in 0..moves {
        let line = match chance.below(12) {
            0 => format!("step {}", chance.between(1, 5)),
            1 if sim.messages(&[]).len() < 20 => "settle".to_owned(),
            2 => String::new(),
            _ => format!("run {}us", chance.below(120_000)),
        };
        sim.act(&line);
        let line = a_move(chance, sim);
        sim.act(&line);
    }
}
