import { expect, it } from "vitest";
import type { ClusterFrame } from "../api/frames.ts";
import { Simulation } from "../library/ringleader.ts";
import { bandwidthText, networkLines } from "./network-lines.ts";

it("says of a network what makes it so again", () => {
  const header = "protocol raft\nnodes 4\nclients 1\nseed 3\n";
  const frameOf = (lines: string) => new Simulation(header + lines).frame() as ClusterFrame;
  const { network } = frameOf(
    "network latency 1.5ms..7ms\nnetwork loss 0.5%\nnetwork duplicate 3%\nnetwork order fifo\nnetwork bandwidth 1500B/s\n" +
      "network latency n1 n2 | n3 80ms..100ms\nnetwork loss n3 -> n2 50%\nnetwork duplicate c1 | n1 1%\n" +
      "network bandwidth n1 -> n2 2MB/s\nnetwork bandwidth n2 -> n1 unlimited",
  );
  expect(frameOf(networkLines(network).join("\n")).network).toEqual(network);
  expect(networkLines(frameOf("").network)).toHaveLength(3);
});

it("writes a bandwidth in the largest unit that gives a whole number", () => {
  expect([1, 999, 1_000, 1_500, 2e6, 3e9, null].map(bandwidthText)).toEqual([
    "1B/s",
    "999B/s",
    "1kB/s",
    "1500B/s",
    "2MB/s",
    "3GB/s",
    "unlimited",
  ]);
});
