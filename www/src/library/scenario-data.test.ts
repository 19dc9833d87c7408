import fc from "fast-check";
import { expect, describe as group, it } from "vitest";
import { Chance, protocolOf, randomLines } from "../api/random.fixture.ts";
import {
  catalog,
  lineOf,
  type Move,
  moves,
  parse,
  print,
  RingleaderError,
  Simulation,
} from "./ringleader.ts";

function thrown(act: () => unknown): RingleaderError {
  try {
    act();
  } catch (error) {
    if (error instanceof RingleaderError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** What is printed opens as the same run, and is read and printed again as it stands. */
function check(text: string, name: string): void {
  const data = parse(text);
  const again = print(data);
  expect(parse(again), name).toEqual(data);
  expect(print(parse(again)), name).toBe(again);
  const seed = { seed: data.seed ?? 5 };
  const [run, other] = [new Simulation(text, seed), new Simulation(again, seed)];
  expect([other.hash(), other.position, other.now], `${name}\n${again}`).toEqual([
    run.hash(),
    run.position,
    run.now,
  ]);
  run.dispose();
  other.dispose();
}

group("a scenario as data", () => {
  it("prints as the same run, and as the same data: the gallery", () => {
    for (const { name, text } of catalog.scenarios) check(text, name);
  });

  it("prints as the same run, and as the same data: what runs say of themselves", {
    timeout: 120_000,
  }, () => {
    for (let seed = 0; seed < 150; seed++) {
      const run = new Simulation(randomLines(new Chance(seed), protocolOf(seed)));
      check(run.scenario(), `random ${seed}`);
      run.dispose();
    }
  });

  it("has what header and moves say, with their notes", () => {
    const text = `# On top.
ringleader 1
protocol raft   # the one with leaders
nodes 3
seed 7
set pre-vote on
set batch 3
set election-timeout 150ms..300ms
bug no-truncate
given n1 term 2 log 1 2
network loss 1%  # as they are

# A leader comes.
run 1.5s
request c1 n2 "set x \\"hi\\"#\\\\é"   # quoted
deliver n2->n1 RequestVote #2   # counted
cut n1 | n2 n3
seek 12
# the end`;
    expect(parse(text)).toEqual({
      protocol: "raft",
      nodes: 3,
      seed: 7,
      set: { "pre-vote": true, batch: 3, "election-timeout": "150ms..300ms" },
      bugs: ["no-truncate"],
      given: { n1: "term 2 log 1 2" },
      notes: ["On top.", "the one with leaders"],
      moves: [
        { verb: "network", loss: "1%", notes: ["as they are"] },
        { verb: "run", ms: 1500, notes: ["A leader comes."] },
        { verb: "request", client: "c1", node: "n2", command: 'set x "hi"#\\é', notes: ["quoted"] },
        { verb: "deliver", message: "n2->n1 RequestVote #2", notes: ["counted"] },
        { verb: "cut", groups: [["n1"], ["n2", "n3"]] },
        { verb: "seek", position: 12 },
      ],
      below: ["the end"],
    });
    expect(print(parse(text))).toContain('# quoted\nrequest c1 n2 "set x \\"hi\\"#\\\\é"\n');
  });

  it("says where a text is wrong, and what was expected", () => {
    const error = thrown(() => parse("protocol raft\nnodes 3\ncrash leeder"));
    expect(error).toMatchObject({ code: "scenario", line: 3, column: 7 });
    expect(error.expected).toContain("leader");
    expect(thrown(() => parse("protocol raft\nset batch many"))).toMatchObject({ line: 2, column: 11 });
    expect(thrown(() => parse(3 as unknown as string)).code).toBe("argument");
  });

  it("prints what a program makes, and refuses what fits no line", () => {
    const text = print({
      protocol: "raft",
      seed: 1,
      moves: [{ verb: "run", ms: 300 }, moves.crash("leader")],
    });
    expect(text).toBe("ringleader 1\nprotocol raft\nseed 1\nrun 300ms\ncrash leader\n");
    const wrong: unknown[] = [
      { protocol: "raft", moves: [{ verb: "crash", node: "n1\nheal" }] },
      { protocol: "raft", moves: [{ verb: "crush", node: "n1" }] },
      { protocol: "raft", moves: [7] },
      { protocol: "raft", notes: ["two\nlines"] },
      { protocol: "raft", nods: 3 },
      null,
    ];
    for (const one of wrong) expect(thrown(() => print(one as never)).code).toBe("argument");
  });
});

/** Texts with everything that could end a word, a text or a line. */
const texts = fc.stringMatching(/^(?:[a-z ]|["#\\[\]|=]|->|é|中|😀|\t){1,20}$/u);
const node = fc.constantFrom("n1", "n2", "n3");
const client = fc.constantFrom("c1", "c2");
const ms = fc.integer({ min: 1, max: 9_000_000 }).map((us) => us / 1000);
const target = fc.oneof(node, fc.constantFrom("leader", "follower", "all"));
const link = fc.constantFrom({ from: "n1", to: "n2" }, { from: "n3", to: "c1" }, { from: "c2", to: "n3" });
const message = fc.constantFrom("m17", "n2->n1 #KIND #1", "n3->n1 #KIND #12", "c1->n2 ClientRequest #3");
const count = fc.nat({ max: 9_999 });
const share = fc.nat({ max: 100 }).map((percent) => `${percent}%`);
const only = <T extends object>(part: fc.Arbitrary<T>) => part;

/** Of every verb all that a move can say. */
const CLUSTER: Record<string, fc.Arbitrary<object>> = {
  run: fc.record({ ms }),
  step: fc.record({ events: count }),
  settle: fc.record({ messages: fc.option(count) }),
  seek: fc.oneof(fc.record({ position: count }), fc.record({ ms })),
  request: fc.record({ client, node: fc.option(node), command: texts }),
  crash: fc.oneof(
    only(fc.record({ node: target })),
    only(fc.record({ node: target, losing: fc.integer({ min: 1, max: 8 }) })),
  ),
  disk: fc.oneof(
    only(fc.record({ node, slow: fc.integer({ min: 1, max: 3_600_000 }) })),
    only(fc.record({ node, change: fc.constantFrom("stall", "ok", "finish") })),
  ),
  restart: fc.record({ node: target }),
  pause: fc.record({ node: target }),
  resume: fc.record({ node: target }),
  cut: fc.constantFrom(
    {
      groups: [
        ["n1", "c1"],
        ["n2", "n3"],
      ],
    },
    { groups: [["n1"], ["n2"], ["n3"]] },
    { from: ["n1"], to: ["n2", "c2"] },
    { nodes: ["n1", "n3"] },
    { nodes: ["leader"] },
  ),
  hold: link,
  release: link,
  heal: fc.constant({}),
  network: fc.oneof(
    only(fc.record({ latency: fc.constantFrom("5ms..15ms", "10ms") })),
    only(fc.record({ loss: share })),
    only(fc.record({ duplicate: share })),
    only(fc.record({ order: fc.constantFrom("fifo", "any") })),
    only(fc.record({ bandwidth: fc.constantFrom("10MB/s", "1500B/s", "unlimited") })),
    fc.record({
      latency: fc.constantFrom("80ms..100ms", "10ms"),
      groups: fc.constantFrom(
        [
          ["n1", "c1"],
          ["n2", "n3"],
        ],
        [["n1"], ["n2"], ["n3"]],
      ),
    }),
    fc.record({ loss: share, from: fc.constant(["n3"]), to: fc.constantFrom(["n2"], ["n1", "c2"]) }),
    fc.record({ bandwidth: fc.constant("unlimited"), from: fc.constant(["n1"]), to: fc.constant(["n2"]) }),
  ),
  clock: fc.record({ node, rate: fc.integer({ min: 1, max: 10_000 }) }),
  workload: fc.record({ client, every: fc.option(ms) }),
  fire: fc.record({ node, timer: fc.constant("#TIMER") }),
  drop: fc.record({ message }),
  duplicate: fc.record({ message }),
  deliver: fc.record({ message }),
  delay: fc.record({ message, ms }),
};

const INJECTED: Record<string, fc.Arbitrary<object>> = {
  raft: fc.record({
    from: fc.constant("n1"),
    to: fc.constant("n2"),
    message: fc.constant("AppendEntries"),
    fields: fc.record({
      term: count,
      leaderId: fc.constant("n1"),
      prevLogIndex: count,
      prevLogTerm: count,
      entries: fc.array(fc.constantFrom("1:noop", '2:"set x 1"', '3:"get y"'), { maxLength: 3 }),
      leaderCommit: count,
    }),
  }),
  paxos: fc.record({
    from: fc.constant("n1"),
    to: fc.constant("n2"),
    message: fc.constant("Promise"),
    fields: fc.oneof(
      fc.record({ ballot: fc.constant("3.n1"), acceptedBallot: fc.constant("2.n3"), acceptedValue: texts }),
      fc.constant({ ballot: "3.n1", acceptedBallot: null, acceptedValue: null }),
    ),
  }),
};

const PLACEMENT: Record<string, fc.Arbitrary<object>> = {
  run: CLUSTER.run as fc.Arbitrary<object>,
  step: CLUSTER.step as fc.Arbitrary<object>,
  seek: CLUSTER.seek as fc.Arbitrary<object>,
  lookup: fc.record({ key: fc.oneof(count, texts) }),
  join: fc.record({ node, weight: fc.option(fc.integer({ min: 1, max: 9 })) }),
  leave: fc.record({ node }),
  change: fc.constantFrom(
    { nodes: 7 },
    { keys: 300 },
    { node: "n2", weight: 3 },
    { option: "strategy", value: "maglev" },
    { option: "load-factor", value: 1.5 },
    { option: "virtual-nodes", value: 100 },
  ),
};

group.each(catalog.protocols.map((info) => [info.name, info] as const))("moves of %s", (name, info) => {
  const verbs = (info.actions ?? catalog.actions).map(({ verb }) => verb as string);
  const all =
    info.header === null ? { ...CLUSTER, inject: INJECTED[name] as fc.Arbitrary<object> } : PLACEMENT;

  it("are all there, and each has its builder", () => {
    expect(Object.keys(all).sort()).toEqual([...verbs].sort());
    expect(verbs.filter((verb) => !Object.hasOwn(moves, verb))).toEqual([]);
  });

  it.each(verbs)("%s: whatever it says is read from its line as it was", (verb) => {
    const fitted = (text: string) =>
      text.replace("#KIND", info.messages[0] ?? "").replace("#TIMER", info.timers[0] ?? "");
    fc.assert(
      fc.property(all[verb] as fc.Arbitrary<object>, (said) => {
        const move = { verb, ...JSON.parse(fitted(JSON.stringify(said))) } as Move;
        // What Raft's machine does is one of few words; Paxos proposes any text.
        if (name === "raft" && "command" in move) Object.assign(move, { command: "set x 1" });
        const sizes = info.header === null ? "nodes 3\nclients 2\nset disk 1ms\n" : "nodes 3\n";
        const text = `protocol ${name}\n${sizes}${lineOf(move)}`;
        expect(parse(text).moves, text).toEqual([move]);
      }),
      { numRuns: 60 },
    );
  });
});

it("builds lines that say what they are given, whatever stands in it", () => {
  expect(moves.request('say "hi" # \\ \n é')).toBe('request c1 "say \\"hi\\" # \\\\ \\n é"');
  expect(moves.request("x", { client: "c2", node: "n3" })).toBe('request c2 n3 "x"');
  expect(moves.partition([["n1"], ["n2", "n3"]])).toBe("cut n1 | n2 n3");
  expect(moves.network({ order: "fifo" })).toBe("network order fifo");
  expect(moves.network({ latency: "80ms", groups: [["n1", "n2"], ["n3"]] })).toBe(
    "network latency n1 n2 | n3 80ms",
  );
  expect(moves.network({ loss: "50%", from: ["n3"], to: ["n2"] })).toBe("network loss n3 -> n2 50%");
  expect(moves.network({ latency: "80ms", groups: [["eu"], ["us"]] })).toBe("network latency eu | us 80ms");
  expect([moves.crash("eu"), moves.hold("eu", "us")]).toEqual(["crash eu", "hold eu -> us"]);
  expect(moves.inject("n1", "n2", "Learn")).toBe("inject n1 -> n2 Learn");
  expect(moves.lookup("user:17 # me")).toBe('lookup "user:17 # me"');
  expect(moves.run(0.25)).toBe("run 250us");
  const sim = new Simulation("protocol paxos\nseed 1", { protocol: "paxos" });
  sim.act([moves.request("a # b"), moves.run(50), moves.partition([["n1"], ["n2", "n3", "n4", "n5"]])]);
  expect(sim.scenario()).toContain('request c1 "a # b"\n');
  const wrong = [
    () => moves.crash("n1\nheal"),
    () => moves.crash("n1 # no"),
    () => moves.fire("n1", "election\nheal" as "election"),
    () => moves.drop("n1->n2 X\nheal"),
    () => moves.network({ loss: "1%\nheal" }),
    () => moves.network({ loss: "1%", groups: [["n1"]] }),
    () => moves.network({ loss: "1%", from: [], to: ["n1"] }),
    () => moves.network({ loss: "1%", from: ["n1"] } as never),
    () => moves.network({ loss: "1%", latency: "1ms" } as never),
    () => moves.network({} as never),
    () => moves.inject("n1", "n2", "Learn", { "a b": 1 }),
    () => moves.run(-1),
    () => moves.run(Number.NaN),
    () => moves.step(0.5),
    () => moves.request("\ud800"),
    () => moves.cut({ groups: [["n1"]] }),
    () => lineOf({ verb: "toString" } as never),
  ];
  for (const act of wrong) expect(thrown(act).code).toBe("argument");
});
