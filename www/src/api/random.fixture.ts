/** Random scenarios for tests: reproducible from a number, and of every verb and option. */

/** Reproducible choices: a small multiply-and-shift generator (PCG, O'Neill 2014), enough for tests. */
export class Chance {
  #state: bigint;
  constructor(seed: number) {
    this.#state = BigInt(seed) * 2n + 1n;
    this.below(2);
    this.below(2);
  }
  below(bound: number): number {
    this.#state = BigInt.asUintN(64, this.#state * 6364136223846793005n + 1442695040888963407n);
    return Number((this.#state >> 33n) % BigInt(bound));
  }
  pick<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }
}

/** What differs from protocol to protocol. */
interface Language {
  options: readonly string[];
  commands: readonly string[];
  timers: readonly string[];
}

const LANGUAGES: Readonly<Record<"raft" | "paxos", Language>> = {
  raft: {
    options: [
      "set pre-vote on",
      "set check-quorum on",
      "set no-op off",
      "set backtrack term",
      "set pipeline off",
      "set batch 1",
      "set election-timeout 50ms..80ms",
      "set heartbeat 20ms",
      "set client-timeout 60ms",
    ],
    commands: ["set x 1", "get x", "del x", "cas x 1 3"],
    timers: ["election", "heartbeat"],
  },
  paxos: {
    options: [
      "set proposers [n1]",
      "set learners [n1]",
      "set distinguished n1",
      "set inform on",
      "set nack off",
      "set phase-timeout 30ms",
      "set retry 10ms..90ms",
      "set client-timeout 60ms",
    ],
    commands: ["X", "Y", "a value of some length", ""],
    timers: ["phase", "retry"],
  },
};
export type Protocol = keyof typeof LANGUAGES;

/** Each protocol in turn. */
export const protocolOf = (seed: number): Protocol => (seed % 2 === 0 ? "raft" : "paxos");

/** A whole scenario: a header, then moves with runs between. */
export function randomLines(chance: Chance, protocol: Protocol = "raft"): string {
  const nodes = 1 + chance.below(7);
  const clients = 1 + chance.below(3);
  const header = [
    `protocol ${protocol}`,
    `nodes ${nodes}`,
    `clients ${clients}`,
    `seed ${chance.below(1e9)}`,
  ];
  const moves = Array.from({ length: 4 + chance.below(20) }, () => [
    randomMove(chance, nodes, clients, protocol),
    `run ${chance.below(150_000)}us`,
  ]);
  const { options } = LANGUAGES[protocol];
  return [...header, ...options.filter(() => chance.below(4) === 0), ...moves.flat()].join("\n");
}

/** One move. */
export function randomMove(
  chance: Chance,
  nodes: number,
  clients: number,
  protocol: Protocol = "raft",
): string {
  const { commands, timers } = LANGUAGES[protocol];
  const n = 1 + chance.below(nodes);
  const other = 1 + (n % nodes);
  const c = 1 + chance.below(clients);
  const link = n === other ? `n${n} -> c${c}` : `n${n} -> n${other}`;
  const target = chance.pick([`n${n}`, "leader", "follower", "all"]);
  const message = `m${1 + chance.below(150)}`;
  return chance.pick([
    () => `request c${c} "${chance.pick(commands)}"`,
    () => `request c${c} n${n} "${chance.pick(commands)}"`,
    () => `crash ${target}`,
    () => `restart ${target}`,
    () => `pause ${target}`,
    () => `resume ${target}`,
    () => `cut n${n}`,
    () => `cut ${link}`,
    () => `hold ${link}`,
    () => `release ${link}`,
    () => "heal",
    () => `network loss ${chance.below(30)}%`,
    () => `network duplicate ${chance.below(30)}%`,
    () => `network latency ${chance.below(5)}ms..${5 + chance.below(40)}ms`,
    () => `network latency ${link} ${chance.below(90)}ms`,
    () => `network loss ${link.replace("->", "|")} ${chance.below(60)}%`,
    () => `network duplicate ${link} ${chance.below(60)}%`,
    () => `network order ${chance.pick(["fifo", "fifo", "any"])}`,
    () => `network bandwidth ${1 + chance.below(60)}kB/s`,
    () => `network bandwidth ${link} ${chance.pick(["unlimited", "900B/s"])}`,
    () => `clock n${n} ${50 + chance.below(200)}%`,
    () => `workload c${c} ${chance.pick(["every 50ms", "every 7ms", "off"])}`,
    () => `fire n${n} ${chance.pick(timers)}`,
    () => `${chance.pick(["drop", "duplicate", "deliver"])} ${message}`,
    () => `delay ${message} 30ms`,
    () => chance.pick(["settle", "step 3"]),
  ])();
}
