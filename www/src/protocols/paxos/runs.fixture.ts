import { Simulation } from "../../library/ringleader.ts";
import type { PaxosFrame } from "./types.ts";

/**
 * Latency is 10 ms. n1's Accept of 1.n1 has reached n2 alone when n1 crashes at 41 ms; n5 wants Y, hears of X at 71 ms
 * and proposes it; at 81 ms X is chosen, at 91 ms it is learned.
 */
const ADOPTED = `protocol paxos
nodes 5
clients 2
seed 1
network latency 10ms
request c1 n1 "X"
run 35ms
cut n1 -> n3 n4 n5
run 6ms
crash n1
heal
request c2 n5 "Y"
run 100ms
`;

export const frameAt = (ms: number, text = ADOPTED): PaxosFrame => {
  const simulation = new Simulation(text);
  simulation.seekTime(ms);
  return simulation.frame() as PaxosFrame;
};
