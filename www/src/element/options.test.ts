import { describe, expect, test } from "vitest";
import { factorOf, OPTIONS, settingsOf, wordsOf } from "./options.ts";

const settings = (given: Record<string, string> = {}) => settingsOf((name) => given[name] ?? null);

describe("options of an embedded bench", () => {
  test("without any, each has its default, and nothing is wrong", () => {
    const { problems, ...values } = settings();
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      scenario: "",
      nodes: null,
      autoplay: false,
      pace: "clock",
      controls: "full",
    });
    expect(Object.keys(values).sort()).toEqual(OPTIONS.map(({ name }) => name).sort());
  });

  test.each([
    ["", true],
    ["true", true],
    ["autoplay", true],
    ["false", false],
    ["0", false],
    ["off", false],
  ])("a flag %j is %j", (text, on) => {
    expect(settings({ autoplay: text }).autoplay).toBe(on);
  });

  test.each([
    [{ nodes: "7" }, { nodes: 7 }],
    [{ nodes: " 7 " }, { nodes: 7 }],
    [{ seed: "0" }, { seed: 0 }],
    [{ nodes: "" }, { nodes: null }],
    [{ controls: "none" }, { controls: "none" }],
    [{ controls: "" }, { controls: "full" }],
    [{ theme: "dark" }, { theme: "dark" }],
  ])("%j", (given, expected) => {
    expect(settings(given)).toMatchObject({ ...expected, problems: [] });
  });

  test.each([
    [{ nodes: "seven" }, { nodes: null }, /^nodes: .*seven/],
    [{ nodes: "-1" }, { nodes: null }, /^nodes: /],
    [{ seed: "1e3" }, { seed: null }, /^seed: /],
    [{ seed: "99999999999999999999" }, { seed: null }, /^seed: /],
    [{ controls: "ful" }, { controls: "full" }, /^controls: one of full, min, none, not `ful`/],
    [{ pace: "<script>" }, { pace: "clock" }, /^pace: /],
  ])("%j is told of, and the default applies", (given, expected, said) => {
    const read = settings(given);
    expect(read).toMatchObject(expected);
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]).toMatch(said);
  });

  test.each([
    ["1/100", 0.01],
    ["0.01", 0.01],
    ["3", 3],
    ["1/2×", 0.5],
    ["0", null],
    ["1/0", null],
    ["fast", null],
    ["", null],
  ])("speed %j is %j", (text, factor) => {
    expect(factorOf(text)).toBe(factor);
  });

  test("words are separated by spaces or commas", () => {
    expect(wordsOf(" cluster, log  events ")).toEqual(["cluster", "log", "events"]);
  });
});
