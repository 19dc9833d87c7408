import { describe, expect, it } from "vitest";
import { catalog, Simulation } from "../library/ringleader.ts";
import { requestLine } from "./move-lines.ts";
import { protocolOf, versionOf, withFreshSeed, withKept, withoutVersion, withSeed } from "./opening.ts";

describe("a scenario's seed", () => {
  it("is left out for a fresh one", () => {
    expect(withFreshSeed("protocol raft\nseed 7\nrun 5ms\nseek 3")).toBe("protocol raft\nrun 5ms");
  });
  it("can be set", () => {
    expect(withSeed("ringleader 1\nprotocol raft\nseed 7\nrun 5ms", 9)).toBe(
      "ringleader 1\nprotocol raft\nseed 9\nrun 5ms",
    );
  });
});

describe("a scenario's version", () => {
  it.each([
    ["ringleader 2\nprotocol raft", 2],
    ["# an old one\n  ringleader 0\nprotocol raft", 0],
    ['protocol raft\nrequest "set ringleader 3"', null],
  ])("of %j is %j", (text, version) => {
    expect(versionOf(text)).toBe(version);
  });
  it("can be left out, and every line keeps its number", () => {
    expect(withoutVersion("# old\nringleader 2\nprotocol raft")).toBe("# old\n#\nprotocol raft");
  });
});

describe("a request", () => {
  it("quotes what would end the text early", () => {
    expect(requestLine("c1", 'set x "a\\b"')).toBe('request c1 "set x \\"a\\\\b\\""');
  });
});

describe("a text of a million line breaks", () => {
  it.each(["\n", "\r", " \n"])("%j is looked through at once", (line) => {
    // Some milliseconds; the square of its length would be hours, and this would not come back.
    const text = line.repeat(1_000_000);
    expect([versionOf(text), protocolOf(text)]).toEqual([null, null]);
  });
});

describe("what a change of protocol keeps", () => {
  const text =
    "# See.\nringleader 1\nprotocol raft\nnodes 5\nseed 7\nset no-op on\nnetwork loss 9%\nrun 5ms\nnetwork loss 3%";
  const kept = { nodes: 7, clients: 2, seed: 9, network: ["network latency 1ms..2ms"] };

  it("takes the place of the header's lines, and of the network at the start", () => {
    expect(withKept(text, kept, ["nodes", "clients", "seed", "network"]).split("\n")).toEqual([
      "# See.",
      "ringleader 1",
      "protocol raft",
      "nodes 7",
      "clients 2",
      "seed 9",
      "set no-op on",
      "network latency 1ms..2ms",
      "run 5ms",
      "network loss 3%",
    ]);
  });
  it("leaves alone what is not kept", () => {
    expect(withKept(text, { seed: 9 }, ["seed"])).toBe(
      text.replace("seed 7\n", "").replace("raft\n", "raft\nseed 9\n"),
    );
  });
  it("makes scenarios that the engine takes", () => {
    for (const entry of catalog.scenarios.filter((one) => one.name === "leader-crash")) {
      const run = new Simulation(withKept(entry.text, kept, ["nodes", "clients", "seed", "network"]));
      const frame = run.frame();
      expect([run.seed, "nodes" in frame && frame.nodes.length]).toEqual([9, 7]);
    }
  });
  it("asks the text which protocol it is of", () => {
    expect([protocolOf(text), protocolOf("nodes 3")]).toEqual(["raft", null]);
  });
});
