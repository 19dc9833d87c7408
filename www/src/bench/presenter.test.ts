import { afterEach, expect, it, vi } from "vitest";
import { type Locale, loadCatalogue, loadChapter } from "../i18n/words.ts";
import { raft } from "../protocols/raft/entry.ts";
import { Presenter } from "./presenter.ts";

/** Texts that come when they are let through, as over a slow network. */
function slowly() {
  const waiting = new Map<Locale, () => void>();
  const texts = async (locale: Locale) => {
    if (locale !== "en") await new Promise<void>((resolve) => waiting.set(locale, resolve));
    return loadChapter(raft, locale);
  };
  const entry = { ...raft, texts };
  return { entry, letThrough: (locale: Locale) => waiting.get(locale)?.() };
}

afterEach(() => vi.unstubAllGlobals());

it("stays with the language that was asked for last, whichever comes last", async () => {
  await Promise.all([loadCatalogue("en"), loadCatalogue("zh-CN")]);
  const { entry, letThrough } = slowly();
  // Nothing is drawn here: of style sheets there need only be as much as adopts them.
  vi.stubGlobal(
    "CSSStyleSheet",
    class {
      replaceSync() {}
    },
  );
  vi.stubGlobal("ShadowRoot", class {});
  const presenter = new Presenter([entry], "en", { adoptedStyleSheets: [] } as unknown as Document);
  await presenter.speak(true);
  await presenter.prepare("raft");
  presenter.use("raft");
  const toChinese = presenter.translate("zh-CN");
  const back = presenter.translate("en");
  await back;
  await new Promise((resolve) => setTimeout(resolve, 20));
  letThrough("zh-CN");
  await toChinese;
  expect(presenter.words.locale).toBe("en");
});
