import type { PlacementWhy as Why } from "../../codes.ts";

/** Why each decision is as it is. */
export const rules: Why["rules"] = {
  "placement.built": "每个节点占环上许多个点；到一个点为止的一段属于该点的节点。",
  "placement.key.hashed": "哈希把键均匀打散，而且结果总是相同，所以只要知道有哪些节点，谁都能自己找到归属。",
  "placement.key.positioned": "键和节点在同一个环上：因此节点可以来去自如。",
  "placement.walk.point-found": "一个点占有从前一点到它自己的一段，所以顺时针的第一个点说了算。",
  "placement.probe.nearest": "每个节点只有一个点；每个键探测多次，代替许多个点来均衡负载。",
  "placement.walk.node-full": "达到上限的节点不再接收键；它们沿环前行，到下一个有空位的节点。",
  "placement.remainder.taken": "余数取决于节点数，所以多一个节点，几乎每个键的余数都变了。",
  "placement.jump.landed": "键的跳跃与桶数无关；只有桶数以内的最后一跳算数。",
  "placement.table.read": "查找表是轮流填的，所以各节点的表项数几乎相同。",
  "placement.slot.computed": "键永远属于自己的槽；在节点之间移动的只有整个槽。",
  "placement.score.highest": "各节点各抽各的：加入的节点只会赢得键，离开的节点只会交出自己的键。",
  "placement.owner.found": "归属只由键和节点决定；没有谁保存键的清单。",
  "placement.replica.chosen": "副本放在接下来的不同节点上，这样一次崩溃只丢一个副本。",
  "placement.replica.skipped": "同一节点上的第二个副本会和第一个一起丢失。",
  "placement.replica.without-point":
    "ketama 的份额向下取整，所以轻的节点可能没有点；副本仍能在所有其他节点之后找到它。",
  "placement.replica.short": "副本数不能多于存放它们的节点数。",
  "placement.node.joined": "它的点把别的节点的弧一分为二；每处它取其中一段。",
  "placement.node.left": "它的弧归顺时针的下一个点，这些点属于许多节点。",
  "placement.node.idle": "占有环上一段的节点才有键：这个节点的份额不够一个点，或别的节点也在它的位置上。",
  "placement.setting.changed": "凡是移动点或改变哈希的设置，都会让键换归属。",
  "placement.keys.moved": "公平份额必须移动，因为加入的节点应当有键；超出的就是不必要的。",
  "placement.keys.stayed": "没有一个键的归属与以前不同。",
  "placement.keys.transferred": "每个移动的键都从旧归属移到新归属。",
  "placement.keys.transfers-left-out": "节点多时，节点对多得读不过来。",
  "placement.modulo.compared": "取模时，只有两个余数指向同一节点的键才不动：大约是节点数分之一。",
  "placement.strategy.compared": "同样的键、同样的改变，用另一种策略放置。",
  "placement.balance.measured": "何时需要更多节点，由超出公平份额最多的节点决定：越接近 1 越好。",
};

/** What it means if a property does not hold. */
export const properties: Why["properties"] = {
  "one-owner": "会有两个节点自认为是一个键的归属，或者一个也没有。",
  "minimal-movement": "键白白地在网络上复制，或缓存白白失效。",
  "replicas-distinct": "一次崩溃可能丢失一个键的多个副本。",
  "bound-held": "有节点得到的键超过了它的容量。",
  "a-key-moves": "这里所做的一切都没有移动键。",
  "a-replica-walk-skips": "这里没有一次行走两次遇到同一节点；虚拟节点越少，这种情况越少见。",
};

/** What each property says. */
export const statements: Why["statements"] = {
  "one-owner": "每个键恰有一个归属，且它是现有节点之一。",
  "minimal-movement":
    "增减节点时，键只移向加入的节点，或移出离开的节点；其余节点之间从不移动。其他改变不作保证。",
  "replicas-distinct": "一个键的各副本在不同节点上，第一个在其归属上。",
  "bound-held": "没有节点的键数超过负载因子乘平均值（向上取整）。",
  "a-key-moves": "某次改变使一个键换了归属。",
  "a-replica-walk-skips": "某次行走遇到已有副本的节点的点，并跳过它。",
};
