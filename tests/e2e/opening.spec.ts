/** What a visit shows before there is an engine, and how the engine takes over. */
import { isBefore, openUntil, seenAt } from "./sights.ts";
import { askAgain, expect, expectMovement, open, type Page, REQUEST_FAILED, test } from "./support.ts";

/** The library as it was built: types are checked before that is. */
const { catalog, Simulation }: typeof import("../../www/src/library/ringleader.ts") = await import(
  new URL("../../dist/index.js", import.meta.url).href
);

const ENGINE = "**/*.wasm";
const RECORDINGS = "**/openings-*/*.json";

/** Holds the engine back; what is returned lets it through. */
async function withoutEngine(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(ENGINE, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Opens an address, where something moves. A recording is short: it may be over when it is asked whether it plays. */
const openMoving = (page: Page, address: string) => openUntil(page, address, "first move");

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };

for (const [query, crash, viewport] of [
  ["?lang=en", "Crash", DESK],
  ["?lang=zh-CN", "崩溃", DESK],
  ["?lang=en", "Crash", PHONE],
  ["?scenario=paxos-two-proposers&lang=en", "Crash", DESK],
  ["?protocol=paxos&lang=zh-CN", "崩溃", PHONE],
] as const)
  test(`opening: plays without an engine, and what a reader does is done when that comes: ${query} at ${viewport.width} px`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const release = await withoutEngine(page);
    await openMoving(page, query);
    await page.locator("[data-node=n1]").focus();
    await page.keyboard.press("Enter");
    const card = page.locator(".card");
    await card.getByRole("button", { name: crash, exact: true }).click();
    await expect(page.locator("[data-node=n1]")).not.toHaveClass(/down/u);
    await expect(page.getByRole("alert")).toHaveCount(0);
    release();
    await expect(page.locator("[data-node=n1]")).toHaveClass(/down/u);
  });

test("opening: a ring stands there without an engine, and time passes", async ({ page }) => {
  const release = await withoutEngine(page);
  await openMoving(page, "?protocol=placement&lang=en");
  await expect(page.getByRole("tab", { name: "Load" })).toBeVisible();
  await expect(page.locator(".owner[role=button]").first()).toBeVisible();
  await page.getByRole("button", { name: "Add node" }).click();
  release();
  await expect.poll(() => new URL(page.url()).hash).toContain("join");
});

for (const scenario of ["leader-crash", "paxos-two-proposers", "ring-against-modulo"])
  test(`opening: the history after the hand-over is the engine's: ${scenario}`, async ({ page }) => {
    const release = await withoutEngine(page);
    await openMoving(page, `?scenario=${scenario}&lang=en`);
    await expect(page.locator(".node[role=button], .owner[role=button]").first()).toBeVisible();
    release();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    const proof = await page
      .locator("dialog")
      .getByText(/history \w+/u)
      .textContent();
    const [, position, hash] = /event (\d+) · history (\w+)/u.exec(proof ?? "") ?? [];
    const run = new Simulation(catalog.scenarios.find(({ name }) => name === scenario)?.text ?? "");
    run.seek(Number(position));
    expect(hash).toBe(run.hash());
    // The address that is shared opens where the reader stood, which no other scenario has.
    const link = await page.locator("dialog .link-field").inputValue();
    expect(Simulation.fromLink(link).hash()).toBe(hash);
  });

for (const [what, answer] of [
  ["is damaged", { status: 200, contentType: "application/json", body: '{"stops":[' }],
  ["is another file", { status: 200, contentType: "text/html", body: "<!doctype html>" }],
  ["is not one", { status: 200, contentType: "application/json", body: "{}" }],
] as const)
  test(`opening: a recording that ${what} is no hindrance: the engine opens the scenario`, async ({
    page,
  }) => {
    await page.route(RECORDINGS, (route) => route.fulfill(answer));
    await open(page, "");
    await expectMovement(page);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await expect(page.locator("dialog")).toContainText("Share this moment");
  });

test.describe("what does not arrive", () => {
  test.use({ expected: REQUEST_FAILED });

  test("opening: nor is one that does not arrive", async ({ page }) => {
    await page.route(RECORDINGS, (route) => route.fulfill({ status: 404, body: "gone" }));
    await open(page, "?scenario=paxos-duel");
    await expectMovement(page);
    await expect(page.getByRole("tab", { name: "Ballots" })).toBeVisible();
  });

  for (const [what, query] of [
    ["after an opening", ""],
    ["at once", "#1;protocol%20raft;nodes%205;seed%207"],
  ] as const)
    for (const type of ["application/octet-stream", "text/plain; charset=utf-8", ""])
      test(`opening: a host that calls the engine ${type || "nothing"} is no hindrance: ${what}`, async ({
        page,
      }) => {
        await page.route(ENGINE, async (route) => {
          const response = await route.fetch();
          const { "content-type": _, ...headers } = response.headers();
          await route.fulfill({
            response,
            headers: type === "" ? headers : { ...headers, "content-type": type },
          });
        });
        await open(page, query);
        await page.getByRole("button", { name: "Share", exact: true }).click();
        await expect(page.locator("dialog")).toContainText("Share this moment");
      });

  for (const [lang, said, again] of [
    ["en", "did not arrive", "Try again"],
    ["zh-CN", "没有到达", "重试"],
  ] as const)
    test(`opening: an engine that does not arrive is told where the recording ends, and comes when it is asked for: ${lang}`, async ({
      page,
    }) => {
      await page.setViewportSize(PHONE);
      await page.route(ENGINE, (route) => route.abort());
      await openMoving(page, `?lang=${lang}`);
      await seenAt(page, "alert");
      expect(await isBefore(page, "first move", "alert")).toBe(true);
      await expect(page.getByRole("alert")).toContainText(said);
      await expect(page.getByRole("alert").getByRole("button", { name: again })).toBeVisible();
      await page.unroute(ENGINE);
      await askAgain(page, page.locator(".scenario option").nth(1));
      await expect(page.getByRole("alert")).toHaveCount(0);
      await expectMovement(page);
    });

  test("opening: an engine that does not arrive is told when it is needed, and asked for again", async ({
    page,
  }) => {
    await page.route(ENGINE, (route) => route.abort());
    await openMoving(page, "");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("alert")).toContainText("cannot be loaded");
    await page.unroute(ENGINE);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await askAgain(page, page.locator("dialog", { hasText: "Share this moment" }));
  });
});
