import { namesFile, openings, visitFiles } from "../../scripts/size.mjs";
import { FIRST_PROTOCOL, FIRST_SCENARIO } from "../../www/src/protocols/protocols.ts";
import { openUntil, seenAt } from "./sights.ts";
import { askAgain, expect, linkTo, openChapter, type Page, REQUEST_FAILED, test, whole } from "./support.ts";

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

for (const [name, connection] of Object.entries(CONNECTIONS)) {
  test(`first-visit: time to the first moving message, ${name}`, async ({ page }) => {
    if (connection !== null) await slowDown(page, connection);
    const ms = await openUntil(page, "", "first move");
    const painted = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    const engine = await seenAt(page, "engine");
    const told = Object.entries({
      "first paint": painted,
      "first moving message": ms,
      "engine there": engine,
    })
      .map(([what, at]) => `${what} ${at.toFixed(0)} ms`)
      .join(", ");
    console.log(`first visit, ${name}: ${told}`);
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
    const moved = await openUntil(page, name === FIRST_SCENARIO ? "" : `?scenario=${name}`, "first move");
    // Later pieces come after that, unasked.
    await expect(page.locator(".lesson")).toBeVisible();
    const names = name === FIRST_SCENARIO ? [] : [namesFile()];
    const counted = [...visitFiles(protocol).files, file, ...names].filter(
      (one) => !/\.(?:html|svg)$/u.test(one),
    );
    expect((await page.evaluate(fetchedBefore, moved)).sort()).toEqual(counted.sort());
  });

for (const [chapter, lines] of Object.entries({
  raft: ["protocol raft", "nodes 5", "seed 7"],
  paxos: ["protocol paxos", "seed 7"],
}))
  test(`first-visit: and what is counted of any other link, before it is drawn: ${chapter}`, async ({
    page,
  }) => {
    const drawn = await openUntil(page, linkTo(lines), "first node");
    const { files, engine } = visitFiles(chapter);
    const counted = [...files, ...engine].filter((one) => !/\.(?:html|svg)$/u.test(one));
    expect((await page.evaluate(fetchedBefore, drawn)).sort()).toEqual(counted.sort());
  });

test("first-visit: once all is there, everything opens without a network", async ({ page, context }) => {
  await page.goto("");
  await whole(page);
  // The default presentation is for protocols that bring no page part: of those this page has none. Nor does it work in
  // slices.
  const never =
    /^(?:src\/texts\/en\/plain\.json|_en-plain-.*|src\/protocols\/shown\.ts|src\/api\/slices\.ts)$/u;
  const later = visitFiles(FIRST_PROTOCOL).lazy.filter(
    ({ source }) => !source.includes("zh-CN") && !never.test(source),
  );
  const missing = async () => {
    const there = await page.evaluate(fetchedBefore, Number.POSITIVE_INFINITY);
    return later.filter(({ file }) => !there.includes(file)).map(({ source }) => source);
  };
  await expect.poll(missing, { timeout: 90_000 }).toEqual([]);
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
  // Each chapter has an engine of its own, which comes when it is opened for the first time.
  await context.setOffline(false);
  await openChapter(page, "Paxos");
  await expect(page.getByRole("tab", { name: "Ballots" })).toBeVisible();
  await openChapter(page, "Consistent hashing");
  await expect(page.getByRole("tab", { name: "Load" })).toBeVisible();
  await context.setOffline(true);
  for (const [chapter, tab] of [
    ["Raft", "Log"],
    ["Paxos", "Ballots"],
    ["Consistent hashing", "Load"],
  ] as const) {
    await openChapter(page, chapter);
    await expect(page.getByRole("tab", { name: tab })).toBeVisible();
    await expect(page.locator(".lesson")).toBeVisible();
  }
});

test("first-visit: a chapter loads its own engine and no other, and a change of chapter that one's", async ({
  page,
}) => {
  const engines: string[] = [];
  page.on("request", (request) => {
    const name = /\/([\w-]+)\.wasm$/u.exec(request.url())?.[1];
    if (name !== undefined) engines.push(name);
  });
  await page.goto("?protocol=paxos&lang=en");
  await whole(page);
  expect(engines).toEqual(["paxos"]);
  await openChapter(page, "Raft");
  await expect(page.getByRole("tab", { name: "Log" })).toBeVisible();
  await openChapter(page, "Paxos");
  await expect(page.getByRole("tab", { name: "Ballots" })).toBeVisible();
  expect(engines).toEqual(["paxos", "raft"]);
});

test.describe("without a network", () => {
  test.use({ expected: REQUEST_FAILED });
  test("first-visit: a chapter whose engine does not come is told, and asked for again", async ({
    page,
    context,
  }) => {
    await page.goto("?lang=en");
    await whole(page);
    await context.setOffline(true);
    await openChapter(page, "Paxos");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("A piece of this page did not arrive");
    await expect(page.getByRole("tab", { name: "Log" })).toBeVisible();
    await context.setOffline(false);
    await askAgain(page, page.getByRole("tab", { name: "Ballots" }));
  });
});
