import type { Page } from "@playwright/test";
import { expect, linkTo, test } from "./support.ts";

/** What keeps a page busy, and how much of it must be seen at once, on the average. */
interface Busy {
  what: string;
  /** An address to open; it stops there. */
  address: string;
  /** Which stop of the slider; the usual one if none is named. */
  speed?: string;
  /** What moves. */
  moving: string;
  least: number;
}

const BUSY: readonly Busy[] = [
  {
    what: "Raft: 9 nodes, 60 messages",
    // Long ways, frequent heartbeats: some sixty messages are always under way.
    address: linkTo([
      "protocol raft",
      "nodes 9",
      "seed 5",
      "set election-timeout 2s..3s",
      "set rpc-timeout 3s",
      "network latency 180ms..190ms",
      "run 6s",
    ]),
    moving: ".message",
    least: 40,
  },
  {
    what: "Paxos: 9 nodes, a duel of two proposers",
    // Phase 1 is given up before its answers are there, and begun anew: nothing is ever chosen.
    address: linkTo([
      "protocol paxos",
      "nodes 9",
      "clients 2",
      "seed 5",
      "set phase-timeout 100ms",
      "set retry 60ms..100ms",
      "network latency 60ms..70ms",
      'request c1 n1 "X"',
      'request c2 n5 "Y"',
      "run 2s",
    ]),
    moving: ".message",
    least: 40,
  },
  {
    what: "Ring: 500 keys, a node joins, modulo beside it",
    address: linkTo([
      "protocol placement",
      "nodes 5",
      "keys 500",
      "seed 42",
      "set compare modulo",
      "run 1ms",
      "join n6",
    ]),
    // So slow that the keys are on their way all the time.
    speed: "0",
    moving: ".moved circle",
    least: 250,
  },
];

const SECONDS = 10;
const MS_PER_FRAME_MAX = 4;

for (const busy of BUSY) test(`a frame costs little: ${busy.what}`, ({ page }) => measure(page, busy));

async function measure(page: Page, { what, address, speed = "3", moving, least }: Busy): Promise<void> {
  test.setTimeout(60_000);
  await page.goto(address);
  await page.getByLabel("Speed", { exact: true }).fill(speed);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.waitForTimeout(1_000);
  const session = await page.context().newCDPSession(page);
  // What this thread did, not how long it waited for a processor that others use too.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () => {
    const { metrics: all } = await session.send("Performance.getMetrics");
    const value = (name: string) => all.find((metric) => metric.name === name)?.value ?? 0;
    const drawing = value("ScriptDuration") + value("RecalcStyleDuration") + value("LayoutDuration");
    return { drawing: drawing * 1000, task: value("TaskDuration") * 1000 };
  };
  const before = await metrics();
  const { frames, seen } = await page.evaluate(
    async ([seconds, selector]) => {
      const end = performance.now() + seconds * 1000;
      const counts: number[] = [];
      let count = 0;
      for (; performance.now() < end; count += 1) {
        await new Promise(requestAnimationFrame);
        if (count % 30 === 0) counts.push(document.querySelectorAll(selector).length);
      }
      return { frames: count, seen: Math.round(counts.reduce((a, b) => a + b, 0) / counts.length) };
    },
    [SECONDS, moving] as const,
  );
  const after = await metrics();
  const cost = (after.drawing - before.drawing) / frames;
  const whole = (after.task - before.task) / frames;
  console.log(
    `cost, ${what}: ${cost.toFixed(2)} ms script, style and layout a frame; whole task ${whole.toFixed(2)} ms; ` +
      `${frames} frames, ${seen} moving on the average`,
  );
  expect(seen).toBeGreaterThan(least);
  expect(cost).toBeLessThan(MS_PER_FRAME_MAX);
}
