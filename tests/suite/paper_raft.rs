//! Raft's paper, rule by rule.
//!
//! Sections are those of the extended version of the Raft paper (Ongaro and Ousterhout 2014); those marked *thesis*
//! are of Ongaro's dissertation (2014).

use crate::paper::Row;

pub const RULES: &[Row] = &[
    (
        "Figure 2",
        "Term, vote and log are durable; all else is lost in a crash.",
        "a_crash_leaves_what_is_durable",
    ),
    ("Figure 2", "Committed entries are applied in order.", "what_is_committed_is_applied_in_order"),
    (
        "Figure 2",
        "After an election nextIndex is the last index + 1, matchIndex 0.",
        "a_new_leader_expects_every_log_to_be_as_long_as_its_own",
    ),
    (
        "Figure 2",
        "RequestVote 1: a candidate of an older term is refused; AppendEntries 1: a leader, too.",
        "a_request_of_an_older_term_is_refused",
    ),
    (
        "Figure 2",
        "AppendEntries 2: no entry at prevLogIndex: refused.",
        "entries_after_a_missing_one_are_refused",
    ),
    (
        "Figure 2",
        "AppendEntries 2: another term at prevLogIndex: refused.",
        "entries_after_one_of_another_term_are_refused",
    ),
    (
        "Figure 2",
        "AppendEntries 3: a conflicting entry is deleted with all that follow.",
        "a_conflicting_entry_goes_with_all_that_follow_it",
    ),
    (
        "Figure 2",
        "AppendEntries 3 and 4: without a conflict nothing is deleted.",
        "entries_that_are_there_already_stay",
    ),
    (
        "Figure 2",
        "AppendEntries 5: commitIndex is the least of leaderCommit and the last new entry.",
        "commit_index_follows_the_leaders_up_to_the_last_new_entry",
    ),
    (
        "Figure 2",
        "Followers stand for election when they hear of no leader.",
        "an_election_timeout_starts_an_election",
    ),
    (
        "Figure 2",
        "Giving a vote and hearing of the leader restart the election timer, nothing else does.",
        "a_vote_and_a_leaders_message_restart_the_election_timer",
    ),
    (
        "Figure 2",
        "A leader answers after it has applied.",
        "a_request_is_answered_only_after_it_is_committed",
    ),
    (
        "Figure 2",
        "A success raises nextIndex and matchIndex; a late reply lowers neither.",
        "late_doubled_and_reordered_replies_never_lower_match_index",
    ),
    (
        "Figure 2",
        "A refusal lowers nextIndex, and the leader tries again.",
        "a_refusal_moves_next_index_back_by_one_until_the_logs_agree",
    ),
    (
        "Figure 2",
        "A refusal says what it refuses: one that is late, doubled or of an older term lowers nothing.",
        "only_the_probes_own_refusal_moves_next_index_back",
    ),
    (
        "Figure 2",
        "The vote goes to candidateId; followers take leaderId for their leader.",
        "the_vote_goes_to_candidate_id_and_the_leader_is_leader_id",
    ),
    ("Figure 3", "The five properties hold in every run.", "swarm_is_safe_always_and_live_after_healing"),
    (
        "Figure 3",
        "They hold in all scenarios of the gallery, and notice when a rule is left out.",
        "every_bug_is_caught_by_a_property",
    ),
    (
        "5.1",
        "Whoever sees a higher term in a request adopts it and follows.",
        "a_higher_term_in_a_request_is_adopted",
    ),
    ("5.1", "And in a reply.", "a_higher_term_in_a_reply_is_adopted"),
    ("5.1", "A reply of an older term means nothing.", "a_reply_of_an_older_term_is_ignored"),
    (
        "5.1",
        "Requests without an answer are sent again: votes.",
        "unanswered_requests_for_votes_are_sent_again",
    ),
    (
        "5.1",
        "Requests without an answer are sent again: entries.",
        "entries_without_an_answer_are_sent_again_after_the_rpc_timeout",
    ),
    (
        "5.1",
        "They are not while an answer can still come, however often a heartbeat goes out.",
        "at_80_ms_of_latency_an_entry_is_sent_once",
    ),
    ("5.2", "Servers start as followers.", "servers_start_as_followers"),
    ("5.2", "Heartbeats keep a leader in office.", "heartbeats_keep_followers_from_elections"),
    (
        "5.2",
        "Heartbeats carry no entries; what is committed they tell as far as the logs are known to agree.",
        "heartbeats_carry_no_entries_and_say_where_the_logs_agree",
    ),
    (
        "5.2",
        "A candidate raises its term, votes for itself and asks all others.",
        "an_election_timeout_starts_an_election",
    ),
    (
        "5.2",
        "One vote a term, first come, first served.",
        "a_vote_is_given_once_a_term_first_come_first_served",
    ),
    ("5.2", "A vote outlives a crash.", "a_vote_survives_a_crash"),
    (
        "5.2",
        "The same candidate gets the same answer again.",
        "a_repeated_vote_is_granted_again_and_restarts_no_timer",
    ),
    (
        "5.2",
        "A majority makes a leader, which tells all at once.",
        "a_majority_of_votes_makes_a_leader_that_tells_everybody_at_once",
    ),
    (
        "5.2",
        "A candidate follows the leader of its term.",
        "a_candidate_that_hears_of_the_leader_of_its_term_follows_it",
    ),
    (
        "5.2",
        "A candidate does not follow a leader of an older term.",
        "a_candidate_does_not_follow_a_leader_of_an_older_term",
    ),
    ("5.2", "With split votes a term ends without a leader.", "split_vote_leaves_a_term_without_a_leader"),
    (
        "5.2",
        "Without a majority a candidate stands again, in a higher term.",
        "a_candidate_without_a_majority_stands_again_in_a_higher_term",
    ),
    (
        "5.2",
        "Election timeouts are random in a fixed range.",
        "election_timeouts_are_drawn_anew_from_their_range",
    ),
    (
        "5.3",
        "A command is appended and sent to all in parallel.",
        "a_command_is_appended_and_sent_to_all_at_once",
    ),
    ("5.3", "An entry is committed once a majority holds it.", "a_leader_commits_what_a_majority_holds"),
    ("5.3", "Slow followers are not waited for.", "slow_follower_is_not_waited_for"),
    (
        "5.3",
        "Followers learn with the next message what is committed.",
        "followers_learn_what_is_committed_with_the_next_message",
    ),
    (
        "5.3",
        "A leader tries for ever, even after it has answered.",
        "a_leader_sends_to_a_silent_follower_again_and_again",
    ),
    ("5.3", "Logs that lack entries or have too many are brought into line.", "figure_7_repairs_logs"),
    (
        "5.3",
        "Refusals can name the term in the way and save round trips.",
        "backtracking_by_terms_passes_over_a_whole_term",
    ),
    (
        "5.4.1",
        "Logs are compared by last term, then by length.",
        "the_later_last_term_wins_then_the_longer_log",
    ),
    ("5.4.1", "A candidate whose log is behind is refused.", "a_candidate_whose_log_is_behind_is_refused"),
    ("5.4.1", "In Figure 7 a, b, e and f vote for the leader.", "figure_7_votes"),
    (
        "5.4.2",
        "An entry of an earlier term is not committed by counting.",
        "an_entry_of_an_earlier_term_is_not_committed_by_counting_copies",
    ),
    (
        "5.4.2",
        "Figure 8 (d): even on a majority it can be overwritten.",
        "figure_8_d_overwrites_an_entry_on_a_majority",
    ),
    (
        "5.4.2",
        "Figure 8 (e): it is committed along with one of the leader's term.",
        "figure_8_e_commits_along_with_an_entry_of_its_own_term",
    ),
    ("5.4.2", "Figure 8 goes wrong without the rule.", "figure_8_with_the_bug_loses_a_committed_entry"),
    (
        "5.5",
        "A message that comes twice does what it does once.",
        "the_same_entries_twice_are_the_same_as_once",
    ),
    ("5.5", "A late AppendEntries deletes nothing.", "late_append_truncates_nothing"),
    (
        "5.5",
        "A server that comes back follows, and its log is repaired.",
        "a_restarted_leader_follows_and_its_log_is_repaired",
    ),
    (
        "5.6",
        "Broadcasts have to be far quicker than election timeouts.",
        "without_time_to_answer_no_leader_lasts",
    ),
    ("8", "A leader begins its term with a no-op.", "a_leader_begins_its_term_with_a_no_op"),
    ("8", "By it, it learns what is committed.", "a_no_op_commits_the_entries_of_earlier_terms"),
    ("8", "A server that does not lead names the leader.", "a_server_that_does_not_lead_names_the_leader"),
    ("8", "A client whose leader crashed asks others.", "a_client_whose_leader_crashed_finds_the_next"),
    (
        "8",
        "A request that took effect is answered from the record.",
        "a_retry_of_what_took_effect_is_answered_from_the_record",
    ),
    (
        "8",
        "A deposed leader that answers reads itself answers with old values.",
        "stale_read_answers_with_the_old_value",
    ),
    ("8", "A read through the log is never stale.", "a_read_goes_through_the_log"),
    (
        "9.3",
        "The more timeouts are spread, the sooner there is a leader.",
        "the_more_timeouts_are_spread_the_sooner_there_is_a_leader",
    ),
    (
        "thesis 6.2",
        "A client without an answer asks another server.",
        "a_client_without_an_answer_asks_the_next_node_under_the_same_number",
    ),
    (
        "thesis 6.2",
        "A leader that no majority answers steps down.",
        "a_leader_that_no_majority_answers_steps_down",
    ),
    ("thesis 6.2", "A leader that a majority answers does not.", "a_leader_that_a_majority_answers_leads_on"),
    (
        "thesis 6.2",
        "Otherwise it can block elections under a one-way cut.",
        "one_way_cut_blocks_until_the_leader_checks_its_quorum",
    ),
    (
        "thesis 6.3",
        "A retry takes effect once, though it is asked for twice.",
        "retry_once_takes_effect_once",
    ),
    (
        "thesis 6.3",
        "Every server keeps the sessions: they are part of the log.",
        "sessions_survive_in_the_log",
    ),
    (
        "thesis 6.3",
        "Of two entries for one request the second has no effect.",
        "a_retry_that_reaches_the_log_twice_takes_effect_once",
    ),
    (
        "thesis 6.3",
        "Sessions are apart by client.",
        "requests_of_one_number_from_two_clients_are_two_requests",
    ),
    ("thesis 6.3", "Sessions exist from the start.", "sessions_exist_from_the_start_without_an_entry"),
    (
        "thesis 9.6",
        "A pre-vote changes no term, no vote and no timer.",
        "a_pre_vote_changes_no_term_no_vote_and_no_timer",
    ),
    ("thesis 9.6", "Only who would win stands for election.", "a_won_pre_vote_starts_the_election"),
    (
        "thesis 9.6",
        "Pre-votes compare logs and terms.",
        "a_pre_vote_is_refused_to_a_log_that_is_behind_or_a_term_that_is_past",
    ),
    (
        "thesis 9.6",
        "Whoever hears a leader refuses, the leader too.",
        "a_pre_vote_is_refused_while_a_leader_is_heard",
    ),
    ("thesis 9.6", "A server that comes back does not disturb.", "pre_vote_keeps_the_leader"),
];
