import type { Page } from "@playwright/test";
import { expect, test } from "./support.ts";

/** How a first visitor is connected. */
const CONNECTIONS = {
  loopback: null,
  // What browsers call "slow 4G", on a phone of the middle range.
  "1.6 Mbit/s, 150 ms, CPU 4x": { kbits: 1_600, latency: 150, slowdown: 4 },
} as const;

async function slowDown(
  page: Page,
  { kbits, latency, slowdown }: { kbits: number; latency: number; slowdown: number },
) {
  const session = await page.context().newCDPSession(page);
  const throughput = (kbits * 1000) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
}

/** When messages first stand at another place than in the picture before, in ms since the visit began. */
const firstMove = () =>
  new Promise<number>((done) => {
    const seen = new Map<string, string>();
    const look = () => {
      for (const message of document.querySelectorAll("[data-message]")) {
        const id = message.getAttribute("data-message") ?? "";
        const place = message.querySelector("g")?.getAttribute("transform") ?? "";
        const before = seen.get(id);
        if (before !== undefined && before !== place) {
          done(performance.now());
          return;
        }
        seen.set(id, place);
      }
      requestAnimationFrame(look);
    };
    look();
  });

for (const [name, connection] of Object.entries(CONNECTIONS)) {
  test(`first-visit: time to the first moving message, ${name}`, async ({ page }) => {
    test.setTimeout(60_000);
    if (connection !== null) await slowDown(page, connection);
    await page.goto("", { waitUntil: "commit" });
    const ms = await page.evaluate(firstMove);
    const painted = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    console.log(
      `first visit, ${name}: first paint ${painted.toFixed(0)} ms, first moving message ${ms.toFixed(0)} ms`,
    );
    expect(ms).toBeLessThan(30_000);
  });
}
