/** The gallery's titles. What to watch and what to predict is in `lessons.ts`. */
export const scenarios = {
  "scenario.first-election.title": "First election",
  "scenario.replication.title": "Replication",
  "scenario.leader-crash.title": "Leader crash",
  "scenario.split-vote.title": "Split vote",
  "scenario.partition.title": "Partition",
  "scenario.figure-7.title": "Figure 7: logs apart",
  "scenario.figure-8.title": "Figure 8: whose term?",
  "scenario.lost-messages.title": "Lost messages",
  "scenario.slow-follower.title": "Slow follower",
  "scenario.late-append.title": "A late AppendEntries",
  "scenario.retry-once.title": "Asked twice, done once",
  "scenario.stale-read.title": "A stale read",
  "scenario.pre-vote.title": "Pre-vote",
  "scenario.one-way-cut.title": "One-way cut",
};
