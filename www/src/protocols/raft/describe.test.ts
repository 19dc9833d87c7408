import { expect, it, describe as suite } from "vitest";
import ruleSource from "../../../../src/protocols/raft/rule.rs?raw";
import type { EventRecord } from "../../api/frames.ts";
import { fill, placeholders, type Value } from "../../i18n/format.ts";
import { describe } from "../../library/library-texts.ts";
import { wordsIn } from "../../testing/words-in.ts";
import { explained } from "../explained.ts";
import { RULE_SECTIONS, type RuleCode } from "./codes.ts";
import { raft } from "./entry.ts";
import { messages, records, ruleRecord } from "./records.fixture.ts";

const locales = ["en", "zh-CN"] as const;

/** A parameter of each type that a rule may have. */
const SAMPLES: Readonly<Record<string, Value>> = { Term: 4, Index: 9, u64: 3, NodeId: "n1", Text: "c1" };

/** Every rule as the engine declares it, with a value for each parameter. */
const rules = [...ruleSource.matchAll(/^\s+\w+ \{([^}]*)\} = "(raft\.[\w.-]+)"/gmu)].map(
  ([, fields = "", code = ""]) => {
    const params = [...fields.matchAll(/(\w+): (\w+)/gu)].map(([, name = "", type = ""]): [string, Value] => [
      name.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase()),
      SAMPLES[type] ?? null,
    ]);
    return ruleRecord(code as RuleCode, Object.fromEntries(params));
  },
);

/** Those cases of a rule that read differently. */
const cases = [
  ruleRecord("raft.reply.ignored", { term: 3, current: 3 }),
  ruleRecord("raft.vote.refused.already-voted", { candidate: "n1", votedFor: "n3", term: 3 }),
  ruleRecord("raft.pre-vote.refused.leader-alive", { candidate: "n1", leader: "n3" }),
  ruleRecord("raft.append.accepted", { leader: "n1", count: 0, matchIndex: 4 }),
  ruleRecord("raft.append.accepted", { leader: "n1", count: 1, matchIndex: 4 }),
  ruleRecord("raft.commit.advanced", { commitIndex: 6, was: 3, copies: 3, needed: 3, term: 2 }),
  ruleRecord("raft.applied", { index: 1, command: "", answer: "" }),
  ruleRecord("raft.request.redirected", { client: "c1", leader: null }),
];

const all: readonly EventRecord[] = [...records, ...rules, ...cases];

suite("describe", () => {
  it("names who did what, the rule and its section", () => {
    const params = { candidate: "n1", lastLogTerm: 2, lastLogIndex: 4, ownLastTerm: 3, ownLastIndex: 4 };
    const record = ruleRecord("raft.vote.refused.log-behind", params);
    expect(describe(record)).toBe(
      "n3 refuses its vote to n1: n1's log ends in term 2, n3's in term 3 (Raft 5.4.1)",
    );
    expect(describe(record, "zh-CN")).toBe(
      "n3 拒绝投票给 n1：n1 的日志止于任期 2，n3 的止于任期 3（Raft 5.4.1）",
    );
  });

  it("says by how much a log of the same term is behind", () => {
    const params = { candidate: "n1", lastLogTerm: 3, lastLogIndex: 4, ownLastTerm: 3, ownLastIndex: 6 };
    expect(describe(ruleRecord("raft.vote.refused.log-behind", params))).toBe(
      "n3 refuses its vote to n1: both logs end in term 3, but n1's at index 4, n3's at index 6 (Raft 5.4.1)",
    );
  });

  it("has met every rule of the engine", () => {
    expect(rules.map((record) => record.rule).sort()).toEqual(Object.keys(RULE_SECTIONS).sort());
  });

  it.each(locales)("says something whole about every record (%s)", (locale) => {
    for (const record of all) {
      const sentence = describe(record, locale);
      const where = `${JSON.stringify(record)}: ${sentence}`;
      expect(sentence.length, where).toBeGreaterThan(3);
      // A place that was not filled, a parameter that was not there, the seam between the halves.
      expect(sentence, where).not.toMatch(/[{}]|–|::|undefined|null|NaN|\[object/u);
      if (locale === "zh-CN") expect(sentence, where).toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(locales)("shows every rule's section (%s)", (locale) => {
    for (const record of rules) {
      const section = RULE_SECTIONS[record.rule as RuleCode].replace("thesis ", "");
      expect(describe(record, locale), record.rule).toMatch(
        new RegExp(`${section.replaceAll(".", "\\.")}[)）]$`, "u"),
      );
    }
  });

  it("sets a space between Chinese and what is filled in", () => {
    for (const record of all) {
      const unquoted = describe(record, "zh-CN").replaceAll(/“[^”]*”/gu, "");
      expect(unquoted).not.toMatch(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
    }
  });

  it("tells messages of one kind apart by what they carry", () => {
    const said = messages.map((message) =>
      describe({ id: "7.0", at: 180, cause: null, node: "n1", kind: "sent", message }),
    );
    expect(new Set(said).size).toBe(messages.length);
  });

  it("does not fail on what a newer engine may say", () => {
    const rule = { ...ruleRecord("raft.applied", { index: 7 }), rule: "raft.snapshot.installed" };
    expect(describe(rule as unknown as EventRecord)).toBe("n3: raft.snapshot.installed (index 7)");
    const tick = {
      id: "7.0",
      at: 1,
      cause: null,
      node: "c1",
      kind: "never-heard-of",
    } as unknown as EventRecord;
    expect(describe(tick, "zh-CN")).toBe("c1 never-heard-of");
  });
});

suite("captions", () => {
  const elected = ruleRecord("raft.leader.elected", { term: 2, votes: 3, needed: 3 });

  it("have a headline and small print", async () => {
    const words = await wordsIn("en", raft);
    expect(words.short(elected)).toBe("n3 is elected leader of term 2");
    expect(words.detail(elected)).toBe("3 of the 3 votes needed · Raft 5.2");
  });

  it("have them in Chinese", async () => {
    const words = await wordsIn("zh-CN", raft);
    expect(words.short(elected)).toBe("n3 当选任期 2 的领导者");
    expect(words.detail(elected)).toBe("需要 3 票，已得 3 票 · Raft 5.2");
  });

  it.each(locales)("have a headline of a line at most for every record (%s)", async (locale) => {
    const words = await wordsIn(locale, raft);
    for (const record of all) expect(words.short(record).length, words.short(record)).toBeLessThanOrEqual(72);
  });
});

suite("words", () => {
  it("cite a property's source in the reader's language", async () => {
    expect((await wordsIn("en", raft)).cite("Raft Figure 3, 5.4.3")).toBe("Raft Figure 3, 5.4.3");
    expect((await wordsIn("zh-CN", raft)).cite("Raft Figure 3, 5.4.3")).toBe("Raft 图 3、5.4.3");
    expect((await wordsIn("zh-CN", raft)).cite("Raft thesis 9.6")).toBe("Raft 博士论文 9.6");
  });

  it("know which names from outside have a text", async () => {
    const words = await wordsIn("en", raft);
    expect(words.has("scenario.first-election.title")).toBe(true);
    expect(words.has("scenario.of-my-own.title")).toBe(false);
  });

  it("explain in each language", async () => {
    expect((await explained("raft", "en")).options.heartbeat?.name).toBe("Heartbeat");
    expect((await explained("raft", "zh-CN")).options.heartbeat?.name).toBe("心跳间隔");
  });
});

suite("fill", () => {
  it("chooses the word that goes with a number", () => {
    const text = {
      text: "{count} of {node}",
      forms: { count: { one: "{count} entry", other: "{count} entries" } },
    };
    expect(fill(text, { count: 1, node: "n1" }, "en")).toBe("1 entry of n1");
    expect(fill(text, { count: 0, node: "n1" }, "en")).toBe("0 entries of n1");
    expect(placeholders(text)).toEqual({ shown: ["count", "node"], counted: ["count"] });
  });

  it("shows that a parameter is missing", () => {
    expect(fill("{node} {gone}", { node: "n1" }, "en")).toBe("n1 –");
  });

  it("leaves braces in what is filled in alone", () => {
    expect(fill("“{command}” by {node}", { command: "set x {node}", node: "c1" }, "en")).toBe(
      "“set x {node}” by c1",
    );
  });
});
