/**
 * The protocols that have a page part, in the order of their places. To add one: its folder here, and its line in
 * `registry.ts`. Nothing else of the page changes: see `docs/adding-a-protocol.md`.
 */
import type { ProtocolEntry } from "./protocol.ts";
import * as registry from "./registry.ts";

export const PROTOCOLS: readonly ProtocolEntry[] = Object.values<ProtocolEntry>(registry).sort(
  (one, other) => one.place - other.place,
);

/** What chapters are grouped by in their menu, in its order. A chapter names its group in its entry. */
export const GROUPS = ["consensus", "placement", "others"] as const;

export type Group = (typeof GROUPS)[number];

/** The protocol of a first visit, and of an embedding that names none. */
export const FIRST_PROTOCOL = "raft";
/** The scenario of a first visit. */
export const FIRST_SCENARIO = "leader-crash";
