import type { ProtocolEntry } from "../protocol.ts";

export const placement = {
  name: "placement",
  title: { en: "Consistent hashing", "zh-CN": "一致性哈希" },
  group: "placement",
  place: 3,
  firstScenario: "ring-against-modulo",
  page: () => import("./page.ts"),
  texts: { en: () => import("./texts/en.ts"), "zh-CN": () => import("./texts/zh-CN.ts") },
  why: { en: () => import("./texts/en/why.ts"), "zh-CN": () => import("./texts/zh-CN/why.ts") },
} satisfies ProtocolEntry;
