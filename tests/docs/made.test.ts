/** The pages of documentation say what the code's tables say. */
import { describe, expect, test } from "vitest";
import { remadePages } from "../../scripts/docs/makers.ts";
import { remade, table } from "../../scripts/docs/regions.ts";

describe("what is made from tables", () => {
  test.each(remadePages())("$file is up to date: if not, `npm run docs` writes it", ({ is, shouldBe }) => {
    expect(is).toBe(shouldBe);
  });

  test("a page with an unknown or an open part is refused", () => {
    expect(() => remade("<!-- made: nonsense -->\n<!-- end -->", {})).toThrow("nothing makes `nonsense`");
    expect(() => remade("<!-- made: a -->\n", { a: () => "" })).toThrow("has no end");
  });

  test("a part is replaced, the rest stays, and a second time changes nothing", () => {
    const makers = { list: (...words: string[]) => words.join("\n") };
    const page = "before\n<!-- made: list a b -->\nold\n<!-- end -->\nafter";
    const fresh = remade(page, makers);
    expect(fresh).toBe("before\n<!-- made: list a b -->\n\na\nb\n\n<!-- end -->\nafter");
    expect(remade(fresh, makers)).toBe(fresh);
  });

  test("no cell ends a table", () => {
    expect(table(["x"], [["a | b\nc"]])).toBe("| x |\n| --- |\n| a \\| b c |");
  });
});
