/** The default presentation in place of what a protocol's page part leaves out, or of all of it. A chunk of its own. */
import { plainPage } from "../cluster/plain.ts";
import type { Locale } from "../i18n/words.ts";
import type { ProtocolEntry, ShownProtocol } from "./protocol.ts";

const PLAIN = {
  en: () => import("../i18n/plain/en.ts"),
  "zh-CN": () => import("../i18n/plain/zh-CN.ts"),
};

/** A protocol with nothing left out. Its own texts go before the default ones. */
export function shown(entry: ProtocolEntry): ShownProtocol {
  const { page, texts, why } = entry;
  const both = async (locale: Locale) => {
    const [plain, own] = await Promise.all([PLAIN[locale](), texts?.[locale]()]);
    return { texts: { ...plain.texts, ...own?.texts } };
  };
  return {
    ...entry,
    page: page ?? (async (known) => ({ page: plainPage(known) })),
    texts:
      texts !== undefined && page !== undefined
        ? texts
        : { en: () => both("en"), "zh-CN": () => both("zh-CN") },
    why: why ?? PLAIN,
  };
}

/** One that has no page part. It stands after those that have one. */
export const unlisted = (name: string): ShownProtocol =>
  shown({ name, title: { en: name, "zh-CN": name }, place: Number.POSITIVE_INFINITY });
