import type { ProtocolEntry } from "../../protocols/protocol.ts";

/** The least that a page part is: names, and what is said in words. How it is drawn is left to the default. */
export const ringElection = {
  name: "ring-election",
  title: { en: "Ring election", "zh-CN": "环上选举" },
  group: "consensus",
  place: 4,
  texts: { en: () => import("./texts/en.ts"), "zh-CN": () => import("./texts/zh-CN.ts") },
} satisfies ProtocolEntry;
