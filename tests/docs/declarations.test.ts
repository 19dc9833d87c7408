/** What is told of the element in its types, its manifest and its page comes from one declaration, which the compiler reads. */
import { expect, it } from "vitest";
import { declared, exportsOf, inOne, members, ownNames } from "../../scripts/lib/declarations.ts";
import { customElements, elementEvents, elementMembers } from "../../scripts/lib/element-files.ts";
import { ROWS } from "../../www/src/element/options.ts";

const FIXTURE = "tests/docs/declarations.fixture.ts";

it("members are what the compiler sees, whatever stands in comments and between lines", () => {
  const text = "One; with a brace } and a method(no) in it. @returns more of it";
  expect(members(FIXTURE, "Odd")).toEqual([
    {
      name: "own-name",
      parameters: null,
      type: "{ inner: string; other: number }",
      readonly: true,
      text: "",
    },
    { name: "many", parameters: ["first", "second"], type: "Promise<void>", readonly: false, text },
    { name: "last", parameters: null, type: "(value: string) => void", readonly: false, text: "" },
  ]);
  expect(() => members(FIXTURE, "None")).toThrow("no interface None");
});

it("exports and functions are what the compiler sees", () => {
  expect(exportsOf(FIXTURE)).toEqual(["type Odd", "made", "one", "two", "type Reached"]);
  expect(declared(FIXTURE, "made")).toBe(
    "/** Makes it. */\nexport declare function made(\n  text: string,\n  { at, until }: { readonly at: number; readonly until: number | undefined },\n): Promise<string>;\n",
  );
  expect(() => declared(FIXTURE, "one")).toThrow("no one with a comment");
});

it("what folders add to an interface stands in one declaration", () => {
  const types =
    "interface A {\n\ta: 1;\n}\nexport interface B {\n\tb: 2;\n}\n/** More. */\ninterface A {\n\t/** It }. */\n\tc: 3;\n}\n";
  const both = "interface A {\n\ta: 1;\n\t/** It }. */\n\tc: 3;\n}\nexport interface B {\n\tb: 2;\n}\n";
  expect(inOne(types, "A")).toBe(both);
  expect(() => inOne(types, "B")).toThrow("adds to `B`");
});

it("what is called as something of the platform has its name", () => {
  expect(ownNames("declare const name$1: 1;\nexport {\n\tname$1 as name,\n};\n")).toBe(
    "export declare const name: 1;\nexport {\n};\n",
  );
});

it("the manifest has every option, member and event of the element, each with its type and what it is", () => {
  const [module] = JSON.parse(customElements()).modules;
  const [{ attributes, members: told, events }] = module.declarations;
  const named = (all: readonly { name: string }[]) => all.map(({ name }) => name);
  expect(named(attributes)).toEqual(named(ROWS));
  expect(named(told)).toEqual([...named(ROWS), ...named(elementMembers())]);
  expect(named(events)).toEqual(named(elementEvents()));
  expect(named(told)).toEqual(expect.arrayContaining(["ready", "simulation", "play", "act"]));
  expect(named(events)).toContain("ringleader-violation");
  for (const one of [...attributes, ...told, ...events]) {
    expect(one.description, one.name).not.toBe("");
    expect((one.kind === "method" ? one.return : one).type.text, one.name).toMatch(/\S/u);
  }
});
