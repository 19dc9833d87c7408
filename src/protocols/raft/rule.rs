//! The decisions of Raft, each with a code and its place in the paper.
//!
//! A handler notes the rule it applied or the guard that failed. Text for a reader, in each language,
//! lives in the web frontend under the same codes.

use super::{Index, Term};
use crate::kernel::{NodeId, Text, rules};

rules! {
    /// One variant per decision of Raft. Sections are those of the extended version of "In Search of an
    /// Understandable Consensus Algorithm" (Ongaro and Ousterhout 2014); those marked *thesis* are of
    /// "Consensus: Bridging Theory and Practice" (Ongaro 2014).
    pub enum Rule {
        // Terms.
        /// A message with a higher term was seen: the server adopts it and becomes a follower.
        TermAdopted { term: Term, was: Term } = "raft.term.adopted", "5.1";
        /// A leader or candidate returned to follower because of a higher term.
        SteppedDownTerm { term: Term, was: Term } = "raft.stepped-down.higher-term", "5.1";
        /// A candidate found that another server leads its own term.
        SteppedDownLeader { leader: NodeId, term: Term } = "raft.stepped-down.leader-known", "5.2";
        /// A leader heard no majority for an election timeout (check-quorum).
        SteppedDownQuorum { term: Term, heard: u64, needed: u64 } = "raft.stepped-down.no-quorum", "thesis 6.2";
        /// A reply of an older term, or to a role given up meanwhile, is ignored.
        ReplyIgnored { term: Term, current: Term } = "raft.reply.ignored", "5.1";

        // Elections.
        /// The election timeout passed without a leader: a new term, a vote for itself.
        ElectionStarted { term: Term, needed: u64 } = "raft.election.started", "5.2";
        /// The election timeout passed in the greatest term that there is (`COUNT_MAX`): no election starts.
        NoTermLeft { term: Term } = "raft.election.no-term-left", "5.1";
        /// A majority voted for this candidate.
        LeaderElected { term: Term, votes: u64, needed: u64 } = "raft.leader.elected", "5.2", "leader-elected";
        /// The vote goes to the candidate.
        VoteGranted { candidate: NodeId, term: Term } = "raft.vote.granted", "5.2";
        /// The vote was the candidate's already; the same answer again.
        VoteRepeated { candidate: NodeId, term: Term } = "raft.vote.repeated", "5.2";
        /// The candidate's term is behind.
        VoteRefusedStaleTerm { candidate: NodeId, term: Term, current: Term } = "raft.vote.refused.stale-term", "5.1";
        /// The vote of this term went to another.
        VoteRefusedAlreadyVoted { candidate: NodeId, voted_for: NodeId, term: Term } = "raft.vote.refused.already-voted", "5.2";
        /// The candidate's log is less up-to-date.
        VoteRefusedLogBehind {
            candidate: NodeId, last_log_term: Term, last_log_index: Index, own_last_term: Term, own_last_index: Index
        } = "raft.vote.refused.log-behind", "5.4.1";
        /// A vote arrived; `votes` of the `needed` now.
        VoteCounted { voter: NodeId, votes: u64, needed: u64 } = "raft.vote.counted", "5.2";
        /// A refusal arrived.
        VoteRefusalCounted { voter: NodeId, votes: u64, needed: u64 } = "raft.vote.refusal-counted", "5.2";
        /// Unanswered RequestVotes (or PreVotes) are sent again.
        VoteAskedAgain { peer: NodeId, term: Term } = "raft.vote.asked-again", "5.1";

        // Pre-vote.
        /// The election timeout passed: the server first asks whether an election could succeed.
        PreVoteStarted { term: Term, needed: u64 } = "raft.pre-vote.started", "thesis 9.6";
        /// A majority would vote: the real election may start.
        PreVoteWon { term: Term, votes: u64, needed: u64 } = "raft.pre-vote.won", "thesis 9.6";
        /// The server would vote for the candidate.
        PreVoteGranted { candidate: NodeId, term: Term } = "raft.pre-vote.granted", "thesis 9.6";
        /// The proposed term is not above the voter's.
        PreVoteRefusedStaleTerm { candidate: NodeId, term: Term, current: Term } = "raft.pre-vote.refused.stale-term", "thesis 9.6";
        /// The candidate's log is less up-to-date.
        PreVoteRefusedLogBehind {
            candidate: NodeId, last_log_term: Term, last_log_index: Index, own_last_term: Term, own_last_index: Index
        } = "raft.pre-vote.refused.log-behind", "thesis 9.6";
        /// The voter heard from a leader within the least election timeout, or leads itself.
        PreVoteRefusedLeaderAlive { candidate: NodeId, leader: NodeId } = "raft.pre-vote.refused.leader-alive", "thesis 9.6";
        /// A would-be vote arrived.
        PreVoteCounted { voter: NodeId, votes: u64, needed: u64 } = "raft.pre-vote.counted", "thesis 9.6";
        /// A refusal of a pre-vote arrived.
        PreVoteRefusalCounted { voter: NodeId, votes: u64, needed: u64 } = "raft.pre-vote.refusal-counted", "thesis 9.6";

        // Replication, the follower's side.
        /// The entries (none in a heartbeat) follow the log; it matches the leader's up to `match_index`.
        EntriesAccepted { leader: NodeId, count: u64, match_index: Index } = "raft.append.accepted", "5.3";
        /// Entries that conflict with the leader's, and all that follow, were deleted.
        EntriesTruncated { from: Index, count: u64 } = "raft.append.truncated", "5.3";
        /// The sender's term is behind.
        EntriesRefusedStaleTerm { leader: NodeId, term: Term, current: Term } = "raft.append.refused.stale-term", "5.1";
        /// The log has no entry at prevLogIndex.
        EntriesRefusedMissing { leader: NodeId, prev_log_index: Index, last_index: Index } = "raft.append.refused.missing", "5.3";
        /// The entry at prevLogIndex is of another term.
        EntriesRefusedConflict {
            leader: NodeId, prev_log_index: Index, prev_log_term: Term, own_term: Term
        } = "raft.append.refused.conflict", "5.3";
        /// A leader hears of another leader of its term, or a server of itself: somebody forged the message, or broke
        /// Election Safety.
        EntriesIgnored { leader: NodeId, term: Term } = "raft.append.ignored", "5.2";
        /// commitIndex follows leaderCommit.
        CommitLearned { commit_index: Index, leader_commit: Index } = "raft.commit.learned", "5.3";

        // Replication, the leader's side.
        /// The no-op at the start of a term.
        NoopAppended { index: Index, term: Term } = "raft.no-op.appended", "8";
        /// A client's command was appended to the leader's log.
        CommandAppended { index: Index, term: Term, command: Text } = "raft.command.appended", "5.3";
        /// The follower is now known to hold all entries up to `match_index`.
        MatchAdvanced { follower: NodeId, match_index: Index } = "raft.match.advanced", "5.3";
        /// A success that told nothing new: late, doubled, or a heartbeat's.
        MatchUnchanged { follower: NodeId, match_index: Index } = "raft.match.unchanged", "5.3";
        /// The follower refused: nextIndex goes back.
        NextDecreased { follower: NodeId, next_index: Index } = "raft.next.decreased", "5.3";
        /// A refusal that does not answer what is under way: late, doubled, or of a message's term alone.
        RefusalIgnored { follower: NodeId, next_index: Index } = "raft.next.refusal-ignored", "5.3";
        /// No answer within the rpc timeout: what is not acknowledged is sent again.
        EntriesSentAgain { follower: NodeId, next_index: Index } = "raft.append.sent-again", "5.3";
        /// A majority holds the entry, and it is of the current term.
        CommitAdvanced { commit_index: Index, was: Index, copies: u64, needed: u64, term: Term } = "raft.commit.advanced", "5.3", "committed";
        /// Fewer than a majority hold the entry.
        CommitHeldBackCopies { index: Index, copies: u64, needed: u64 } = "raft.commit.held-back.copies", "5.3";
        /// A majority holds the entry, but it is of an earlier term.
        CommitHeldBackTerm { index: Index, entry_term: Term, term: Term } = "raft.commit.held-back.earlier-term", "5.4.2";

        // The state machine and clients.
        /// A committed command was applied to the state machine.
        Applied { index: Index, command: Text, answer: Text } = "raft.applied", "5.3";
        /// A retry of a command that already took effect: the recorded answer, no second effect.
        AppliedOnce { index: Index, client: Text, number: u64 } = "raft.applied.once", "8";
        /// A server that does not lead names the leader it knows.
        RequestRedirected { client: Text, leader: Text } = "raft.request.redirected", "8";
        /// The request took effect before: its recorded answer is sent again.
        RequestAnsweredAgain { client: Text, number: u64 } = "raft.request.answered-again", "8";
        /// The request is in this leader's log already and waits to be committed: a retry adds nothing.
        RequestWaiting { client: Text, number: u64, index: Index } = "raft.request.waiting", "8";
        /// The asked server answers a read from its own state, which may be stale.
        ReadLocally { client: Text, command: Text } = "raft.request.read-locally", "8";
    }
}
