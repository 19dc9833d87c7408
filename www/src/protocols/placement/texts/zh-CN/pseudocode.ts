import type { PlacementWhy as Why } from "../../codes.ts";

/** The algorithms in lines. Which line goes with which rule, `../../lines.ts` says, by number. */
export const pseudocode: Why["pseudocode"] = {
  ring: [
    "points = 所有节点的所有虚拟节点，按位置排序",
    "节点加入：对 i = 0 .. 权重 x virtual-nodes：",
    "    加入点 hash(name-i)",
    "节点离开：删除它的点",
    "其他设置：重新生成各点",
  ],
  lookup: [
    "h = hash(key)",
    "position = h 在环上的位置",
    "point = 从 position 起顺时针的第一个点",
    "owner = 该点的节点",
    "副本 2 .. replicas：前行到下一个点",
    "  其节点已有副本：跳过",
    "  否则：副本放在其节点",
    "  绕完一圈：没有点的节点；然后没有更多节点",
  ],
  strategies: [
    "modulo：owner = nodes[key mod n]，编号 (key mod n) + 1",
    "rendezvous：owner = draw(key, node) 最大的节点",
    "jump：沿键的跳跃前进，直到超出 n",
    "maglev：owner = table[hash(key) mod size]",
    "slots：owner = 槽 CRC16(key) mod 16384 的节点",
    "multi-probe：所有探测中离点最近的一次",
  ],
  bounded: [
    "bound = ceil(load-factor x keys / nodes)",
    "依次对每个键：顺时针的第一个点",
    "  其节点已有 bound 个键：前行到下一个点",
    "  否则：它归该节点",
  ],
  change: [
    "对每个键：比较前后的归属",
    "  相同：不动",
    "  不同：从前者移到后者",
    "  份额并不需要的移动：不必要",
    "对照的策略同样计算",
    "heaviest = 节点的键数 / 其公平份额 的最大值",
  ],
};
