/**
 * The protocols that have a page part, in the order of their places. To add one: its folder here, and its line in
 * `registry.ts`. Nothing else of the page changes: see `docs/adding-a-protocol.md`.
 */
import type { ProtocolEntry } from "./protocol.ts";
import * as registry from "./registry.ts";

export const PROTOCOLS: readonly ProtocolEntry[] = Object.values<ProtocolEntry>(registry).sort(
  (one, other) => one.place - other.place,
);
