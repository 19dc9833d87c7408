import type { PlacementWhy as Why } from "../../codes.ts";

/** What to watch in each scenario, and a question that the run answers. */
export const lessons: Why["lessons"] = {
  "key-walk": {
    watch: "键经哈希得到环上的位置，从那里顺时针走到第一个点。",
    needs: "在普通的哈希环上查找 user:17",
    question: "user:17 归谁？",
    choices: {
      nearest: "最近的点的节点，不论在哪一侧",
      clockwise: "顺时针下一个点的节点",
      before: "它前面那个点的节点",
    },
  },
  "ring-against-modulo": {
    watch: "第五个节点加入：在哈希环上，旁边是取模。键是同样的。",
    needs: "环上 500 个键，一个节点加入，且移动的个数是某个选项所说的",
    question: "哈希环上 500 个键中移动多少个？",
    choices: { none: "一个也不", fifth: "约 100 个", half: "约 250 个", most: "约 400 个" },
  },
  "remove-a-node": {
    watch: "n2 离开。它的弧归顺时针的下一个点。",
    needs: "n2 离开哈希环，且键的移动如某个选项所说",
    question: "哪些键会移动？",
    choices: { own: "只有 n2 的键", neighbour: "n2 的键和 n3 的一部分", all: "几乎全部" },
  },
  "hot-node": {
    watch: "每个节点只有一个点时，弧很不均匀：有个节点占了近两倍于平均值。然后每个节点 12 个点，再 160 个。",
    needs: "环上每个节点 160 个虚拟节点，且负载是某个选项所说的",
    question: "160 个虚拟节点时，最重的节点是平均值的多少倍？",
    choices: { near: "不到 1.2 倍", half: "约 1.5 倍", same: "仍近 2 倍" },
  },
  weights: {
    watch: "n5 以权重 2 加入，另外四个各为 1。之后它的权重改为 1。",
    needs: "环上 600 个键，n5 以权重 2 加入，且个数是某个选项所说的",
    question: "权重为 2 的 n5 取得 600 个键中的多少个？",
    choices: { sixth: "约 100 个", third: "约 200 个", half: "约 300 个" },
  },
  "replica-walk": {
    watch: "一个键有三个副本。行走途中遇到已有副本的节点的点。",
    needs: "查找途中遇到已有副本的节点的点",
    question: "在那个点会怎样？",
    choices: { skip: "跳过它", twice: "该节点再存一个副本", stop: "行走结束，只有两个副本" },
  },
  "bounded-loads": {
    watch: "点很少，所以单用哈希环（右）有节点过载。有界负载（左）中，已满的节点让键继续前行。",
    needs: "有界负载下 500 个键、5 个节点、负载因子 1.25，且查找遇到已满的节点",
    question: "500 个键、5 个节点、负载因子 1.25：一个节点最多有多少个键？",
    choices: { mean: "100", bound: "125", double: "200" },
  },
  "modulo-remainders": {
    watch: "归属是键除以节点数的余数。第五个节点加入。",
    needs: "40 个键按余数放置，一个节点加入，且个数是某个选项所说的",
    question: "40 个键中移动多少个？",
    choices: { fifth: "约 8 个", half: "约 20 个", most: "约 32 个" },
  },
  "rendezvous-join": {
    watch: "每个节点为每个键抽一个数，最大者得。第五个节点加入，也来抽。",
    needs: "会合哈希下一个节点加入，且键只移到它那里",
    question: "键可能移到哪里？",
    choices: { new: "只能移到新节点", any: "任何节点", next: "列表中的下一个节点" },
  },
  "jump-join": {
    watch: "第五个节点成为最后一个桶；键跳过去，或者不动。然后 n2 想离开。",
    needs: "跳跃哈希下要 n2 离开，而它不是最后一个桶",
    question: "n2 能离开吗？",
    choices: { yes: "能，它的键继续跳", no: "不能，只有最后一个桶可以" },
  },
  "maglev-join": {
    watch: "节点轮流占用表项，各有自己的偏好顺序。第五个节点加入。",
    needs: "Maglev 下第五个节点加入，且份额是某个选项所说的",
    question: "原有的四个节点之间有键移动吗？",
    choices: { none: "完全没有", some: "有几个", most: "大多数" },
  },
  "slots-join": {
    watch: "16384 个槽，按区间分配。第五个节点从四个节点各取走一些整槽。",
    needs: "槽中 500 个键，一个节点加入，且个数是某个选项所说的",
    question: "500 个键中移动多少个？",
    choices: { fifth: "约 100 个", half: "约 250 个", most: "约 400 个" },
  },
};
