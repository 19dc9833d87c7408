import type { ProtocolEntry } from "../protocol.ts";

export const placement: ProtocolEntry = {
  name: "placement",
  firstScenario: "ring-against-modulo",
  page: async () => (await import("./page.ts")).placementPage,
  texts: {
    en: async () => (await import("./texts/en.ts")).texts,
    "zh-CN": async () => (await import("./texts/zh-CN.ts")).texts,
  },
  why: {
    en: async () => (await import("./texts/en/why.ts")).why,
    "zh-CN": async () => (await import("./texts/zh-CN/why.ts")).why,
  },
};
