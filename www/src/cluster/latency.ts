import type { NetworkView } from "../api/frames.ts";
import type { Words } from "../i18n/words.ts";

export function latencyText({ min, max }: NetworkView["latency"], words: Words): string {
  return min === max
    ? words.t("ui.network.latency-fixed", { ms: min })
    : words.t("ui.network.latency", { min, max });
}
