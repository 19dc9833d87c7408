import { describe, expect, it } from "vitest";
import { requestLine } from "./moves.ts";
import { withFreshSeed, withSeed } from "./opening.ts";

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

describe("a request", () => {
  it("quotes what would end the text early", () => {
    expect(requestLine("c1", 'set x "a\\b"')).toBe('request c1 "set x \\"a\\\\b\\""');
  });
});
