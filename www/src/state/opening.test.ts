import { describe, expect, it } from "vitest";
import { requestLine } from "./moves.ts";
import { protocolOf, versionOf, withFreshSeed, withoutVersion, withSeed } from "./opening.ts";

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
    const text = line.repeat(1_000_000);
    const since = performance.now();
    expect([versionOf(text), protocolOf(text)]).toEqual([null, null]);
    // Half a second where it takes a few milliseconds; the square of its length would be hours.
    expect(performance.now() - since).toBeLessThan(500);
  });
});
