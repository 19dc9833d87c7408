import { describe, expect, it } from "vitest";
import { catalog, Simulation } from "../api/index.ts";
import { wordsIn } from "../testing/words.ts";
import { PROTOCOLS } from "./index.ts";

describe.each(PROTOCOLS)("the answer of a prediction of $name", async (entry) => {
  const [page, why, words] = await Promise.all([entry.page(), entry.why.en(), wordsIn("en", entry)]);
  const view = page.view(words);
  await view.later?.();
  const scenarios = catalog.scenarios.filter(({ protocol }) => protocol === entry.name);

  it.each(scenarios)("is one of the choices: $name", ({ name }) => {
    const lesson = why.lessons[name];
    expect(lesson, "has a lesson").toBeDefined();
    const answer = view.answer(name);
    if (lesson?.question === null) expect(answer).toBeNull();
    else expect(Object.keys(lesson?.choices ?? {})).toContain(answer?.choice);
  });

  // One that looks at no record is shown by the scenario's end.
  const shown = scenarios.filter(({ name }) => view.answer(name)?.shownBy.length === 1);
  it.each(shown)("is shown by the run: $name", ({ name, text }) => {
    const records = new Simulation(text).events();
    expect(records.some((record) => view.answer(name)?.shownBy(record))).toBe(true);
  });

  it("opens a scenario of its own at first", () => {
    expect(scenarios.map(({ name }) => name)).toContain(entry.firstScenario);
  });
});
