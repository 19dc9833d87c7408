//! Pure functions on plain data, as tables.

use std::collections::BTreeMap;

use ringleader::chunked::Chunked;
use ringleader::draw::{Draws, Key, Purpose, mix};
use ringleader::growing::Growing;
use ringleader::kernel::{ClientId, Endpoint, MessageId, NodeId, NodeSet, TimerName, TimerSet};
use ringleader::protocols::machine::{Command, Machine, Origin};
use ringleader::protocols::quorum::{majority, reached_by};
use ringleader::protocols::raft::{Entry, Log, Timer, at_least_as_up_to_date, majority_index};
use ringleader::time::{Share, Time, TimeRange};
use ringleader::value::{Token, Value, lex, lex_moves, quote};

use crate::support::Chance;

#[test]
fn a_majority_is_more_than_half() {
    for (nodes, needed) in [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (7, 4), (63, 32), (64, 33)] {
        assert_eq!(majority(nodes), needed, "of {nodes}");
        assert!(2 * needed > u64::from(nodes), "two majorities of {nodes} share a node");
    }
}

#[test]
fn a_set_of_nodes_counts_each_once() {
    let mut set = NodeSet::default();
    assert!(set.is_empty());
    assert!(set.insert(NodeId(1)) && set.insert(NodeId(64)) && !set.insert(NodeId(64)));
    assert_eq!(set.len(), 2);
    assert!(set.contains(NodeId(64)) && !set.contains(NodeId(63)));
    assert_eq!(NodeSet::of(NodeId(3)).len(), 1);
}

#[test]
fn what_enough_numbers_reach() {
    let check = |needed, numbers: &[u64], reached| {
        assert_eq!(reached_by(needed, &mut numbers.to_vec()), reached, "{needed} of {numbers:?}");
    };
    check(3, &[5, 5, 5, 0, 0], 5);
    check(3, &[9, 5, 3, 0, 0], 3);
    check(3, &[0, 3, 9, 5, 0], 3);
    check(2, &[4, 4], 4);
    check(2, &[4, 1], 1);
    check(1, &[7], 7);
    check(3, &[7, 7], 0);
    check(0, &[7], 0);
    check(1, &[], 0);
}

#[test]
fn what_a_majority_of_logs_holds() {
    for (matches, needed, index) in
        [([4, 4, 4, 2, 2], 3, 4), ([9, 1, 2, 3, 4], 3, 3), ([6, 0, 0, 0, 0], 3, 0)]
    {
        assert_eq!(majority_index(&mut matches.to_vec(), needed), index, "{matches:?}");
    }
}

#[test]
fn the_later_last_term_wins_then_the_longer_log() {
    // (term, index) of the candidate's last entry, of the voter's.
    for (candidate, voter, grants) in [
        ((0, 0), (0, 0), true),
        ((1, 5), (1, 5), true),
        ((1, 6), (1, 5), true),
        ((1, 4), (1, 5), false),
        ((2, 1), (1, 9), true),
        ((1, 9), (2, 1), false),
        ((0, 0), (1, 1), false),
        ((3, 0), (0, 3), true),
    ] {
        assert_eq!(at_least_as_up_to_date(candidate, voter), grants, "{candidate:?} asks {voter:?}");
    }
}

#[test]
fn durations_read_and_print() {
    for (text, us, printed) in [
        ("150ms", 150_000, "150ms"),
        ("1.5s", 1_500_000, "1.5s"),
        ("200us", 200, "200us"),
        ("0ms", 0, "0ms"),
        ("0s", 0, "0ms"),
        ("1000us", 1_000, "1ms"),
        ("0.5ms", 500, "500us"),
        ("1000ms", 1_000_000, "1s"),
        ("1000.001ms", 1_000_001, "1000.001ms"),
        ("153.204ms", 153_204, "153.204ms"),
        ("3600s", 3_600_000_000, "3600s"),
    ] {
        let time: Time = text.parse().expect(text);
        assert_eq!((time.us(), time.to_string().as_str()), (us, printed), "{text}");
        assert_eq!(printed.parse(), Ok(time), "{text} reads as it prints");
    }
    for text in
        ["", "5", "ms", "1.5us", "1.0005ms", "-5ms", "+5ms", "5 ms", "1e3ms", "1.ms", ".5ms", "5m", "９ms"]
    {
        assert!(text.parse::<Time>().is_err(), "{text}");
    }
    let bound = "9007199254741s".parse::<Time>().expect_err("past the last instant");
    assert!(bound.contains("bound on simulated time"), "{bound}");
}

#[test]
fn every_duration_reads_as_it_prints() {
    let mut chance = Chance::new(1);
    for _ in 0..2_000 {
        let bits = chance.below(53);
        let time = Time::from_us(chance.below(1 << (bits + 1)).min(Time::MAX.us()));
        assert_eq!(time.to_string().parse(), Ok(time));
    }
}

#[test]
fn milliseconds_round_to_whole_microseconds() {
    assert_eq!(Time::try_from_ms(1.5), Some(Time::from_us(1_500)));
    assert_eq!(Time::try_from_ms(0.000_4), Some(Time::ZERO));
    for wrong in [-1.0, f64::NAN, f64::INFINITY, 1e18] {
        assert_eq!(Time::try_from_ms(wrong), None, "{wrong}");
    }
    assert_eq!(Time::MAX.saturating_add(Time::from_ms(1)), Time::MAX);
    assert_eq!(Time::from_ms(1).saturating_sub(Time::from_ms(2)), Time::ZERO);
    assert_eq!(Time::from_us(10).scaled(100, 150), Time::from_us(6));
}

#[test]
fn ranges_and_shares_read_and_print() {
    for (text, printed) in [("150ms..300ms", "150ms..300ms"), ("20ms", "20ms"), ("5ms..5ms", "5ms")] {
        let range: TimeRange = text.parse().expect(text);
        assert_eq!(range.to_string(), printed);
    }
    for wrong in ["300ms..150ms", "..", "1ms..", "1ms..2", "1ms...2ms", "none"] {
        assert!(wrong.parse::<TimeRange>().is_err(), "{wrong}");
    }
    for (text, ppm, printed) in [
        ("1%", 10_000, "1%"),
        ("0.5%", 5_000, "0.5%"),
        ("0.0001%", 1, "0.0001%"),
        ("100%", 1_000_000, "100%"),
        ("0%", 0, "0%"),
    ] {
        let share: Share = text.parse().expect(text);
        assert_eq!((share.ppm(), share.to_string().as_str()), (ppm, printed));
    }
    for wrong in ["101%", "-1%", "1", "%", "0.00001%", "1 %"] {
        assert!(wrong.parse::<Share>().is_err(), "{wrong}");
    }
    assert_eq!(Share::percent(300), Share::WHOLE);
}

#[test]
fn ids_read_and_print() {
    assert_eq!("n3".parse(), Ok(NodeId(3)));
    assert_eq!("c64".parse(), Ok(ClientId(64)));
    assert_eq!("m17".parse(), Ok(MessageId(17)));
    assert_eq!("c2".parse(), Ok(Endpoint::Client(ClientId(2))));
    for wrong in ["n", "n0", "n01", "n-1", "N1", "n1x", "n99999", "m", "x1", ""] {
        assert!(wrong.parse::<NodeId>().is_err() && wrong.parse::<Endpoint>().is_err(), "{wrong}");
    }
    for n in 1..=64 {
        assert_eq!(NodeId(n).to_string().parse(), Ok(NodeId(n)));
        assert_eq!(NodeId::from_index(NodeId(n).index()), NodeId(n));
    }
}

#[test]
fn timers_read_as_they_print() {
    for timer in [Timer::Election, Timer::Heartbeat, Timer::Lease, Timer::Rpc(NodeId(2))] {
        let name = TimerName::read(&timer.name().to_string(), Timer::NAMES);
        assert_eq!(name, Some(timer.name()));
        assert_eq!(name.and_then(Timer::of), Some(timer));
    }
    assert_eq!(Timer::NAMES, ["election", "heartbeat", "lease", "rpc.n2"]);
    for wrong in ["rpc", "rpc.", "rpc.c1", "rpc.n0", "Election", "election.n1", ""] {
        assert_eq!(TimerName::read(wrong, Timer::NAMES), None, "{wrong}");
    }
}

#[test]
fn a_line_falls_into_tokens() {
    let tokens = |line: &str| -> Vec<String> {
        let show = |t: &Token| match &t.field {
            Some(field) => format!("{}@{field}={}", t.column, t.value),
            None => format!("{}@{}", t.column, t.value),
        };
        lex(line).expect(line).iter().map(show).collect()
    };
    assert_eq!(tokens("request c2 \"set x 1\""), ["1@request", "9@c2", "12@\"set x 1\""]);
    assert_eq!(tokens("  # nothing"), Vec::<String>::new());
    assert_eq!(tokens("a \"# \\\"b\\\" \\\\\" # c"), ["1@a", "3@\"# \\\"b\\\" \\\\\""]);
    assert_eq!(
        tokens("entries=[1:\"set x 1\" 2:noop] x=none"),
        ["1@entries=[1:\"set x 1\" 2:noop]", "30@x=none"]
    );
    assert_eq!(tokens("é n1"), ["1@é", "3@n1"], "columns count characters");
    assert_eq!(tokens("[[a] []]"), ["1@[[a] []]"]);
    for (wrong, column, expected) in [
        ("a \"b", 3, "a closing quote"),
        ("a \"b\\x\"", 5, "one of the escapes \\\" \\\\ \\n"),
        ("[a", 1, "a closing bracket `]`"),
        ("a ]", 3, "a value"),
        ("x= y", 3, "a value"),
        ("[[[[[a]]]]]", 5, "a list that is not nested that deep"),
    ] {
        let error = lex(wrong).expect_err(wrong);
        assert_eq!((error.column, error.expected), (column, expected), "{wrong}");
    }
}

#[test]
fn lines_about_links_need_no_blanks_and_count_messages() {
    let (links, names) = (&["cut", "drop"], &["drop"]);
    for (line, expected) in [
        ("drop n2->n1 X #2 5ms # why", "1@drop 6@n2 8@-> 10@n1 13@X 15@#2 18@5ms"),
        ("drop n2 -> n1 X#12", "1@drop 6@n2 9@-> 12@n1 15@X 16@#12"),
        ("drop n2->n1 X # 2", "1@drop 6@n2 8@-> 10@n1 13@X"),
        ("drop n2->n1 #2", "1@drop 6@n2 8@-> 10@n1"),
        ("drop m1 #2", "1@drop 6@m1"),
        ("cut n2->n1 X #2", "1@cut 5@n2 7@-> 9@n1 12@X"),
        ("cut x=a->b \"a->b\"", "1@cut 5@x=a->b 12@\"a->b\""),
        ("hold n2->n1", "1@hold 6@n2->n1"),
        ("[drop] n2->n1", "1@[drop] 8@n2->n1"),
        ("x=drop n2->n1 X #2", "1@x=drop 8@n2->n1 15@X"),
        ("->", "1@->"),
        ("drop -->", "1@drop 6@- 7@->"),
    ] {
        let tokens = lex_moves(line, links, names).expect(line);
        let show = |token: &Token| match &token.field {
            Some(field) => format!("{}@{field}={}", token.column, token.value),
            None => format!("{}@{}", token.column, token.value),
        };
        let shown = tokens.iter().map(show).collect::<Vec<_>>().join(" ");
        assert_eq!(shown, expected, "{line}");
    }
}

#[test]
fn texts_read_as_they_are_quoted() {
    for text in ["", "set x 1", "\"", "\\", "\n", "a \\n b", "é # |", "none"] {
        let quoted = quote(text);
        assert_eq!(quoted.lines().count(), 1, "one line: {quoted}");
        let tokens = lex(&quoted).expect("it lexes");
        assert_eq!(tokens[0].value, Value::Text(text.to_owned()));
    }
}

fn entry(text: &str) -> Entry {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn entries_read_as_they_print() {
    for text in ["2:noop", "1:\"set x 1\"", "3:\"get x\"/c1.4", "7:\"set \\\"a/b\\\" \\\\\"", "9:noop/c2.1"] {
        assert_eq!(entry(text).to_string(), text);
    }
    for wrong in [
        "",
        "noop",
        "0:noop",
        "-1:noop",
        "1:",
        "1:set",
        "1:\"sit x\"",
        "1:noop/c1",
        "1:noop/n1.1",
        "1:\"get x\" x",
    ] {
        assert!(wrong.parse::<Entry>().is_err(), "{wrong}");
    }
}

#[test]
fn a_log_counts_from_one() {
    let log: Log = ["1:noop", "1:\"set x 1\"", "3:noop", "3:noop", "5:noop"].map(entry).into_iter().collect();
    assert_eq!((log.last_index(), log.last_term()), (5, 5));
    assert_eq!([0, 1, 3, 5, 6].map(|i| log.term_at(i)), [Some(0), Some(1), Some(3), Some(5), None]);
    assert_eq!(log.get(0), None);
    assert_eq!([1, 2, 3, 4, 5].map(|i| log.first_of_term_at(i)), [1, 1, 3, 3, 5]);
    assert_eq!(
        [0, 1, 2, 3, 4, 5, 6].map(|t| log.last_of_term(t)),
        [None, Some(2), None, Some(4), None, Some(5), None]
    );
    assert_eq!(log.slice(4, 9).len(), 2);
    assert_eq!(log.slice(2, 2), ["1:\"set x 1\"", "3:noop"].map(entry));
    assert_eq!((Log::default().last_index(), Log::default().last_term()), (0, 0));
}

#[test]
fn equal_digests_mean_equal_prefixes() {
    let long: Log = ["1:noop", "1:\"set x 1\"", "2:noop"].map(entry).into_iter().collect();
    let mut other: Log = ["1:noop", "1:\"set x 1\"", "3:noop"].map(entry).into_iter().collect();
    assert_eq!(long.digest_at(2), other.digest_at(2));
    assert_ne!(long.digest_at(3), other.digest_at(3));
    assert_eq!(long.digest_at(4), None);
    other.truncate_after(2);
    other.push(entry("2:noop"));
    assert_eq!(long, other, "a log is its entries, however it came to be");
    let of = |text: &str| [text].map(entry).into_iter().collect::<Log>().digest_at(1);
    assert_ne!(of("1:\"set x 1\""), of("1:\"set x 2\""));
    assert_ne!(of("1:\"set x 1\"/c1.1"), of("1:\"set x 1\"/c1.2"));
}

#[test]
fn the_machine_stores_and_answers() {
    let mut machine = Machine::default();
    for (command, answer) in [
        ("get x", "none"),
        ("set x 1", "ok"),
        ("get x", "1"),
        ("cas x 2 3", "failed"),
        ("cas x 1 3", "ok"),
        ("get x", "3"),
        ("del x", "ok"),
        ("del x", "none"),
        ("cas x 3 4", "failed"),
        ("  set   y  2 ", "ok"),
    ] {
        let command: Command = command.parse().expect(command);
        assert_eq!(machine.apply(&command, None, 1).as_str(), answer, "{command}");
    }
    for wrong in ["", "set x", "set x 1 2", "put x 1", "get", "cas x 1"] {
        assert!(wrong.parse::<Command>().is_err(), "{wrong}");
    }
}

#[test]
fn a_session_remembers_the_last_answer() {
    let (mut machine, origin) = (Machine::default(), |number| Origin { client: ClientId(1), number });
    let command: Command = "set x 1".parse().expect("a command");
    assert_eq!(machine.answered(origin(1), 1), None);
    machine.apply(&command, Some(origin(1)), 1);
    assert_eq!(machine.answered(origin(1), 1).expect("it is known").as_str(), "ok");
    assert_eq!(machine.answered(origin(2), 1), None);
    assert_eq!(machine.answered(Origin { client: ClientId(2), number: 1 }, 1), None, "sessions are apart");
}

#[test]
fn a_chunked_sequence_is_a_vector() {
    let mut chance = Chance::new(7);
    for _ in 0..60 {
        let (mut chunked, mut plain): (Chunked<u64>, Vec<u64>) = Default::default();
        let mut clones: Vec<(Chunked<u64>, Vec<u64>)> = Vec::new();
        for _ in 0..chance.below(400) {
            match chance.below(20) {
                0 => {
                    let len = chance.below(plain.len() as u64 + 3) as usize;
                    chunked.truncate(len);
                    plain.truncate(len);
                }
                1 => clones.push((chunked.clone(), plain.clone())),
                n => {
                    chunked.push(n);
                    plain.push(n);
                }
            }
        }
        clones.push((chunked, plain));
        for (chunked, plain) in clones {
            assert_eq!(chunked.len(), plain.len());
            assert_eq!(chunked.is_empty(), plain.is_empty());
            assert!(chunked.iter().eq(&plain));
            assert_eq!(chunked.last(), plain.last());
            let from = chance.below(plain.len() as u64 + 2) as usize;
            assert!(chunked.iter_from(from).eq(plain.iter().skip(from)));
            assert_eq!(chunked.get(from), plain.get(from));
            assert_eq!(chunked, plain.iter().copied().collect(), "equal however it came to be");
        }
    }
}

#[test]
fn a_growing_map_is_a_map_whose_clones_share() {
    let mut chance = Chance::new(8);
    for _ in 0..60 {
        let (mut chunked, mut plain): (Growing<u64, u64>, BTreeMap<u64, u64>) = Default::default();
        let mut clones = Vec::new();
        for n in 0..chance.below(400) {
            // In order, or anywhere.
            let key = if chance.percent(50) { 1_000 + n } else { chance.below(1_500) };
            match chance.below(10) {
                0 => clones.push((chunked.clone(), plain.clone())),
                1 => *chunked.get_or_insert(key, 0) = *plain.entry(key).and_modify(|v| *v = n).or_insert(n),
                _ => assert_eq!(chunked.get_or_insert(key, n), plain.entry(key).or_insert(n)),
            }
            let key = chance.below(1_600);
            assert_eq!(chunked.get(&key), plain.get(&key));
            assert_eq!(chunked.last_below(&key), plain.range(..key).next_back());
        }
        clones.push((chunked, plain));
        for (chunked, plain) in clones {
            assert!(chunked.iter().eq(&plain));
            assert_eq!((chunked.len(), chunked.is_empty()), (plain.len(), plain.is_empty()));
            let mut again = Growing::default();
            plain.iter().rev().for_each(|(&key, &value)| {
                again.get_or_insert(key, value);
            });
            assert_eq!(chunked, again, "equal however it came to be");
        }
    }
}

/// These numbers are part of the public mapping from scenario and seed to history: they never change.
#[test]
fn draws_are_these_numbers_for_ever() {
    let key = |purpose, owner| Key { purpose, owner };
    let words = [
        mix(0, key(Purpose::Latency, 0), Time::ZERO, 0),
        mix(42, key(Purpose::Latency, 1), Time::from_ms(5), 0),
        mix(42, key(Purpose::Loss, 1), Time::from_ms(5), 0),
        mix(42, key(Purpose::BreakUp, 1), Time::from_ms(5), 0),
        mix(42, key(Purpose::Duplicate, 1), Time::from_ms(5), 0),
        mix(42, key(Purpose::Timer, 1), Time::from_ms(5), 0),
        mix(42, key(Purpose::Timer, 1), Time::from_ms(5), 1),
        mix((1 << 53) - 1, key(Purpose::Timer, 64 << 16 | 127), Time::MAX, u32::MAX),
    ];
    assert_eq!(
        words.map(|word| format!("{word:016x}")),
        [
            "b8115d8a54e88dff",
            "b85f12b9eaea2ecc",
            "5639cd54c97f6153",
            "74d2814c224f81e9",
            "c7ad4fee2c1dc534",
            "3fd0e18ebf166c5d",
            "0573fa0147ada17d",
            "97eae801ed44166f"
        ]
    );
    let mut draws = Draws::new(42);
    let timer = key(Purpose::Timer, 3);
    let now = Time::from_ms(1);
    let drawn: Vec<u64> = (0..6).map(|_| draws.below(timer, now, 1_000)).collect();
    assert_eq!(drawn, [572, 245, 328, 853, 709, 659]);
}

#[test]
fn a_draw_depends_on_its_key_alone() {
    let key = |owner| Key { purpose: Purpose::Timer, owner };
    let at = Time::from_ms(9);
    let mut alone = Draws::new(5);
    let expected = alone.below(key(1), at, 1 << 40);
    let mut crowded = Draws::new(5);
    for owner in 2..50 {
        crowded.below(key(owner), Time::from_ms(3), 7);
        crowded.below(key(owner), at, 7);
    }
    assert_eq!(crowded.below(key(1), at, 1 << 40), expected);
    assert_ne!(crowded.below(key(1), at, 1 << 40), expected, "the second of an instant is another");
}

/// A timer more that is set at an instant does not reshuffle another one of the same node.
#[test]
fn a_timer_s_draw_is_its_own() {
    let (at, bound) = (Time::from_ms(9), 1 << 40);
    let (election, lease) = (Key::of_timer(3, 0, None), Key::of_timer(3, 2, None));
    let peers: Vec<Key> = (1..=64).map(|peer| Key::of_timer(3, 3, Some(peer))).collect();
    let mut alone = Draws::new(5);
    let expected = [alone.below(election, at, bound), alone.below(election, at, bound)];
    let mut crowded = Draws::new(5);
    let mut others = vec![crowded.below(lease, at, bound)];
    let first = crowded.below(election, at, bound);
    others.extend(peers.iter().map(|&key| crowded.below(key, at, bound)));
    assert_eq!([first, crowded.below(election, at, bound)], expected);
    others.extend(expected);
    let distinct: std::collections::BTreeSet<u64> = others.iter().copied().collect();
    assert_eq!(distinct.len(), others.len(), "each timer has numbers of its own");
    // As with all draws, these numbers are part of the mapping from scenario and seed to history.
    let words = [election, lease, peers[1]].map(|key| format!("{:016x}", mix(5, key, at, 0)));
    assert_eq!(words, ["e9e3e003a1aa2a5a", "cfbf443cbb8f8bc0", "9faa254778beb52c"]);
}

#[test]
fn draws_fill_their_range_evenly() {
    let (mut draws, key) = (Draws::new(3), Key { purpose: Purpose::Latency, owner: 1 });
    let range = TimeRange { min: Time::from_us(10), max: Time::from_us(19) };
    let mut counts = [0u32; 10];
    for us in 0..10_000 {
        let drawn = draws.within(key, Time::from_us(us), range);
        counts[(drawn.us() - 10) as usize] += 1;
    }
    assert!(counts.iter().all(|&count| (850..1_150).contains(&count)), "{counts:?}");
    assert_eq!(draws.within(key, Time::ZERO, TimeRange::from_ms(4, 4)), Time::from_ms(4));
}

#[test]
fn a_number_is_printed_as_the_library_prints_it() {
    let edges = (0..64).flat_map(|bit| [(1_u64 << bit) - 1, 1 << bit, (1 << bit) + 1]);
    let tens = (0..20).map(|power| 10_u64.pow(power)).flat_map(|ten| [ten - 1, ten, ten + 1]);
    for number in edges.chain(tens).chain([u64::MAX]) {
        let mut printed = "n".to_owned();
        ringleader::value::push_number(&mut printed, number);
        assert_eq!(printed, format!("n{number}"));
    }
}
