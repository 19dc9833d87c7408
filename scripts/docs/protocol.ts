/** The tables of one protocol: options, bugs, properties, gallery, and the index from the paper to code, test and run. */

import { loadChapter } from "../../www/src/i18n/words.ts";
import {
  catalog,
  type EventRecord,
  parse,
  print,
  type Scenario,
  Simulation,
} from "../../www/src/library/ringleader.ts";
import { explained } from "../../www/src/protocols/explained.ts";
import { PROTOCOLS } from "../../www/src/protocols/protocols.ts";
import { shown } from "../../www/src/protocols/shown.ts";
import { filesUnder, read } from "./files.ts";
import { code, table } from "./regions.ts";

/** Where the built page stands, seen from a page of docs/. */
const PAGE = "../dist/page/index.html";

/** Where each protocol's statements of its paper are held against tests. */
const paperOf = (protocol: string): string => `tests/suite/paper_${protocol}.rs`;

/** What each protocol says and explains, in English. One that the page cannot show yet has no words. */
const said = new Map(
  await Promise.all(
    PROTOCOLS.map(shown).map(
      async (entry) =>
        [
          entry.name,
          { ...(await explained(entry.name, "en")), texts: await loadChapter(entry, "en") },
        ] as const,
    ),
  ),
);

function saidOf(protocol: string) {
  const found = said.get(protocol);
  return {
    texts: (found?.texts ?? {}) as Readonly<Record<string, string>>,
    named: { ...found?.options, ...found?.bugs } as Readonly<Record<string, { name: string; text: string }>>,
    reasons: (found?.properties ?? {}) as Readonly<Record<string, string>>,
    lessons: (found?.lessons ?? {}) as Readonly<Record<string, { watch: string; question: string | null }>>,
  };
}

function protocolOf(name: string) {
  const found = catalog.protocols.find((protocol) => protocol.name === name);
  if (found === undefined) throw new Error(`no protocol ${name}`);
  return found;
}

const scenariosOf = (protocol: string) =>
  catalog.scenarios.filter((scenario) => scenario.protocol === protocol);

const titleOf = (protocol: string, scenario: string): string =>
  saidOf(protocol).texts[`scenario.${scenario}.title`] ?? scenario;

/** Each scenario opens in the page, lesson and all. */
export function gallery(protocol: string): string {
  const { lessons } = saidOf(protocol);
  const rows = scenariosOf(protocol).map(({ name, text }) => [
    `[${titleOf(protocol, name)}](${PAGE}?scenario=${name})`,
    lessons[name]?.watch ?? commentOf(text),
    lessons[name]?.question ?? "",
  ]);
  return table(["Scenario", "What to watch", "What to predict"], rows);
}

/** The comment on top of a scenario says what to see, too. */
const commentOf = (text: string): string =>
  (/^(?:#.*\n)*/u.exec(text)?.[0] ?? "").replace(/\n?# ?/gu, " ").trim();

/** Those of clients are every protocol's; these are its own. */
export function options(protocol: string): string {
  const { named } = saidOf(protocol);
  const own = protocolOf(protocol).options.map((option) => [
    code(option.name),
    option.expected,
    code(option.default),
    named[option.name]?.text ?? "",
  ]);
  return table(["Option", "Value", "Default", "What it does"], own);
}

function violatedIn(text: string): string[] {
  return new Simulation(text)
    .properties()
    .filter(({ status }) => status === "violated")
    .map(({ name }) => name);
}

/** Where a bug is caught: the scenarios of the gallery that are clean without it and break a property with it. */
export function bugs(protocol: string): string {
  const { named } = saidOf(protocol);
  const rows = protocolOf(protocol).bugs.map((bug) => {
    const caught = scenariosOf(protocol).flatMap(({ name, text }) => {
      const withBugs = (...on: string[]) => print({ ...parse(text), bugs: on } as Scenario);
      const broken = violatedIn(withBugs(bug));
      // What is forged breaks a property without any bug.
      const isClean = violatedIn(withBugs()).length === 0;
      return broken.length === 0 || !isClean
        ? []
        : [`${titleOf(protocol, name)} (${broken.map(code).join(", ")})`];
    });
    if (caught.length === 0) throw new Error(`no scenario of the gallery catches ${bug}`);
    return [code(bug), named[bug]?.text ?? "", caught.slice(0, CAUGHT_SHOWN).join("; ")];
  });
  return table(["Bug", "What goes wrong", "Caught in (the properties that break)"], rows);
}

/** A bug may be caught in most of the gallery. */
const CAUGHT_SHOWN = 3;

export function properties(protocol: string): string {
  const { reasons } = saidOf(protocol);
  const rows = protocolOf(protocol).properties.map(({ name, kind, source }) => [
    code(name),
    kind,
    source,
    reasons[name] ?? "",
  ]);
  return table(["Property", "Kind", "Source", "Why"], rows);
}

type RuleRecord = Extract<EventRecord, { rule: string }>;
const isRule = (record: EventRecord): record is RuleRecord => "rule" in record;

interface Sight {
  scenario: string;
  link: string;
}

/** Per rule, the first scenario of the gallery that applies it, opened at that very event. */
function sights(protocol: string): ReadonlyMap<string, Sight> {
  const seen = new Map<string, Sight>();
  for (const { name, text } of scenariosOf(protocol)) {
    const simulation = new Simulation(text);
    for (const record of simulation.events().filter(isRule)) {
      if (seen.has(record.rule)) continue;
      simulation.seek(Number(record.id.split(".", 1)[0]));
      seen.set(record.rule, { scenario: titleOf(protocol, name), link: simulation.link(PAGE) });
    }
  }
  return seen;
}

/** What each rule's own comment says, from where the rules are declared. */
function ruleComments(): ReadonlyMap<string, string> {
  const rule = /((?:^ *\/\/\/[^\n]*\n)+) *\w+ \{[^}]*\} = "([\w.-]+)"/gmu;
  const files = filesUnder("src", "/rule.rs");
  const found = files.flatMap((file) => [...read(file).matchAll(rule)]);
  return new Map(
    found.map(([, comment = "", code = ""]) => [
      code,
      comment
        .replace(/^ *\/\/\/ ?/gmu, "")
        .replace(/\s+/gu, " ")
        .trim(),
    ]),
  );
}

interface Statement {
  section: string;
  says: string;
  test: string;
}

/** The table of a test file: section, what the paper says, the test that holds it. */
function statements(protocol: string): Statement[] {
  const literal = String.raw`"((?:[^"\\]|\\.)*)"`;
  const row = new RegExp(`\\(\\s*${literal},\\s*${literal},\\s*${literal},?\\s*\\)`, "gu");
  return [...read(paperOf(protocol)).matchAll(row)].map(([, section = "", says = "", test = ""]) => ({
    section,
    says: says.replaceAll('\\"', '"'),
    test,
  }));
}

/** The file in which a test stands, linked. */
function testLink(test: string): string {
  const file = filesUnder("tests/suite", ".rs").find((name) => read(name).includes(`fn ${test}(`));
  if (file === undefined) throw new Error(`no test ${test}`);
  return `[${code(test)}](../${file})`;
}

/** From a section of the paper to the rules that say it, a moment of each, and the tests that hold it. */
export function sections(protocol: string): string {
  const { rules } = protocolOf(protocol);
  const comments = ruleComments();
  const seen = sights(protocol);
  const told = statements(protocol);
  const all = [...new Set([...rules.map((rule) => rule.section), ...told.map((one) => one.section)])];
  const links: string[] = [];
  const parts = all.sort(bySection).map((section) => {
    const applied = rules
      .filter((rule) => rule.section === section)
      .map(({ code: rule }) => {
        const sight = seen.get(rule);
        if (sight !== undefined) links.push(`[${rule}]: ${sight.link}`);
        return [
          code(rule),
          comments.get(rule) ?? "",
          sight === undefined ? "not in the gallery" : `[${sight.scenario}][${rule}]`,
        ];
      });
    const held = told
      .filter((one) => one.section === section)
      .map(({ says, test }) => [says, testLink(test)]);
    return [
      `### ${section}`,
      applied.length === 0 ? "" : table(["Rule", "When it is noted", "A moment of it"], applied),
      held.length === 0 ? "" : table(["What is said", "The test that holds it"], held),
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  });
  return [...parts, links.join("\n")].join("\n\n");
}

/** Figures first, then sections by number, then those of other texts. */
function bySection(one: string, other: string): number {
  const rank = (section: string) => (section.startsWith("Figure") ? 0 : /^\d/u.test(section) ? 1 : 2);
  return rank(one) - rank(other) || one.localeCompare(other, "en", { numeric: true });
}
