import type { ProtocolEntry } from "../protocol.ts";

export const raft = {
  name: "raft",
  group: "consensus",
  place: 1,
  firstScenario: "leader-crash",
  page: async () => {
    // Side by side: what one imports would be asked for only once it is there.
    const [page] = await Promise.all([import("./page.ts"), import("../../cluster/cluster-view.ts")]);
    return page;
  },
} satisfies ProtocolEntry;
