import { expect, linkTo, open, test } from "./support.ts";

/** Nine nodes, long ways, frequent heartbeats: some sixty messages are always under way. */
const BUSY = [
  "protocol raft",
  "nodes 9",
  "seed 5",
  "set election-timeout 2s..3s",
  "set rpc-timeout 3s",
  "network latency 180ms..190ms",
  "run 6s",
];
const SECONDS = 10;
const MS_PER_FRAME_MAX = 4;

test("a frame costs little: 9 nodes, 60 messages", async ({ page }) => {
  test.setTimeout(60_000);
  await open(page, linkTo(BUSY), 9);
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
  const frames = await page.evaluate(async (seconds) => {
    const end = performance.now() + seconds * 1000;
    let count = 0;
    for (; performance.now() < end; count += 1) await new Promise(requestAnimationFrame);
    return count;
  }, SECONDS);
  const after = await metrics();
  const messages = await page.locator(".message").count();
  const cost = (after.drawing - before.drawing) / frames;
  const whole = (after.task - before.task) / frames;
  console.log(
    `cost: ${cost.toFixed(2)} ms script, style and layout a frame; whole task ${whole.toFixed(2)} ms; ` +
      `${frames} frames, ${messages} messages`,
  );
  expect(messages).toBeGreaterThan(40);
  expect(cost).toBeLessThan(MS_PER_FRAME_MAX);
});
