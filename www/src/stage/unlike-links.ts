/** Links that are not as all are: which, in what, and how they are drawn. */
import { type SVGTemplateResult, svg } from "lit/html.js";
import type { LinkView, NetworkView, ZoneView } from "../api/frames.ts";
import { along, type Layout, type Place, wayBetween, wayPath } from "./geometry.ts";
import { px } from "./picture.ts";
import { areaOf } from "./zones.ts";

/** What holds for one direction of a link. */
export interface LinkSettings {
  latency: { min: number; max: number };
  /** Shares in percent. */
  loss: number;
  duplicate: number;
  /** Bytes a second; null: all leave at once. */
  bandwidth: number | null;
}

/** What holds for all links that no line names. */
const usual = ({ latency, loss, duplicate, bandwidth }: NetworkView): LinkSettings => ({
  ...{ latency, loss, duplicate },
  bandwidth: bandwidth ?? null,
});

const names = ({ from, to, both }: LinkView, one: string, other: string): boolean =>
  (from.includes(one) && to.includes(other)) || (both && from.includes(other) && to.includes(one));

/** What holds from one end to another: of the lines that name the link the last one decides. */
export function linkOf(network: NetworkView, from: string, to: string): LinkSettings {
  const said = (network.links ?? []).filter((link) => names(link, from, to));
  return Object.assign(usual(network), ...said.map(({ from: _from, to: _to, both: _both, ...what }) => what));
}

/** One direction of a link that is unlike the others, and in what. */
export interface UnlikeLink {
  from: string;
  to: string;
  settings: LinkSettings;
  differs: readonly (keyof LinkSettings)[];
}

const KEYS = ["latency", "loss", "duplicate", "bandwidth"] as const;

/** All of them, each once, in the order in which lines name them. */
export function unlikeLinks(network: NetworkView): UnlikeLink[] {
  const all = usual(network);
  const found = new Map<string, UnlikeLink>();
  for (const { from, to, both } of network.links ?? []) {
    for (const one of from) {
      for (const other of to) {
        for (const [a, b] of both
          ? [[one, other] as const, [other, one] as const]
          : [[one, other] as const]) {
          const settings = linkOf(network, a, b);
          const differs = KEYS.filter((key) => JSON.stringify(settings[key]) !== JSON.stringify(all[key]));
          if (differs.length > 0) found.set(`${a} ${b}`, { from: a, to: b, settings, differs });
        }
      }
    }
  }
  return [...found.values()];
}

/** Links between zones as one, where all between two of them are alike: what each link says would be a thicket. */
export function betweenZones(links: readonly UnlikeLink[], zones: readonly ZoneView[]): UnlikeLink[] {
  let left = [...links];
  const whole: UnlikeLink[] = [];
  for (const from of zones) {
    for (const to of zones.filter((zone) => zone !== from)) {
      const is = ({ from: one, to: other }: UnlikeLink) =>
        from.members.includes(one) && to.members.includes(other);
      const of = left.filter(is);
      const [first] = of;
      const alike = of.every((link) => JSON.stringify(link.settings) === JSON.stringify(first?.settings));
      if (first === undefined || !alike || of.length < from.members.length * to.members.length) continue;
      whole.push({ ...first, from: from.name, to: to.name });
      left = left.filter((link) => !is(link));
    }
  }
  return [...whole, ...left];
}

/** Where a node, a client or a zone ends its links. */
function placeOf(layout: Layout, end: string, zones: readonly ZoneView[]): Place | undefined {
  const zone = zones.find(({ name }) => name === end);
  const area = zone === undefined ? null : areaOf(zone, layout);
  if (area === null) return layout.places.get(end);
  const { x, y } = area.middle;
  return { x, y, r: 0, angle: Math.atan2(y - layout.centre.y, x - layout.centre.x) };
}

/** With more of them than this only the first of those that are alike says what it is. */
const LABELS_MAX = 4;
/** On a shorter link there is no room for what it says: the panel and the text say it. */
const LABELLED_PX_MIN = 95;

/**
 * Each direction as a line along its way: dots, the longer its messages take the further apart; dashes where messages are
 * lost; a double line where they are doubled; a thin line with a bar where they leave slowly. What it says stands on it.
 */
export function drawUnlikeLinks(
  network: NetworkView,
  layout: Layout,
  say: (link: UnlikeLink) => string,
): SVGTemplateResult {
  const zones = network.zones ?? [];
  const links = betweenZones(unlikeLinks(network), zones);
  const seen = new Set<string>();
  return svg`${links.map((link) => {
    const [from, to] = [placeOf(layout, link.from, zones), placeOf(layout, link.to, zones)];
    if (from === undefined || to === undefined) return "";
    const way = wayBetween(layout, from, to);
    const text = say(link);
    const roomy = Math.hypot(to.x - from.x, to.y - from.y) >= LABELLED_PX_MIN;
    const labelled = roomy && (links.length <= LABELS_MAX || !seen.has(text));
    seen.add(text);
    // Nearer to where it begins: the two directions of a link do not stand on each other.
    const at = along(way, 0.36);
    return svg`<g class="unlike ${link.differs.join(" ")}" data-link="${link.from} ${link.to}">
      <path d=${wayPath(way)} stroke-dasharray=${dashes(link, network)} />
      ${labelled ? svg`<text class="tiny" x=${px(at.x)} y=${px(at.y + 3.5)}>${text}</text>` : ""}</g>`;
  })}`;
}

/** Of a link that differs in its latency: dots whose distance says how much. */
function dashes({ settings, differs }: UnlikeLink, { latency }: NetworkView): string {
  if (differs.includes("loss")) return "9 7";
  if (!differs.includes("latency")) return "none";
  const mean = (of: { min: number; max: number }) => (of.min + of.max) / 2;
  const ratio = mean(settings.latency) / Math.max(mean(latency), 1);
  return `0 ${px(Math.min(Math.max(4 * Math.sqrt(ratio), 4), 16))}`;
}
