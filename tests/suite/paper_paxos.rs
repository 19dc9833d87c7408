//! "Paxos Made Simple" (Lamport 2001), rule by rule.

use crate::paper::Row;

pub const RULES: &[Row] = &[
    ("2.1", "Only one value is chosen.", "paxos_swarm_is_safe_always_and_live_after_healing"),
    ("2.1", "Only a value that was proposed is chosen.", "a_forged_choice_is_noticed"),
    ("2.1", "Nobody learns a value that is not chosen.", "a_learner_needs_a_majority_for_one_proposal"),
    ("2.1", "Each of these is noticed when it breaks.", "every_bug_is_caught_by_a_property"),
    ("2.1", "Messages may be late, doubled and lost.", "paxos_swarm_is_safe_always_and_live_after_healing"),
    ("2.2", "A value is chosen when a majority has accepted it.", "every_size_of_cluster_chooses"),
    (
        "2.2",
        "P1: the first proposal received is accepted.",
        "an_acceptor_accepts_the_first_proposal_it_receives",
    ),
    (
        "2.2",
        "P1a: a proposal below the promise is refused, any other accepted.",
        "a_proposal_below_the_promise_is_refused",
    ),
    ("2.2", "P1a holds for proposals that come late.", "a_late_accept_is_refused_by_promise_and_by_accept"),
    (
        "2.2",
        "P2: of all higher-numbered proposals each has the chosen value.",
        "a_value_once_chosen_is_carried_by_every_later_ballot",
    ),
    (
        "2.2",
        "P2c: the highest-numbered report decides the value.",
        "the_reported_proposal_with_the_highest_ballot_decides_the_value",
    ),
    ("2.2", "P2c: of two reports the lower means nothing.", "both_sides_end_with_the_value_of_the_larger"),
    ("2.2", "P2c: without a report any value may be proposed.", "without_a_report_the_proposer_is_free"),
    (
        "2.2",
        "A value accepted by somebody is adopted, chosen or not.",
        "a_value_is_adopted_from_a_crashed_proposer",
    ),
    ("2.2", "Proposals have different numbers.", "ballots_are_ordered_by_round_then_node"),
    ("2.2", "Phase 1 (a): the new number is above all seen.", "a_next_round_is_above_all_seen"),
    ("2.2", "Phase 1 (b): a prepare below the promise gets none.", "a_prepare_below_the_promise_is_refused"),
    (
        "2.2",
        "Phase 1 (b): a promise reports the highest lower proposal accepted.",
        "a_promise_reports_the_highest_lower_proposal_accepted",
    ),
    ("2.2", "Phase 1 (b): a repeated prepare gets the same answer.", "a_repeated_prepare_is_answered_again"),
    (
        "2.2",
        "Phase 2 (a): a proposal is issued when a majority has promised.",
        "a_proposal_is_issued_only_after_a_majority_promised",
    ),
    (
        "2.2",
        "A promise counts once, for the ballot it names.",
        "a_promise_counts_once_and_only_for_its_ballot",
    ),
    (
        "2.2",
        "Phase 2 (b): a repeated accept gets the same answer.",
        "the_same_accept_twice_is_the_same_as_once",
    ),
    ("2.2", "Accepting a proposal is a promise of its number.", "accepting_raises_the_promise_to_the_ballot"),
    (
        "2.2",
        "A proposal may be abandoned in the middle; it may be chosen all the same.",
        "an_abandoned_proposal_may_still_be_chosen",
    ),
    (
        "2.2",
        "An acceptor that refuses tells so, and the proposer abandons.",
        "an_acceptor_tells_of_its_higher_promise_and_the_proposer_abandons",
    ),
    (
        "2.2",
        "A proposer abandons once somebody has begun a higher number.",
        "a_proposer_abandons_when_its_own_acceptor_promises_a_higher_ballot",
    ),
    ("2.2", "Telling is for speed only: silence does, too.", "without_nacks_a_refusal_is_silence"),
    ("2.3", "Every acceptor tells every learner.", "every_acceptor_tells_every_learner"),
    (
        "2.3",
        "Or one distinguished learner, which informs the others.",
        "one_distinguished_learner_hears_and_informs_the_others",
    ),
    (
        "2.3",
        "Or a set of them, each of which informs the others.",
        "some_distinguished_learners_hear_and_inform_the_others",
    ),
    (
        "2.3",
        "A learner knows when a majority accepted one proposal.",
        "a_learner_needs_a_majority_for_one_proposal",
    ),
    ("2.3", "A value can be chosen and nobody know it.", "chosen_and_unknown_until_a_new_proposal"),
    (
        "2.3",
        "A learner can ask what was accepted.",
        "a_learner_that_comes_back_knows_after_a_majority_of_answers",
    ),
    ("2.3", "What is learned is lost in a crash.", "what_is_learned_is_lost_in_a_crash_and_asked_for"),
    ("2.3", "A request, and nothing else, makes a proposer propose.", "starting_never_proposes"),
    ("2.4", "Two proposers can keep each other from success for ever.", "a_duel_without_waits_never_ends"),
    ("2.4", "Random waits end it.", "a_duel_ends_with_random_waits"),
    (
        "2.4",
        "So does a distinguished proposer, through which all goes.",
        "a_duel_ends_with_a_distinguished_proposer",
    ),
    (
        "2.4",
        "A proposer that hears from no majority gives up by real time.",
        "a_phase_without_a_majority_times_out_and_the_next_ballot_follows",
    ),
    (
        "2.4",
        "Others hand their values to the distinguished proposer.",
        "a_request_elsewhere_goes_to_the_distinguished_proposer",
    ),
    ("2.4", "Safety needs no single proposer.", "two_proposers_choose_one_value"),
    ("2.5", "An acceptor records its answer before it sends it.", "what_is_answered_was_recorded_before"),
    (
        "2.5",
        "Promise and accepted proposal survive a crash.",
        "promise_and_accepted_proposal_survive_a_crash",
    ),
    (
        "2.5",
        "So a choice outlives the crash of any acceptor.",
        "a_restarted_acceptor_still_reports_what_it_accepted",
    ),
    ("2.5", "Proposers choose their numbers from disjoint sets.", "ballots_of_two_proposers_differ"),
    ("2.5", "A proposer remembers the highest number it tried.", "a_proposer_never_tries_a_round_twice"),
];
