import type { ProtocolEntry } from "../protocol.ts";

export const paxos = {
  name: "paxos",
  group: "consensus",
  place: 2,
  firstScenario: "paxos-two-proposers",
  page: async () => {
    // Side by side: what one imports would be asked for only once it is there.
    const [page] = await Promise.all([import("./page.ts"), import("../../cluster/cluster-view.ts")]);
    return page;
  },
} satisfies ProtocolEntry;
