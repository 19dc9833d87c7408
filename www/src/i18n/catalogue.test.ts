import { describe, expect, it } from "vitest";
import { catalog } from "../library/ringleader.ts";
import { explained } from "../protocols/explained.ts";
import { SHOWN } from "../testing/words-in.ts";
import type { Why } from "./catalogue.ts";
import { chosen, placeholders, type Text } from "./format.ts";
import { languages, loadChapter, localeFor, type Part } from "./languages.ts";

/** Every file of every language, as it stands. */
const FILES = import.meta.glob<Part>("../texts/*/*.json", { eager: true, import: "default" });
const LOCALES = [...languages.keys()];
const OTHERS = LOCALES.filter((locale) => locale !== "en");
const fileOf = (locale: string, name: string): Part => FILES[`../texts/${locale}/${name}.json`] ?? {};
const filesOf = (locale: string): string[] =>
  Object.keys(FILES)
    .filter((path) => path.startsWith(`../texts/${locale}/`))
    .map((path) => path.replace(/^.*\/|\.json$/gu, ""))
    .sort();

const protocols = await Promise.all(
  SHOWN.map(async (entry) => ({
    name: entry.name,
    phrasing: (await entry.page(null)).page.phrasing,
    said: new Map(
      await Promise.all(
        LOCALES.map(
          async (locale) =>
            [
              locale,
              { texts: await loadChapter(entry, locale), why: await explained(entry.name, locale) },
            ] as const,
        ),
      ),
    ),
    engine: catalog.protocols.find((one) => one.name === entry.name),
  })),
);
type Said = { texts: Readonly<Record<string, Text>>; why: Why };

/** Whose section numbers are said with the paper's name before them. */
const sources = (paper: string, section: string) => [section, `${paper} ${section}`];

it("is complete of several protocols", () => {
  expect(protocols.length).toBeGreaterThan(2);
  expect(OTHERS).toContain("zh-CN");
});

describe.each(protocols)("what the engine knows of $name", ({ name, phrasing, engine, said }) => {
  const rules = engine?.rules ?? [];
  const saidIn = (locale: string) => said.get(locale) as Said;

  it("is known to these texts at all", () => {
    expect(rules.length).toBeGreaterThan(0);
  });

  it("has the same sections", () => {
    for (const { code, section } of rules) expect(phrasing.rule(code, {}, "n1")?.section, code).toBe(section);
    for (const { name: property, source } of engine?.properties ?? [])
      expect(sources(phrasing.paper, phrasing.property(property) ?? ""), property).toContain(source);
  });

  it.each(LOCALES)("has texts (%s)", (locale) => {
    const { texts, why } = saidIn(locale);
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
    need(`protocol.${name}`, fileOf(locale, "page"));
    for (const key of ["hint", "silence.start", "silence.quiet"]) need(key);
    expect(lacking).toEqual([]);
  });

  it.each(LOCALES)("has a reason and a line of pseudocode for each rule (%s)", (locale) => {
    const { why } = saidIn(locale);
    for (const { code } of rules) {
      expect(why.rules[code], code).toMatch(/[.。]$/u);
      const [block = "", line = -1] = why.lines[code] ?? [];
      expect(why.pseudocode[block]?.[line], code).toBeTruthy();
    }
  });
});

describe.each(OTHERS)("the language %s", (locale) => {
  it("has the files that English has", () => {
    expect(filesOf(locale)).toEqual(filesOf("en"));
  });

  describe.each(filesOf("en"))("in %s.json", (name) => {
    const [english, other] = [textsIn(fileOf("en", name)), textsIn(fileOf(locale, name))];

    it("has the keys that English has, and no other; as many lines, as many choices", () => {
      expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    });

    it("shows the same parameters", () => {
      for (const [key, text] of english) {
        const { shown } = placeholders(other.get(key) ?? "");
        const asked = placeholders(text);
        // What English only counts by need not be counted in every language; what it shows is shown.
        expect(shown, key).toEqual(asked.shown);
        for (const counted of placeholders(other.get(key) ?? "").counted)
          expect([...asked.shown, ...asked.counted], key).toContain(counted);
      }
    });

    it("tells headline from small print at the same texts, so that captions look alike", () => {
      for (const [key, text] of english) expect(isHalved(other.get(key) ?? ""), key).toBe(isHalved(text));
    });
  });
});

describe.each(LOCALES)("every text of %s", (locale) => {
  const all = filesOf(locale).flatMap((name) => [...textsIn(fileOf(locale, name))]);

  it("says something", () => {
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(([, text]) => text === "")).toEqual([]);
  });

  it("has a form for each of the language's plural categories, and no other", () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
    for (const [key, text] of all) {
      if (typeof text === "string") continue;
      for (const forms of Object.values(text.forms))
        expect(Object.keys(forms).sort(), key).toEqual([...pluralCategories].sort());
    }
  });

  it("counts only what it has a place for, and has no brace besides its places", () => {
    for (const [key, text] of all) {
      if (typeof text !== "string")
        for (const name of Object.keys(text.forms)) expect(text.text, key).toContain(`{${name}}`);
      expect(chosen(text, {}, locale).replaceAll(/\{\w+\}/gu, ""), key).not.toMatch(/[{}]/u);
    }
  });
});

describe("Chinese", () => {
  const texts = filesOf("zh-CN")
    .filter((name) => !name.endsWith(".pseudocode"))
    .flatMap((name) => [...textsIn(fileOf("zh-CN", name)).values()].map((text) => chosen(text, {}, "zh-CN")));

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
    ["../**/*.ts", "!../i18n/**", "!../**/*.test.ts"],
    { query: "?raw", import: "default", eager: true },
  );
  const shared = ["page", "later", "rare"].flatMap((name) => Object.keys(fileOf("en", name)));

  it("is there", () => {
    const names = protocols.map(({ name }) => name);
    const asked = new RegExp(`["'\`]((?:ui|${names.join("|")})\\.[\\w.\${}-]+)["'\`]`, "gu");
    const lacking: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      const own = protocols.find(({ name }) => path.includes(`/protocols/${name}/`));
      const known = [...shared, ...Object.keys(own?.said.get("en")?.texts ?? {})];
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
    [["ZH-cn"], "zh-CN"],
    [["fr", "zh_CN"], "zh-CN"],
    [["en-GB"], "en"],
    [["fr"], "en"],
    [[], "en"],
  ])("%j reads %s", (wanted, locale) => {
    expect(localeFor(wanted)).toBe(locale);
  });
});

/** The texts of a file, each by its way through it. */
function textsIn(part: unknown, way = ""): Map<string, Text> {
  if (typeof part === "string") return new Map([[way, part]]);
  if (typeof part !== "object" || part === null) return new Map();
  if ("text" in part && "forms" in part) return new Map([[way, part as Text]]);
  return new Map(Object.entries(part).flatMap(([key, inner]) => [...textsIn(inner, `${way}/${key}`)]));
}

const isHalved = (text: Text): boolean => (typeof text === "string" ? text : text.text).includes("::");
