import type { ProtocolEntry } from "../protocol.ts";

export const raft: ProtocolEntry = {
  name: "raft",
  firstScenario: "leader-crash",
  page: async () => {
    // Side by side: what one imports would be asked for only once it is there.
    const [page] = await Promise.all([import("./page.ts"), import("../../cluster/view.ts")]);
    return page.raftPage;
  },
  texts: {
    en: async () => (await import("./texts/en.ts")).texts,
    "zh-CN": async () => (await import("./texts/zh-CN.ts")).texts,
  },
  why: {
    en: async () => (await import("./texts/en/why.ts")).why,
    "zh-CN": async () => (await import("./texts/zh-CN/why.ts")).why,
  },
};
