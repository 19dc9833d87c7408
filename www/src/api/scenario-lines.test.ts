/** What is said otherwise in a text: the engine finds where, and all else stays. */
import { expect, it } from "vitest";
import { catalog, Simulation } from "../library/ringleader.ts";
import { TEXTS } from "../testing/whole-engine.ts";
import { likelyProtocol } from "./link.ts";
import { protocolOf, says, versionOf } from "./scenario-lines.ts";

const TEXT =
  "# See.\nringleader 1\nprotocol raft # which\nnodes 5\nseed 7 # of chance\nset no-op on\nnetwork loss 9%\nrun 5ms\nnetwork loss 3%\nseek 3\n";

it("a line takes the place of the one that says otherwise, what is new the place that it has in a header", () => {
  const said = ["nodes 7", "clients 2", "seed 9", "network latency 1ms..2ms", "network loss 1%"];
  expect(TEXTS.rewritten(TEXT, said)).toBe(
    TEXT.replace("nodes 5", "nodes 7\nclients 2")
      .replace("seed 7", "seed 9")
      .replace("loss 9%", "loss 1%\nnetwork latency 1ms..2ms"),
  );
  expect(TEXTS.rewritten(TEXT, ["nodes 5", "seed 7"])).toBe(TEXT);
});

it("a network takes the place of another whole, in its own order, and moves after the start stay", () => {
  const links = TEXT.replace(
    "loss 9%\n",
    "loss n1 -> n2 9% # far\nnetwork latency n1 n2 | n3 80ms\nnetwork latency 1ms\n",
  );
  const said = ["network latency 3ms", "network loss 0%", "network latency n1 | n2 n3 1s..2s"];
  const changed = TEXTS.rewritten(links, said, ["network"]);
  const [before = "", after = ""] = TEXT.split("network loss 9%\n");
  expect(changed).toBe(`${before}${said.join("\n")}\n # far\n${after}`);
  expect(TEXTS.rewritten(changed, said, ["network"])).toBe(changed);
  expect(TEXTS.rewritten(changed, said.toReversed())).toBe(changed);
});

it("a line is left out, and its comment stays", () => {
  expect(TEXTS.rewritten(TEXT, [], ["seed", "seek"])).toBe(
    TEXT.replace("seed 7 # of chance", " # of chance").replace("seek 3\n", ""),
  );
  expect([says(TEXTS, TEXT, "seek"), says(TEXTS, TEXT, "clients")]).toEqual([true, false]);
});

it("a line has its place in a header, whatever stands there, and the layout stays", () => {
  const said = (text: string, ...lines: string[]) => TEXTS.rewritten(text, lines);
  expect(said("protocol raft\nbug no-truncate\nrun 5ms", "bug commit-any-term")).toBe(
    "protocol raft\nbug no-truncate\nbug commit-any-term\nrun 5ms",
  );
  expect(said("protocol raft\nset batch 2", "set batch 1")).toBe("protocol raft\nset batch 1");
  expect(said("protocol raft\nrun 5ms", "network loss 1%")).toBe("protocol raft\nnetwork loss 1%\nrun 5ms");
  expect(said("protocol placement\nkeys 20\nrun 1s", "nodes 3", "seed 1")).toBe(
    "protocol placement\nnodes 3\nkeys 20\nseed 1\nrun 1s",
  );
  expect(said("# mine\nprotocol raft", "ringleader 1")).toBe("ringleader 1\n# mine\nprotocol raft");
  expect(said("protocol raft\r\n\tseed 7 # \u{1f600}\r\n", "seed 9")).toBe(
    "protocol raft\r\n\tseed 9 # \u{1f600}\r\n",
  );
  expect(said('protocol raft\nrequest "seed 3"\n', "seed 4")).toBe(
    'protocol raft\nseed 4\nrequest "seed 3"\n',
  );
  expect(said("protocol zab\nnodes x y\nfly", "seed 3")).toBe("protocol zab\nnodes x y\nseed 3\nfly");
  expect(said("seed # which\nprotocol raft", "seed 3")).toBe("seed 3 # which\nprotocol raft");
  expect(said("# only this", "seed 3")).toBe("seed 3\n# only this");
});

it.each(catalog.scenarios)("$name, rewritten, opens as a run that says so, with its comments", ({ text }) => {
  const changed = TEXTS.rewritten(text, ["seed 1234567"], ["seek"]);
  const run = new Simulation(changed);
  expect(run.seed).toBe(1_234_567);
  expect(run.scenario()).toBe(TEXTS.rewritten(run.scenario(), ["seed 1234567"]));
  const comments = (of: string) => TEXTS.linesOf(of).flatMap(({ notes }) => notes);
  expect(comments(changed)).toEqual(comments(text));
  expect(TEXTS.rewritten(changed, ["seed 1234567"], ["seek"])).toBe(changed);
});

it("what is no text of words is told with its place", () => {
  const ask = () => TEXTS.rewritten('protocol raft\nnodes "5', ["seed 1"]);
  expect(ask).toThrow(expect.objectContaining({ code: "scenario", line: 2, column: 7 }));
});

it("the protocol that a text names is known, and that it says none", () => {
  const texts = [
    "# protocol paxos\n  protocol   raft # it\nfly",
    "protocol zab",
    "nodes 3",
    "# protocol raft",
  ];
  const more = ['nodes 3\nrequest "protocol raft"', 'protocol "', "protocol"];
  const named = [...texts, ...more].map((text) => protocolOf(TEXTS, text));
  expect(named).toEqual(["raft", "zab", null, null, null, null, null]);
});

it.each(["\n", "\r", " \n"])("a text of a million of %j is looked through at once", (line) => {
  // Some milliseconds; the square of its length would be hours, and this would not come back.
  expect(protocolOf(TEXTS, line.repeat(1_000_000 / line.length))).toBeNull();
});

it("another version is known as such, and opens as this one when it says so", () => {
  const text = TEXT.replace("ringleader 1", "  ringleader 2");
  expect([text, TEXT, "nodes 3"].map((one) => versionOf(TEXTS, one))).toEqual(["2", "1", null]);
  expect(() => new Simulation(text)).toThrow(expect.objectContaining({ code: "scenario", line: 2 }));
  expect(TEXTS.rewritten(text, ["ringleader 1"])).toBe(TEXT.replace("ringleader 1", "  ringleader 1"));
});

it.each(catalog.scenarios)(
  "a link of $name is most likely of its protocol, told without an engine",
  (one) => {
    const names = catalog.protocols.map(({ name }) => name);
    const run = new Simulation(one.text);
    expect(likelyProtocol(run.link("https://example.org/"), names)).toBe(one.protocol);
    for (const url of ["", "#1;", "#1;nodes%203", "#1;request%20%22protocol%20raft%22"]) {
      expect(likelyProtocol(url, names)).toBeUndefined();
    }
  },
);

it("a run says which known bugs are on", () => {
  const text = "protocol raft\nbug no-truncate # a\nbug commit-any-term\nrun 5ms";
  const run = new Simulation<"raft">(text);
  expect(run.bugs.toSorted()).toEqual(["commit-any-term", "no-truncate"]);
  expect(run.fork().bugs).toEqual(run.bugs);
  expect(new Simulation(TEXT).bugs).toEqual([]);
});
