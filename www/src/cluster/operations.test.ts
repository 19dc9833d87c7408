import { expect, it } from "vitest";
import { Simulation } from "../library/ringleader.ts";
import type { Context } from "../protocols/protocol.ts";
import { clusterOf } from "../state/scene.ts";
import { markupOf, partsOf, SHOWN, textOf, wordsIn } from "../testing/words-in.ts";
import { drawLanes, drawTable, operationsOf } from "./operations.ts";

const LED = "network latency 10ms\nfire n1 election\nsettle\n";
const header = (lines: string) =>
  `protocol raft\nclients 2\nseed 1\nset election-timeout 10s\n${lines}\n${LED}`;

const eventsOf = (simulation: Simulation) => simulation.events({ from: -1, to: simulation.position });

/** What is drawn of a run at its cursor, in a language. */
async function drawn(simulation: Simulation, locale = "en") {
  const raft = SHOWN.find(({ name }) => name === "raft");
  const frame = clusterOf(simulation.frame());
  if (raft === undefined || frame === null) throw new Error("no run of Raft");
  const words = await wordsIn(locale, raft);
  const context = { world: { records: eventsOf(simulation) }, words, send: () => {} } as unknown as Context;
  return { lanes: drawLanes(context, frame), table: drawTable(context, frame) };
}

it("tells of each request what the frame tells, in runs that give up and lose", () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const simulation = new Simulation(
      `protocol raft\nclients 2\nseed ${seed}\nset client-deadline 80ms\nset client-operations 2\nrun 400ms\nnetwork loss 25%\nworkload c1 every 60ms\nworkload c2 every 90ms\nrun 350ms`,
    );
    simulation.seek(simulation.length);
    const frame = clusterOf(simulation.frame());
    if (frame === null) throw new Error("no cluster");
    // What a frame says of clients that keep no account, the records say of those that do.
    const kept = frame.clients.map(({ operations: _, ...client }) => client);
    const shown = operationsOf({ ...frame, clients: kept }, eventsOf(simulation));
    expect(shown.length).toBeGreaterThan(5);
    expect(operationsOf(frame, eventsOf(simulation)), `seed ${seed}`).toEqual(shown);
    // And where the records do not reach back, what the frame tells is still shown.
    expect(operationsOf(frame, []), `seed ${seed}`).toEqual(
      shown.map((operation) => ({ ...operation, position: null })),
    );
    for (const { id, operations = [] } of frame.clients) {
      const own = shown.filter(({ client }) => client === id);
      expect(
        own.map(({ client: _, position: __, ...operation }) => operation),
        `seed ${seed}`,
      ).toEqual(operations.slice(-own.length).map(({ late: _, ...operation }) => operation));
    }
  }
});

it("draws a bar for each on its client's lane, and says the same in a table, in both languages", async () => {
  const simulation = new Simulation(
    `${header("set client-deadline 100ms")}request c1 "set x a"\nrequest c2 n1 "incr x"\nrun 90ms\nhold n1 -> c1\nrequest c1 "get x"\nrun 150ms\nrequest c2 "get x"\nrun 5ms`,
  );
  simulation.seek(simulation.length);
  const { lanes, table } = await drawn(simulation);
  const bars = Array.from(markupOf(lanes).matchAll(/class="operation (\w+)" data-operation="([^"]+)"/gu));
  expect(bars.map(([, outcome, name]) => `${name} ${outcome}`)).toEqual([
    "c1#1 ok",
    "c1#2 unknown",
    "c2#1 failed",
    "c2#2 open",
  ]);
  expect(markupOf(lanes).match(/class="beyond"/gu)).toHaveLength(1);
  const rows = partsOf(table, "tr").slice(1);
  expect(rows.map((row) => row.replace(/(?: [\d.–]+){2} /u, ": "))).toEqual([
    "c1 set x a: ok: ok",
    "c2 incr x: not done: failed",
    "c1 get x: unknown",
    "c2 get x: open",
  ]);
  const chinese = await drawn(simulation, "zh-CN");
  expect(textOf(chinese.table)).toContain("未知");

  simulation.act("release n1 -> c1\nrun 30ms");
  expect(textOf((await drawn(simulation)).table)).toContain("unknown; answered late: a");
});

it("draws nothing while nobody has asked", async () => {
  const { lanes, table } = await drawn(new Simulation(header("")));
  expect([textOf(lanes), textOf(table)]).toEqual(["", ""]);
});

it("shows the newest only, however many there were", () => {
  const simulation = new Simulation(`${header("")}workload c1 every 50ms\nrun 3s`);
  simulation.seek(simulation.length);
  const frame = clusterOf(simulation.frame());
  if (frame === null) throw new Error("no cluster");
  const shown = operationsOf(frame, eventsOf(simulation));
  expect(shown).toHaveLength(12);
  const [client] = frame.clients;
  expect(shown.at(-1)?.number).toBe(client?.pending?.number ?? client?.last?.number);
});
