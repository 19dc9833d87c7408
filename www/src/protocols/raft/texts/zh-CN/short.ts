import type { raft as english } from "../en/short.ts";

/** Raft in short: roles, messages, and one text per rule, `what::why`. */
export const raft: Record<keyof typeof english, string> = {
  "raft.role.follower": "跟随者",
  "raft.role.pre-candidate": "预候选人",
  "raft.role.candidate": "候选人",
  "raft.role.leader": "领导者",
  "raft.term": "任期 {term}",
  "raft.spoken.up": "{node}：{role}，{term}，{status}",
  "raft.spoken.down": "{node}：已崩溃；磁盘上保存着{term} 和 {entries} 条日志",
  "raft.no-op": "空操作",
  "raft.vote-for": "投票",
  "raft.commit-index": "提交索引",
  "raft.next-index": "下一索引",
  "raft.match-index": "匹配索引",
  "raft.label.vote": "赞成 t{term}",
  "raft.label.no-vote": "拒绝 t{term}",
  "raft.label.heartbeat": "心跳 t{term}",
  "raft.label.match": "匹配 {index}",
  "raft.label.mismatch": "不匹配 t{term}",

  "message.RequestVote": "任期 {term} 的拉票请求::它的日志末条索引为 {lastLogIndex}，任期为 {lastLogTerm}",
  "message.RequestVoteReply": "任期 {term} 的选票",
  "message.RequestVoteReply.refused": "任期 {term} 的拒绝投票答复",
  "message.PreVote": "任期 {term} 的预投票请求::它的日志末条索引为 {lastLogIndex}，任期为 {lastLogTerm}",
  "message.PreVoteReply": "任期 {term} 的预投票赞成答复",
  "message.PreVoteReply.refused": "任期 {term} 的预投票拒绝答复",
  "message.AppendEntries": "第 {first} 条日志::任期 {term} 的 AppendEntries",
  "message.AppendEntries.many": "第 {first} 至 {last} 条日志::任期 {term} 的 AppendEntries",
  "message.AppendEntries.heartbeat": "任期 {term} 的心跳",
  "message.AppendEntriesReply": "日志匹配到索引 {matchIndex} 的确认",
  "message.AppendEntriesReply.refused": "对索引 {prevLogIndex} 之后内容的拒绝::任期 {term}，日志在此处不一致",
  "message.AppendEntriesReply.refused.term":
    "对旧任期 AppendEntries 的拒绝::它的任期是 {term}；日志如何，未作说明",

  "rule.raft.term.adopted": "{node} 进入任期 {term}::它原在任期 {was}，以较新的任期为准",
  "rule.raft.stepped-down.higher-term": "{node} 退回跟随者::任期 {term} 比它的任期 {was} 更新",
  "rule.raft.stepped-down.leader-known": "{node} 放弃竞选::任期 {term} 的领导者已是 {leader}",
  "rule.raft.stepped-down.no-quorum":
    "{node} 卸任任期 {term} 的领导者::一个选举超时内，需要 {needed} 个节点的回应，只有 {heard} 个",
  "rule.raft.reply.ignored": "{node} 忽略迟到的答复::答复属于任期 {term}，{node} 已在任期 {current}",
  "rule.raft.reply.ignored.role": "{node} 忽略迟到的答复::它已不再担任当初提问时的角色",

  "rule.raft.election.started":
    "{node} 发起任期 {term} 的选举::一个选举超时内没有领导者的消息；需要 {needed} 票，已有自己的 1 票",
  "rule.raft.election.no-term-left": "{node} 不再发起选举::任期 {term} 已是这里的最大值",
  "rule.raft.leader.elected": "{node} 当选任期 {term} 的领导者::需要 {needed} 票，已得 {votes} 票",
  "rule.raft.vote.granted":
    "{node} 在任期 {term} 投票给 {candidate}::这一票尚未投出，且 {candidate} 的日志不比它旧",
  "rule.raft.vote.repeated": "{node} 重申投给 {candidate} 的票::任期 {term} 的这一票早已投给它",
  "rule.raft.vote.refused.stale-term":
    "{node} 拒绝投票给 {candidate}::{candidate} 竞选的是任期 {term}，而 {node} 已在任期 {current}",
  "rule.raft.vote.refused.already-voted": "{node} 拒绝投票给 {candidate}::任期 {term} 的票已投给 {votedFor}",
  "rule.raft.vote.refused.already-voted.self": "{node} 拒绝投票给 {candidate}::任期 {term} 的票已投给自己",
  "rule.raft.vote.refused.log-behind":
    "{node} 拒绝投票给 {candidate}::{candidate} 的日志止于任期 {lastLogTerm}，{node} 的止于任期 {ownLastTerm}",
  "rule.raft.vote.refused.log-behind.index":
    "{node} 拒绝投票给 {candidate}::两者的日志都止于任期 {ownLastTerm}，但 {candidate} 的末条索引是 {lastLogIndex}，{node} 的是 {ownLastIndex}",
  "rule.raft.vote.counted": "{node} 计入 {voter} 的票::需要 {needed} 票，已得 {votes} 票",
  "rule.raft.vote.refusal-counted": "{node} 记下 {voter} 的拒绝::需要 {needed} 票，仍是 {votes} 票",
  "rule.raft.vote.asked-again": "{node} 再次向 {peer} 拉任期 {term} 的票::迟迟没有答复",

  "rule.raft.pre-vote.started":
    "{node} 先探询能否赢得任期 {term}::一个选举超时内没有领导者的消息；需要 {needed} 张预投票",
  "rule.raft.pre-vote.won": "{node} 可以发起任期 {term} 的选举::需要 {needed} 张预投票，已得 {votes} 张",
  "rule.raft.pre-vote.granted":
    "{node} 愿在任期 {term} 投票给 {candidate}::它没有领导者的消息，且 {candidate} 的日志不比它旧",
  "rule.raft.pre-vote.refused.stale-term":
    "{node} 拒绝 {candidate} 的预投票::{candidate} 提出任期 {term}，而 {node} 已在任期 {current}",
  "rule.raft.pre-vote.refused.log-behind":
    "{node} 拒绝 {candidate} 的预投票::{candidate} 的日志止于任期 {lastLogTerm}，{node} 的止于任期 {ownLastTerm}",
  "rule.raft.pre-vote.refused.log-behind.index":
    "{node} 拒绝 {candidate} 的预投票::两者的日志都止于任期 {ownLastTerm}，但 {candidate} 的末条索引是 {lastLogIndex}，{node} 的是 {ownLastIndex}",
  "rule.raft.pre-vote.refused.leader-alive":
    "{node} 拒绝 {candidate} 的预投票::它刚收到领导者 {leader} 的消息",
  "rule.raft.pre-vote.refused.leader-alive.self": "{node} 拒绝 {candidate} 的预投票::它自己就是领导者",
  "rule.raft.pre-vote.counted": "{node} 计入 {voter} 的预投票::需要 {needed} 张，已得 {votes} 张",
  "rule.raft.pre-vote.refusal-counted":
    "{node} 记下 {voter} 对预投票的拒绝::需要 {needed} 张，仍是 {votes} 张",

  "rule.raft.append.accepted":
    "{node} 接受 {leader} 的 {count} 条日志::到索引 {matchIndex} 为止，它的日志与领导者一致",
  "rule.raft.append.accepted.heartbeat":
    "{node} 接受 {leader} 的心跳::到索引 {matchIndex} 为止，它的日志与领导者一致",
  "rule.raft.append.truncated": "{node} 从索引 {from} 起删除 {count} 条日志::领导者的日志在此处是另一个任期",
  "rule.raft.append.refused.stale-term":
    "{node} 拒绝 {leader} 的 AppendEntries::消息属于任期 {term}，而 {node} 已在任期 {current}",
  "rule.raft.append.refused.missing":
    "{node} 拒绝 {leader} 的日志条目::索引 {prevLogIndex} 处没有条目，它的日志止于 {lastIndex}",
  "rule.raft.append.refused.conflict":
    "{node} 拒绝 {leader} 的日志条目::索引 {prevLogIndex} 处，它的任期是 {ownTerm}，{leader} 的是 {prevLogTerm}",
  "rule.raft.append.ignored": "{node} 忽略 {leader} 的 AppendEntries::任期 {term} 由 {node} 自己领导",
  "rule.raft.append.ignored.self": "{node} 忽略以自己名义发来的任期 {term} 的 AppendEntries::它没有发过",
  "rule.raft.commit.learned": "{node} 把提交索引推进到 {commitIndex}::领导者已提交到索引 {leaderCommit}",

  "rule.raft.no-op.appended":
    "{node} 在索引 {index} 处追加一条空操作::提交一条本任期（{term}）的条目，之前的条目也就随之提交",
  "rule.raft.command.appended": "{node} 在索引 {index} 处追加“{command}”::客户端的命令，记入任期 {term}",
  "rule.raft.match.advanced": "{node} 得知 {follower} 的日志已匹配到索引 {matchIndex}::{follower} 答复成功",
  "rule.raft.match.unchanged": "{node} 未从 {follower} 得知新情况::它的匹配索引仍是 {matchIndex}",
  "rule.raft.next.decreased":
    "{node} 将从索引 {nextIndex} 起向 {follower} 发送::{follower} 拒绝了，领导者于是往回退",
  "rule.raft.next.refusal-ignored":
    "{node} 忽略 {follower} 的拒绝::它答的不是在途的消息；nextIndex 仍是 {nextIndex}",
  "rule.raft.append.sent-again": "{node} 从索引 {nextIndex} 起向 {follower} 重发 AppendEntries::迟迟没有答复",
  "rule.raft.commit.advanced":
    "{node} 提交第 {commitIndex} 条日志::需要 {needed} 个副本，已有 {copies} 个，且它属于当前任期 {term}",
  "rule.raft.commit.advanced.many":
    "{node} 提交第 {first} 至 {commitIndex} 条日志::需要 {needed} 个副本，已有 {copies} 个，且末条属于当前任期 {term}",
  "rule.raft.commit.held-back.copies":
    "{node} 还不能提交第 {index} 条日志::需要 {needed} 个副本，已有 {copies} 个",
  "rule.raft.commit.held-back.earlier-term":
    "{node} 还不可提交第 {index} 条日志::多数派已有它，但它属于任期 {entryTerm}，而不是当前任期 {term}",

  "rule.raft.applied": "{node} 应用索引 {index} 处的“{command}”::结果是“{answer}”",
  "rule.raft.applied.no-op": "{node} 越过索引 {index} 处的空操作::它不改变任何状态",
  "rule.raft.applied.once": "{node} 不再应用索引 {index} 处的命令::{client} 的请求 {number} 先前已经生效",
  "rule.raft.request.redirected": "{node} 让 {client} 去找 {leader}::只有领导者接受命令",
  "rule.raft.request.redirected.nowhere": "{node} 无法受理 {client} 的请求::它不是领导者，也不知道谁是",
  "rule.raft.request.waiting":
    "{node} 不再追加 {client} 的请求 {number}::它已是第 {index} 条日志，正等待提交",
  "rule.raft.request.answered-again": "{node} 再次答复 {client}::请求 {number} 先前已经生效，结果留有记录",
  "rule.raft.request.read-locally":
    "{node} 用自己的状态答复 {client} 的“{command}”::读取在本地进行，结果可能已过时",

  "property.election-safety.name": "选举安全性",
  "property.leader-append-only.name": "领导者只追加",
  "property.log-matching.name": "日志匹配",
  "property.leader-completeness.name": "领导者完备性",
  "property.state-machine-safety.name": "状态机安全性",
  "property.term-monotonic.name": "任期不减",
  "property.one-vote-per-term.name": "一任期一票",
  "property.commit-monotonic.name": "提交索引不减",
  "property.match-index-true.name": "匹配索引属实",
  "property.at-most-once.name": "至多一次",
  "property.exactly-once-answered.name": "答复即恰好一次",
  "property.a-leader-is-elected.name": "选出领导者",
  "property.an-entry-commits.name": "有条目提交",

  "raft.log.label": "所有节点的日志",
  "raft.log.node": "节点",
  "raft.log.committed": "已提交",
  "raft.log.not-committed": "尚未确认提交",
  "raft.log.cell": "第 {index} 条，任期 {term}：{command}，{state}",
  "raft.log.empty": "日志中还没有条目。",
  "raft.log.older": "更早",
  "raft.log.newer": "更新",
  "raft.log.window": "第 {first}–{last} 条，共 {longest} 条",
  "raft.log.of-leader": "领导者所知",
  "moment.leader-elected": "{node} 当选",
  "moment.committed": "提交 {detail}",
  "fire.election": "立即超时",
  "fire.heartbeat": "立即发心跳",
  "timer.election": "{node} 的选举超时到期",
  "timer.heartbeat": "{node} 该发送心跳了::领导者要定期表明自己还在",
  "timer.rpc": "{node} 等待答复超时",
  "timer.rpc.peer": "{node} 等待 {peer} 的答复超时",
  "tab.log": "日志",
  "silence.start": "还没有发生任何事，各节点的定时器正在计时。",
  "silence.quiet": "近来只有心跳：领导者表明自己还在。",
  hint: "点击一个节点可让它崩溃；拖动下方的时间条可回到过去。",
};
