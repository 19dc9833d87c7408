import { describe, expect, it } from "vitest";
import { catalog, Simulation } from "../../api/index.ts";
import { loadWhy } from "../../i18n/index.ts";
import type { ScenarioName } from "../../i18n/rules.ts";
import { ANSWERS } from "./answers.ts";

const why = await loadWhy("en");
const names = Object.keys(ANSWERS) as ScenarioName[];

describe("the answer of a prediction", () => {
  it.each(names)("is one of the choices: %s", (name) => {
    const { question, choices } = why.lessons[name];
    if (question === null) expect(ANSWERS[name]).toBeNull();
    else expect(Object.keys(choices)).toContain(ANSWERS[name]?.choice);
  });

  const inGallery = catalog.scenarios.filter(({ name }) => Object.hasOwn(ANSWERS, name));
  const shown = inGallery.filter(({ name }) => ANSWERS[name as ScenarioName]?.shownBy.length === 1);
  it.each(shown.map(({ name, text }) => [name, text]))("is shown by the run: %s", (name, text) => {
    const answer = ANSWERS[name as ScenarioName];
    const records = new Simulation(text).events();
    expect(records.some((record) => answer?.shownBy(record))).toBe(true);
  });
});
