import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, describe as group, it } from "vitest";
import {
  catalog,
  describe,
  type EventRecord,
  type RecordName,
  RingleaderError,
  type ScenarioOptions,
  Simulation,
} from "../library/ringleader.ts";
import type { RaftFrame } from "../protocols/raft/types.ts";

const golden = new Map(
  readFileSync(new URL("../../../tests/golden/histories.txt", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ") as [string, string]),
);

const small = "protocol raft\nnodes 3\nseed 5";

function thrown(act: () => unknown): RingleaderError {
  try {
    act();
  } catch (error) {
    if (error instanceof RingleaderError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const fingerprints = readFileSync(new URL("../../../tests/golden/fingerprints.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(" "));

group("Simulation", () => {
  it("has the native engine's fingerprints, half-way and at the end of every scenario of the gallery", () => {
    const texts = new Map(catalog.scenarios.map(({ name, text }) => [name, text]));
    const inGallery = fingerprints.filter(([name]) => texts.has(name ?? ""));
    expect(inGallery.length).toBeGreaterThan(30);
    for (const [name, halfWay, end] of inGallery) {
      const sim = new Simulation(texts.get(name ?? "") ?? "");
      expect([name, sim.fingerprint()]).toEqual([name, end]);
      sim.seek(Math.floor(sim.length / 2));
      expect([name, sim.fingerprint()]).toEqual([name, halfWay]);
    }
  });

  it("has one fingerprint for one state, whatever way led there", () => {
    const [one, other] = ["cut n1 -> n2\ncut n2 -> n1", "run 5ms\nhold n1 -> n2\nheal\ncut n1 | n2"].map(
      (moves) => new Simulation(`${small}\n${moves}`),
    );
    expect(one?.fingerprint()).toMatch(/^[0-9a-f]{32}$/);
    expect(other?.fingerprint()).toBe(one?.fingerprint());
    expect(other?.hash()).not.toBe(one?.hash());
    one?.act("heal");
    expect(other?.fingerprint()).not.toBe(one?.fingerprint());
    const [joined, changed, otherNode] = ["join n6", "change nodes 7\nleave n7", "join n7"].map((moves) =>
      new Simulation(`protocol placement\nseed 1\n${moves}`).fingerprint(),
    );
    expect(changed).toBe(joined);
    expect(otherNode).not.toBe(joined);
  });

  it("plays every scenario of the gallery to the golden history", () => {
    for (const { name, text } of catalog.scenarios) {
      expect(`${name} ${new Simulation(text).hash()}`).toBe(`${name} ${golden.get(name)}`);
    }
  });

  it("goes on by ms, by events, or by whichever comes first", () => {
    const sim = new Simulation(small);
    expect(sim.advance(400)).toBeGreaterThan(0);
    expect(sim.now).toBe(400);
    const { position } = sim;
    expect(sim.advance({ events: 3 })).toBe(3);
    expect(sim.position).toBe(position + 3);
    expect(sim.advance({ ms: 1, events: 100 })).toBeLessThan(100);
    expect(sim.advance({ ms: 1000, events: 1 })).toBe(1);
    expect(sim.step().every((record) => record.id.startsWith(`${sim.position}.`))).toBe(true);
  });

  it("stops exactly on the event that is waited for", () => {
    const sim = new Simulation(small);
    const records = sim.runUntil("leader-elected");
    expect(records.at(-1)?.at).toBe(sim.now);
    expect(records.filter((record) => record.kind === "leader-elected")).toHaveLength(1);
    const sent = (record: EventRecord) => record.kind === "sent" && record.message.kind === "ClientReply";
    sim.act('request "set x 1"');
    expect(sim.runUntil(sent).some(sent)).toBe(true);
    expect(thrown(() => sim.runUntil("leader-elect" as RecordName)).code).toBe("unknown-kind");
    expect(sim.runUntil("violated", { ms: 50 }).some((record) => record.kind === "violated")).toBe(false);
  });

  it("comes back to where it was, exactly", () => {
    const sim = new Simulation(catalog.scenarios[2]?.text ?? "");
    const { length } = sim;
    const frames = Array.from({ length: 40 }, (_, i) => {
      sim.seek(i * 5);
      return JSON.stringify([sim.frame({ log: "all" }), sim.hash()]);
    });
    for (const i of [39, 3, 20, 0, 38]) {
      sim.seek(i * 5);
      expect(JSON.stringify([sim.frame({ log: "all" }), sim.hash()])).toBe(frames[i]);
    }
    sim.seek(length + 100);
    expect(sim.position).toBe(length);
    sim.stepBack(length + 5);
    expect(sim.position).toBe(0);
  });

  it("keeps the old future when somebody acts in the past", () => {
    const sim = new Simulation(catalog.scenarios[2]?.text ?? "");
    const hash = sim.hash();
    sim.seek(30);
    sim.act("crash n1");
    sim.run(300);
    expect(sim.branch).toBe(1);
    expect(sim.branches[1]).toMatchObject({ parent: 0, forkedAt: { position: 30 } });
    sim.switchTo(0);
    sim.seek(sim.length);
    expect(sim.hash()).toBe(hash);
  });

  it("is its scenario: printed and opened again it is the same run", () => {
    const verbs = [
      "crash leader",
      "restart all",
      'request "set x 1"',
      "cut n1",
      "heal",
      "step 3",
      "run 33ms",
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.array(fc.constantFrom(...verbs)), (seed, acts) => {
        const sim = new Simulation({ protocol: "raft", nodes: 3, seed, moves: "run 150ms" });
        for (const act of acts) sim.act(act);
        sim.run(100);
        const again = new Simulation(sim.scenario());
        expect([again.hash(), again.length]).toEqual([sim.hash(), sim.length]);
        expect(Simulation.fromLink(sim.link("https://example.org/")).hash()).toBe(sim.hash());
      }),
      { numRuns: 50 },
    );
  });

  it("keeps in a link which of several messages of a name was meant, and no comment", () => {
    const first = "protocol raft\nnodes 3\nseed 7\nfire n2 election\n";
    const moves = [
      "duplicate n2->n1 RequestVote # why",
      "drop n2 -> n1 RequestVote#2#why",
      "delay n2->n1 RequestVote #1 5ms # why",
      "delay n2->n1 RequestVote 5ms #2 why",
      "hold n2 -> n3 #3 why",
      "drop m99 #4 why",
    ];
    const sim = new Simulation(first + moves.join("\n"));
    expect(sim.events().filter(({ kind }) => kind === "no-effect")).toHaveLength(1);
    const link = sim.link();
    const again = Simulation.fromLink(link);
    expect(again.hash()).toBe(sim.hash());
    expect(link).not.toContain("why");
    expect(link.match(/%23\d/gu)).toEqual(["%232", "%231"]);
  });

  it("carries the cursor in a link", () => {
    const sim = new Simulation(catalog.scenarios[1]?.text ?? "");
    sim.seek(17);
    const again = Simulation.fromLink(sim.link());
    expect([again.position, again.length, again.hash()]).toEqual([17, sim.length, sim.hash()]);
  });

  it("tells each record as a sentence, in both languages", () => {
    for (const record of new Simulation(catalog.scenarios[2]?.text ?? "").events()) {
      expect(describe(record)).not.toMatch(/undefined|\{/);
      expect(describe(record, "zh-CN")).not.toMatch(/undefined|\{/);
    }
  });
});

group("what the contract says", () => {
  it("plays lines that move the cursor, and a line after them where it then is", () => {
    const sim = new Simulation(small);
    sim.act("run 400ms\nstep 2\ncrash leader\nsettle");
    const { length } = sim;
    sim.act("seek 10");
    expect([sim.position, sim.length]).toEqual([10, length]);
    sim.act("step");
    expect([sim.position, sim.branch]).toEqual([11, 0]);
    sim.act("crash n1\nrun 10ms");
    expect(sim.branch).toBe(1);
  });

  it("clamps positions and instants to what is known", () => {
    const sim = new Simulation(small);
    sim.run(400);
    const { length, endTime } = sim;
    const where = (go: () => void) => {
      go();
      return [sim.position, sim.now];
    };
    expect(where(() => sim.seek(-3))).toEqual([0, 0]);
    expect(where(() => sim.seek(Number.POSITIVE_INFINITY))[0]).toBe(length);
    expect(where(() => sim.seekTime(-1))).toEqual([0, 0]);
    expect(where(() => sim.seekTime(1e300))).toEqual([length, endTime]);
    expect(where(() => sim.seekTime(Number.NEGATIVE_INFINITY))).toEqual([0, 0]);
    expect(where(() => sim.stepBack(7))).toEqual([0, 0]);
    sim.seek(9);
    expect(sim.events({ from: 8, to: 9 }).at(-1)?.at).toBe(sim.now);
  });

  it("gives the events of from < p <= to, and boot without from", () => {
    const sim = new Simulation(small);
    const ran = sim.run(400);
    expect(sim.events({ from: 0 })).toEqual(ran);
    expect(sim.events()[0]?.kind).toBe("boot");
    expect(sim.events().filter((record) => !record.id.startsWith("0."))).toEqual(ran);
    const positions = new Set(sim.events({ from: 4, to: 6 }).map((record) => record.id.split(".")[0]));
    expect([...positions]).toEqual(["5", "6"]);
    expect(sim.events({ from: 6, to: 6 })).toEqual([]);
    expect(sim.events({ from: 9, to: 3 })).toEqual([]);
    expect(sim.trace().split("\n")).toHaveLength(sim.events().length + 1);
  });

  it("windows logs, both ends included", () => {
    const sim = new Simulation(catalog.scenarios.find((one) => one.name === "replication")?.text ?? "");
    /** The first node, with a window of its log. */
    const first = (from: number, to: number) => (sim.frame({ log: { from, to } }) as RaftFrame).nodes[0];
    const whole = (sim.frame({ log: "all" }) as RaftFrame).nodes[0]?.log ?? [];
    expect(whole.length).toBeGreaterThan(2);
    expect(first(2, 3)?.log).toEqual(whole.slice(1, 3));
    expect(first(900, 1000)?.log).toEqual([]);
    expect(first(3, 2)?.log).toEqual([]);
    expect(first(0, 0)?.lastIndex).toBe(whole.length);
  });

  it("is no branch to do what is done there anyway", () => {
    const sim = new Simulation(small);
    sim.step(20);
    sim.act("crash n1");
    sim.run(100);
    sim.seek(20);
    sim.act("crash n1");
    expect(sim.branches).toHaveLength(1);
  });

  it("takes a seed in the place of the scenario's, and says it in its text, link and hash", () => {
    for (const { name, text } of catalog.scenarios) {
      const sim = new Simulation(text, { seed: 77 });
      expect(sim.seed, name).toBe(77);
      expect(sim.scenario(), name).toMatch(/^\s*seed 77$/mu);
      const again = new Simulation(sim.scenario());
      expect([again.hash(), again.scenario()], name).toEqual([sim.hash(), sim.scenario()]);
      expect(Simulation.fromLink(sim.link()).hash(), name).toBe(sim.hash());
      sim.dispose();
      again.dispose();
    }
    const object = new Simulation({ protocol: "raft", seed: 3 }, { seed: 0 });
    expect([object.seed, object.fork().seed]).toEqual([0, 0]);
    const linked = Simulation.fromLink(new Simulation(small).link(), { seed: Number.MAX_SAFE_INTEGER });
    expect(linked.scenario()).toContain(`seed ${Number.MAX_SAFE_INTEGER}`);
    expect(new Simulation("protocol raft", { seed: 9 }).hash()).toBe(
      new Simulation("protocol raft\nseed 9").hash(),
    );
  });

  it("refuses what is no seed, and says what one is", () => {
    const wrong = [-1, 0.5, Number.NaN, 2 ** 53, "7", null, 7n, {}];
    for (const seed of wrong) {
      const error = thrown(() => new Simulation(small, { seed: seed as number }));
      expect(error.code).toBe("argument");
      expect(error.message).toMatch(/^seed: a whole number from 0 to 9007199254740991 \(SEED_MAX\), not /u);
    }
    // What is wrong with the text comes with its place all the same.
    expect(thrown(() => new Simulation("protocol raft\nseed x", { seed: 7 })).line).toBe(2);
  });

  it("is what it is said to be, or is refused", () => {
    const sim = new Simulation(small, { protocol: "raft" });
    expect(sim.frame().nodes.find((node) => node.role === "follower")?.id).toBe("n1");
    const any: Simulation = sim;
    expect([any.is("raft"), any.is("paxos")]).toEqual([true, false]);
    expect(thrown(() => new Simulation(small, { protocol: "paxos" }))).toMatchObject({
      code: "argument",
      message: "protocol: paxos, but this scenario is of raft",
    });
    expect(thrown(() => new Simulation(small, { protocol: 3 as unknown as "raft" })).code).toBe("argument");
  });

  it("opens an object as it opens the same text", () => {
    const options = {
      protocol: "raft",
      nodes: 3,
      clients: 2,
      seed: 9,
      set: { "pre-vote": true, batch: 3, heartbeat: "30ms" },
      bugs: ["commit-any-term"],
      given: { n1: "term 2 log 1 2" },
      zones: { eu: ["n1", "c1"], us: ["n2"] },
      network: {
        loss: "5%",
        latency: "1ms..2ms",
        links: [
          { latency: "80ms", loss: "1%", groups: [["n1"], ["n2", "n3"]] },
          { bandwidth: "9kB/s", from: ["n1", "c1"], to: ["n2"] },
        ],
        order: "fifo",
        bandwidth: "1MB/s",
      },
      moves: ["run 300ms", "crash leader"],
    } satisfies ScenarioOptions;
    const text = [
      "protocol raft\nnodes 3\nclients 2\nseed 9\nset pre-vote on\nset batch 3\nset heartbeat 30ms",
      "zone eu n1 c1\nzone us n2\nbug commit-any-term\ngiven n1 term 2 log 1 2\nnetwork loss 5%\nnetwork latency 1ms..2ms",
      "network order fifo\nnetwork bandwidth 1MB/s\nnetwork latency n1 | n2 n3 80ms\nnetwork loss n1 | n2 n3 1%",
      "network bandwidth n1 c1 -> n2 9kB/s",
      "run 300ms\ncrash leader",
    ].join("\n");
    expect(new Simulation(options).trace()).toBe(new Simulation(text).trace());
  });

  it("watches no property if that is wished", () => {
    const sim = new Simulation(small, { properties: false });
    sim.run(300);
    expect(sim.properties()).toEqual([]);
    expect(new Simulation(small).properties().map(({ status }) => status)).toContain("holds");
  });

  it("catalogues what a form or a page of documentation needs", () => {
    expect(catalog.version).toBe(1);
    for (const protocol of catalog.protocols) {
      for (const option of protocol.options) {
        const header = `protocol ${protocol.name}\nset ${option.name} ${option.default}`;
        new Simulation(header).dispose();
        if (option.type === "choice") expect(option.choices).toContain(option.default);
        if (option.type === "number") expect(option.max).toBeGreaterThan(option.min);
      }
      for (const bug of protocol.bugs) new Simulation(`protocol ${protocol.name}\nbug ${bug}`).dispose();
      // What is no cluster of nodes has moves of its own, and neither timers nor messages.
      const { actions, timers, messages } = protocol;
      for (const list of [
        protocol.rules,
        protocol.properties,
        ...(actions === null ? [timers, messages] : []),
      ]) {
        expect(list).not.toHaveLength(0);
      }
      for (const { verb, syntax } of actions ?? []) expect(syntax.split(" ")[0]).toBe(verb);
    }
    for (const { verb, syntax } of catalog.actions) expect(syntax.split(" ")[0]).toBe(verb);
    expect(catalog.bounds.LINK_LENGTH_MAX).toBe(6000);
  });

  it("replaces the fragment of a link's base", () => {
    const sim = new Simulation(small);
    expect(sim.link("https://example.org/a?b=c#1;old")).toMatch(
      /^https:\/\/example\.org\/a\?b=c#1;protocol%20raft;/,
    );
  });
});

group("catalog", () => {
  it("has the algorithm in lines, and a line for every rule", () => {
    for (const { rules, pseudocode } of catalog.protocols) {
      for (const { code } of rules) {
        const place = pseudocode?.rules[code];
        expect(pseudocode?.blocks[place?.block ?? ""]?.[place?.line ?? -1], code).toMatch(/\S/);
      }
    }
  });
});

group("bad input", () => {
  it("says where a text is wrong, and changes nothing", () => {
    const error = thrown(() => new Simulation("protocol raft\nnodes 5\ncrsh n1"));
    expect(error).toMatchObject({ code: "scenario", line: 3, column: 1 });
    expect(error.message).toContain("did you mean `crash`");
    const sim = new Simulation(small);
    sim.run(100);
    const before = [sim.position, sim.now, sim.hash()];
    expect(thrown(() => sim.act("crash n1\ncrash n9")).line).toBe(2);
    expect([sim.position, sim.now, sim.hash()]).toEqual(before);
  });

  it("refuses what is no number of the right kind", () => {
    const sim = new Simulation(small);
    for (const act of [
      () => sim.advance(-1),
      () => sim.advance(Number.NaN),
      () => sim.step(1.5),
      () => sim.seek(Number.NaN),
      () => sim.seek(1.5),
      () => sim.switchTo(7),
      () => sim.events({ to: 0.5 }),
    ]) {
      expect(thrown(act)).toBeInstanceOf(RingleaderError);
    }
    sim.run(10);
  });

  it("names the nearest key", () => {
    const options = { protocol: "raft", sead: 3 } as const;
    expect(thrown(() => new Simulation(options)).message).toContain("did you mean `seed`");
  });

  it("tells damaged links and links of other versions apart", () => {
    expect(thrown(() => Simulation.fromLink("https://example.org/")).code).toBe("link");
    expect(thrown(() => Simulation.fromLink("#2;protocol%20raft")).code).toBe("link-version");
    expect(thrown(() => Simulation.fromLink("#1;%E0%A4%A")).code).toBe("link");
    expect(thrown(() => Simulation.fromLink("#1;protocol%20paxo")).code).toBe("scenario");
  });

  it("says that a simulation was disposed of, in every member", () => {
    const sim = new Simulation(small);
    sim.dispose();
    sim.dispose();
    const members: ((sim: Simulation) => unknown)[] = [
      (sim) => sim.advance(1),
      (sim) => sim.run(1),
      (sim) => sim.step(),
      (sim) => sim.runUntil("sent"),
      (sim) => sim.runUntil(() => true),
      (sim) => sim.act("heal"),
      (sim) => sim.now,
      (sim) => sim.position,
      (sim) => sim.length,
      (sim) => sim.endTime,
      (sim) => sim.seed,
      (sim) => sim.protocol,
      (sim) => sim.seek(0),
      (sim) => sim.seekTime(0),
      (sim) => sim.stepBack(),
      (sim) => sim.frame(),
      (sim) => sim.events(),
      (sim) => sim.history(),
      (sim) => sim.advanceUntil("sent"),
      (sim) => sim.watch({ nodes: ["role"] }, () => {}),
      (sim) => sim.moments(),
      (sim) => sim.trace(),
      (sim) => sim.hash(),
      (sim) => sim.branches,
      (sim) => sim.branch,
      (sim) => sim.switchTo(0),
      (sim) => sim.properties(),
      (sim) => sim.scenario(),
      (sim) => sim.link(),
    ];
    for (const member of members) expect(thrown(() => member(sim)).code).toBe("disposed");
  });

  it("lets a predicate look, and not change anything", () => {
    const changes: ((sim: Simulation) => unknown)[] = [
      (sim) => sim.advance(1),
      (sim) => sim.run(1),
      (sim) => sim.step(),
      (sim) => sim.runUntil("sent"),
      (sim) => sim.runUntil(() => true),
      (sim) => sim.act("heal"),
      (sim) => sim.seek(0),
      (sim) => sim.seekTime(0),
      (sim) => sim.stepBack(),
      (sim) => sim.switchTo(0),
      (sim) => sim.dispose(),
    ];
    for (const change of changes) {
      const sim = new Simulation(small);
      const error = thrown(() =>
        sim.runUntil((record) => sim.frame().position > 5 && change(sim) !== record),
      );
      expect([error.code, sim.position]).toEqual(["busy", 6]);
      expect(sim.step()).not.toHaveLength(0);
    }
    const sim = new Simulation(small);
    expect(() =>
      sim.runUntil(() => {
        throw new TypeError("of the caller");
      }),
    ).toThrow(TypeError);
    expect([sim.position, sim.branches.length]).toEqual([1, 1]);
    sim.step();
  });

  it("names the bound that is met, and goes on afterwards", () => {
    const over = (act: () => unknown, code: string, name: string) => {
      const error = thrown(act);
      expect([error.code, error.message.includes(name)]).toEqual([code, true]);
    };
    const opened = (lines: string) => () => new Simulation(`protocol raft\n${lines}`);
    over(opened("nodes 65"), "scenario", "NODES_MAX");
    over(opened("clients 65"), "scenario", "CLIENTS_MAX");
    over(opened("seed 9007199254740992"), "scenario", "SEED_MAX");
    over(opened("step 1000001"), "scenario", "EVENTS_PER_CALL_MAX");
    over(opened(`request "set x ${"y".repeat(200)}"`), "scenario", "COMMAND_MAX");
    over(opened(`# ${"y".repeat(10_001)}`), "scenario", "LINE_MAX");
    over(opened("heal\n".repeat(200_001)), "scenario", "TEXT_MAX");
    over(opened("set heartbeat 1us\nrun 1s"), "bound-in-flight", "IN_FLIGHT_MAX");
    over(
      () => {
        const full = new Simulation("protocol raft\nseed 1\nworkload c1 every 5ms", { bytesMax: 1_000_000 });
        expect(full.bytes).toBeLessThan(1_000_000);
        for (;;) full.advance({ events: 100_000 });
      },
      "bound-bytes",
      "RUN_BYTES_MAX",
    );
    for (const bytesMax of [0, 999_999, 2 ** 32 + 1, 1.5, Number.NaN]) {
      const error = thrown(() => new Simulation("protocol raft", { bytesMax }));
      expect([error.code, error.message.startsWith("bytesMax: a whole number from ")]).toEqual([
        "argument",
        true,
      ]);
    }
    const sim = new Simulation(small);
    over(() => sim.act("step 60000"), "bound-records", "RECORDS_PER_CALL_MAX");
    over(() => sim.step(10_000_000, { kinds: ["violated"] }), "bound-events", "EVENTS_PER_CALL_MAX");
    over(() => sim.trace(), "bound-records", "RECORDS_PER_CALL_MAX");
    expect(sim.events({ from: sim.length - 1 })).not.toHaveLength(0);
    const moves = Array.from({ length: 400 }, (_, i) => `request "set x ${i}"`).join("\n");
    over(() => new Simulation(`${small}\n${moves}`).link(), "bound-link", "LINK_LENGTH_MAX");
    over(
      () => Simulation.fromLink(`#1;protocol%20raft;${"heal;".repeat(2000)}`),
      "bound-link",
      "LINK_LENGTH_MAX",
    );
  }, 60_000);

  it("names the bounds on branches, settling, and opening", () => {
    const { BRANCHES_MAX, SETTLE_MAX } = catalog.bounds;
    const sim = new Simulation(small);
    sim.run(300);
    for (let n = 0; sim.branch < BRANCHES_MAX - 1; n++) {
      sim.seek(n % 20);
      // Equal acts at one position share a branch.
      sim.act(`request "set x ${n}"`);
    }
    sim.switchTo(0);
    sim.seek(7);
    const before = [sim.position, sim.hash()];
    expect(thrown(() => sim.act("heal")).message).toContain("BRANCHES_MAX");
    expect([sim.position, sim.hash(), sim.branches.length]).toEqual([...before, BRANCHES_MAX]);

    const busy = new Simulation("protocol raft\nnodes 64\nseed 1\nset heartbeat 1ms\nnetwork latency 1s");
    while ((busy.frame({ log: { from: 0, to: 0 } }) as RaftFrame).messages.length <= SETTLE_MAX) {
      busy.act("fire n1 election\nfire n2 election\nfire n3 election\nfire n4 election");
    }
    expect(thrown(() => busy.act("settle")).message).toContain("SETTLE_MAX");
    busy.step();

    const long = `protocol raft\nnodes 1\nseed 1\nclients 0\n${"step 1000000\n".repeat(11)}`;
    expect(thrown(() => new Simulation(long, { properties: false })).message).toContain("OPEN_EVENTS_MAX");
  }, 60_000);

  it("takes the shortest durations and those of years, and refuses those in which no time would pass", () => {
    for (const lines of [
      "set election-timeout 1us",
      'set client-timeout 1us\nrequest "set x 1"',
      "set heartbeat 3600s\nset election-timeout 3600s",
      "set rpc-timeout 1us",
      "set election-timeout 1us\nset heartbeat 1us\nnetwork latency 0ms",
    ]) {
      const sim = new Simulation(`protocol raft\nseed 1\n${lines}`);
      const { position } = sim;
      try {
        sim.run(3, { kinds: ["violated"] });
      } catch (error) {
        expect(String((error as RingleaderError).code)).toMatch(/^bound-/);
      }
      sim.step();
      expect(sim.position).toBeGreaterThan(position);
      sim.act("crash all\nheal");
    }
    for (const option of ["election-timeout", "heartbeat", "rpc-timeout", "client-timeout"]) {
      const error = thrown(() => new Simulation(`protocol raft\nset ${option} 0ms`));
      expect([error.code, error.line, error.expected]).toEqual([
        "scenario",
        2,
        expect.stringContaining("above 0ms"),
      ]);
    }
    const sim = new Simulation(small);
    sim.act("crash all");
    sim.act("run 9007199254740991us");
    expect(sim.run(1e9)).toEqual([]);
    expect(thrown(() => sim.advance(1e300)).code).toBe("range");
    expect(thrown(() => sim.act("run 9007199254740992us")).line).toBe(1);
    sim.act("restart all");
    sim.step(20);
  }, 60_000);

  it("refuses arguments of other types, by code, and goes on", () => {
    const sim = new Simulation(small);
    const wrong: unknown[] = [null, "x", {}, [], true, 5n, Symbol("s"), () => 1, new Date(), Number.NaN];
    const call = (member: string, value: unknown) =>
      (Reflect.get(sim, member, sim) as (value: unknown) => unknown).call(sim, value);
    const members = ["advance", "run", "step", "runUntil", "act", "seek", "seekTime", "stepBack", "switchTo"];
    for (const member of [...members, "frame", "events", "trace", "link", "enabled"]) {
      for (const value of wrong) {
        try {
          if (member === "runUntil" && typeof value === "function") continue;
          call(member, value);
        } catch (error) {
          expect(error, `${member}(${String(value)})`).toBeInstanceOf(RingleaderError);
        }
      }
    }
    const options = ["nodes", "seed", "set", "bugs", "given", "network", "moves", "protocol"];
    for (const key of options) {
      for (const value of wrong) {
        expect(
          thrown(() => new Simulation({ protocol: "raft", [key]: value, x: 1 } as object as ScenarioOptions))
            .code,
        ).toBe("argument");
        try {
          new Simulation({ protocol: "raft", [key]: value } as object as ScenarioOptions);
        } catch (error) {
          expect(error, `${key}: ${String(value)}`).toBeInstanceOf(RingleaderError);
        }
      }
    }
    for (const value of wrong) {
      expect(thrown(() => new Simulation(value as string))).toBeInstanceOf(RingleaderError);
      expect(thrown(() => Simulation.fromLink(value as string))).toBeInstanceOf(RingleaderError);
    }
    sim.run(10);
  }, 60_000);

  it("survives a million events and goes on", () => {
    const sim = new Simulation("protocol raft\nnodes 5\nseed 1\nset heartbeat 1ms", { properties: false });
    expect(thrown(() => sim.advance(1e9)).code).toBe("bound-events");
    expect(sim.advance({ events: 10 })).toBe(10);
  });
});

group("forks and branches", () => {
  const text = "protocol raft\nnodes 3\nseed 3\nrun 400ms";

  it("goes on apart from its fork", () => {
    const sim = new Simulation(text);
    const fork = sim.fork();
    expect(fork.hash()).toBe(sim.hash());
    expect(fork.branches.map(({ id }) => id)).toEqual([0]);
    fork.act("crash leader\nrun 300ms");
    expect(sim.position).toBe(sim.length);
    expect(new Simulation(fork.scenario()).hash()).toBe(fork.hash());
    fork.dispose();
    sim.advance(100);
    expect(sim.now).toBe(500);
    expect(thrown(() => fork.hash()).code).toBe("disposed");
  });

  it("forks in the past, without the future", () => {
    const sim = new Simulation(text);
    sim.seek(10);
    const fork = sim.fork();
    expect([fork.position, fork.length, fork.now]).toEqual([10, 10, sim.now]);
    expect(fork.moments().every(({ position }) => position <= 10)).toBe(true);
  });

  it("shares a branch between equal acts, and drops it with those that left it", () => {
    const sim = new Simulation(text);
    const crashAt = (position: number) => {
      sim.switchTo(0);
      sim.seek(position);
      sim.act("crash n1");
      return sim.branch;
    };
    expect([crashAt(10), crashAt(12), crashAt(10)]).toEqual([1, 2, 1]);
    expect(thrown(() => sim.dropBranch(1)).code).toBe("kept-branch");
    expect(thrown(() => sim.dropBranch(0)).code).toBe("kept-branch");
    sim.switchTo(2);
    sim.dropBranch(1);
    expect(sim.branches.map(({ id }) => id)).toEqual([0, 2]);
    expect(thrown(() => sim.dropBranch(1)).code).toBe("unknown-branch");
  });
});
