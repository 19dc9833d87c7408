import type { RaftWhy as Why } from "../../codes.ts";

/** Why each rule is as it is. */
export const rules: Why["rules"] = {
  "raft.term.adopted":
    "Terms are Raft's clock: they order elections without any real clock. Whoever meets a higher term takes it over, so that everybody soon speaks of the same election.",
  "raft.stepped-down.higher-term":
    "A higher term means that others have moved on to a later election. A leader or candidate of an older term has lost its claim and becomes a follower at once.",
  "raft.stepped-down.leader-known":
    "AppendEntries of the candidate's own term can only come from a server that won that term. The election is over; the candidate follows the winner.",
  "raft.stepped-down.no-quorum":
    "A leader that cannot reach a majority can commit nothing, and the rest may have elected another. With check-quorum it notices this itself and stops keeping its clients waiting.",
  "raft.reply.ignored":
    "An answer counts only for the question it belongs to. One from an earlier term, or for a role given up since, would be counted in the wrong election.",
  "raft.election.started":
    "Silence from the leader for a whole election timeout is taken as its failure. Each server draws its timeout at random, so that mostly one starts alone and wins before the others wake.",
  "raft.election.no-term-left":
    "Every election needs a term of its own, above the last one. The paper's terms go on without end; here they end where a number is no longer exact in a browser, and a server stops there rather than use a term again.",
  "raft.leader.elected":
    "Any two majorities share a server, and that server has one vote per term. So no other candidate can win this term. The leader announces itself with heartbeats at once.",
  "raft.vote.granted":
    "A server has one vote per term and gives it to the first candidate that asks and has a log at least as up-to-date. The vote is durable before it is sent. Granting restarts the timer, to give the candidate a chance.",
  "raft.vote.repeated":
    "Messages can be lost or doubled, so a candidate may ask twice. The same answer does no harm: the vote was already its own.",
  "raft.vote.refused.stale-term":
    "An election for an older term is past. The refusal carries the newer term, and so the candidate learns that it is behind.",
  "raft.vote.refused.already-voted":
    "One vote per server and term keeps two candidates from both reaching a majority. First come, first served.",
  "raft.vote.refused.log-behind":
    "A committed entry is on a majority, and a winner needs votes from a majority: somebody in both would have to vote. By refusing logs that end earlier (lower last term, or same term and shorter), voters keep those who lack committed entries from leading.",
  "raft.vote.counted":
    "The candidate counts servers, not messages: the same vote received twice is one vote.",
  "raft.vote.refusal-counted":
    "A refusal changes no count. The candidate goes on until it wins, somebody else does, or its timeout passes again.",
  "raft.vote.asked-again":
    "Messages can be lost, and Raft's requests may be repeated without harm. So a candidate asks again those that are silent.",
  "raft.pre-vote.started":
    "Before it disturbs anybody with a new term, the server asks whether it could win. Nothing changes by the question: no term, no vote, no timer.",
  "raft.pre-vote.won":
    "A majority would vote for it, so no live leader is being disturbed. Only now does the term rise and the real election begin.",
  "raft.pre-vote.granted":
    "The answer is not a vote: the server may say yes to several, and nothing is written down.",
  "raft.pre-vote.refused.stale-term":
    "The proposed term has been reached already; an election for it would be refused as well.",
  "raft.pre-vote.refused.log-behind":
    "The real vote would be refused for the same reason: the winner must have every committed entry.",
  "raft.pre-vote.refused.leader-alive":
    "Somebody leads and is heard. A server that cannot hear it, say after a partition, should not depose a working leader.",
  "raft.pre-vote.counted":
    "Would-be votes are counted like votes; a majority opens the way to the real election.",
  "raft.pre-vote.refusal-counted":
    "Without a majority the server stays where it is, and its term does not rise.",
  "raft.append.accepted":
    "The entry just before the new ones is the same on both sides, and by induction so is all before it. So after this message the follower's log equals the leader's up to the last entry sent.",
  "raft.append.truncated":
    "Two entries with one index and different terms cannot both be right, and the leader's is. The follower's cannot be committed, for then this leader would have it. It goes, and with it all that follows.",
  "raft.append.refused.stale-term":
    "The sender leads no more: a later term has begun. The refusal tells it the newer term, and it will step down.",
  "raft.append.refused.missing":
    "To accept would leave a gap. The follower says no, and the leader tries again with earlier entries.",
  "raft.append.refused.conflict":
    "The entry before the new ones comes from another term, so the logs differ there or earlier. The leader has to go back until they agree.",
  "raft.append.ignored":
    "A term has one leader at most, so this message can only be forged, or a bug has let two servers win one term. A leader follows nobody in its own term.",
  "raft.commit.learned":
    "The leader says with every message how far it has committed. The follower believes it only as far as this message has shown the logs to be the same.",
  "raft.no-op.appended":
    "A new leader may not commit entries of earlier terms by counting copies. With an empty entry of its own term it can commit at once, and everything before comes along.",
  "raft.command.appended":
    "Commands enter the log at the leader alone. The entry is durable there, but not yet committed: first a majority must hold it.",
  "raft.match.advanced":
    "matchIndex is what the leader knows for certain of a follower's log. It only rises, and commitment is counted from it.",
  "raft.match.unchanged":
    "A late, doubled, or empty success tells what was known. matchIndex never falls, whatever the order in which answers arrive.",
  "raft.next.decreased":
    "nextIndex is a guess: where the follower's log might agree. Each refusal moves it back, until the logs meet.",
  "raft.next.refusal-ignored":
    "Only the refusal of what is under way says anything new. One that comes late or twice has been acted on; one of an older term's message says that the term is past, and nothing of the log.",
  "raft.append.sent-again":
    "Heartbeats carry no entries, so what is lost stays lost until the leader has waited for an answer in vain. It repeats without end what is not acknowledged; a follower that has the entries already accepts them again without harm.",
  "raft.commit.advanced":
    "A majority holds the entry, and it belongs to this leader's own term. From now on every winner of an election needs the vote of a server that holds it. Every earlier entry is committed with it.",
  "raft.commit.held-back.copies":
    "As long as fewer than a majority hold the entry, a majority without it could elect a leader that overwrites it.",
  "raft.commit.held-back.earlier-term":
    "Copies on a majority are not enough for an entry of an earlier term: a server whose log ends in a term between could still win and overwrite it. Once an entry of the current term is committed, this one is, too.",
  "raft.applied":
    "Committed entries are fed to the state machine in the order of the log. Same commands, same order: the same state everywhere.",
  "raft.applied.once":
    "A client that got no answer asks again, and its command may be in the log twice. Its number shows the repetition; the second time only the recorded answer counts.",
  "raft.request.redirected":
    "All commands go through the leader, so that there is one order. Others name the leader they heard of last.",
  "raft.request.waiting":
    "The client lost patience and asked again. Its command stands in the leader's log already and waits to be committed; a second copy would help nobody, and the answer comes as soon as the first is committed.",
  "raft.request.answered-again":
    "The command took effect, only its answer was lost. Doing it again would be wrong, so the answer that was kept is sent.",
  "raft.request.read-locally":
    "A read that does not go through the log is fast, but the server cannot know whether a newer leader has committed since. Take it as a view of the past.",
};

/** What each property is good for. */
export const properties: Why["properties"] = {
  "election-safety":
    "Two leaders in one term could give the same index to different entries. One vote per server and term rules it out.",
  "leader-append-only":
    "A leader's own log is the measure for all others, so it never changes what is in it.",
  "log-matching":
    "The check of the entry before (prevLogIndex, prevLogTerm) carries agreement forward, entry by entry.",
  "leader-completeness":
    "Voters refuse candidates whose log is behind. So what is committed never has to be fetched back from followers.",
  "state-machine-safety": "This is what users see: the replicas never disagree about what was done.",
  "term-monotonic":
    "Terms are durable. A server that forgot its term could take part in an election that is over.",
  "one-vote-per-term":
    "The vote is durable before it is sent. Forgotten in a crash, it could be given twice.",
  "commit-monotonic":
    "What is committed stays committed; a server that took it back would have promised too much.",
  "match-index-true":
    "The leader counts copies by its match indexes. If one is too high, it counts a copy that does not exist.",
  "at-most-once":
    "Retries are unavoidable when answers can be lost. Without the client's numbers, `set` or `cas` could happen twice.",
  "exactly-once-answered": "An answer is a promise that the command is done, and done once.",
  "a-leader-is-elected":
    "Safety is easy for a system that does nothing. This shows that the run got somewhere.",
  "an-entry-commits": "Shows that the run did not only elect leaders but agreed on something.",
};

/** What each property says. */
export const statements: Why["statements"] = {
  "election-safety": "At most one server is elected leader in a term.",
  "leader-append-only": "A leader only appends to its log; it overwrites and deletes nothing.",
  "log-matching": "If two logs agree on index and term of an entry, they are the same up to there.",
  "leader-completeness": "Once an entry is committed, every leader of a later term has it.",
  "state-machine-safety": "No two servers apply different commands at the same index.",
  "term-monotonic": "A server's current term never gets smaller, crash or not.",
  "one-vote-per-term": "A server votes for at most one candidate in a term.",
  "commit-monotonic": "While a server is up, its commit index only grows.",
  "match-index-true": "A follower in the leader's term holds the leader's entries up to its match index.",
  "at-most-once": "A request takes effect at most once, however often it is sent.",
  "exactly-once-answered": "A request that was answered took effect exactly once.",
  "a-leader-is-elected": "Sometime in the run a server wins an election.",
  "an-entry-commits": "Sometime in the run an entry is committed.",
};
