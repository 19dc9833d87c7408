/** Stepping speaks; the list of events reaches back; a cut one way is drawn and told one way. */
import { expect, linkTo, openPaused, openRingPaused, type Page, press, step, test } from "./support.ts";

const headline = (page: Page) => page.locator(".headline");
const live = (page: Page) => page.locator("#live");

/** What stands there of the event at the cursor. */
const told = async (page: Page) => ({
  headline: await headline(page).locator("b").innerText(),
  live: (await live(page).textContent())?.trim() ?? "",
});

for (const query of ["?scenario=replication", "?scenario=paxos-phases"]) {
  test(`each step is told, by button and key, forwards and back: ${query}`, async ({ page }) => {
    await openPaused(page, query);
    await page.getByRole("tab", { name: "Why" }).click();
    await page.keyboard.press("Escape");
    const seen: string[] = [];
    for (let count = 0; count < 8; count += 1) {
      if (count % 2 === 0) await step(page);
      else await press(page, "ArrowRight");
      const sentence = await page.locator("#panel .sentence").innerText();
      const { headline: what } = await told(page);
      expect(sentence.startsWith(what.replace(/[.。]$/u, "")), `${what} / ${sentence}`).toBe(true);
      await expect(live(page)).toContainText(sentence);
      seen.push(sentence);
    }
    expect(new Set(seen).size).toBeGreaterThan(4);
    for (let count = 6; count >= 0; count -= 1) {
      await press(page, "ArrowLeft");
      await expect(page.locator("#panel .sentence")).toHaveText(seen[count] ?? "");
      await expect(live(page)).toContainText(seen[count] ?? "");
    }
  });
}

test("of a ring, too", async ({ page }) => {
  await openRingPaused(page, "?scenario=key-walk");
  await page.getByRole("tab", { name: "Why" }).click();
  const before = await page.locator("#panel").innerText();
  await step(page);
  await expect(page.locator("#panel")).not.toHaveText(before);
  await expect(live(page)).toContainText(await page.locator("#panel .sentence").innerText());
});

const LONG = ["protocol raft", "nodes 3", "seed 7", "workload c1 every 50ms", "run 10s", "crash n3"];

test("turning points reach back to the start, and the filter offers who was silent of late", async ({
  page,
}) => {
  await openPaused(page, linkTo(LONG), 3);
  await page.getByRole("tab", { name: "Events" }).click();
  const [filter, who] = [page.locator(".filter select").first(), page.locator(".filter select").nth(1)];
  await expect(who.locator("option")).toHaveText(["everyone", "c1", "n1", "n2", "n3"]);
  await filter.selectOption("turning");
  const more = page.getByRole("button", { name: "Earlier events" });
  // The button gives way to the search, and is there again with more found until there is no more.
  const first = page.locator("ol.events li", { hasText: "workload c1 every 50ms" });
  while ((await first.count()) === 0) {
    await expect(first.or(more).first()).toBeVisible();
    if ((await more.count()) > 0) await more.click();
  }
  await expect(more).toHaveCount(0);
  await expect(page.locator("ol.events")).toContainText("leader");
});

const CUT = ["protocol raft", "nodes 5", "seed 15", "run 300ms", "cut n1 -> n3", "run 5ms"];

test("a cut one way is a line on that way, with an arrow, and words", async ({ page }) => {
  await openPaused(page, linkTo(CUT));
  await expect(page.locator(".cut.link")).toHaveCount(1);
  await expect(page.locator('.cut.link[data-cut="n1 n3"] .head')).toBeVisible();
  await page.locator(".twin summary").click();
  await expect(page.locator(".twin .cuts")).toContainText("nothing passes from n1 to n3");
});
