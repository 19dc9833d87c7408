/** What is unpacked are plain objects that say exactly what the engine knows, whatever somebody wrote. */
import { expect, describe as group, it } from "vitest";
import { Simulation } from "../library/ringleader.ts";
import type { PaxosFrame } from "../protocols/paxos/types.ts";
import type { RaftFrame } from "../protocols/raft/types.ts";
import { carried } from "./inlined.ts";
import { ADDERS, isPacked, MAKERS } from "./unpack.ts";

const LOGS =
  'protocol raft\nnodes 3\nseed 4\nset heartbeat 50ms\nworkload c1 every 20ms\nrun 3s\nrequest "set y 1"';

function* objects(value: unknown): Generator<object> {
  if (typeof value !== "object" || value === null) return;
  yield value;
  for (const inner of Object.values(value)) yield* objects(inner);
}

group("what crosses the border", () => {
  it("is plain data, which can be copied and written as JSON", () => {
    const sim = new Simulation(`${LOGS}\nrun 5ms\ncut n1\nhold n2 -> n3`);
    for (const data of [sim.frame(), sim.events(), sim.moments(), sim.properties(), sim.branches]) {
      expect(structuredClone(data)).toEqual(data);
      expect(JSON.parse(JSON.stringify(data))).toEqual(data);
      for (const object of objects(data)) {
        expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(object));
        expect(Object.isFrozen(object)).toBe(false);
      }
    }
  });

  it("is unpacked wherever it stands: records that are picked, that come by the page, that a watch is told with", () => {
    const sim = new Simulation(LOGS);
    const all = sim.events();
    const sent = all.filter(({ kind }) => kind === "sent");
    expect(sent.length).toBeGreaterThan(100);
    expect(sim.events({ kinds: ["sent"] })).toEqual(sent);
    expect([...sim.history()]).toEqual(all);
    expect(sim.moments({ from: -1 })).toEqual(sim.moments());
    sim.seek(0);
    const seen: unknown[] = [];
    sim.watch({ nodes: ["log", "role"] }, ({ nodes }) => seen.push(nodes[0]?.log));
    expect(sim.run(3000)).toEqual(all.filter(({ at, id }) => at <= 3000 && !id.startsWith("0.")));
    expect(seen.at(-1)).toEqual((sim.frame({ log: "all" }) as RaftFrame).nodes[0]?.log);
  });

  it("is made anew by every call: who changes it changes nothing else", () => {
    const sim = new Simulation(LOGS);
    const [one, other] = [sim.events(), sim.events()];
    const seen = new Set<object>(objects(one));
    expect([...objects(one)]).toHaveLength(seen.size);
    for (const object of objects(other)) expect(seen.has(object)).toBe(false);
  });

  it("has every name that a run can give a key", () => {
    const names = ["__proto__", "constructor", "toString", "1", "ключ", "\u{1d11e}", "a\\b"];
    const sim = new Simulation(
      `protocol raft\nnodes 1\nseed 1\nrun 1s\n${names.map((name, n) => `request ${JSON.stringify(`set ${name} v${n}`)}\nrun 1s`).join("\n")}`,
    );
    const { machine } = (sim.frame() as RaftFrame).nodes[0] as RaftFrame["nodes"][0];
    expect(Object.getPrototypeOf(machine)).toBe(Object.prototype);
    expect(Object.entries(machine).sort()).toEqual(names.map((name, n) => [name, `v${n}`]).sort());
  });

  it.each([
    ["quotes and backslashes", '"\\"\\\\"'],
    ["a line break and other controls", '\n\t\u0001\u007f\u0000"'],
    ["letters of many scripts", "äß漢字Ω\u2028\u{1f3b2}\u{1d11e}"],
    ["a byte order mark", "\ufeffx\ufeff"],
    ["a long text", "\u{1d11e}é x".repeat(40)],
  ])("has texts as they are: %s", (_, value) => {
    const sim = new Simulation("protocol paxos\nseed 1");
    const quoted = `"${value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
    const records = [...sim.act(`request ${quoted}`), ...sim.run(1000)];
    const requested = records.find((record) => record.kind === "requested");
    expect(requested).toMatchObject({ command: value });
    expect((sim.frame() as PaxosFrame).chosen).toMatchObject({ value });
  });

  it("has a character that is none as U+FFFD, as the engine has it", () => {
    const sim = new Simulation("protocol paxos\nseed 1");
    const records = sim.act('request "a\ud800b"');
    expect(records.find((record) => record.kind === "requested")).toMatchObject({ command: "a\ufffdb" });
  });

  it("has numbers exactly, whole and not, small and as large as there are", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const sim = new Simulation(
      `protocol raft\nnodes 3\nseed 1\nnetwork latency 123.457ms\nnetwork loss 33.3333%\nnetwork duplicate 0.0001%\ninject n1 -> n2 RequestVoteReply term=${most} voteGranted=false`,
    );
    const { messages, network } = sim.frame() as RaftFrame;
    expect(network).toEqual({ latency: { min: 123.457, max: 123.457 }, loss: 33.3333, duplicate: 0.0001 });
    expect(messages[0]?.fields).toEqual({ term: most, voteGranted: false });
    const late = new Simulation("protocol raft\nnodes 1\nseed 1\nworkload c1 every 333.333ms");
    for (const ms of [500_000, 36_870, 40, 0.913, 9_463_089.088]) late.advance({ ms });
    expect((late.frame() as RaftFrame).now).toBe(10_000_000.001);
    const { nextDue } = late.frame();
    expect(late.step()[0]?.at).toBe(nextDue);
    expect(Number.isInteger((nextDue ?? 0) * 1000)).toBe(true);
  });

  it("has ids as they are written, whatever their numbers", () => {
    const sim = new Simulation(`${LOGS}\nrun 5ms`);
    const records = sim.events();
    const lines = sim.trace().trimEnd().split("\n");
    expect(records.map(({ id }) => id)).toEqual(lines.map((line) => line.split(" ", 1)[0]));
    const causes = lines.map((line) => / <(\S+)$/.exec(line)?.[1] ?? null);
    expect(records.map(({ cause }) => cause)).toEqual(causes);
    const sent = lines.flatMap((line) => / sent (m\d+) /.exec(line)?.[1] ?? []);
    expect(sent.length).toBeGreaterThan(500);
    const messages = records.flatMap((record) => (record.kind === "sent" ? record.message.id : []));
    expect(messages).toEqual(sent);
  });

  it("has an object without fields, and one with those of its protocol after everybody's", () => {
    const sim = new Simulation("protocol paxos\nnodes 3\nseed 1\ninject n1 -> n2 Learn");
    const { messages, nodes } = sim.frame() as PaxosFrame;
    expect(messages[0]).toMatchObject({ kind: "Learn", fields: {} });
    expect(Object.keys(nodes[0] ?? {}).slice(0, 6)).toEqual([
      ...["id", "status", "clock", "timers", "promised", "accepted"],
    ]);
  });
});

group("objects that are made by code of their own", () => {
  it("have the fields that the engine names, each with its value, in their order", () => {
    for (const [names, make] of Object.entries(MAKERS)) {
      let given = 0;
      const made = make({ value: () => given++, protocol: undefined });
      expect(Object.entries(made)).toEqual(names.split(",").map((name, place) => [name, place]));
    }
    for (const [names, add] of Object.entries(ADDERS)) {
      let given = 0;
      const made = { id: "n1" };
      add(made, { value: () => given++, protocol: undefined });
      const added = names.split(",").map((name, place) => [name, place]);
      expect(Object.entries(made)).toEqual([["id", "n1"], ...added]);
    }
  });

  it("are most of a frame of Raft, and of its messages and records: what else there is costs more", () => {
    const sim = new Simulation(LOGS);
    const records = sim.events();
    const known = (data: unknown) => {
      const all = [...objects(data)].filter((object) => !Array.isArray(object));
      // A record may get its protocol once it is made.
      const names = (object: object) => Object.keys(object).filter((name) => name !== "protocol");
      return all.filter((object) => names(object).join() in MAKERS).length / all.length;
    };
    // Clients and the frame itself are few, and nodes are made in two parts.
    expect(known(sim.frame())).toBeGreaterThan(0.8);
    expect(known(records.filter(({ kind }) => kind !== "rule"))).toBeGreaterThan(0.8);
    // Parameters are of as many shapes as there are rules.
    expect(known(records)).toBeGreaterThan(0.6);
  });
});

group("logs in a frame", () => {
  const last = (frame: RaftFrame) =>
    frame.nodes.map(({ log, lastIndex }) => [log.length, log.at(-1)?.index, lastIndex]);

  it("show their newest 30 entries, each with its index, and how long they are", () => {
    const frame = new Simulation(LOGS).frame() as RaftFrame;
    for (const { log, lastIndex } of frame.nodes) {
      expect(lastIndex).toBeGreaterThan(40);
      expect(log.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, n) => lastIndex - 29 + n));
    }
  });

  it("show all entries, or a window of them, to who asks", () => {
    const sim = new Simulation(LOGS);
    const all = sim.frame({ log: "all" }) as RaftFrame;
    for (const [length, index, lastIndex] of last(all))
      expect([length, index]).toEqual([lastIndex, lastIndex]);
    const part = sim.frame({ log: { from: 7, to: 9 } }) as RaftFrame;
    expect(part.nodes.map(({ log }) => log)).toEqual(all.nodes.map(({ log }) => log.slice(6, 9)));
    const newest = sim.frame() as RaftFrame;
    expect(newest.nodes.map(({ log }) => log)).toEqual(all.nodes.map(({ log }) => log.slice(-30)));
    const none = sim.frame({ log: { from: 9, to: 7 } }) as RaftFrame;
    expect(none.nodes.map(({ log }) => log)).toEqual([[], [], []]);
  });

  it("are shown of a server that is down, too", () => {
    const sim = new Simulation(`${LOGS}\ncrash n2`);
    const [all, newest] = [sim.frame({ log: "all" }), sim.frame()] as [RaftFrame, RaftFrame];
    expect(newest.nodes[1]?.status).toBe("down");
    expect(newest.nodes[1]?.log).toEqual(all.nodes[1]?.log.slice(-30));
  });

  it("make a frame no larger in a long run than in a short one", () => {
    const size = (seconds: number) => {
      const text = `protocol raft\nnodes 9\nseed 1\nset heartbeat 50ms\nworkload c1 every 20ms\nrun ${seconds}s`;
      const engine = new carried.code.Engine(text, 0, true);
      let words = 0;
      // How many messages are under way differs from one to the next.
      for (let frame = 0; frame < 100; frame++) {
        engine.advance(7);
        const packed: unknown = engine.frame();
        if (!isPacked(packed)) throw new Error("a frame is packed");
        words += packed[0].length;
      }
      engine.free();
      return words;
    };
    expect(size(100)).toBeLessThan(size(3) * 1.02);
  });
});
