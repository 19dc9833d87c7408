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

it("types the parameters of every rule as the engine declares them", () => {
  const engine = declared(
    read("../../../../src/protocols/raft/rule.rs"),
    /\w+ \{(?<fields>[^{}]*)\} = "(?<code>raft\.[^"]+)"/g,
    /(\w+):/g,
  );
  const types = declared(read("raft-rules.ts"), /"(?<code>raft\.[^"]+)": \{(?<fields>[^{}]*)\}/g, /(\w+):/g);
  expect(engine.length).toBeGreaterThan(40);
  expect(types).toEqual(engine);
});
