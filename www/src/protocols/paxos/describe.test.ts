import { expect, describe as group, it } from "vitest";
import { catalog, describe, type EventRecord, Simulation } from "../../library/ringleader.ts";
import { LINES } from "./lines.ts";

const scenarios = catalog.scenarios.filter(({ protocol }) => protocol === "paxos");
const records = (text: string): EventRecord[] => new Simulation(text).events();
const told = (text: string, code: string, locale: string): string => {
  const found = records(text).find((record) => "rule" in record && record.rule === code);
  return found === undefined ? `no ${code}` : describe(found, locale);
};
const gallery = (name: string): string => scenarios.find((one) => one.name === name)?.text ?? "";

group("what happens in Paxos", () => {
  it.each(scenarios)("is told in both languages, with nothing left open: $name", ({ text }) => {
    for (const record of records(text)) {
      const [english, chinese] = [describe(record, "en"), describe(record, "zh-CN")];
      for (const sentence of [english, chinese]) {
        expect(sentence, JSON.stringify(record)).not.toMatch(/[{}]|::|undefined|null|–/u);
      }
      expect(english).not.toMatch(/\p{Script=Han}/u);
      expect(chinese, english).toMatch(/\p{Script=Han}/u);
    }
  });

  it("names who did what, by which rule, and where the paper says so", () => {
    const late = gallery("paxos-late-accept");
    expect(told(late, "paxos.accept.refused", "en")).toBe(
      "n2 refuses n1's proposal of ballot 1.n1: it has promised the higher ballot 2.n5 (Paxos Made Simple 2.2)",
    );
    expect(told(late, "paxos.value.adopted", "en")).toBe(
      "n3 has to propose “Y” in ballot 3.n3: of all proposals that promises report, the one of ballot 2.n5 is the highest (Paxos Made Simple 2.2)",
    );
    expect(told(late, "paxos.value.chosen", "zh-CN")).toContain("“Y”在提案 2.n5 中被选定");
  });

  it("has a line of pseudocode for every rule of the engine", () => {
    const codes = catalog.protocols.find(({ name }) => name === "paxos")?.rules.map(({ code }) => code);
    expect(Object.keys(LINES).sort()).toEqual([...(codes ?? [])].sort());
  });
});
