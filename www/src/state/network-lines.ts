/** A network as the lines that make it so. */
import type { LinkView, NetworkView } from "../api/frames.ts";

/** Units of a bandwidth from the largest, each in bytes. */
const UNITS = [
  ["GB/s", 1e9],
  ["MB/s", 1e6],
  ["kB/s", 1e3],
  ["B/s", 1],
] as const;

/** A bandwidth as a scenario has it, in the largest unit that gives a whole number. */
export function bandwidthText(bytes: number | null): string {
  const [name, unit] = UNITS.find(([, one]) => (bytes ?? 1) % one === 0) ?? UNITS[3];
  return bytes === null ? "unlimited" : `${bytes / unit}${name}`;
}

const spanText = ({ min, max }: NetworkView["latency"]): string => `${min}ms..${max}ms`;

/** All that it says of links, of all first: what follows overrides that. */
export function networkLines({
  latency,
  loss,
  duplicate,
  bandwidth,
  order,
  links = [],
}: NetworkView): string[] {
  const lines = [
    `latency ${spanText(latency)}`,
    `loss ${loss}%`,
    `duplicate ${duplicate}%`,
    ...(bandwidth === undefined ? [] : [`bandwidth ${bandwidthText(bandwidth)}`]),
    ...(order === undefined ? [] : [`order ${order}`]),
    ...links.map(linkLine),
  ];
  return lines.map((line) => `network ${line}`);
}

function linkLine(link: LinkView): string {
  const ends = `${link.from.join(" ")} ${link.both ? "|" : "->"} ${link.to.join(" ")}`;
  if ("latency" in link) return `latency ${ends} ${spanText(link.latency)}`;
  if ("loss" in link) return `loss ${ends} ${link.loss}%`;
  if ("duplicate" in link) return `duplicate ${ends} ${link.duplicate}%`;
  return `bandwidth ${ends} ${bandwidthText(link.bandwidth)}`;
}
