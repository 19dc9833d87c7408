import type { PaxosWhy as Why } from "../../codes.ts";

export const pseudocode: Why["pseudocode"] = {
  request: [
    "收到客户端的值 v：",
    "  若已学到：回答被选定的值",
    "  若不是提议者：把 v 转给提议者",
    "    在那里：提议 v，之后告知被选定的值",
    "  若已有提案在进行：等待其结果",
    "  否则：进入阶段一",
  ],
  "phase-1": [
    "阶段一：",
    "  b = 高于见过和用过的轮次，加上自己的名字",
    "  记录它，向所有接受者发送 Prepare(b)",
    "  收到 Promise(b, 报告)：计入",
    "  对其他编号或阶段的回答：忽略",
    "  多数派已承诺：进入阶段二",
  ],
  promise: [
    "收到 Prepare(b)：",
    "  若 promised > b：拒绝",
    "  若 promised == b：重申承诺",
    "  promised = b，记录它，",
    "  回答 Promise(b, 低于 b 的最高已接受提案)",
  ],
  "phase-2": [
    "阶段二，已有多数派的承诺：",
    "  若有报告：v = 其中编号最高者的值",
    "  否则：v = 自己的值",
    "  向所有接受者发送 Accept(b, v)",
  ],
  accept: [
    "收到 Accept(b, v)：",
    "  若 promised > b：拒绝",
    "  若 accepted == (b, v)：再次告知",
    "  accepted = (b, v)，promised = b，都记录下来，",
    "  向提议者和所有学习者发送 Accepted(b, v)",
  ],
  "give-up": [
    "提议者，提案正在进行：",
    "  别处已承诺更高的编号：放弃",
    "  phase-timeout 内没有多数派：放弃",
    "  之后在 retry 范围内等待，再进入阶段一",
  ],
  learn: [
    "收到某接受者的 Accepted(b, v)：",
    "  为 (b, v) 计数",
    "  (多数派已接受：v 被选定)",
    "  计数达到多数派：learned = v",
    "    回答客户端，告知转发者",
    "收到 Chosen(b, v)：learned = v",
  ],
  ask: [
    "学习者重启：",
    "  向所有接受者发送 Learn",
    "收到 Learn：",
    "  若接受过提案：回答 Accepted(b, v)",
    "  否则：不回答",
  ],
};
