import { describe, expect, it } from "vitest";
import { catalog, Simulation } from "../library/ringleader.ts";
import { requestLine } from "./move-lines.ts";
import { openingTime } from "./opening.ts";

describe("where a scenario opens", () => {
  it.each(catalog.scenarios)("shortly before its first message, or at its start: $name", ({ text }) => {
    const run = new Simulation(text);
    const time = openingTime(run);
    const sent = run.events({ to: 400 }).find(({ kind }) => kind === "sent");
    expect(time).toBe(sent === undefined ? 0 : Math.max(0, sent.at - 2));
  });
});

describe("a request", () => {
  it("quotes what would end the text early", () => {
    expect(requestLine("c1", 'set x "a\\b"')).toBe('request c1 "set x \\"a\\\\b\\""');
  });
});
