import type { RaftWhy as Why } from "../../codes.ts";

/** Why each rule is as it is. */
export const rules: Why["rules"] = {
  "raft.term.adopted":
    "任期是 Raft 的逻辑时钟，不靠真实时间就能给各次选举排出先后。谁遇到更高的任期就采用它，于是大家很快谈论的是同一次选举。",
  "raft.stepped-down.higher-term":
    "更高的任期说明其他节点已进入之后的选举。旧任期的领导者或候选人失去资格，立即成为跟随者。",
  "raft.stepped-down.leader-known":
    "本任期的 AppendEntries 只可能来自赢得本任期的服务器。选举已有结果，候选人转而跟随胜者。",
  "raft.stepped-down.no-quorum":
    "联系不上多数派的领导者什么也提交不了，其余节点可能已另选他人。开启 check-quorum 后，它会自己察觉并卸任，不再让客户端空等。",
  "raft.reply.ignored":
    "答复只对当初的提问有效。若来自更早的任期，或提问时的角色已经放弃，就会被算进错误的选举。",
  "raft.election.started":
    "整整一个选举超时没有领导者的消息，就当它已失效。各服务器的超时是随机的，所以往往只有一台先行动，并在其他服务器超时之前胜出。",
  "raft.election.no-term-left":
    "每次选举都要有自己的、比之前更高的任期。论文里的任期没有尽头；这里到浏览器能精确表示的最大整数为止，服务器宁可停下，也不重复使用任期。",
  "raft.leader.elected":
    "任何两个多数派至少有一台共同的服务器，而它每个任期只有一票，所以本任期不会再有别的胜者。领导者随即用心跳宣告自己。",
  "raft.vote.granted":
    "每台服务器每个任期只有一票，投给最先来拉票且日志不比自己旧的候选人。选票先持久化再发出。投票后重置定时器，给候选人留出时间。",
  "raft.vote.repeated":
    "消息可能丢失或重复，候选人也就可能问两次。重复同样的答复并无害处：这一票本来就是它的。",
  "raft.vote.refused.stale-term": "旧任期的选举已成过去。拒绝时带上较新的任期，候选人由此得知自己落后了。",
  "raft.vote.refused.already-voted": "每台服务器每个任期一票，两个候选人就不可能都得到多数派。先到先得。",
  "raft.vote.refused.log-behind":
    "已提交的条目存于多数派，而胜选需要多数派的票，两者必有交集。投票者拒绝日志较旧者（末条任期更小，或任期相同但更短），缺少已提交条目的服务器就当不上领导者。",
  "raft.vote.counted": "候选人数的是服务器而不是消息：同一张票收到两次仍算一票。",
  "raft.vote.refusal-counted": "拒绝不改变票数。候选人继续等待，直到自己胜出、别人胜出，或再次超时。",
  "raft.vote.asked-again": "消息会丢，而 Raft 的请求可以放心重复，所以候选人会再次询问没有答复的节点。",
  "raft.pre-vote.started":
    "在用新任期惊动大家之前，先问问自己能否胜选。这一问不改变任何东西：任期、选票、定时器都不动。",
  "raft.pre-vote.won": "多数派愿意投票，说明并未打扰正常工作的领导者。到这时任期才增加，真正的选举才开始。",
  "raft.pre-vote.granted": "这样的答复不是选票：服务器可以对好几个节点说“会”，而且什么都不写入磁盘。",
  "raft.pre-vote.refused.stale-term": "所提的任期早已到达，即使真的选举也会被拒绝。",
  "raft.pre-vote.refused.log-behind": "真正投票时也会因同样的理由拒绝：胜者必须拥有全部已提交的条目。",
  "raft.pre-vote.refused.leader-alive":
    "领导者还在，而且有消息。听不到它的服务器（例如刚从分区中回来）不应推翻正常工作的领导者。",
  "raft.pre-vote.counted": "预投票与选票一样计数；达到多数派，就可以开始真正的选举。",
  "raft.pre-vote.refusal-counted": "得不到多数派，服务器就停在原处，任期也不增加。",
  "raft.append.accepted":
    "新条目之前的那一条两边相同，由归纳可知更早的也都相同。所以收下这条消息后，到最后一条新条目为止，跟随者的日志与领导者一致。",
  "raft.append.truncated":
    "索引相同而任期不同的两条不可能都对，以领导者的为准。跟随者的那条不会是已提交的，否则这位领导者一定也有。于是它和它之后的都删除。",
  "raft.append.refused.stale-term":
    "发送者已不再是领导者：之后的任期已经开始。拒绝时告知较新的任期，它就会退位。",
  "raft.append.refused.missing": "接受就会留下空缺。跟随者拒绝，领导者再从更早的条目试起。",
  "raft.append.refused.conflict":
    "新条目之前的那一条来自另一个任期，说明两份日志在此处或更早就已不同。领导者要往回退，直到一致为止。",
  "raft.append.ignored":
    "一个任期至多一位领导者，所以这条消息只可能是伪造的，或是某个缺陷让两台服务器在同一任期当选。领导者在自己的任期里不听从任何人。",
  "raft.commit.learned":
    "领导者在每条消息里说明自己提交到了哪里。跟随者只在这条消息证明日志一致的范围内采信。",
  "raft.no-op.appended":
    "新领导者不能靠数副本来提交以前任期的条目。追加一条本任期的空条目，就能尽快提交，之前的一切也随之提交。",
  "raft.command.appended": "命令只经由领导者进入日志。它在那里已经持久，但还没有提交：先要有多数派存下它。",
  "raft.match.advanced": "matchIndex 是领导者对跟随者日志的确切所知。它只增不减，提交就是按它来数的。",
  "raft.match.unchanged":
    "迟到、重复或空的成功答复不带来新消息。无论答复以何种顺序到达，matchIndex 都不会减小。",
  "raft.next.decreased":
    "nextIndex 是一个猜测：跟随者的日志或许到这里还一致。每被拒绝一次就往回退，直到两份日志接上。",
  "raft.next.refusal-ignored":
    "只有对在途消息的拒绝才带来新情况。迟到或重复的拒绝先前已经处理；对旧任期消息的拒绝只说明任期已过，不涉及日志。",
  "raft.append.sent-again":
    "心跳不带条目，所以丢失的要等领导者久候无答之后才会补上。没有得到确认的，领导者会一直重发；跟随者若已有这些条目，再收一次也无妨。",
  "raft.commit.advanced":
    "多数派存有这一条，而且它属于领导者自己的任期。此后谁要胜选，都需要某台存有它的服务器的票。它之前的条目也随之提交。",
  "raft.commit.held-back.copies":
    "存有这一条的服务器不足多数派时，没有它的多数派可能选出一位会覆盖它的领导者。",
  "raft.commit.held-back.earlier-term":
    "对以前任期的条目，多数派的副本还不够：日志止于中间某个任期的服务器仍可能胜选并覆盖它。一旦当前任期有条目提交，它也就随之提交。",
  "raft.applied": "已提交的条目按日志顺序交给状态机。命令相同、顺序相同，各处的状态也就相同。",
  "raft.applied.once":
    "客户端得不到答复就会再问，同一命令可能两次进入日志。编号揭示了重复；第二次只沿用记下的结果。",
  "raft.request.redirected": "所有命令都经过领导者，才有唯一的顺序。其他节点告知它最近听说的领导者。",
  "raft.request.waiting":
    "客户端等不及又问了一次。这条命令已在领导者的日志里等待提交，再追加一份没有用处；提交之后照常答复。",
  "raft.request.answered-again": "命令已经生效，只是答复丢了。再做一遍就错了，所以发送当时记下的结果。",
  "raft.request.read-locally":
    "不经日志的读取很快，但服务器无从知道是否已有更新的领导者提交了新内容。请把它当作过去的景象。",
};

/** What each property is good for. */
export const properties: Why["properties"] = {
  "election-safety":
    "同一任期若有两个领导者，同一索引就可能给了不同的条目。每台服务器每任期一票，排除了这种情况。",
  "leader-append-only": "领导者的日志是其他日志的准绳，所以其中已有的内容从不改变。",
  "log-matching": "对前一条的检查（prevLogIndex、prevLogTerm）让一致性一条接一条地延续下去。",
  "leader-completeness": "投票者拒绝日志落后的候选人，因此领导者从不需要向跟随者取回已提交的内容。",
  "state-machine-safety": "这正是用户看到的：各副本对做过什么从无分歧。",
  "term-monotonic": "任期是持久的。忘记任期的服务器会参与早已结束的选举。",
  "one-vote-per-term": "选票先持久化再发出。若在崩溃中忘记，就可能投出两次。",
  "commit-monotonic": "提交了就不会撤回；撤回意味着当初许诺过头。",
  "match-index-true": "领导者按匹配索引数副本。若某个偏高，就数了一个并不存在的副本。",
  "at-most-once": "答复会丢，重试就不可避免。没有客户端的编号，`set` 或 `cas` 就可能做两遍。",
  "exactly-once-answered": "答复是一种许诺：命令已经执行，而且只执行了一次。",
  "a-leader-is-elected": "什么都不做的系统也很安全。这一条表明运行确有进展。",
  "an-entry-commits": "表明不只是选出了领导者，还就某件事达成了一致。",
};

/** What each property says. */
export const statements: Why["statements"] = {
  "election-safety": "一个任期内至多有一台服务器当选领导者。",
  "leader-append-only": "领导者只在日志末尾追加，从不改写或删除。",
  "log-matching": "若两份日志有一条索引与任期都相同的条目，则到此为止两份日志完全相同。",
  "leader-completeness": "条目一经提交，之后各任期的领导者都有它。",
  "state-machine-safety": "任何两台服务器都不会在同一索引处应用不同的命令。",
  "term-monotonic": "服务器的当前任期从不变小，崩溃之后也一样。",
  "one-vote-per-term": "服务器在一个任期内至多投票给一个候选人。",
  "commit-monotonic": "服务器运行期间，提交索引只增不减。",
  "match-index-true": "与领导者同任期的跟随者，到其匹配索引为止，日志与领导者一致。",
  "at-most-once": "一个请求无论发送多少遍，至多生效一次。",
  "exactly-once-answered": "得到答复的请求恰好生效一次。",
  "a-leader-is-elected": "运行中至少有一次，某台服务器赢得选举。",
  "an-entry-commits": "运行中至少有一条日志得到提交。",
};
