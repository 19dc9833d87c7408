import { describe, expect, test } from "vitest";
import type { Share } from "./app-state.ts";
import { ALL_OF_IT, type Sharing } from "./app-state.ts";
import { optionsOf, snippetOf } from "./snippets.ts";

const VIEWS = ["cluster", "log", "events", "why", "properties"];
const scenario = 'protocol raft\nnodes 3\nrequest "set x <b>&\'"\nseek 3\n';
const share: Share = {
  url: "https://example.org/lab/?lang=en#1;protocol%20raft;nodes%203;seek%203",
  scenario,
  hash: "0123456789abcdef",
  position: 3,
  now: 412.5,
  copied: null,
};
const snippet = (change: Partial<Sharing>) => snippetOf({ ...ALL_OF_IT, ...change }, share, VIEWS);

describe("what is shared", () => {
  test("all of it as a link is the page's own link", () => {
    expect(snippet({})).toBe(share.url);
  });

  test.each<[Partial<Sharing>, [string, string][]]>([
    [{}, []],
    [{ without: ["why"] }, [["view", "cluster,log,events,properties"]]],
    [{ without: VIEWS }, [["view", "cluster"]]],
    [{ controls: "min" }, [["controls", "min"]]],
    [{ faults: false }, [["lock", ""]]],
    [{ autoplay: true }, [["autoplay", ""]]],
  ])("%j is %j", (change, options) => {
    expect(optionsOf({ ...ALL_OF_IT, ...change }, VIEWS)).toEqual(options);
  });

  test("less of it as a link is the bench by itself, at the same place", () => {
    expect(snippet({ without: ["cluster"], faults: false })).toBe(
      "https://example.org/lab/embed.html?view=log%2Cevents%2Cwhy%2Cproperties&lock#1;protocol%20raft;nodes%203;seek%203",
    );
  });

  test("where the scenario seeks nothing, the instant goes along in every form", () => {
    const atEnd = { ...share, scenario: "protocol raft\nrun 1s\n" };
    const as = (form: Sharing["as"], change: Partial<Sharing> = {}) =>
      snippetOf({ ...ALL_OF_IT, as: form, ...change }, atEnd, VIEWS);
    expect(as("link", { faults: false })).toContain("/embed.html?lock&start=412.5ms#1;");
    expect(as("frame")).toContain("/embed.html?start=412.5ms#1;");
    expect(as("element")).toContain('<ring-leader start="412.5ms" ');
    expect(as("notebook")).toContain('start="412.5ms"');
  });

  test("nothing of a scenario becomes markup", () => {
    for (const as of ["frame", "element"] as const) {
      const text = snippet({ as, faults: false });
      expect(text).not.toContain("<b>");
      expect(text.match(/</gu)?.length).toBe(as === "frame" ? 2 : 4);
    }
    expect(snippet({ as: "element" })).toContain("request &quot;set x &lt;b&gt;&amp;'&quot;");
  });

  test("a notebook's cell holds the scenario as one text", () => {
    const text = snippet({ as: "notebook", controls: "none" });
    expect(text).toContain('_esm = "https://example.org/lab/anywidget.js"');
    expect(text).toContain(
      'RingLeader(controls="none", scenario="protocol raft\\nnodes 3\\nrequest \\"set x <b>&\'\\"\\nseek 3")',
    );
  });
});
