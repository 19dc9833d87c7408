/**
 * What crosses the border to JavaScript is what the engine's own tests see on the other side of it: the digests of
 * frames, records, marks and properties of the gallery stand in one file.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, describe as group, it } from "vitest";
import { catalog, Simulation } from "../library/ringleader.ts";

const golden = new Map(
  readFileSync(new URL("../../../tests/golden/plain-data.txt", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ") as [string, string]),
);
const FRAMES = 16;

/** Large lists are numbers of 32 bits; on the other side their length stands for them. */
const plain = (_: string, value: unknown) =>
  value instanceof Uint32Array ? { words: value.length } : (value as object);

function digest(text: string): string {
  const sim = new Simulation(text);
  const sha1 = createHash("sha1");
  const line = (data: unknown) => sha1.update(`${JSON.stringify(data, plain)}\n`);
  const { length } = sim;
  // The facade says which protocol a record is of, where nothing else in it does.
  line(sim.events().map(({ protocol: _, ...record }) => record));
  line(sim.moments());
  for (let n = 0; n < FRAMES; n++) {
    sim.seek(Math.floor((length * n) / (FRAMES - 1)));
    line(sim.frame({ log: { from: 1, to: Number.MAX_SAFE_INTEGER } }));
    line(sim.properties());
  }
  line(sim.branches);
  sim.dispose();
  return sha1.digest("hex");
}

group("frames, records, marks and properties", () => {
  it.each(catalog.scenarios.map(({ name, text }) => [name, text]))("of %s", (name, text) => {
    expect(digest(text)).toBe(golden.get(name));
  });
});
