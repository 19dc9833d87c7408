/** What can happen next: every move that is named has an effect, and names mean what a frame shows. */
import fc from "fast-check";
import { expect, describe as group, it } from "vitest";
import { type ClusterFrame, type EnabledMove, messageName, Simulation } from "../library/ringleader.ts";
import { Chance, protocolOf, randomLines } from "./random.fixture.ts";

const seeds = fc.integer({ min: 0, max: 1e9 });

/** A run at a random cursor of it. */
function somewhere(seed: number): Simulation {
  const chance = new Chance(seed);
  const sim = new Simulation(randomLines(chance, protocolOf(seed)));
  sim.seek(chance.below(sim.length + 1));
  return sim;
}

const verbsOf = (moves: readonly EnabledMove[]): Set<string> => new Set(moves.map(({ verb }) => verb));

group("enabled", { timeout: 60_000 }, () => {
  it("has moves that have an effect, each once", () => {
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, which) => {
        const sim = somewhere(seed);
        const moves = sim.enabled({ faults: true });
        expect(new Set(moves.map(({ line }) => line)).size).toBe(moves.length);
        expect(moves.slice(0, sim.enabled().length)).toEqual(sim.enabled());
        const { line, message } = moves[which % moves.length] as EnabledMove;
        const [action, next] = sim.act(line);
        expect(action).toMatchObject({ kind: "action", line });
        expect(next?.kind, line).not.toBe("no-effect");
        if (line.startsWith("deliver ") || line.startsWith("drop "))
          expect(next).toMatchObject({ message: { id: message } });
      }),
      { numRuns: 150 },
    );
  });

  it("says of each message under way whether it can be delivered, by the name that it has in the frame", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const sim = somewhere(seed);
        const { messages, nodes } = sim.frame() as ClusterFrame;
        const paused = new Set(nodes.filter(({ status }) => status === "paused").map(({ id }) => id));
        // In fifo order the first of a link alone can, of those that arrive.
        const isFirst = ({ fifo, from, to }: (typeof messages)[number], index: number) =>
          fifo === undefined ||
          !messages.some(
            (one, at) => at < index && one.from === from && one.to === to && one.fate !== "lost",
          );
        const can = messages.filter(
          (message, index) => message.fate === "lost" || (!paused.has(message.to) && isFirst(message, index)),
        );
        const lines = can.map(({ id }) => `deliver ${messageName(messages, id)}`);
        const delivers = sim.enabled().filter(({ verb }) => verb === "deliver");
        expect(delivers.map(({ line }) => line)).toEqual(lines);
        expect(delivers.map(({ message, node }) => [message, node])).toEqual(
          can.map(({ id, to }) => [id, to]),
        );
      }),
      { numRuns: 150 },
    );
  });

  it("has every timer of a node that is up, and no other", () => {
    const sim = new Simulation("protocol raft\nnodes 3\nseed 1\ncrash n1\npause n3\nfire n2 election");
    const { nodes } = sim.frame() as ClusterFrame;
    const timers = nodes.flatMap(({ id, status, timers }) =>
      timers.filter(() => status === "up").map(({ name }) => [id, name, `fire ${id} ${name}`]),
    );
    const fires = sim.enabled().filter(({ verb }) => verb === "fire");
    expect(fires.map(({ node, timer, line }) => [node, timer, line])).toEqual(timers);
    expect(timers.length).toBeGreaterThan(1);
  });

  it("has faults on request only, and of each what changes something", () => {
    const sim = new Simulation(
      "protocol raft\nnodes 3\nseed 1\nfire n2 election\ncut n1\nhold n2 -> n3\ncrash n3",
    );
    expect(verbsOf(sim.enabled())).toEqual(new Set(["deliver", "fire"]));
    const faults = sim.enabled({ faults: true }).slice(sim.enabled().length);
    expect(faults.map(({ line }) => line)).toEqual([
      "drop n2->n3 RequestVote #1",
      "duplicate n2->n3 RequestVote #1",
      ...["crash n1", "pause n1", "crash n2", "pause n2", "cut n2", "restart n3", "cut n3"],
      ...["release n2 -> n3", "heal"],
    ]);
  });

  it("changes nothing, and is empty where nothing is under way", () => {
    const sim = somewhere(2);
    const before = [sim.position, sim.length, sim.scenario(), sim.hash()];
    sim.enabled({ faults: true });
    expect([sim.position, sim.length, sim.scenario(), sim.hash()]).toEqual(before);
    expect(new Simulation("protocol placement\nnodes 3\nkeys 20").enabled({ faults: true })).toEqual([]);
  });

  it("plays a whole election by names alone", () => {
    const sim = new Simulation("protocol raft\nnodes 3\nseed 1\nfire n2 election");
    const kinds: string[] = [];
    for (let n = 0; n < 20; n++) {
      const next = sim.enabled().find(({ verb }) => verb === "deliver");
      if (next === undefined) break;
      kinds.push(next.line);
      sim.act(next.line);
    }
    expect(kinds.slice(0, 4)).toEqual([
      "deliver n2->n1 RequestVote #1",
      "deliver n2->n3 RequestVote #1",
      "deliver n1->n2 RequestVoteReply #1",
      "deliver n3->n2 RequestVoteReply #1",
    ]);
    expect(sim.now).toBe(0);
    expect((sim.frame() as ClusterFrame).nodes[1]).toMatchObject({ role: "leader" });
  });
});

group("the name of a message", () => {
  it("counts those of its kind on its link, in the order of sending", () => {
    const sim = new Simulation(
      "protocol raft\nnodes 3\nseed 1\nfire n2 election\nduplicate n2->n1 RequestVote",
    );
    const { messages } = sim.frame() as ClusterFrame;
    const names = messages.map(({ id }) => messageName(messages, id));
    expect(names).toEqual(["n2->n1 RequestVote #1", "n2->n3 RequestVote #1", "n2->n1 RequestVote #2"]);
    expect(messageName(messages, "m99")).toBe("m99");
    expect(messageName([], "m1")).toBe("m1");
  });
});
