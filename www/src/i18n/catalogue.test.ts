import { describe, expect, it } from "vitest";
import ruleSource from "../../../src/protocols/raft/rule.rs?raw";
import { localeFor } from "./catalogue.ts";
import { why as enWhy } from "./en/why.ts";
import { en } from "./en.ts";
import { placeholders } from "./format.ts";
import { isRuleCode, RULE_SECTIONS, type RuleCode } from "./rules.ts";
import { why as zhWhy } from "./zh-CN/why.ts";
import { zhCN } from "./zh-CN.ts";

const catalogues = { en, "zh-CN": zhCN };
const explanations = { en: enWhy, "zh-CN": zhWhy };
const codes = Object.keys(RULE_SECTIONS) as RuleCode[];

/** The engine's rules: code -> section. */
const declared = Object.fromEntries(
  [...ruleSource.matchAll(/= "(raft\.[\w.-]+)", "([^"]+)"/gu)].map(([, code = "", section = ""]) => [
    code,
    section,
  ]),
);

describe("the engine's rules", () => {
  it("are the ones that have texts, with the same sections", () => {
    expect(Object.keys(declared).length).toBeGreaterThan(40);
    expect(RULE_SECTIONS).toEqual(declared);
  });

  it.each(Object.entries(catalogues))("each have a sentence (%s)", (_, texts) => {
    const lacking = codes.filter((code) => !Object.hasOwn(texts, `rule.${code}`));
    expect(lacking).toEqual([]);
  });

  it.each(Object.entries(explanations))("each have a reason and a line of pseudocode (%s)", (_, why) => {
    for (const code of codes) {
      expect(why.rules[code], code).toMatch(/[.。]$/u);
      const [block, line] = why.lines[code];
      expect(why.pseudocode[block][line], code).toBeTruthy();
    }
  });
});

describe("the languages", () => {
  it("have the same keys, and lessons with the same choices", () => {
    expect(Object.keys(zhCN).sort()).toEqual(Object.keys(en).sort());
    expect(shape(zhWhy)).toEqual(shape(enWhy));
  });

  it("ask for the same parameters", () => {
    for (const [key, text] of Object.entries(en)) {
      const other = zhCN[key as keyof typeof en];
      expect(placeholders(other), key).toEqual(placeholders(text));
    }
  });

  it("leave no text empty", () => {
    for (const texts of Object.values(catalogues)) {
      expect(Object.entries(texts).filter(([, text]) => text === "")).toEqual([]);
    }
  });

  it("tell headline from small print at the same texts, so that captions look alike", () => {
    for (const [key, text] of Object.entries(en)) {
      expect(zhCN[key as keyof typeof en].includes("::"), key).toBe(text.includes("::"));
    }
  });
});

describe("Chinese", () => {
  const { pseudocode, ...prose } = zhWhy;
  const texts = [...Object.values(zhCN), ...leaves(prose)];

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

  it("has as many lines of pseudocode as English", () => {
    expect(shape(pseudocode)).toEqual(shape(enWhy.pseudocode));
  });
});

describe("what the page asks for", () => {
  const sources: Record<string, string> = import.meta.glob(
    ["../**/*.ts", "!../i18n/**", "!../**/*.test.ts"],
    {
      query: "?raw",
      import: "default",
      eager: true,
    },
  );
  const known = Object.keys(en);

  it("is there", () => {
    const lacking: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      for (const [, key = ""] of source.matchAll(
        /["'`]((?:ui|raft|property|scenario|kind)\.[\w.${}-]+)["'`]/gu,
      )) {
        // Of a key that is put together, the fixed parts are known.
        const parts = key.split(/\$\{[\w.]+\}/u).map((part) => part.replaceAll(".", "\\."));
        const pattern = new RegExp(`^${parts.join("[\\w.-]+")}$`, "u");
        if (!isRuleCode(key) && !known.some((one) => pattern.test(one))) lacking.push(`${path}: ${key}`);
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
