import { describe, expect, it } from "vitest";
import { ballotHue, compareBallots } from "./ballot.ts";

describe("ballots", () => {
  it("are ordered by round, then by the proposer's number", () => {
    const sorted = ["2.n1", "1.n10", "1.n9", "10.n1", "1.n2"].sort(compareBallots);
    expect(sorted).toEqual(["1.n2", "1.n9", "1.n10", "2.n1", "10.n1"]);
  });
  it("may be bare rounds", () => {
    expect(["10", "9", "1"].sort(compareBallots)).toEqual(["1", "9", "10"]);
  });
});

describe("a ballot's hue", () => {
  it("is none where there is no ballot", () => {
    expect(ballotHue(null)).toBe(0);
  });
  it("tells the proposers of a round apart", () => {
    const hues = [1, 2, 3, 4, 5, 6].map((node) => ballotHue(`1.n${node}`));
    expect(new Set(hues).size).toBe(6);
  });
  it("changes from round to round, and in a duel of two from each ballot to the next", () => {
    expect(ballotHue("1.n1")).not.toBe(ballotHue("2.n1"));
    for (const other of [2, 3, 5]) {
      const duel = ["1.n1", `2.n${other}`, "3.n1", `4.n${other}`].map(ballotHue);
      for (const [index, hue] of duel.entries()) expect(hue).not.toBe(duel[index + 1]);
    }
    expect(ballotHue("1")).not.toBe(ballotHue("2"));
  });
});
