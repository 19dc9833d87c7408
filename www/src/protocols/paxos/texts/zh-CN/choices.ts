import type { PaxosWhy as Why } from "../../codes.ts";

export const bugs: Why["bugs"] = {
  "ignore-accepted-value": { name: "无视报告", text: "无论承诺报告了什么，提议者都提议自己的值。" },
  "adopt-lowest-ballot": { name: "采用最低的", text: "在承诺所报告的提案中，由编号最低的决定值。" },
  "forget-promise-on-restart": { name: "忘记承诺", text: "承诺不持久：接受者重启后，好像什么都没承诺过。" },
  "forget-accepted-on-restart": {
    name: "忘记已接受的提案",
    text: "已接受的提案不持久：接受者重启后什么也不报告。",
  },
  "minority-quorum": {
    name: "少数派法定人数",
    text: "接受者的一半（向下取整）就算多数派，两个法定人数不必相交。",
  },
  "accept-below-promise": { name: "接受低于承诺的", text: "接受者即使承诺过更高的编号，也接受提案。" },
  "accept-keeps-promise": {
    name: "接受不算承诺",
    text: "接受提案会覆盖先前接受的，却不把承诺提高到它的编号。",
  },
  "shared-ballots": { name: "共用编号", text: "编号只有轮次，两个提议者可能用同一个。" },
  "reuse-round-after-restart": {
    name: "重用轮次",
    text: "用过的最高轮次不持久：提议者重启后又从第 1 轮开始。",
  },
  "learn-from-one-accept": { name: "一个接受就算", text: "只要有一个接受者接受，学习者就当该值已选定。" },
};

export const options: Why["options"] = {
  proposers: { name: "提议者", text: "谁可以提议：一组节点，或全部。其他节点把值转给它们。" },
  learners: { name: "学习者", text: "除提议者外，接受者还把所接受的告诉谁：一组节点，或全部。" },
  distinguished: { name: "唯一的提议者", text: "只由这个节点提议，其他都转给它。无：每个提议者都提议。" },
  inform: { name: "告知", text: "知道选定值的学习者告诉不是学习者的节点。" },
  "phase-timeout": { name: "阶段超时", text: "提议者等待多数派多久之后放弃自己的编号。" },
  retry: {
    name: "重试等待",
    text: "放弃后等多久再发起下一个编号：在此范围内随机取。只有开启拒绝通知时才可为 0ms。",
  },
  nack: { name: "拒绝通知", text: "承诺了更高编号的接受者会说出来，提议者立即放弃。" },
  "client-timeout": { name: "客户端超时", text: "多久没有回答，客户端就去问下一个节点。" },
};

export const legend: Why["legend"] = {
  hue: "颜色和数字：提案编号，即轮次与提议者",
  node: "圆圈内：已承诺的编号",
  badges: "P A L：提议者、接受者、学习者；实心：提案进行中、已作承诺、已知选定值",
  promises: "小圆点：对其编号的回答，先是承诺，后是接受；实心为是，叉号为否，空心为等待",
  value: "圆圈内的标签：已接受的值，始终用最先提出它的编号的颜色",
  unaware: "虚线 L：值已选定，但此节点还不知道",
  down: "虚线空心：停机；旁边的磁盘显示持久的内容",
  paused: "竖线：暂停",
  timer: "弧线：阶段或等待；走完时，一个编号结束或开始",
  request: "实心：Prepare 或 Accept",
  reply: "空心带 + 或 −：承诺、接受，或拒绝",
  carried: "消息旁的标签：它携带的值",
  forward: "方块：送往提议者的客户端的值",
  lost: "叉号：消息在此丢失",
  held: "沙漏：被扣留或延迟",
  cut: "斜线与剪刀：链路被切断",
  "promise-cell": "描边的格子：接受者已承诺这个编号",
  "accepted-cell": "填充的格子：它在这个编号中接受了这个值",
  "refused-cell": "叉号：它拒绝了这个编号",
  "closed-cell": "斜线格子：它已承诺更高的编号，在此不能再接受什么",
  "chosen-column": "编号下的标签：多数派已接受它的值，值被选定",
  client: "圆圈外的方块：客户端",
  property: "标签：一条性质，以及它是否成立",
};
