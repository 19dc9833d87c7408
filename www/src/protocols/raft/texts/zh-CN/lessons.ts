import type { RaftWhy as Why } from "../../codes.ts";

/** What to watch in each scenario of the gallery, and what to predict before it runs. */
export const lessons: Why["lessons"] = {
  "first-election": {
    watch: "每个节点都是跟随者，各有一个长短随机的定时器。看谁的圆弧最先走完，选票又怎样陆续到来。",
    needs: "五台服务器，并选出领导者",
    question: "共五台服务器。候选人（连同自己的一票）得到几票就成为领导者？",
    choices: { two: "2 票", three: "3 票", four: "4 票", five: "5 票" },
  },
  replication: {
    watch: "命令先到领导者，再到跟随者，然后返回。看日志格何时变成实线，又先在哪里变。",
    needs: "至少三台服务器，领导者提交一条命令",
    question: "领导者什么时候提交这条命令？",
    choices: {
      "at-once": "写入自己的日志就提交",
      majority: "包括自己在内，多数派都有了就提交",
      all: "五台都有了才提交",
    },
  },
  "leader-crash": {
    watch: "领导者崩溃。跟随者只能从它的沉默中察觉，随后由其中一台接替。",
    needs: "领导者崩溃，之后另选出一位",
    question: "下一位领导者会在哪个任期？",
    choices: { same: "同一任期", higher: "更高的任期", none: "不会有了：少了一台服务器" },
  },
  "split-vote": {
    watch: "两个候选人几乎同时拉票，各得一部分。数一数那些小点。",
    needs: "首个任期有两个候选人，都未当选，之后的任期才有领导者",
    question: "没有候选人得到多数派。这个任期由谁领导？",
    choices: { nobody: "没有人，要到之后的任期才见分晓", first: "先拉票的那个", most: "得票最多的那个" },
  },
  partition: {
    watch: "网络一分为二，两侧各有一个客户端，都在写入；之后网络恢复。",
    needs: "网络切断，两侧各有客户端发出请求，且原领导者在较小一侧",
    question: "网络切断期间，哪个客户端能得到答复？",
    choices: { majority: "多数派一侧的", leader: "原领导者一侧的", both: "两个都能", neither: "两个都不能" },
  },
  "figure-7": {
    watch: "各份日志参差不齐：有的缺少条目，有的又多出条目。新领导者让它们都与自己的一致。",
    needs: "n1 当选，且 c 和 d（n4、n5）删去超出其日志的条目",
    question: "跟随者 c 和 d 有一些超出领导者日志末尾的条目。它们何时被删除？",
    choices: {
      "at-once": "领导者第一次心跳时",
      conflict: "领导者在该索引处发来另一条时",
      never: "永远不会",
    },
  },
  "figure-8": {
    watch: "领导者把以前任期的一条日志复制到多数派，然后崩溃。看这一条是否得以保留。",
    needs: "任期 4 的领导者，且任期 2 的一条日志已在五台中的三台上",
    question: "任期 2 的一条日志已在五台中的三台上，领导者处于任期 4。可以提交它吗？",
    choices: {
      yes: "可以，五台中的三台就是多数派",
      "own-term": "只能随任期 4 的条目一起提交",
      never: "永远不行：任期 2 已经过去",
    },
  },
  "lost-messages": {
    watch: "网络丢失许多消息，但没有答复的都会重发，条目仍能送达。",
    needs: "消息随机丢失、条目仍被提交，且没有已知缺陷破坏性质",
    question: "两台服务器会因此在同一索引处提交不同的命令吗？",
    choices: { yes: "会，直到消息重新畅通", no: "不会，只是更慢一些" },
  },
  "sent-again": {
    watch: "为 n5 带去客户端条目的 AppendEntries 丢失了，而心跳一直能到达 n5。看每次心跳带了什么。",
    needs: "一条发往 n5、带条目的 AppendEntries 丢失，且 n5 从同一领导者得到该条目",
    question: "n5 什么时候得到这条日志？",
    choices: {
      heartbeat: "随下一次心跳",
      timeout: "领导者等待 rpc-timeout 无果之后",
      next: "随客户端的下一条命令",
    },
  },
  "slow-follower": {
    watch: "有一个跟随者比其他的慢得多。看领导者在等谁，慢的那个又怎样赶上。",
    needs: "一个跟随者暂停，其间请求得到答复，且条目已在多数派上",
    question: "客户端必须等这个慢跟随者吗？",
    choices: { yes: "必须，每个跟随者都要答复", no: "不必，多数派就够了" },
  },
  "late-append": {
    watch: "一条旧的 AppendEntries 比新的更晚到达，而跟随者已有的条目比它列出的更多。",
    needs: "一条带条目的 AppendEntries 比同一任期中更新的一条晚到",
    question: "超出这条迟到消息的那些条目，跟随者怎样处理？",
    choices: { keep: "保留", delete: "删除", ask: "询问领导者" },
  },
  "retry-once": {
    watch: "命令已经执行，答复却丢了。客户端用同一个编号再问一次。",
    needs: "命令已执行，答复丢失，客户端再问一次",
    question: "这条命令生效几次？",
    choices: { once: "一次", twice: "两次", never: "一次也没有" },
  },
  "stale-read": {
    watch: "领导者被隔离却不自知；其余节点选出新领导者并写入。此时在 `reads local` 下去问旧领导者。",
    needs: "x 写入两次，然后在一位已被取代却不自知的领导者处读取",
    question: "旧领导者对 `get x` 怎样答复？",
    choices: { old: "旧值", new: "新值", nothing: "网络恢复之前不答复" },
  },
  "pre-vote": {
    watch: "被隔离的服务器回来了。由于有预投票，它这期间没有抬高任期。",
    needs: "领导者之外的一台服务器被隔离又回来，且没有别的故障",
    question: "它的归来对领导者有什么影响？",
    choices: { stays: "没有影响，领导者照旧", falls: "领导者退位，重新选举" },
  },
  "one-way-cut": {
    watch: "消息只能单向通过。有预投票而没有 check-quorum 时，领导者的话别人听得到，它却听不到别人。",
    needs: "发往领导者的消息被切断，此后又有请求",
    question: "切断之后，客户端又发出一条命令。谁会答复它？",
    choices: { never: "没有人", old: "原来的领导者", new: "新的领导者" },
  },
  "bug-vote-without-log-check": {
    watch: "n5 缺一条已提交的日志，却参加选举。有了这个缺陷，投票者不比较日志，它就当选了。",
    needs: "n5 当选，且恰好破坏一条性质",
    question: "它的当选破坏了哪条性质？",
    choices: { completeness: "领导者完备性", election: "选举安全性", matching: "日志匹配" },
  },
  "bug-forget-log-on-restart": {
    watch: "n2 存有一条已提交的日志，崩溃后却带着空日志回来。随后缺这条日志的 n4 向它要票。",
    needs: "n4 当选，且恰好破坏一条性质",
    question: "n4 当选时，哪条性质被破坏？",
    choices: { completeness: "领导者完备性", election: "选举安全性", votes: "一个任期一票" },
  },
  "bug-accept-stale-append": {
    watch: "任期 1 的领导者有一条消息被滞留，等它到达 n2 时，n2 已确认了任期 2 的一条日志。",
    needs: "n2 听从较早任期的领导者",
    question: "n2 听从它会失去什么？",
    choices: { committed: "一条已提交的日志", vote: "它的选票", nothing: "什么也不失去" },
  },
  "bug-commit-unverified": {
    watch: "n2 在索引 2 处有一条从未提交的日志。领导者说索引 2 已提交，但发给 n2 的只到索引 1。",
    needs: "n2 收到一次心跳，只核对到索引 1，却说索引 2 已提交",
    question: "n2 在索引 2 处应用了什么？",
    choices: { own: "它自己的日志，与别人的不同", leader: "领导者的日志", nothing: "暂时什么也不应用" },
  },
  "bug-forget-term-on-restart": {
    watch: "n2 在任期 2 投票给 n3，崩溃，回来时却在任期 1。随后 n1 在任期 2 向它要票。",
    needs: "任期 2 里有选举，且当选的只有 n1 或 n3",
    question: "最终有几台服务器在任期 2 当选？",
    choices: { one: "一台：n3", two: "两台：n3 和 n1", none: "没有" },
  },
  "bug-answer-before-commit": {
    watch: "n1 被隔离，追加了 `set x 1`，立即答复客户端，然后崩溃。n2 成为领导者，另一个客户端读取 x。",
    needs: "c1 要求设置 x 之后，c2 读取 x",
    question: "第二个客户端读到什么？",
    choices: { none: "none：x 从未被设置", value: "1，与第一个客户端得到的答复一致", nothing: "得不到答复" },
  },
  "bug-truncate-on-refusal": {
    watch:
      "n2 带着两条已提交的命令当选。n5 缺这些命令，于是拒绝。有了这个缺陷，n2 从自己的日志中删掉 n5 缺的条目。",
    needs: "n2 领导，且有跟随者拒绝它发送的内容",
    question: "n2 因此失去什么？",
    choices: { committed: "已提交的命令", uncommitted: "只是未提交的条目", nothing: "什么也不失去" },
  },
};
