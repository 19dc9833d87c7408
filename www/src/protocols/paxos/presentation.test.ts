import { describe, expect, it } from "vitest";
import { frameAt } from "../../testing/sample-runs.ts";
import { wordsIn } from "../../testing/words-in.ts";
import type { PaxosKey } from "./codes.ts";
import { paxos as entry } from "./entry.ts";
import { paxosPresentation } from "./presentation.ts";

const paxos = paxosPresentation(await wordsIn<PaxosKey>("en", entry));
const faceAt = (ms: number, id: string) => paxos.nodes(frameAt(ms)).find((face) => face.id === id);
const badgesAt = (ms: number, id: string) =>
  faceAt(ms, id)?.badges?.map((badge) => `${badge?.letter} ${badge?.state}`);

describe("a Paxos node's face", () => {
  it("says its promise, in the hue of the whole ballot", () => {
    expect([faceAt(25, "n3")?.label, faceAt(25, "n3")?.hue]).toEqual(["≥ 1.n1", 1]);
    expect([faceAt(85, "n3")?.label, faceAt(85, "n3")?.hue]).toEqual(["≥ 2.n5", 5]);
  });
  it("holds the value that it accepted, in the hue of the ballot in which it did", () => {
    expect(faceAt(65, "n2")?.chip).toEqual({ text: "X", hue: 1 });
    expect(faceAt(85, "n2")?.chip).toEqual({ text: "X", hue: 1 });
    expect(faceAt(65, "n3")?.chip).toBeNull();
  });
  it("has a pip for each acceptor: promises first, then accepts", () => {
    expect(faceAt(15, "n1")?.pips).toEqual(["granted", "awaited", "awaited", "awaited", "awaited"]);
    expect(faceAt(32, "n1")?.pips.filter((pip) => pip === "granted")).toHaveLength(1);
    expect(faceAt(95, "n5")?.pips).toEqual([]);
  });
  it("wears its three roles", () => {
    expect(badgesAt(5, "n3")).toEqual(["P off", "A off", "L off"]);
    expect(badgesAt(25, "n1")).toEqual(["P on", "A on", "L off"]);
    expect(badgesAt(85, "n3")).toEqual(["P off", "A on", "L due"]);
    expect(badgesAt(95, "n3")).toEqual(["P off", "A on", "L on"]);
  });
  it("lacks a role that options take away", () => {
    const text = "protocol paxos\nnodes 3\nseed 1\nset proposers [n1]\nset learners [n2]\nrun 1ms\n";
    const badges = paxos.nodes(frameAt(1, text)).map((face) => face.badges?.map((badge) => badge?.letter));
    expect(badges).toEqual([
      ["P", "A", undefined],
      [undefined, "A", "L"],
      [undefined, "A", undefined],
    ]);
  });
  it("is told in words, with how many are needed", () => {
    expect(faceAt(15, "n1")?.spoken).toBe(
      "n1: has promised 1.n1, its ballot 1.n1 has 1 of the 3 promises needed, up",
    );
    expect(faceAt(85, "n2")?.spoken).toBe(
      "n2: has promised 2.n5, has accepted X in 2.n5, does not know yet that X is chosen, up",
    );
    expect(faceAt(45, "n1")?.spoken).toBe("n1: down; on its disk: has promised 1.n1, has accepted X in 1.n1");
  });
});

describe("a Paxos message's face", () => {
  const faces = (ms: number) => frameAt(ms).messages.map((message) => paxos.message(message, frameAt(ms)));
  it("is filled for what asks and hollow for what answers", () => {
    expect(faces(15).map(({ glyph, label }) => [glyph, label])).toContainEqual(["request", "Prepare 1.n1"]);
    expect(faces(25).map(({ glyph, answer }) => [glyph, answer])).toContainEqual(["reply", "+"]);
  });
  it("carries a value as a chip, which keeps the hue of the ballot that first proposed it in later ones", () => {
    const reported = faces(65).find(({ chip }) => chip?.text === "X");
    expect([reported?.label, reported?.hue, reported?.chip?.hue]).toEqual(["Promise 2.n5 · 1.n1 X", 5, 1]);
    expect(faces(75).find(({ label }) => label === "Accept 2.n5 X")?.chip).toEqual({ text: "X", hue: 1 });
  });
});

describe("a Paxos node's card", () => {
  const facts = (ms: number, id: string, durable: boolean) =>
    Object.fromEntries(
      paxos
        .facts(frameAt(ms), id)
        .filter((fact) => fact.durable === durable)
        .map(({ name, value }) => [name, value]),
    );
  it("tells what has to be remembered from what a crash takes", () => {
    expect(facts(85, "n5", true)).toEqual({ promised: "2.n5", accepted: "X · 2.n5", tried: "2" });
    expect(facts(75, "n5", false)).toEqual({
      learned: "–",
      ballot: "2.n5",
      phase: "2, accepts",
      promises: "4, 3 needed",
      reported: "X · 1.n1",
      value: "X",
      accepts: "1 of the 3 needed",
    });
    expect(facts(45, "n1", false)).toEqual({});
  });
});
