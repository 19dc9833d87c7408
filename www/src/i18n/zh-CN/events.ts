import type { events as english } from "../en/events.ts";

/** What happens whatever the protocol. `what::why`: headline and small print, joined to a sentence. */
export const events: Record<keyof typeof english, string> = {
  "sentence.because": "{what}：{why}",
  "sentence.cited": "{sentence}（{place}）",
  "sentence.list": "，",
  "cite.thesis": "博士论文 ",
  "cite.figure": "图 ",
  "cite.table": "表 ",
  "cite.list": "、",

  "event.boot": "集群启动::还没有消息在途中，定时器开始计时",
  "event.boot.node": "{node} 启动",
  "event.action": "操作“{line}”::{effect}",
  "event.no-effect": "该操作没有效果::{reason}",
  "event.workload-tick": "{node} 的持续负载到点::发出下一条命令",
  "event.sent": "{from} 向 {to} 发送{what}",
  "event.delivered": "{to} 收到 {from} 发来的{what}",
  "event.lost.loss": "{from} 发给 {to} 的消息丢失::{what}；网络会随机丢失一部分消息",
  "event.lost.cut": "{from} 发给 {to} 的消息丢失::{what}；链路已被切断",
  "event.lost.down": "{from} 发给 {to} 的消息丢失::{what}；{to} 已崩溃",
  "event.lost.dropped": "{from} 发给 {to} 的消息被手动丢弃::{what}",
  "event.requested": "{node} 请求执行“{command}”::这是它的第 {number} 个请求",
  "event.retried": "{node} 改向 {to} 请求“{command}”::迟迟没有答复，于是重发请求 {number}",
  "event.redirected": "{node} 转而向 {to} 发出请求 {number}::先前询问的节点不是领导者",
  "event.answered": "{node} 得到答复::“{command}”的结果是“{answer}”（请求 {number}）",
  "event.crashed": "{node} 崩溃::只有持久状态得以保留",
  "event.restarted": "{node} 重启::从持久状态恢复",
  "event.paused": "{node} 暂停::消息和定时器要等到它继续运行时才处理",
  "event.resumed": "{node} 继续运行::开始处理积压的消息和定时器",
  "event.violated": "{name}被违反",
  "event.violated.node": "{name}在 {node} 处被违反",

  "timer.other": "{node} 的定时器“{timer}”到期",

  "message.ClientRequest": "第 {number} 个请求“{command}”",
  "message.ClientReply": "请求 {number} 的答复“{answer}”",
  "message.ClientReply.redirect": "指向 {leader} 的重定向::它所知的领导者",
  "message.ClientReply.nowhere": "“不知道谁是领导者”的答复",

  "action.request": "把一条命令交给客户端",
  "action.crash": "进程终止，只留下持久状态",
  "action.restart": "进程从持久状态重新启动",
};
