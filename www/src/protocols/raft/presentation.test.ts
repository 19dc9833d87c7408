import { describe, expect, it } from "vitest";
import { loadLocale } from "../../i18n/index.ts";
import { hueOf } from "../../stage/presentation.ts";
import { FakeSimulation } from "../../testing/fake-simulation.ts";
import { raftPresentation } from "./presentation.ts";

const words = await loadLocale("en");
const raft = raftPresentation(words);

function frameAt(position: number) {
  const simulation = new FakeSimulation();
  simulation.seek(position);
  return simulation.frame();
}

const faceOf = (position: number, id: string) => raft.nodes(frameAt(position)).find((face) => face.id === id);

describe("a Raft node's face", () => {
  it("is a hexagon with a pip per vote while a candidate", () => {
    const face = faceOf(2, "n3");
    expect(face?.shape).toBe("hexagon");
    expect(face?.pips).toEqual(["awaited", "awaited", "granted", "awaited", "awaited"]);
  });
  it("is crowned while leader, without pips", () => {
    const face = faceOf(8, "n3");
    expect([face?.crowned, face?.shape, face?.pips.length]).toEqual([true, "circle", 0]);
  });
  it("has its term's hue, and none while down", () => {
    expect(faceOf(8, "n3")?.hue).toBe(2);
    expect(faceOf(8, "n5")?.hue).toBe(0);
  });
  it("says the same in words", () => {
    expect(faceOf(8, "n3")?.spoken).toBe("n3: leader, term 2, up");
  });
});

describe("a Raft message's face", () => {
  it("shows entries as cells, and a reply's answer as a sign", () => {
    const faces = frameAt(9).messages.map((message) => raft.message(message));
    expect(faces.find((face) => face.glyph === "entries")?.cells).toEqual([2]);
    expect(faces.find((face) => face.label === "match 3")?.answer).toBe("+");
  });
});

describe("the logs", () => {
  it("mark what a node knows to be committed", () => {
    const row = raft.log(frameAt(14)).find((one) => one.id === "n3");
    expect(row?.cells.map((cell) => cell.committed)).toEqual([true, true, true]);
    expect(row?.commitIndex).toBe(3);
  });
});

it("six hues go round", () => {
  expect([0, 1, 6, 7, 13].map(hueOf)).toEqual([0, 1, 6, 1, 1]);
});
