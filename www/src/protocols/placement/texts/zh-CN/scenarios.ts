import type { scenarios as english } from "../en/scenarios.ts";

export const scenarios: Readonly<Record<keyof typeof english, string>> = {
  "scenario.key-walk.title": "一个键的路",
  "scenario.ring-against-modulo.title": "加入一个节点：哈希环与取模",
  "scenario.remove-a-node.title": "移除一个节点",
  "scenario.hot-node.title": "虚拟节点太少，出现热点",
  "scenario.weights.title": "权重加倍的节点",
  "scenario.replica-walk.title": "副本在不同节点上",
  "scenario.bounded-loads.title": "有界负载：节点有上限",
  "scenario.modulo-remainders.title": "取模：为何几乎全都移动",
  "scenario.rendezvous-join.title": "会合哈希：加入节点",
  "scenario.jump-join.title": "跳跃哈希：加入节点",
  "scenario.maglev-join.title": "Maglev：加入节点",
  "scenario.slots-join.title": "哈希槽：加入节点",
};
