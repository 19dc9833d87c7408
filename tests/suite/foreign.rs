//! What a protocol is handed is its own. What is of another is a bug of ours: it stops, and is never passed over.

use ringleader::kernel::ClientOptions;
use ringleader::kernel::{Body, ClientId, Command, Config, Findings, Record, Rule, World, algorithm};
use ringleader::protocols::placement;
use ringleader::protocols::raft::{self, Raft};

#[test]
#[should_panic(expected = "a command of this protocol")]
fn checks_stop_at_an_answer_to_a_command_of_no_machine() {
    let protocol = algorithm::<Raft>();
    let config = Config {
        nodes: 3,
        clients: 1,
        seed: 1,
        protocol,
        client: ClientOptions::default(),
        zones: Vec::new(),
        disk: None,
    };
    let mut records = Vec::new();
    let world = World::boot(config, &mut records);
    let mut checks = world.config().protocol.checks(&world);
    let body = Body::Answered {
        number: 1,
        command: Command::new("of no machine"),
        answer: "1".into(),
        failed: false,
    };
    let answered = Record { node: Some(ClientId(1).into()), body, ..records[0].clone() };
    checks.after_event(&world, &[answered], &mut Findings::default());
}

#[test]
#[should_panic(expected = "a rule of this protocol")]
fn a_mark_is_not_made_of_a_rule_of_another_protocol() {
    placement::setup().moment_of(&Rule::new(raft::Rule::LeaderElected { term: 1, votes: 1, needed: 1 }));
}
