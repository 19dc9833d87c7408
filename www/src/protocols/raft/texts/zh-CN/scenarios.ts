import type { scenarios as english } from "../en/scenarios.ts";

/** The gallery's titles. What to watch and what to predict is in `lessons.ts`. */
export const scenarios: Record<keyof typeof english, string> = {
  "scenario.first-election.title": "第一次选举",
  "scenario.replication.title": "日志复制",
  "scenario.leader-crash.title": "领导者崩溃",
  "scenario.split-vote.title": "选票瓜分",
  "scenario.partition.title": "网络分区",
  "scenario.figure-7.title": "图 7：参差的日志",
  "scenario.figure-8.title": "图 8：谁的任期？",
  "scenario.lost-messages.title": "消息丢失",
  "scenario.sent-again.title": "丢失与重发",
  "scenario.slow-follower.title": "慢跟随者",
  "scenario.late-append.title": "迟到的 AppendEntries",
  "scenario.retry-once.title": "问了两次，生效一次",
  "scenario.stale-read.title": "过时的读取",
  "scenario.pre-vote.title": "预投票",
  "scenario.one-way-cut.title": "单向断链",
  "scenario.bug-vote-without-log-check.title": "缺陷：投票不比日志",
  "scenario.bug-forget-log-on-restart.title": "缺陷：重启后忘了日志",
  "scenario.bug-accept-stale-append.title": "缺陷：听从过期的领导者",
  "scenario.bug-commit-unverified.title": "缺陷：提交未核对的条目",
  "scenario.bug-forget-term-on-restart.title": "缺陷：重启后忘了任期",
  "scenario.bug-answer-before-commit.title": "缺陷：未提交就答复",
  "scenario.bug-truncate-on-refusal.title": "缺陷：领导者截断自己的日志",
};
