import { describe, expect, it } from "vitest";
import type { ClusterFrame, MessageView, NetworkView } from "../api/frames.ts";
import { Simulation } from "../library/ringleader.ts";
import { layOut } from "./geometry.ts";
import { queueAt, whereIs } from "./message.ts";
import { linkOf, unlikeLinks } from "./unlike-links.ts";

const START = "protocol raft\nnodes 4\nclients 1\nseed 3\nset election-timeout 100s\nnetwork latency 10ms\n";
const frameOf = (more: string) => new Simulation(START + more).frame() as ClusterFrame;
const networkOf = (more: string): NetworkView => frameOf(more).network;

describe("links that are unlike the others", () => {
  it("are none where nothing is said of some, and none that are as all", () => {
    expect(unlikeLinks(networkOf(""))).toEqual([]);
    expect(unlikeLinks(networkOf("network latency n1 | n2 10ms\nnetwork loss n1 -> n2 0%"))).toEqual([]);
  });

  it("are each direction, with what differs", () => {
    const links = unlikeLinks(networkOf("network latency n1 | n2 n3 80ms..100ms\nnetwork loss n2 -> n1 50%"));
    expect(links.map(({ from, to, differs }) => [from, to, differs])).toEqual([
      ["n1", "n2", ["latency"]],
      ["n2", "n1", ["latency", "loss"]],
      ["n1", "n3", ["latency"]],
      ["n3", "n1", ["latency"]],
    ]);
    expect(links[1]?.settings).toEqual({
      latency: { min: 80, max: 100 },
      loss: 50,
      duplicate: 0,
      bandwidth: null,
    });
  });

  it("hold what the engine does on them: the last line that names a link decides", () => {
    const lines =
      "network latency n1 n2 | n3 80ms\nnetwork latency n3 -> n2 30ms\nnetwork latency n1 -> n4 5ms\n";
    const network = networkOf(lines);
    const ids = ["n1", "n2", "n3", "n4"];
    for (const from of ids) {
      for (const to of ids.filter((id) => id !== from)) {
        const sim = new Simulation(START + lines);
        sim.act(`inject ${from} -> ${to} RequestVoteReply term=1 voteGranted=false`);
        const [message] = (sim.frame() as ClusterFrame).messages;
        expect(linkOf(network, from, to).latency.min, `${from} -> ${to}`).toBe(message?.due);
      }
    }
  });
});

describe("messages that leave one after another", () => {
  const SEND = "inject n1 -> n2 RequestVoteReply term=1 voteGranted=false\n";
  const layout = layOut(
    { width: 800, height: 500 },
    { top: 8, right: 16, bottom: 8, left: 16 },
    ["n1", "n2", "n3", "n4"],
    ["c1"],
  );
  const sim = new Simulation(`${START}network bandwidth 3200B/s\n${SEND.repeat(3)}`);
  const { messages } = sim.frame() as ClusterFrame;
  const at = (message: MessageView | undefined, now: number) => {
    if (message === undefined) throw new Error("no message");
    return whereIs(layout, message, now, queueAt(messages, now))?.at;
  };

  it("wait in a line beside their sender until those before them have left", () => {
    expect(messages.map(({ leaves }) => leaves)).toEqual([0, 10, 20]);
    expect([...queueAt(messages, 1)]).toEqual([
      ["m2", 1],
      ["m3", 2],
    ]);
    expect([...queueAt(messages, 15)]).toEqual([["m3", 1]]);
    expect(queueAt(messages, 25).size).toBe(0);
    // No two of them stand on each other.
    const places = messages.map((message) => at(message, 1));
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(3);
  });

  it("set out when they leave, and move up when one has left", () => {
    const [, second, third] = messages;
    expect(at(second, 1)).toEqual(at(second, 9));
    expect(at(second, 12)).not.toEqual(at(second, 9));
    expect(at(third, 12)).toEqual(at(second, 1));
  });

  it("are in no line where no link has a bandwidth", () => {
    const all = (new Simulation(START + SEND.repeat(3)).frame() as ClusterFrame).messages;
    expect(queueAt(all, 0).size).toBe(0);
  });
});
