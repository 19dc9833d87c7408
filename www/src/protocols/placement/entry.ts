import type { ProtocolEntry } from "../protocol.ts";

export const placement = {
  name: "placement",
  group: "placement",
  place: 3,
  firstScenario: "ring-against-modulo",
  page: () => import("./page.ts"),
} satisfies ProtocolEntry;
