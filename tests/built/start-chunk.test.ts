/**
 * What every visit of the page loads, whatever its chapter: it knows of a chapter the line in the menu, and nothing
 * else, so that a new chapter costs the visitors of the others no more than that.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { catalog } from "../../www/src/library/ringleader.ts";
import { PROTOCOLS } from "../../www/src/protocols/protocols.ts";

const page = (file: string) => readFileSync(new URL(`../../dist/page/${file}`, import.meta.url), "utf8");

const manifest: Record<string, { file: string; imports?: string[] }> = JSON.parse(
  page(".vite/manifest.json"),
);

/** A chunk with all that it imports before it runs. */
function withImports(key: string, files = new Set<string>()): ReadonlySet<string> {
  const { file, imports = [] } = manifest[key] ?? { file: "" };
  files.add(file);
  for (const one of imports) withImports(one, files);
  return files;
}

const start = [...withImports("index.html")].map(page).join("\n");
/** Words that the page has for itself, and a chapter by chance too: an intent, and the dialog that cuts a network. */
const OWN: readonly string[] = ["retry", "partition"];
const isSaid = (word: string) =>
  !OWN.includes(word) && ['"', "'", "`"].some((quote) => start.includes(quote + word + quote));

it.each(catalog.protocols)("the start says of $name what its line in the menu opens", (protocol) => {
  const scenarios = catalog.scenarios.filter((one) => one.protocol === protocol.name).map(({ name }) => name);
  const words = [
    ...scenarios,
    ...scenarios.map((name) => `scenario.${name}.title`),
    ...protocol.rules.map(({ code }) => code),
    ...protocol.properties.map(({ name }) => name),
    ...protocol.messages,
    ...protocol.timers,
    ...protocol.bugs,
  ];
  expect(scenarios.length).toBeGreaterThan(3);
  const { firstScenario } = PROTOCOLS.find(({ name }) => name === protocol.name) ?? {};
  expect(words.filter(isSaid)).toEqual([firstScenario]);
});
