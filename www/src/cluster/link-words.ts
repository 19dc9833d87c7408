/** What links do, in words. */
import type { LinkView, NetworkView, ZoneView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";
import type { UnlikeLink } from "../stage/unlike-links.ts";
import { named } from "../state/move-lines.ts";
import { bandwidthText } from "../state/network-lines.ts";
import { latencyText } from "./tools.ts";

const bandwidthWords = (bytes: number | null, words: Words): string =>
  bytes === null
    ? words.t("ui.network.unlimited")
    : words.t("ui.network.bandwidth", { bandwidth: bandwidthText(bytes) });

/** What is unlike on a link, in short. */
export const unlikeText = ({ settings, differs }: UnlikeLink, words: Words): string =>
  differs.map((key) => settingText({ [key]: settings[key] }, words)).join(" · ");

function settingText(setting: object, words: Words): string {
  if ("latency" in setting) return latencyText(setting.latency as NetworkView["latency"], words);
  if ("loss" in setting) return words.t("ui.network.loss", { loss: setting.loss as number });
  if ("duplicate" in setting)
    return words.t("ui.network.duplicate", { duplicate: setting.duplicate as number });
  return bandwidthWords((setting as { bandwidth: number | null }).bandwidth, words);
}

/** What was set of some links, as a sentence. */
export function spokenLink(link: LinkView, zones: readonly ZoneView[] | undefined, words: Words): string {
  const { from, to, both, ...setting } = link;
  const list = (ends: readonly string[]) => named(ends, zones).join(words.t("sentence.list"));
  const params = { from: list(from), to: list(to), what: settingText(setting, words) };
  return words.t(both ? "ui.twin.link" : "ui.twin.link.one-way", params);
}

/** All that is said of the network beside latency, loss and duplication of all links. */
export function networkFacts({ order, bandwidth, links = [], zones }: NetworkView, words: Words): string[] {
  return [
    ...(order === "fifo" ? [words.t("ui.network.fifo")] : []),
    ...(bandwidth === undefined ? [] : [bandwidthWords(bandwidth, words)]),
    ...links.map((link) => spokenLink(link, zones, words)),
  ];
}
