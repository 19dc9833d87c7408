import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alias, bareIcons } from "../../../vite.config.ts";
import { type RemoteSimulation, SPOKEN, type WorkerLike } from "../api/remote.ts";
import { Simulation as core } from "../api/simulation.ts";
import { connect, RingleaderError, Simulation, sweep } from "./ringleader.ts";
import { serve } from "./worker.ts";

const scenario = "protocol raft\nnodes 3\nseed 5\nclients 2\nrun 300ms\nworkload c1 every 5ms\nrun 2s\n";

/** The code and the sentence of what a promise rejects with. */
async function failure(of: Promise<unknown>): Promise<[string, string]> {
  const error = await of.then(() => null).catch((thrown: unknown) => thrown);
  if (!(error instanceof RingleaderError)) throw new Error(`rejects with ${String(error)}`);
  return [error.code, error.message];
}

/** A turn of everything that is under way. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

const ports: MessagePort[] = [];
/** The two ends of a line, in one thread. */
function line(): MessageChannel {
  const channel = new MessageChannel();
  ports.push(channel.port1, channel.port2);
  return channel;
}
afterAll(() => {
  for (const port of ports) port.close();
});

async function opened(text = scenario): Promise<RemoteSimulation> {
  const { port1, port2 } = line();
  serve(port2);
  return await connect(port1).open(text);
}

/** What a browser's worker is, as far as it shows: an event is lost on whoever does not listen. */
class Ends extends EventTarget implements WorkerLike {
  other: Ends | null = null;
  postMessage(message: unknown): void {
    const data: unknown = structuredClone(message);
    setTimeout(() => this.other?.dispatchEvent(new MessageEvent("message", { data })));
  }
  terminate(): void {}
  static pair(): [Ends, Ends] {
    const [here, there] = [new Ends(), new Ends()];
    here.other = there;
    there.other = here;
    return [here, there];
  }
}

describe("a simulation behind a port", () => {
  it("has every member of a simulation, and no other", async () => {
    const remote = await opened();
    const own = Reflect.ownKeys(core.prototype).filter((name) => name !== "constructor");
    const names = own.map((name) => (name === Symbol.dispose ? Symbol.asyncDispose : name));
    expect(new Set(Reflect.ownKeys(remote))).toEqual(new Set(names));
    const ofClass = Object.getOwnPropertyNames(core).filter(
      (name) => typeof Reflect.get(core, name) === "function",
    );
    const engine = connect(line().port1);
    // `opening` is for whoever has no worker and a loop of his own.
    for (const name of ofClass.filter((one) => one !== "opening")) expect(engine).toHaveProperty(name);
  });

  /** Of each member, how it is asked for: a member that is added must be added here. */
  const calls: Record<string, unknown[]> = {
    ...{ advance: [{ events: 50 }], advanceUntil: ["leader-elected", { limit: 500 }], run: [40], step: [3] },
    ...{ runUntil: ["committed", { ms: 900 }], act: ["crash leader"], prepare: ["crash n1"] },
    ...{ now: [], position: [], bytes: [], length: [], endTime: [], seed: [], protocol: [] },
    ...{ seek: [40], seekTime: [300], stepBack: [2], frame: [{ log: "all" }], enabled: [{ faults: true }] },
    ...{ events: [{ kinds: ["sent"] }], history: [{ to: 30 }], deviations: [{ from: 0, to: 9 }] },
    ...{ moments: [{ from: 20 }], trace: [{ to: 3 }], hash: [], fingerprint: [], branches: [], branch: [] },
    ...{ switchTo: [0], properties: [], bugs: [], scenario: [], link: ["https://example.org/"] },
    ...{ advanceAsync: [{ events: 9 }], advanceUntilAsync: ["sent", { limit: 100 }] },
    ...{ runAsync: [10], historyAsync: [{ to: 9 }], deviationsAsync: [{ to: 9 }], is: ["raft"] },
    ...{ dropBranch: [1], watch: [{ nodes: ["role"] }, () => undefined], fork: [], dispose: [] },
  };

  it("answers as a simulation does, whatever is asked", async () => {
    const names = Object.getOwnPropertyNames(core.prototype).filter((name) => name !== "constructor");
    expect(Object.keys(calls).toSorted()).toEqual(names.toSorted());
    const [near, far] = [new Simulation(scenario), await opened()];
    near.seek(0);
    await far.seek(0);
    const apart = ["watch", "fork", "dispose", "history", "historyAsync", "runAsync", "deviationsAsync"];
    for (const [name, given] of Object.entries(calls).filter(([one]) => !apart.includes(one))) {
      const ask = (of: object): unknown => {
        const member: unknown = Reflect.get(of, name);
        return typeof member === "function" ? Reflect.apply(member, of, given) : member;
      };
      expect([name, await ask(far)]).toEqual([name, await ask(near)]);
    }
    const all = async (of: AsyncIterable<unknown>) => {
      const told: unknown[] = [];
      for await (const one of of) told.push(one);
      return told;
    };
    expect(await all(far.runAsync(40))).toEqual(await all(near.runAsync(40)));
    expect(await all(far.historyAsync({ from: 7 }))).toEqual(near.events({ from: 7 }));
    expect(await all(far.deviationsAsync())).toEqual([]);
  });

  it("gives a history one by one, of any length, and only what is gone through", async () => {
    const [near, far] = [new Simulation(scenario), await opened()];
    const all = [...near.history()];
    expect(all.length).toBeGreaterThan(1500);
    const told: unknown[] = [];
    const history = far.history();
    // It stays with the end that it began with.
    await far.run(500);
    for await (const record of history) told.push(record);
    expect(told).toEqual(all);
    for await (const record of far.history({ kinds: ["sent"] })) {
      expect(record).toEqual(near.history({ kinds: ["sent"] }).next().value);
      break;
    }
    expect(await failure(far.history({ codes: ["raft.none" as never] }).next())).toEqual([
      "unknown-code",
      expect.stringContaining("raft.none"),
    ]);
  });

  it("tells what is watched, before the call comes back, until that is ended", async () => {
    const [near, far] = [new Simulation(scenario), await opened()];
    const [seen, expected]: [unknown[], unknown[]] = [[], []];
    near.watch({ nodes: ["role", "currentTerm"] }, (...told) => expected.push(told));
    const end = await far.watch({ nodes: ["role", "currentTerm"] }, (...told) => seen.push(told));
    near.act("crash leader");
    near.run(2000);
    await far.act("crash leader");
    await far.run(2000);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(expected);
    await end();
    await end();
    await far.act("crash leader");
    expect(seen).toEqual(expected);
    expect((await failure(far.watch({ nodes: [] }, () => undefined)))[0]).toBe("argument");
    expect((await failure(far.watch({ nodes: ["role"] }, "no function" as never)))[0]).toBe("argument");
  });

  it("forks: two runs that go on by themselves, each disposed of by itself", async () => {
    const far = await opened();
    await far.seekTime(500);
    const [position, hash] = [await far.position, await far.hash()];
    const fork = await far.fork();
    expect([await fork.position, await fork.hash(), (await fork.branches).length]).toEqual([
      position,
      hash,
      1,
    ]);
    await fork.act("crash leader");
    await fork.run(1000);
    expect([await far.position, await far.hash()]).toEqual([position, hash]);
    const grandchild = await fork.fork();
    const there = await fork.hash();
    await fork.dispose();
    expect((await failure(fork.hash()))[0]).toBe("disposed");
    await fork.dispose();
    expect(await grandchild.hash()).toBe(there);
    expect(await far.hash()).toBe(hash);
    const near = new Simulation(scenario);
    near.seekTime(500);
    near.act("crash leader");
    near.run(1000);
    expect(there).toBe(near.hash());
  });

  it("opens links, and refuses as a simulation does, with the place", async () => {
    const { port1, port2 } = line();
    serve(port2);
    const engine = connect(port1);
    const near = new Simulation(scenario);
    const far = await engine.fromLink(near.link("https://example.org/"));
    expect(await far.hash()).toBe(near.hash());
    const error = await engine.open("protocol raft\nnods 3").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RingleaderError);
    expect(error).toMatchObject({ code: "scenario", line: 2, column: 1, expected: expect.any(String) });
    expect((await failure(far.seek("here" as never)))[0]).toBe("argument");
  });

  it("says what cannot go there, and goes on", async () => {
    const far = await opened();
    const [code, sentence] = await failure(far.runUntil((() => true) as never));
    expect(code).toBe("argument");
    expect(sentence).toMatch(/^what `runUntil` was given cannot go to a worker: .*could not be cloned/);
    expect((await failure(far.events({ nodes: Symbol("n1") } as never)))[0]).toBe("argument");
    expect(await far.position).toBeGreaterThan(0);
  });

  it("tells how far it is, and is called off with the reason", async () => {
    const { port1, port2 } = line();
    const engine = connect(port1);
    const long = `${scenario}run 300s\n`;
    const early = engine.open(long, { signal: AbortSignal.timeout(1) });
    await expect(early).rejects.toThrow(expect.objectContaining({ name: "TimeoutError" }));
    serve(port2);
    const reached: number[] = [];
    const far = await engine.open(long, { onProgress: ({ position }) => reached.push(position) });
    expect(reached.length).toBeGreaterThan(2);
    const controller = new AbortController();
    const before = await far.position;
    const going = far.advanceAsync(1e8, {
      signal: controller.signal,
      onProgress: () => controller.abort("enough"),
    });
    expect(await going.catch((reason: unknown) => reason)).toBe("enough");
    expect(await far.position).toBeGreaterThan(before);
    const again = new AbortController();
    const running = async () => {
      for await (const { id } of far.runAsync(1e8, {}, { signal: again.signal }))
        if (id) again.abort("so far");
    };
    expect(await running().catch((reason: unknown) => reason)).toBe("so far");
    expect(await far.advance({ events: 3 })).toBe(3);
  });

  it("sweeps there", async () => {
    const { port1, port2 } = line();
    serve(port2);
    const options = {
      seeds: { first: 1, last: 5 },
      columns: ["events", "first leader-elected (ms)"],
    } as const;
    const rows = await sweep(scenario, options).toArray();
    const told: number[] = [];
    const far = connect(port1).sweep(scenario, options, { onProgress: ({ done }) => told.push(done) });
    expect(await far.toArray()).toEqual(rows);
    expect(told.at(-1)).toBe(5);
  });

  it("cannot be asked for what is no member", async () => {
    const [here, there] = Ends.pair();
    serve(there);
    const said: unknown[] = [];
    here.addEventListener("message", (event) => said.push((event as MessageEvent).data));
    for (const [of, name] of [
      [0, "constructor"],
      [0, "__proto__"],
      [0, "hasOwnProperty"],
      [7, "hash"],
    ]) {
      here.postMessage({ ringleader: SPOKEN, ask: 1, of, name, given: [] });
    }
    here.postMessage("what somebody else says");
    here.postMessage({ ringleader: SPOKEN, neither: true });
    const codes = () => said.flatMap((one) => (one as { error?: { code: string } }).error?.code ?? []);
    while (codes().length < 4) await turn();
    expect(codes()).toEqual(["argument", "argument", "argument", "disposed"]);
  });
});

describe("the handshake", () => {
  it("what is asked before anybody listens waits", async () => {
    const [here, there] = Ends.pair();
    const opening = connect(here).open(scenario);
    await turn();
    serve(there);
    expect(await (await opening).protocol).toBe("raft");
  });

  it("who listened first is found", async () => {
    const [here, there] = Ends.pair();
    serve(there);
    await turn();
    expect(await (await connect(here).open(scenario)).protocol).toBe("raft");
  });

  it("one worker has one engine, however often it is connected", async () => {
    const { port1, port2 } = line();
    serve(port2);
    expect(connect(port1)).toBe(connect(port1));
    const runs = await Promise.all([connect(port1).open(scenario), connect(port1).open("protocol paxos")]);
    expect(await Promise.all(runs.map((run) => run.protocol))).toEqual(["raft", "paxos"]);
  });
});

describe("the end of a worker", () => {
  const sentences: [string, (here: Ends) => void, RegExp][] = [
    ["terminate()", (here) => here.terminate(), /^the worker was terminated$/],
    ["terminate() of the engine", (here) => connect(here).terminate(), /^the worker was terminated$/],
    [
      "an error before it listens",
      (here) => here.dispatchEvent(Object.assign(new Event("error"), { message: "no such file" })),
      /^the worker does not run: no such file$/,
    ],
  ];
  it.each(sentences)("%s rejects what is pending, and what is asked for later", async (_, end, sentence) => {
    const [here] = Ends.pair();
    const engine = connect(here);
    const pending = [engine.open(scenario), engine.fromLink("#")];
    end(here);
    for (const one of [...pending, engine.open(scenario)]) {
      expect(await failure(one)).toEqual(["worker", expect.stringMatching(sentence)]);
    }
  });

  it("an answer that cannot be read rejects what is pending, and the next is answered", async () => {
    const [here, there] = Ends.pair();
    serve(there);
    const far = await connect(here).open(scenario);
    const pending = far.hash();
    here.dispatchEvent(new Event("messageerror"));
    expect(await failure(pending)).toEqual(["worker", "an answer of the worker cannot be read here"]);
    await turn();
    expect(await far.protocol).toBe("raft");
  });

  it("a question that cannot be read rejects what is pending, and the next is answered", async () => {
    const [here, there] = Ends.pair();
    serve(there);
    const far = await connect(here).open(scenario);
    there.dispatchEvent(new Event("messageerror"));
    expect(await failure(far.hash())).toEqual(["worker", "the worker cannot read what it was asked"]);
    await turn();
    expect(await far.protocol).toBe("raft");
  });

  it("an error of its own, once it listens, is none of ours", async () => {
    const [here, there] = Ends.pair();
    serve(there);
    const far = await connect(here).open(scenario);
    here.dispatchEvent(new Event("error"));
    expect(await far.protocol).toBe("raft");
  });

  it("a port that is closed, at either end", async () => {
    for (const closed of ["port1", "port2"] as const) {
      const channel = line();
      serve(channel.port2);
      const far = await connect(channel.port1).open(scenario);
      channel[closed].close();
      for (const one of [far.hash(), far.history().next(), far.position]) {
        expect((await failure(one))[0]).toBe("worker");
      }
    }
  });
});

describe("worker_threads of Node", () => {
  const folder = mkdtempSync(join(tmpdir(), "ringleader-worker-"));
  const script = join(folder, "worker.mjs");
  const source = fileURLToPath(new URL("worker.ts", import.meta.url));
  const workers: Worker[] = [];
  const started = (code: string): Worker => {
    const worker = new Worker(`const late = () => import(${JSON.stringify(script)});\n${code}`, {
      eval: true,
    });
    workers.push(worker);
    return worker;
  };

  beforeAll(async () => {
    const lib = { entry: source, formats: ["es" as const], fileName: () => "worker.mjs" };
    await build({
      configFile: false,
      logLevel: "error",
      plugins: [bareIcons],
      resolve: { alias },
      build: {
        lib,
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.terminate()));
    rmSync(folder, { recursive: true });
  });

  it("serve whoever holds the worker", async () => {
    const far = await connect(started("late()")).open(scenario);
    expect(await far.hash()).toBe(new Simulation(scenario).hash());
  });

  it("lose what is sent before they listen, and nothing of ours", async () => {
    const worker = started(
      `const { parentPort } = require("node:worker_threads");
       parentPort.on("message", (said) => { if (said === "now") late(); });
       parentPort.postMessage("up");`,
    );
    const opening = connect(worker).open(scenario);
    await new Promise((resolve) => worker.once("message", resolve));
    worker.postMessage("now");
    expect(await (await opening).position).toBe(new Simulation(scenario).position);
  });

  it("reject what is pending when they are terminated, leave, or do not start", async () => {
    const leaving =
      'require("node:worker_threads").parentPort.on("message", (said) => said === "leave" && process.exit(3))';
    const [terminated, left, unborn] = [
      started("late()"),
      started(`late();${leaving}`),
      started('throw new Error("not today")'),
    ];
    const never = failure(connect(unborn).open(scenario));
    expect(await never).toEqual(["worker", "the worker does not run: not today"]);
    const endless = failure((await connect(terminated).open(scenario)).advance(3_600_000));
    await terminated.terminate();
    expect(await endless).toEqual(["worker", "the worker was terminated"]);
    const far = await connect(left).open(scenario);
    left.postMessage("leave");
    expect(await failure(far.hash())).toEqual(["worker", "the worker is gone, with code 3"]);
    for (const worker of [terminated, left, unborn]) {
      expect((await failure(connect(worker).open(scenario)))[0]).toBe("worker");
    }
  });
});
