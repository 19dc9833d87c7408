import type { RaftWhy as Why } from "../../codes.ts";

/** What each known bug leaves out or gets wrong. */
export const bugs: Why["bugs"] = {
  "commit-any-term": { name: "提交任意任期", text: "以前任期的条目，只要多数派存有，领导者就提交。" },
  "commit-unverified": {
    name: "未经核对就提交",
    text: "跟随者照搬 leaderCommit，超出了本条消息核对过的范围。",
  },
  "vote-without-log-check": { name: "投票不查日志", text: "服务器来者不拒，哪怕候选人的日志比自己的旧。" },
  "forget-vote-on-restart": { name: "忘记选票", text: "votedFor 没有持久化：重启后可能在同一任期再投一票。" },
  "forget-term-on-restart": {
    name: "忘记任期",
    text: "currentTerm 没有持久化：重启后，任期只是日志最后一条的任期。",
  },
  "forget-log-on-restart": { name: "忘记日志", text: "日志没有持久化：重启后，确认过的条目荡然无存。" },
  "minority-quorum": { name: "少数派法定人数", text: "半数（向下取整）就算多数派，两个法定人数未必相交。" },
  "accept-stale-append": { name: "接受过时的领导者", text: "跟随者接受旧任期领导者发来的条目。" },
  "no-truncate": { name: "从不截断", text: "与领导者冲突之处，跟随者仍保留自己的条目。" },
  "truncate-always": {
    name: "总是截断",
    text: "每收到 AppendEntries 就截断其后的日志，即使并无冲突；迟到的消息会因此删掉确认过的条目。",
  },
  "apply-twice": { name: "重复应用", text: "重试的请求若两次进入日志，就生效两次。" },
  "commit-moves-back": {
    name: "commitIndex 倒退",
    text: "跟随者照消息所说设置 commitIndex，哪怕迟到的消息说的比它已知的少。",
  },
  "truncate-on-refusal": {
    name: "被拒就截断",
    text: "条目被拒绝时，领导者从那里起删掉自己的日志，而不只是让 nextIndex 后退。",
  },
  "answer-before-commit": {
    name: "未提交就答复",
    text: "领导者一追加命令就答复客户端，不等它提交。",
  },
};

/** What each option does. */
export const options: Why["options"] = {
  "election-timeout": { name: "选举超时", text: "跟随者等待领导者消息的时长，每次在此范围内重新随机。" },
  heartbeat: { name: "心跳间隔", text: "领导者多久表明一次自己还在。" },
  "rpc-timeout": { name: "RPC 超时", text: "多久没有答复就重发请求。" },
  batch: { name: "批量", text: "一条 AppendEntries 最多携带多少条目。" },
  pipeline: { name: "流水线", text: "不等上一批的答复就发送新条目。" },
  "no-op": { name: "空操作", text: "新领导者先追加一条本任期的空条目。" },
  backtrack: { name: "回退方式", text: "被拒绝后，领导者每次退一条，或一次退过整个任期。" },
  "pre-vote": { name: "预投票", text: "发起选举之前，先问能否胜选。" },
  "check-quorum": { name: "检查法定人数", text: "听不到多数派答复的领导者主动卸任。" },
  reads: { name: "读取方式", text: "经过日志，绝不过时；或由被问的服务器立即答复，可能过时。" },
  "client-timeout": { name: "客户端超时", text: "多久没有答复，客户端就去问下一台服务器。" },
};

/** How to read the picture. */
export const legend: Why["legend"] = {
  hue: "颜色与数字：任期",
  follower: "圆形：跟随者",
  candidate: "六边形：候选人；每票一个小点，实心为赞成，打叉为拒绝，空心为等待",
  leader: "双环与王冠：领导者",
  down: "空心虚线：已崩溃；旁边的磁盘显示持久的内容",
  paused: "竖条：已暂停",
  timer: "圆弧：选举定时器；走完就发起选举",
  request: "实心：请求",
  entries: "带小方块：AppendEntries 及其条目",
  heartbeat: "小圆点：心跳",
  reply: "空心加 + 或 −：答复，同意或拒绝",
  lost: "叉号：消息在此丢失",
  held: "沙漏：被扣留或延迟",
  cut: "斜纹与剪刀：链路被切断",
  cell: "日志格：实线表示该节点已知其提交，虚线表示尚不知道",
  "commit-mark": "格间竖线：提交索引",
  client: "圆外方块：客户端",
  property: "标签：一条性质及其是否成立",
};
