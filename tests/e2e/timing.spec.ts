import type { Page } from "@playwright/test";
import { openings, visitFiles } from "../../scripts/size.mjs";
import { FIRST_PROTOCOL, FIRST_SCENARIO } from "../../www/src/protocols/first-visit.ts";
import { expect, openChapter, test } from "./support.ts";

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

/** The same of a run without messages: when time has passed. */
const firstPassing = () =>
  new Promise<number>((done) => {
    let before: string | null = null;
    const look = () => {
      const now = document.querySelector<HTMLInputElement>(".time-slider")?.value ?? null;
      if (before !== null && now !== before) done(performance.now());
      else requestAnimationFrame(look);
      before = now;
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
    expect(ms, "a message moved").toBeGreaterThan(0);
  });
}

/** What the browser began to fetch before that, as paths below the page; when it wants the tab's icon is its own affair. */
const fetchedBefore = (moved: number) =>
  performance
    .getEntriesByType("resource")
    .filter((entry) => entry.startTime < moved)
    .map((entry) => new URL(entry.name).pathname.slice(1))
    .filter((path) => !path.endsWith(".svg"));

/** The first scenario of a visit, and one of each chapter. */
const VISITS = [FIRST_SCENARIO, "paxos-duel", "slots-join"].map((wanted) => {
  const opening = openings().find(({ name }) => name === wanted);
  if (opening === undefined) throw new Error(`${wanted} has no opening`);
  return opening;
});

for (const { name, protocol, file } of VISITS)
  test(`first-visit: what is counted is exactly what is fetched before a message moves: ${name}`, async ({
    page,
  }) => {
    const isFirst = name === FIRST_SCENARIO;
    await page.goto(isFirst ? "" : `?scenario=${name}`, { waitUntil: "commit" });
    const moved = await page.evaluate(protocol === "placement" ? firstPassing : firstMove);
    // Later pieces come after that, unasked.
    await expect(page.locator(".lesson")).toBeVisible();
    const counted = [...visitFiles(protocol).files, file].filter((one) => !/\.(?:html|svg)$/u.test(one));
    expect((await page.evaluate(fetchedBefore, moved)).sort()).toEqual(counted.sort());
  });

test("first-visit: once all is there, everything opens without a network", async ({ page, context }) => {
  await page.goto("");
  await expect(page.locator(".lesson")).toBeVisible();
  // The default presentation is for protocols that bring no page part: of those this page has none.
  const never = /^(?:src\/texts\/en\/plain\.json|_en-plain-.*|src\/protocols\/shown\.ts)$/u;
  const later = visitFiles(FIRST_PROTOCOL).lazy.filter(
    ({ source }) => !source.includes("zh-CN") && !never.test(source),
  );
  const missing = async () => {
    const there = await page.evaluate(fetchedBefore, Number.POSITIVE_INFINITY);
    return later.filter(({ file }) => !there.includes(file)).map(({ source }) => source);
  };
  await expect.poll(missing).toEqual([]);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Help and keys" }).click();
  await expect(page.locator("dialog")).toContainText("Legend");
  await page.keyboard.press("Escape");
  for (const [tab, said] of [
    ["Events", "Show"],
    ["Why", "Why"],
    ["Properties", "At most one server is elected leader in a term."],
  ] as const) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tabpanel")).toContainText(said);
  }
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.locator("dialog")).toContainText("Share this moment");
  await page.keyboard.press("Escape");
  for (const protocol of ["Paxos", "Consistent hashing"]) {
    await openChapter(page, protocol);
    await expect(page.getByRole("tab", { name: protocol === "Paxos" ? "Ballots" : "Load" })).toBeVisible();
    await expect(page.locator(".lesson")).toBeVisible();
  }
});
