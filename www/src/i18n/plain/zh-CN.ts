import type { Why } from "../catalogue.ts";
import type { texts as english } from "./en.ts";

/** What is said of a protocol that has no text of its own for it. */
export const texts: Readonly<Record<keyof typeof english, string>> = {
  "tab.nodes": "节点",
  "plain.rule": "{node}：{code}（{fields}）",
  "plain.rule.bare": "{node}：{code}",
  "plain.run-rule": "{code}（{fields}）",
  "plain.run-rule.bare": "{code}",
  "plain.message": "{kind}（{fields}）",
  "plain.message.bare": "{kind}",
  "plain.node": "节点",
  "plain.status": "状态",
  "plain.spoken": "{node}，{status}：{fields}",
  "plain.spoken.bare": "{node}，{status}",
  "silence.start": "还没有发生任何事，各节点的定时器正在计时。",
  "silence.quiet": "近来没有作出任何决定。",
  hint: "点击一个节点可让它崩溃；拖动下方的时间条可回到过去。",
};

export const why: Why = {
  rules: {},
  pseudocode: {},
  lines: {},
  statements: {},
  properties: {},
  bugs: {},
  options: {},
  lessons: {},
  legend: {
    down: "空心虚线：已崩溃",
    paused: "竖条：已暂停",
    timer: "圆弧：最先走完的定时器",
    request: "实心：途中的消息",
    lost: "叉号：消息在此丢失",
    held: "沙漏：被扣留或延迟",
    cut: "斜纹与剪刀：链路被切断",
    client: "圆外方块：客户端",
    property: "标签：一条性质及其是否成立",
  },
};
