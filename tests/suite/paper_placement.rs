//! What the papers on placement say, in our words, and the test that holds us to it.

use crate::paper::Row;

/// Paper and section, rule, test.
pub const RULES: &[Row] = &[
    (
        "Karger 1997, 4",
        "keys and nodes share one circle; the first point clockwise owns a key",
        "key_walk_goes_clockwise_to_the_next_point",
    ),
    (
        "Karger 1997, 4",
        "every key has one owner, whoever asks",
        "a_key_has_one_owner_and_it_is_the_first_of_its_owners",
    ),
    ("Karger 1997, 4", "a node that joins takes keys, and none moves between the others", "minimal_movement"),
    (
        "Karger 1997, 4",
        "a node that leaves gives its own keys away, and no others",
        "remove_a_node_moves_its_own_keys",
    ),
    ("Karger 1997, 4", "many points for each node even the load out", "hot_node_is_cooled_by_virtual_nodes"),
    ("Karger 1997, 4", "remainders move nearly all keys", "modulo_remainders_move_four_fifths"),
    (
        "Dynamo 2007, 4.3",
        "replicas are on distinct nodes: the walk passes points of nodes that have one",
        "replica_walk_passes_a_node_twice_met",
    ),
    (
        "Mirrokni 2016, 1",
        "no node owns more than ceil(c m / n) keys; full ones are passed",
        "bounded_loads_cap_the_overloaded_node",
    ),
    ("Lamping 2014, 2", "the key's last jump below the number of buckets owns it", "jump_consistent_hash"),
    ("Lamping 2014, 2", "only the last bucket can be taken away", "jump_join_lets_only_the_last_leave"),
    (
        "Maglev 2016, 3.4",
        "a few keys move between nodes that stay, for the sake of balance",
        "maglev_join_moves_a_few_keys_needlessly",
    ),
    (
        "Thaler 1998",
        "the highest draw owns the key, so a new node only wins keys",
        "rendezvous_join_moves_keys_to_the_new_node_only",
    ),
    (
        "Appleton 2015",
        "of several probes the nearest to a point decides",
        "a_lookup_names_the_owners_that_the_library_names",
    ),
    ("Redis Cluster, key distribution", "a key's slot is CRC16 modulo 16384", "redis_slots"),
    (
        "Redis Cluster, key distribution",
        "whole slots move, as few as balance needs",
        "slots_join_moves_a_fifth",
    ),
];
