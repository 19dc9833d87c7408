import { type RecordName, Simulation } from "../library/ringleader.ts";
import type { PaxosFrame } from "../protocols/paxos/types.ts";
import type { RaftFrame } from "../protocols/raft/types.ts";
import type { Scene } from "../state/scene.ts";

/** Five servers that elect n5; nothing is asked of them. The first event is n5's election timeout at 165 ms. */
export const ELECTION = "protocol raft\nnodes 5\nseed 42\n";

/** n5 leads and has answered one command, crashes with another under way; n4 takes over; n5 comes back. */
export const LEADER_CRASH = `${ELECTION}run 400ms
request "set x 1"
run 60ms
request "set x 2"
run 4ms
crash leader
run 700ms
restart all
run 300ms
`;

/** The cursor before any event, as a page would have it that never saw the future. */
export const atStart = (text = ELECTION): Simulation => {
  const simulation = new Simulation(text);
  simulation.seek(0);
  return simulation;
};

/** The cursor right after the first event that has such a record. */
export function justAfter(kind: RecordName, text = LEADER_CRASH): Simulation {
  const simulation = atStart(text);
  simulation.runUntil(kind, { ms: 5_000 });
  return simulation;
}

export const frameOf = (simulation: Simulation): RaftFrame => simulation.frame() as RaftFrame;

/** What a player would report at the cursor. */
export function sceneOf(simulation: Simulation): Scene {
  const { position, length, endTime, seed } = simulation;
  const records = simulation.events({ to: position });
  return { frame: simulation.frame(), records, position, length, endTime, seed };
}

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
