import type { PlacementWhy as Why } from "../../codes.ts";

/** There is no known bug to switch on. */
export const bugs: Why["bugs"] = {};

/** What each option does. */
export const options: Why["options"] = {
  strategy: { name: "策略", text: "键如何找到节点。" },
  compare: { name: "对照", text: "第二种策略，键与改变都相同。" },
  hash: {
    name: "哈希函数",
    text: "给键和节点定位置：xxh64、sha1、murmur3，或与 libketama、Cassandra 相同。",
  },
  "virtual-nodes": { name: "虚拟节点", text: "权重为 1 的节点在环上的点数。" },
  replicas: { name: "副本", text: "每个键的份数，放在不同节点上。" },
  "load-factor": { name: "负载因子", text: "有界负载：一个节点最多可占平均值的几倍。" },
  "table-size": { name: "表的大小", text: "Maglev 查找表的表项数，须为质数。" },
  probes: { name: "探测次数", text: "多次探测：每个键在环上探测几次。" },
};

/** How to read the picture. */
export const legend: Why["legend"] = {
  arc: "弧：节点占有的一段，用它的颜色；缝隙处是它的点",
  tick: "刻度：一个键",
  walk: "沿环的线：从键到各归属的行走",
  replica: "圈中数字：第一、第二、第三个副本，用归属的颜色",
  skipped: "小叉：被跳过的点，因为其节点已有副本或已满",
  moving: "线上的圆点：正从旧归属移到新归属的键",
  bar: "条：一个节点的键数",
  mean: "虚线：平均值；有权重时为各节点的公平份额",
  bound: "实线：上限",
  cell: "格：一个表项或槽，用归属的颜色",
  property: "标签：一条性质，以及它是否成立",
};
