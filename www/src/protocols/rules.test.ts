import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** Code and parameters, in order, of every rule that a file declares. */
function declared(text: string, rule: RegExp, field: RegExp): string[] {
  return [...text.matchAll(rule)].map(({ groups }) => {
    const names = [...(groups?.fields ?? "").matchAll(field)].map(([, name]) => name ?? "");
    const camel = names.map((name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    return `${groups?.code}: ${camel.join(", ")}`;
  });
}

it.each([
  ["raft", "protocols/raft/rule.rs", 40],
  ["paxos", "protocols/paxos/rule.rs", 20],
  ["placement", "protocols/placement/rule.rs", 20],
])("types the parameters of every rule of %s as the engine declares them", (protocol, file, least) => {
  const engine = declared(
    read(`../../../src/${file}`),
    /\w+ \{(?<fields>[^{}]*)\} = "(?<code>[a-z]+\.[^"]+)"/g,
    /(\w+):/g,
  );
  const types = declared(
    read(`${protocol}/rules.ts`),
    /"(?<code>[a-z]+\.[^"]+)": (?:\{(?<fields>[^{}]*)\}|Record<never, never>)/g,
    /(\w+):/g,
  );
  expect(engine.length).toBeGreaterThan(least);
  expect(types).toEqual(engine);
});
