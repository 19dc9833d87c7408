import type { PaxosWhy as Why } from "../../codes.ts";

export const lessons: Why["lessons"] = {
  "paxos-phases": {
    watch: "n1 请求承诺，多数派承诺后提出提案，人人都数着谁已接受。看看 X 何时被选定，各节点又何时知道。",
    needs: "五个接受者，且 n1 提出提案",
    question: "五个接受者。n1 得到多少个承诺（含自己的）后提出提案？",
    choices: { two: "2", three: "3", four: "4", five: "5" },
  },
  "paxos-two-proposers": {
    watch: "n1 被请求提议 X，稍后 n5 被请求提议 Y。n5 的编号更高，但它得到的一个承诺报告了 X。",
    needs: "两个客户端分别请求 X 和 Y，且至少一个得到回答",
    question: "两个客户端各听到什么？",
    choices: { own: "各自听到自己的值", same: "听到同一个值", one: "只有一个得到回答" },
  },
  "paxos-adopted-value": {
    watch:
      "n1 崩溃时，除它自己外只有 n2 接受了 X：没有值被选定。随后 n5 被请求提议 Y。n1 回来后使用一个没有用过的轮次。",
    needs: "n1 崩溃时没有值被选定，且 n5 在它回来之前提议 X 或 Y",
    question: "X 尚未选定，而 n5 想要 Y。n5 提议什么？",
    choices: { x: "X", y: "Y", wait: "在 n1 回来之前什么也不提" },
  },
  "paxos-chosen-unknown": {
    watch: "五个节点都接受了 X，但所有消息都丢失，n1 也崩溃了。比较什么已被选定，又有谁知道。",
    needs: "有值被选定，且要么立即为人所知，要么在一个携带 X 的新提案之后",
    question: "第一个节点何时知道什么被选定？",
    choices: {
      "at-once": "多数派一接受就知道",
      proposal: "在一个必须携带 X 的新提案之后",
      never: "永远不知道",
    },
  },
  "paxos-late-accept": {
    watch:
      "提案 1.n1 的两个 Accept 被扣留。其间 Y 在 2.n5 中被选定：n3 已承诺这个编号；n2 没有收到它的 Prepare，却已接受它。然后旧的 Accept 到达。",
    needs: "Y 在 2.n5 中被选定，然后 1.n1 的 Accept 到达 n2 和 n3",
    question: "两者中谁会接受迟到的 X？",
    choices: {
      n2: "n2：它没有承诺过 2.n5",
      n3: "n3：它还没有接受过任何提案",
      both: "都接受",
      neither: "都不接受",
    },
  },
  "paxos-both-sides": {
    watch: "X 只到达较小一侧时网络断开。较大一侧选定 Y。恢复之后，n1 再次尝试。",
    needs: "网络断开，X 先被接受，两个客户端都得到回答",
    question: "较小一侧先接受了 X。两个客户端最后听到什么？",
    choices: { x: "X", y: "Y", own: "各自听到自己的值" },
  },
  "paxos-duel": {
    watch: "两个从不等待的提议者。每个都得到了承诺，但在它的 Accept 到达之前，对方已发起更高的编号。",
    needs: "两个提议者一再放弃编号，没有值被选定",
    question: "何时会选定一个值？",
    choices: { soon: "当其中一个稍快一点时", never: "若一直如此，永远不会" },
  },
  "paxos-duel-retry": {
    watch: "同样的对决，但放弃编号的一方要随机等待，最长 100 ms，再发起下一个。",
    needs: "有编号因另一个而被放弃，之后有值被选定",
    question: "这足以结束对决吗？",
    choices: { yes: "能，其中一个会抢先", no: "不能，两者只是都慢下来" },
  },
  "paxos-duel-distinguished": {
    watch: "同样的两个请求，但只有 n1 提议。n5 把客户端的值交给 n1，然后等待。",
    needs: "只有 n1 提议，且选定了一个值",
    question: "哪个值被选定？",
    choices: { x: "X，即 n1 被请求的值", y: "Y，即最后到的值", none: "没有：n5 不能提议" },
  },
  "paxos-acceptor-restart": {
    watch: "n1、n2、n3 已选定 X。n3 崩溃，回来时在分区的另一侧，与一无所知的 n4 和 n5 在一起。",
    needs: "n3 接受过 X，崩溃又回来，然后向 n5 承诺",
    question: "n5 向 n3 请求承诺。n3 告诉它什么？",
    choices: {
      accepted: "它接受过 X",
      nothing: "什么也没有：那已在崩溃中丢失",
      chosen: "X 已被选定",
    },
  },
  "paxos-slow-learner": {
    watch: "X 被选定时 n5 停机。它回来后询问其他节点接受了什么。",
    needs: "X 选定之后 n5 回来，并从接受者的 1、3 或 4 个回答中得知",
    question: "得到多少个回答后，n5 知道 X 已被选定？",
    choices: { one: "1", three: "3", four: "4" },
  },
  "paxos-bug-promise-forgotten": {
    watch:
      "n3 承诺了 2.n5，Y 在它的帮助下被选定。然后它崩溃，并因这个缺陷忘记承诺，而 1.n1 的迟到的 Accept 正要到达。",
    needs: "Y 被选定，或与 X 都被选定",
    question: "最后什么被选定？",
    choices: { y: "仍是 Y", x: "X 取代了 Y", both: "X 和 Y 都被选定" },
  },
  "paxos-bug-round-reused": {
    watch: "X 在提案 1.n1 中被选定。n1 崩溃，并因这个缺陷忘记用过哪些轮次：它再次发起 1.n1，提议 Z。",
    needs: "n1 崩溃后回来，且它在 1.n1 中的第二个提案被接受",
    question: "接受者如何对待 1.n1 的第二个提案？",
    choices: {
      refuse: "拒绝：它们在这个编号中接受了另一个值",
      chosen: "接受它，Z 也被选定",
      x: "报告 X，所以 n1 又提议 X",
    },
  },
  "paxos-forged-accept": {
    watch: "有人以 n1 的名义向三个接受者发送 Q 的 Accept，而 n1 什么也没有提议。随后一个客户端向 n5 要求 X。",
    needs: "一条伪造的 Q 的 Accept，随后有客户端要求 X",
    question: "客户端得到什么答复？",
    choices: { x: "X，它要求的值", q: "Q，没有人提议过的值", nothing: "没有答复：接受者拒绝了" },
  },
};
