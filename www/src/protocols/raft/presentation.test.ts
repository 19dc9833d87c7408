import { describe, expect, it } from "vitest";
import type { Simulation } from "../../library/ringleader.ts";
import { hueOf } from "../../stage/cluster-presentation.ts";
import { frameOf, justAfter } from "../../testing/sample-runs.ts";
import { wordsIn } from "../../testing/words-in.ts";
import type { RaftKey } from "./codes.ts";
import { raft as entry } from "./entry.ts";
import { logRows, raftPresentation } from "./presentation.ts";

const words = await wordsIn<RaftKey>("en", entry);
const raft = raftPresentation(words);

const faceOf = (simulation: Simulation, id: string) =>
  raft.nodes(frameOf(simulation)).find((face) => face.id === id);

describe("a Raft node's face", () => {
  it("is a hexagon with a pip per vote while a candidate", () => {
    const face = faceOf(justAfter("raft.election.started"), "n5");
    expect(face?.shape).toBe("hexagon");
    expect(face?.pips).toEqual(["awaited", "awaited", "awaited", "awaited", "granted"]);
  });
  it("is crowned while leader, without pips", () => {
    const face = faceOf(justAfter("leader-elected"), "n5");
    expect([face?.crowned, face?.shape, face?.pips.length]).toEqual([true, "circle", 0]);
  });
  it("has its term's hue, and none while down", () => {
    expect(faceOf(justAfter("leader-elected"), "n5")?.hue).toBe(1);
    expect(faceOf(justAfter("crashed"), "n5")?.hue).toBe(0);
  });
  it("says the same in words", () => {
    expect(faceOf(justAfter("leader-elected"), "n5")?.spoken).toBe("n5: leader, term 1, up");
  });
});

describe("a Raft message's face", () => {
  const faces = (simulation: Simulation) =>
    frameOf(simulation).messages.map((message) => raft.message(message, frameOf(simulation)));
  it("shows entries as cells, and a reply's answer as a sign", () => {
    expect(faces(justAfter("leader-elected")).find((face) => face.glyph === "entries")?.cells).toEqual([1]);
    expect(faces(justAfter("raft.append.accepted")).find((face) => face.label === "match 1")?.answer).toBe(
      "+",
    );
  });
});

describe("the logs", () => {
  it("mark what a node knows to be committed", () => {
    const row = logRows(frameOf(justAfter("committed")).nodes, words).find((one) => one.id === "n5");
    expect(row?.cells.map((cell) => cell.committed)).toEqual([true]);
    expect(row?.commitIndex).toBe(1);
  });
});

it("six hues go round", () => {
  expect([0, 1, 6, 7, 13].map(hueOf)).toEqual([0, 1, 6, 1, 1]);
});
