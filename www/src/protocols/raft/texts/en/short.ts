/** Raft in short: roles, messages, and one text per rule, `what::why`. */
export const raft = {
  "raft.role.follower": "follower",
  "raft.role.pre-candidate": "pre-candidate",
  "raft.role.candidate": "candidate",
  "raft.role.leader": "leader",
  "raft.term": "term {term}",
  "raft.spoken.up": "{node}: {role}, {term}, {status}",
  "raft.spoken.down": "{node}: down; on its disk {term} and {entries} {entries:entry|entries}",
  "raft.no-op": "no-op",
  "raft.vote-for": "vote",
  "raft.commit-index": "commit index",
  "raft.next-index": "next index",
  "raft.match-index": "match index",
  "raft.label.vote": "vote t{term}",
  "raft.label.no-vote": "no vote t{term}",
  "raft.label.heartbeat": "heartbeat t{term}",
  "raft.label.match": "match {index}",
  "raft.label.mismatch": "no match t{term}",

  "message.RequestVote":
    "RequestVote for term {term}::its log ends at index {lastLogIndex} in term {lastLogTerm}",
  "message.RequestVoteReply": "a vote for term {term}",
  "message.RequestVoteReply.refused": "a refusal to vote in term {term}",
  "message.PreVote": "PreVote for term {term}::its log ends at index {lastLogIndex} in term {lastLogTerm}",
  "message.PreVoteReply": "a pre-vote for term {term}",
  "message.PreVoteReply.refused": "a refusal to pre-vote for term {term}",
  "message.AppendEntries": "entry {first}::AppendEntries of term {term}",
  "message.AppendEntries.many": "entries {first} to {last}::AppendEntries of term {term}",
  "message.AppendEntries.heartbeat": "a heartbeat of term {term}",
  "message.AppendEntriesReply": "word that its log matches up to index {matchIndex}",
  "message.AppendEntriesReply.refused":
    "a refusal of what follows index {prevLogIndex}::in term {term} its log does not agree there",
  "message.AppendEntriesReply.refused.term":
    "a refusal of an older term's AppendEntries::its term is {term}; of the log it says nothing",

  "rule.raft.term.adopted": "{node} adopts term {term}::it was in term {was}, and the newer term counts",
  "rule.raft.stepped-down.higher-term":
    "{node} steps down to follower::term {term} is newer than its term {was}",
  "rule.raft.stepped-down.leader-known": "{node} gives up its candidacy::{leader} leads term {term}",
  "rule.raft.stepped-down.no-quorum":
    "{node} steps down as leader of term {term}::it heard from {heard} of the {needed} needed within an election timeout",
  "rule.raft.reply.ignored": "{node} ignores a late reply::it is of term {term}, {node} is in term {current}",
  "rule.raft.reply.ignored.role": "{node} ignores a late reply::it has given up the role in which it asked",

  "rule.raft.election.started":
    "{node} starts an election for term {term}::it heard no leader for an election timeout and has 1 of the {needed} votes needed, its own",
  "rule.raft.election.no-term-left":
    "{node} starts no election::term {term} is the greatest that there is here",
  "rule.raft.leader.elected": "{node} is elected leader of term {term}::{votes} of the {needed} votes needed",
  "rule.raft.vote.granted":
    "{node} votes for {candidate} in term {term}::its vote was free, and {candidate}'s log is at least as up-to-date",
  "rule.raft.vote.repeated": "{node} repeats its vote for {candidate}::it gave it already in term {term}",
  "rule.raft.vote.refused.stale-term":
    "{node} refuses its vote to {candidate}::{candidate} asks for term {term}, {node} is in term {current}",
  "rule.raft.vote.refused.already-voted":
    "{node} refuses its vote to {candidate}::in term {term} it voted for {votedFor}",
  "rule.raft.vote.refused.already-voted.self":
    "{node} refuses its vote to {candidate}::in term {term} it voted for itself",
  "rule.raft.vote.refused.log-behind":
    "{node} refuses its vote to {candidate}::{candidate}'s log ends in term {lastLogTerm}, {node}'s in term {ownLastTerm}",
  "rule.raft.vote.refused.log-behind.index":
    "{node} refuses its vote to {candidate}::both logs end in term {ownLastTerm}, but {candidate}'s at index {lastLogIndex}, {node}'s at index {ownLastIndex}",
  "rule.raft.vote.counted": "{node} counts {voter}'s vote::{votes} of the {needed} needed",
  "rule.raft.vote.refusal-counted":
    "{node} notes {voter}'s refusal::still {votes} of the {needed} votes needed",
  "rule.raft.vote.asked-again":
    "{node} asks {peer} again for its vote in term {term}::no answer came in time",

  "rule.raft.pre-vote.started":
    "{node} asks whether it could win term {term}::it heard no leader for an election timeout and needs {needed} pre-votes first",
  "rule.raft.pre-vote.won":
    "{node} may start an election for term {term}::{votes} of the {needed} pre-votes needed",
  "rule.raft.pre-vote.granted":
    "{node} would vote for {candidate} in term {term}::it hears no leader, and {candidate}'s log is at least as up-to-date",
  "rule.raft.pre-vote.refused.stale-term":
    "{node} refuses {candidate} a pre-vote::{candidate} proposes term {term}, {node} is in term {current}",
  "rule.raft.pre-vote.refused.log-behind":
    "{node} refuses {candidate} a pre-vote::{candidate}'s log ends in term {lastLogTerm}, {node}'s in term {ownLastTerm}",
  "rule.raft.pre-vote.refused.log-behind.index":
    "{node} refuses {candidate} a pre-vote::both logs end in term {ownLastTerm}, but {candidate}'s at index {lastLogIndex}, {node}'s at index {ownLastIndex}",
  "rule.raft.pre-vote.refused.leader-alive":
    "{node} refuses {candidate} a pre-vote::it has just heard from its leader {leader}",
  "rule.raft.pre-vote.refused.leader-alive.self": "{node} refuses {candidate} a pre-vote::it leads itself",
  "rule.raft.pre-vote.counted": "{node} counts {voter}'s pre-vote::{votes} of the {needed} needed",
  "rule.raft.pre-vote.refusal-counted":
    "{node} notes {voter}'s refusal of a pre-vote::still {votes} of the {needed} needed",

  "rule.raft.append.accepted":
    "{node} accepts {count} {count:entry|entries} from {leader}::its log now matches the leader's up to index {matchIndex}",
  "rule.raft.append.accepted.heartbeat":
    "{node} accepts {leader}'s heartbeat::its log matches the leader's up to index {matchIndex}",
  "rule.raft.append.truncated":
    "{node} deletes {count} {count:entry|entries} from index {from} on::there the leader's log has another term",
  "rule.raft.append.refused.stale-term":
    "{node} refuses AppendEntries from {leader}::it is of term {term}, {node} is in term {current}",
  "rule.raft.append.refused.missing":
    "{node} refuses entries from {leader}::it has none at index {prevLogIndex}, its log ends at {lastIndex}",
  "rule.raft.append.refused.conflict":
    "{node} refuses entries from {leader}::at index {prevLogIndex} its term is {ownTerm}, {leader}'s {prevLogTerm}",
  "rule.raft.append.ignored": "{node} ignores AppendEntries from {leader}::{node} leads term {term} itself",
  "rule.raft.append.ignored.self":
    "{node} ignores AppendEntries of term {term} in its own name::it has not sent it",
  "rule.raft.commit.learned":
    "{node} moves its commit index to {commitIndex}::the leader has committed up to index {leaderCommit}",

  "rule.raft.no-op.appended":
    "{node} appends a no-op at index {index}::committing an entry of its own term {term} commits all before it",
  "rule.raft.command.appended":
    "{node} appends “{command}” at index {index}::a client's command, now in term {term}",
  "rule.raft.match.advanced":
    "{node} knows {follower}'s log matches up to index {matchIndex}::{follower} answered with success",
  "rule.raft.match.unchanged":
    "{node} learns nothing new from {follower}::its match index stays {matchIndex}",
  "rule.raft.next.decreased":
    "{node} will send {follower} entries from index {nextIndex} on::{follower} refused, so the leader goes back",
  "rule.raft.next.refusal-ignored":
    "{node} ignores {follower}'s refusal::it answers nothing that is under way; nextIndex stays {nextIndex}",
  "rule.raft.append.sent-again":
    "{node} sends {follower} AppendEntries again, from index {nextIndex} on::no answer came in time",
  "rule.raft.commit.advanced":
    "{node} commits entry {commitIndex}::{copies} of the {needed} copies needed, and it is of the current term {term}",
  "rule.raft.commit.advanced.many":
    "{node} commits entries {first} to {commitIndex}::{copies} of the {needed} copies needed, and the last is of the current term {term}",
  "rule.raft.commit.held-back.copies":
    "{node} cannot commit entry {index} yet::{copies} of the {needed} copies needed",
  "rule.raft.commit.held-back.earlier-term":
    "{node} must not commit entry {index} yet::a majority holds it, but it is of term {entryTerm}, not of the current term {term}",

  "rule.raft.applied": "{node} applies “{command}” from index {index}::the answer is “{answer}”",
  "rule.raft.applied.no-op": "{node} passes the no-op at index {index}::it changes nothing",
  "rule.raft.applied.once":
    "{node} does not apply index {index} again::request {number} of {client} took effect before",
  "rule.raft.request.redirected": "{node} sends {client} on to {leader}::only the leader takes commands",
  "rule.raft.request.redirected.nowhere": "{node} turns {client} away::it does not lead and knows no leader",
  "rule.raft.request.waiting":
    "{node} does not append request {number} of {client} again::it is entry {index} already and waits to be committed",
  "rule.raft.request.answered-again":
    "{node} repeats its answer to {client}::request {number} took effect before, its answer was kept",
  "rule.raft.request.read-locally":
    "{node} answers {client}'s “{command}” from its own state::reads are local, so the answer may be stale",

  "property.election-safety.name": "Election Safety",
  "property.leader-append-only.name": "Leader Append-Only",
  "property.log-matching.name": "Log Matching",
  "property.leader-completeness.name": "Leader Completeness",
  "property.state-machine-safety.name": "State Machine Safety",
  "property.term-monotonic.name": "Terms never fall",
  "property.one-vote-per-term.name": "One vote per term",
  "property.commit-monotonic.name": "Commit index never falls",
  "property.match-index-true.name": "Match index is true",
  "property.at-most-once.name": "At most once",
  "property.exactly-once-answered.name": "Answered exactly once",
  "property.a-leader-is-elected.name": "A leader is elected",
  "property.an-entry-commits.name": "An entry commits",

  "raft.log.label": "Logs of all nodes",
  "raft.log.node": "Node",
  "raft.log.committed": "committed",
  "raft.log.not-committed": "not known to be committed",
  "raft.log.cell": "Entry {index}, term {term}: {command}, {state}",
  "raft.log.empty": "No log has an entry yet.",
  "raft.log.older": "Older",
  "raft.log.newer": "Newer",
  "raft.log.window": "{first}–{last} of {longest}",
  "raft.log.of-leader": "as the leader knows",
  "moment.leader-elected": "{node} elected",
  "moment.committed": "commit {detail}",
  "fire.election": "Time out now",
  "fire.heartbeat": "Heartbeat now",
  "timer.election": "{node}'s election timeout passes",
  "timer.heartbeat": "{node}'s heartbeat is due::a leader shows regularly that it is there",
  "timer.rpc": "{node} has waited long enough for an answer",
  "timer.rpc.peer": "{node} has waited long enough for {peer}'s answer",
  "tab.log": "Log",
  "silence.start": "Nothing has happened yet: the timers run.",
  "silence.quiet": "Only heartbeats lately: the leader shows that it is there.",
  hint: "Click a node to crash it, or drag the bar below to turn back time.",
};
