import type { ZoneView } from "../api/frames.ts";
/** A word of the scenario language in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/** To a node, or to the one that the client knows of. */
export const requestLine = (client: string, command: string, node: string | null = null): string =>
  ["request", client, ...(node === null ? [] : [node]), quoted(command)].join(" ");

/** Ends as lines and sentences have them: of a zone that is there as a whole, its name. */
export function named(ends: readonly string[], zones: readonly ZoneView[] = []): string[] {
  const whole = zones.filter(({ members }) => members.every((member) => ends.includes(member)));
  return ends.flatMap((end) => {
    const zone = whole.find(({ members }) => members.includes(end));
    if (zone === undefined) return [end];
    return end === ends.find((one) => zone.members.includes(one)) ? [zone.name] : [];
  });
}

export const partitionLine = (
  sides: readonly (readonly string[])[],
  zones: readonly ZoneView[] | undefined,
): string => `cut ${sides.map((side) => named(side, zones).join(" ")).join(" | ")}`;
