import { expect, it, describe as suite } from "vitest";
import { PROTOCOLS } from "../protocols/protocols.ts";
import { pseudoLanguage } from "../testing/pseudo.ts";
import { allSaid } from "../testing/said.ts";
import {
  catalog,
  describe,
  type EventRecord,
  type LocaleTexts,
  locales,
  registerLocale,
  Simulation,
} from "./ringleader.ts";

const records = new Simulation(
  catalog.scenarios.find(({ name }) => name === "leader-crash")?.text ?? "",
).events();
const ruled = (code: string): EventRecord => {
  const found = records.find((record) => "rule" in record && record.rule === code);
  if (found === undefined) throw new Error(`no record of ${code}`);
  return found;
};
const elected = ruled("raft.leader.elected");

suite("registerLocale", () => {
  it("adds a language: what it has is said in it, the rest in English", async () => {
    await registerLocale("nl", {
      language: { name: "Nederlands" },
      raft: {
        "rule.raft.leader.elected": "{node} wordt leider van termijn {term}::{votes} van de {needed} stemmen",
      },
    });
    expect(locales()).toContain("nl");
    expect(describe(elected, "nl-BE")).toMatch(
      /^n\d wordt leider van termijn \d: \d van de \d stemmen \(Raft 5\.2\)$/u,
    );
    expect(describe(ruled("raft.election.started"), "nl")).toBe(
      describe(ruled("raft.election.started"), "en"),
    );
  });

  it("puts texts of one's own over those of a language that there is, and leaves the others", async () => {
    const before = describe(elected, "zh-CN");
    await registerLocale("zh-CN", { page: { "sentence.cited": "{sentence} ——{place}" } });
    expect(describe(elected, "zh-CN")).toBe(before.replace(/（(Raft [^）]*)）$/u, " ——$1"));
    await registerLocale("zh-CN", { page: { "sentence.cited": "{sentence}（{place}）" } });
    expect(describe(elected, "zh-CN")).toBe(before);
  });

  it("chooses the form of each plural category, as Polish has four", async () => {
    await registerLocale("pl", {
      raft: {
        "rule.raft.append.accepted": {
          text: "{node} przyjmuje {count} od {leader}::aż do indeksu {matchIndex}",
          forms: {
            count: {
              one: "{count} wpis",
              few: "{count} wpisy",
              many: "{count} wpisów",
              other: "{count} wpisu",
            },
          },
        },
      },
    });
    const accepted = (count: number) =>
      ({
        ...elected,
        rule: "raft.append.accepted",
        params: { leader: "n1", count, matchIndex: 9 },
      }) as EventRecord;
    for (const [count, said] of [
      [1, "1 wpis "],
      [3, "3 wpisy "],
      [5, "5 wpisów "],
      [22, "22 wpisy "],
    ] as const)
      expect(describe(accepted(count), "pl")).toContain(said);
  });

  it.each<[string, string, unknown, RegExp]>([
    ["a tag that is none", "no tag", {}, /"no tag" is no language's tag/u],
    ["a part that is none", "nl", { rafts: {} }, /there is no part "rafts"; there are .*raft/u],
    [
      "a key that is none",
      "nl",
      { raft: { "rule.raft.nope": "x" } },
      /there is no text raft "rule\.raft\.nope"/u,
    ],
    ["a place that lacks", "nl", { page: { "ui.seed": "zaad" } }, /page "ui\.seed" lacks \{seed\}/u],
    [
      "a place that is not filled",
      "nl",
      { page: { "ui.seed": "{seed} {sede}" } },
      /page "ui\.seed" has \{sede\}/u,
    ],
    [
      "a headline without small print",
      "nl",
      { page: { "event.crashed": "{node} valt uit" } },
      /lacks the "::"/u,
    ],
    ["no text", "nl", { page: { "ui.play": 3 } }, /page "ui\.play" is a text/u],
    [
      "a form that the language has not",
      "nl",
      {
        placement: { "placement.center.keys": { text: "{keys}", forms: { keys: { two: "x", other: "y" } } } },
      },
      /has a form "two", which nl has not: one, other/u,
    ],
    [
      "no form for the rest",
      "nl",
      { placement: { "placement.center.keys": { text: "{keys}", forms: { keys: { one: "x" } } } } },
      /no form "other" of \{keys\}/u,
    ],
    [
      "another number of lines",
      "nl",
      { "raft.pseudocode": { terms: ["x"] } },
      /raft\.pseudocode "terms" is a list of \d+ lines/u,
    ],
  ])("refuses %s, says where, and registers nothing", async (_, name, texts, message) => {
    const before = [locales(), describe(elected, "nl")];
    const refused = registerLocale(name, texts as LocaleTexts);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ code: "argument" });
    expect([locales(), describe(elected, "nl")]).toEqual(before);
  });
});

/** Arabic has all six categories. */
const TAG = "ar-XB";

/** Every text of English without its places: nothing of these may be said in another language. */
const ENGLISH: readonly string[] = Object.values(
  import.meta.glob<object>("../texts/en/*.json", { eager: true, import: "default" }),
).flatMap(function textsOf(value: unknown): string[] {
  if (typeof value === "string")
    return value
      .split(/\{\w+\}|::/u)
      .flatMap((part) => (/[a-z]{2,} [a-z]{2,}/u.test(part) ? [part.trim()] : []));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
});

suite("a pseudo-language", async () => {
  await registerLocale(TAG, pseudoLanguage(TAG) as LocaleTexts);
  const firsts = PROTOCOLS.map(({ firstScenario }) => firstScenario ?? "");

  it.each(firsts)("is what every part of the page says: %s", { timeout: 120_000 }, async (scenario) => {
    const [english, other] = [
      await allSaid(scenario, "en", PROTOCOLS),
      await allSaid(scenario, TAG, PROTOCOLS),
    ];
    let own = 0;
    for (const [where, lines] of other) {
      for (const line of lines) {
        expect(line, where).not.toMatch(/undefined|NaN|\{\w+\}/u);
        expect(
          ENGLISH.filter((text) => line.includes(text)),
          `${where}: ${line}`,
        ).toEqual([]);
        if (line.includes("⟦")) own += 1;
      }
      // What is neither of the language nor the run's own, which English has as well: nothing.
      const strange = lines.filter((line) => !line.includes("⟦") && /\p{L}{3}/u.test(line));
      expect(
        strange.filter((line) => !english.get(where)?.includes(line)),
        where,
      ).toEqual([]);
    }
    expect(own).toBeGreaterThan(1_000);
  });

  it("says a record in all six of its plural categories", () => {
    const sentences = [0, 1, 2, 3, 11, 100].map((count) =>
      describe(
        {
          ...elected,
          rule: "raft.append.accepted",
          params: { leader: "n1", count, matchIndex: 9 },
        } as EventRecord,
        TAG,
      ),
    );
    // None is a heartbeat, which counts nothing.
    expect(sentences[0]).not.toContain("‹");
    expect(sentences.slice(1).map((said) => /‹(\w+)›/u.exec(said)?.[1])).toEqual([
      "one",
      "two",
      "few",
      "many",
      "other",
    ]);
  });
});
