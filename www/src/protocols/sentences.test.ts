/** Every sentence of every scenario, in both languages, held against the record that it is said of. */
import { describe, expect, it } from "vitest";
import type { EventRecord } from "../api/frames.ts";
import { languages, type Words } from "../i18n/words.ts";
import { catalog, Simulation } from "../library/ringleader.ts";
import { SHOWN, wordsIn } from "../testing/words-in.ts";

/** A scenario can have thousands of records, and the machine other work. */
const LONG = { timeout: 60_000 };

/** All values in a record besides its id, instant and cause; of a list also how many they are. */
function valuesOf(record: EventRecord): string[] {
  const { id: _, at: __, kind: ___, cause: ____, ...own } = record as EventRecord & Record<string, unknown>;
  const flat = (value: unknown): string[] => {
    if (value === null || typeof value !== "object") return [String(value)];
    const inside = Object.values(value).flatMap(flat);
    return Array.isArray(value) ? [...inside, String(value.length)] : inside;
  };
  return [...flat(own), ...entriesOf(record), ...implied(record)];
}

/** A Raft message names the entry before its own: theirs are the indexes after it. */
function entriesOf(record: EventRecord): string[] {
  if (!("message" in record)) return [];
  const { prevLogIndex, entries } = record.message.fields as { prevLogIndex?: number; entries?: unknown[] };
  if (prevLogIndex === undefined || entries === undefined) return [];
  return entries.map((_, index) => String(prevLogIndex + index + 1));
}

/** Who starts an election has the one vote of its own (Raft 5.2); what is committed begins after what was. */
function implied(record: EventRecord): string[] {
  if (!("rule" in record)) return [];
  if (record.rule === "raft.election.started") return ["1"];
  return record.rule === "raft.commit.advanced" ? [String(record.params.was + 1)] : [];
}

const numbers = (text: string): string[] =>
  Array.from(text.matchAll(/\d[\d,]*(?:\.\d+)?/gu), ([number]) =>
    number.replace(/,$/u, "").replaceAll(",", ""),
  );

/** Headline and what it leaves out, without the place in a paper, which has numbers of its own. */
function said(record: EventRecord, words: Words, paper: string): string {
  const parts = words.detail(record).split(" · ");
  const isPlace = "rule" in record || (paper !== "" && parts.at(-1)?.startsWith(paper));
  return [words.short(record), ...(isPlace ? parts.slice(0, -1) : parts)].join(" ");
}

describe.each(SHOWN)("what is said of $name", async (entry) => {
  const { phrasing } = (await entry.page(null)).page;
  const speeches = await Promise.all(Array.from(languages.keys(), (locale) => wordsIn(locale, entry)));
  const scenarios = catalog.scenarios.filter(({ protocol }) => protocol === entry.name);

  it.each(scenarios)("has no number that the record has not: $name", LONG, ({ text }) => {
    const wrong: string[] = [];
    for (const record of new Simulation(text).events()) {
      const own = new Set(valuesOf(record).flatMap(numbers));
      for (const words of speeches) {
        const sentence = said(record, words, phrasing.paper);
        if (/[{}]|undefined|NaN/u.test(sentence)) wrong.push(sentence);
        const strange = numbers(sentence).filter((number) => !own.has(number));
        if (strange.length > 0) wrong.push(`${strange} in ${sentence} of ${JSON.stringify(record)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(scenarios)("leaves out no value of what was decided: $name", LONG, ({ text }) => {
    const missing = new Set<string>();
    for (const record of new Simulation(text).events()) {
      if (!("rule" in record)) continue;
      for (const words of speeches) {
        const sentence = said(record, words, phrasing.paper);
        for (const [name, value] of Object.entries(record.params))
          if (value !== null && typeof value !== "object" && !sentence.includes(String(value)))
            missing.add(`${record.rule} ${name}`);
      }
    }
    expect([...missing].filter((one) => !UNSAID.has(one))).toEqual([]);
  });
});

/** What a sentence says in words of its own, or leaves to the one before it and to the picture. */
const UNSAID = new Set([
  // The headline before it named the ballot.
  "paxos.promise.counted ballot",
  // Where there is no ring, no points are said.
  "placement.built points",
  "placement.node.joined points",
  // It chooses the sentence.
  "placement.keys.moved by",
  // The index that it accepted up to is said.
  "raft.append.accepted count",
  // What is said is how far it goes now.
  "raft.commit.advanced was",
  // Whose role is given up does not count terms.
  "raft.reply.ignored current",
  "raft.reply.ignored term",
  // Nobody is known.
  "raft.request.redirected leader",
  // Where the last terms differ, they alone decide.
  "raft.vote.refused.log-behind lastLogIndex",
  "raft.vote.refused.log-behind ownLastIndex",
]);
