import { describe, expect, it } from "vitest";
import { catalog } from "../library/ringleader.ts";
import { SHOWN } from "../testing/words-in.ts";
import { LOCALES, type Locale, localeFor, type Why } from "./catalogue.ts";
import { later as englishLater } from "./en/later.ts";
import { en } from "./en.ts";
import { placeholders } from "./format.ts";
import { texts as plain, why as plainWhy } from "./plain/en.ts";
import { texts as plainChinese, why as plainWhyChinese } from "./plain/zh-CN.ts";
import { later as chineseLater } from "./zh-CN/later.ts";
import { zhCN } from "./zh-CN.ts";

type TextMap = Readonly<Record<string, string>>;

const protocols = await Promise.all(
  SHOWN.map(async (entry) => ({
    name: entry.name,
    phrasing: (await entry.page(null)).page.phrasing,
    en: { ...(await entry.texts.en()), ...(await entry.why.en()) },
    "zh-CN": { ...(await entry.texts["zh-CN"]()), ...(await entry.why["zh-CN"]()) },
    engine: catalog.protocols.find((one) => one.name === entry.name),
  })),
);

/** Shared texts and each protocol's. */
const groups: readonly { name: string; en: TextMap; zhCN: TextMap }[] = [
  { name: "what every protocol says", en, zhCN },
  { name: "what every protocol says later", en: englishLater, zhCN: chineseLater },
  { name: "what is said of a protocol without texts", en: plain, zhCN: plainChinese },
  {
    name: "how a picture is read that is no protocol's own",
    en: plainWhy.legend,
    zhCN: plainWhyChinese.legend,
  },
  { name: "the protocols' names", en: titlesIn("en"), zhCN: titlesIn("zh-CN") },
  ...protocols.map((one) => ({ name: one.name, en: one.en.texts, zhCN: one["zh-CN"].texts })),
];

/** Whose section numbers are said with the paper's name before them. */
const sources = (paper: string, section: string) => [section, `${paper} ${section}`];

it("is complete of several protocols", () => {
  expect(protocols.length).toBeGreaterThan(2);
});

describe.each(protocols)("what the engine knows of $name", ({ name, phrasing, engine, ...locales }) => {
  const rules = engine?.rules ?? [];

  it("is known to these texts at all", () => {
    expect(rules.length).toBeGreaterThan(0);
  });

  it("has the same sections", () => {
    for (const { code, section } of rules) expect(phrasing.rule(code, {}, "n1")?.section, code).toBe(section);
    for (const { name: property, source } of engine?.properties ?? [])
      expect(sources(phrasing.paper, phrasing.property(property) ?? ""), property).toContain(source);
  });

  it.each(LOCALES)("has texts (%s)", (locale) => {
    const { texts, why } = locales[locale];
    const lacking: string[] = [];
    const need = (key: string, map: object = texts) => {
      if (!Object.hasOwn(map, key)) lacking.push(key);
    };
    for (const { code, moment } of rules) {
      need(`rule.${code}`);
      need(code, why.rules);
      need(code, why.lines);
      if (moment !== null) need(`moment.${moment}`);
    }
    for (const { name: property } of engine?.properties ?? []) {
      need(`property.${property}.name`);
      need(property, why.statements);
      need(property, why.properties);
    }
    for (const bug of engine?.bugs ?? []) need(bug, why.bugs);
    for (const option of engine?.options ?? []) need(option.name, why.options);
    for (const scenario of catalog.scenarios.filter((one) => one.protocol === name)) {
      need(`scenario.${scenario.name}.title`);
      need(scenario.name, why.lessons);
    }
    for (const key of ["hint", "silence.start", "silence.quiet"]) need(key);
    expect(lacking).toEqual([]);
  });

  it.each(LOCALES)("has a reason and a line of pseudocode for each rule (%s)", (locale) => {
    const { why } = locales[locale];
    for (const { code } of rules) {
      expect(why.rules[code], code).toMatch(/[.。]$/u);
      const [block = "", line = -1] = why.lines[code] ?? [];
      expect(why.pseudocode[block]?.[line], code).toBeTruthy();
    }
  });

  it("is explained in both languages, with the same choices and as many lines", () => {
    expect(shape(locales["zh-CN"].why)).toEqual(shape(locales.en.why));
  });
});

describe.each(groups)("the languages, in $name", ({ en: english, zhCN: chinese }) => {
  it("have the same keys", () => {
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  });

  it("ask for the same parameters", () => {
    for (const [key, text] of Object.entries(english))
      expect(placeholders(chinese[key] ?? ""), key).toEqual(placeholders(text));
  });

  it("leave no text empty", () => {
    for (const texts of [english, chinese])
      expect(Object.entries(texts).filter(([, text]) => text === "")).toEqual([]);
  });

  it("tell headline from small print at the same texts, so that captions look alike", () => {
    for (const [key, text] of Object.entries(english))
      expect(chinese[key]?.includes("::"), key).toBe(text.includes("::"));
  });
});

describe("Chinese", () => {
  const explained = protocols.flatMap((one) => {
    const { pseudocode: _, ...prose }: Why = one["zh-CN"].why;
    return leaves(prose);
  });
  const texts = [...groups.flatMap((group) => Object.values(group.zhCN)), ...explained];

  it("is punctuated in full width", () => {
    expect(texts.filter((text) => /\p{Script=Han} ?[,;:!?](?!:)/u.test(text.replaceAll("::", "")))).toEqual(
      [],
    );
    expect(texts.filter((text) => /\p{Script=Han}[()]|[()]\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it("sets a space between Chinese and Latin", () => {
    const tight = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u;
    expect(texts.filter((text) => tight.test(text))).toEqual([]);
  });
});

describe("what the page asks for", () => {
  const sources: Record<string, string> = import.meta.glob(
    ["../**/*.ts", "!../i18n/**", "!../protocols/*/texts/**", "!../**/*.test.ts"],
    { query: "?raw", import: "default", eager: true },
  );
  const shared = Object.keys({ ...en, ...englishLater });

  it("is there", () => {
    const names = protocols.map(({ name }) => name);
    const asked = new RegExp(`["'\`]((?:ui|${names.join("|")})\\.[\\w.\${}-]+)["'\`]`, "gu");
    const lacking: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      const own = protocols.find(({ name }) => path.includes(`/protocols/${name}/`));
      const known = [...shared, ...Object.keys(own?.en.texts ?? {})];
      const codes = new Set(own?.engine?.rules.map(({ code }) => code));
      for (const [, key = ""] of source.matchAll(asked)) {
        // Of a key that is put together, the fixed parts are known.
        const parts = key.split(/\$\{[\w.]+\}/u).map((part) => part.replaceAll(".", "\\."));
        const pattern = new RegExp(`^${parts.join("[\\w.-]+")}$`, "u");
        if (!codes.has(key) && !/api\//u.test(path) && !known.some((one) => pattern.test(one)))
          lacking.push(`${path}: ${key}`);
      }
    }
    expect(lacking).toEqual([]);
  });
});

describe("localeFor", () => {
  it.each([
    [["zh"], "zh-CN"],
    [["zh-TW", "en"], "zh-CN"],
    [["fr", "zh_CN"], "zh-CN"],
    [["en-GB"], "en"],
    [["fr"], "en"],
    [[], "en"],
  ])("%j reads %s", (wanted, locale) => {
    expect(localeFor(wanted)).toBe(locale);
  });
});

function titlesIn(locale: Locale): TextMap {
  return Object.fromEntries(SHOWN.map(({ name, title }) => [name, title[locale]]));
}

/** Everything but the words: which keys there are, which texts are null, how long the lists. */
function shape(value: unknown): unknown {
  if (typeof value === "string") return "text";
  if (Array.isArray(value)) return value.length;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(leaves);
}
