/** Ends of links, as data and as words of a line. The name of a zone stands for its members. */
import type { EndpointId } from "./frames.ts";

/** Links: between each two of these groups, both ways; or from some ends to others, one way. */
export type LinkEnds =
  | { groups: readonly (readonly EndpointId[])[] }
  | { from: readonly EndpointId[]; to: readonly EndpointId[] };

/** What is set of links: a range like `5ms..15ms`, a share like `1%`, a bandwidth like `10MB/s` or `unlimited`. */
export type LinkChange =
  | { latency: string }
  | { loss: string }
  | { duplicate: string }
  | { bandwidth: string };

/** What can be set of links. */
export const LINK_KEYS = ["latency", "loss", "duplicate", "bandwidth"] as const;

/** The words of ends; `list` says how those of one side are written, or what is wrong with them. */
export function endsWords(ends: LinkEnds, list: (side: unknown, what: string) => string): string {
  if ("from" in ends) return `${list(ends.from, "from")} -> ${list(ends.to, "to")}`;
  const { groups } = ends;
  const sides: readonly unknown[] = Array.isArray(groups) && groups.length > 1 ? groups : [groups];
  return sides.map((side) => list(side, "groups")).join(" | ");
}
