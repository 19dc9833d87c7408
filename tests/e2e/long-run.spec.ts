/** A run of many events is opened in slices: how far it is can be seen, and it can be called off. */
import AxeBuilder from "@axe-core/playwright";
import { expect, linkTo, openPaused, type Page, test, UNTIL_IT_RAN } from "./support.ts";

/** Some eight million events: seven hours of a cluster with a client that keeps asking. */
const LONG = ["protocol raft", "nodes 3", "seed 5", "run 300ms", "workload c1 every 5ms", "run 25000s"];

const bar = (page: Page) => page.locator(".opening");
const cancel = (page: Page) => bar(page).getByRole("button");

/** Opens another link in the page that is there. */
const follow = (page: Page, lines: readonly string[]) =>
  page.evaluate(
    (link) => {
      location.hash = link.replace(/^[^#]*#/u, "");
    },
    linkTo([...lines]),
  );

/** How many events the bar says have happened. */
const events = async (page: Page): Promise<number> =>
  Number((await bar(page).locator("[aria-hidden]").textContent())?.replace(/[,，]/gu, "").match(/\d+/u)?.[0]);

test("a long link shows how far it is, the page answers, and cancelling keeps what was open", async ({
  page,
}) => {
  await openPaused(page, linkTo(["protocol raft", "nodes 5", "seed 42", "run 400ms"]));
  const title = await page.locator("#caption").textContent();
  await follow(page, LONG);
  await expect(bar(page)).toBeVisible(UNTIL_IT_RAN);
  await expect(bar(page).getByRole("status")).toHaveText("A long run is being opened.");
  await expect(bar(page).getByRole("progressbar")).toBeVisible();
  const before = await events(page);
  expect(before).toBeGreaterThan(0);
  await expect.poll(() => events(page), UNTIL_IT_RAN).toBeGreaterThan(before);
  await cancel(page).focus();
  await page.keyboard.press("Enter");
  await expect(bar(page)).toHaveCount(0, UNTIL_IT_RAN);
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
  expect(await page.locator("#caption").textContent()).toBe(title);
});

test("Escape calls it off, in Chinese too, and nothing of it is inaccessible", async ({ page }) => {
  await openPaused(page, `?lang=zh-CN${linkTo(["protocol raft", "nodes 5", "seed 42", "run 400ms"])}`);
  await follow(page, LONG);
  await expect(bar(page)).toBeVisible(UNTIL_IT_RAN);
  await expect(bar(page).getByRole("status")).toHaveText("正在打开一次很长的运行。");
  await expect(cancel(page)).toHaveText("取消");
  const { violations } = await new AxeBuilder({ page }).include(".opening").analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0, UNTIL_IT_RAN);
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
});

test("called off before anything was open, there is something to see; waited for, it is shown", async ({
  page,
}) => {
  await page.goto(linkTo(LONG));
  await cancel(page).click();
  await expect(page.locator(".node[role=button]").first()).toBeVisible(UNTIL_IT_RAN);
  await follow(page, [...LONG.slice(0, -1), "run 400s"]);
  await expect(page.locator(".node[role=button]")).toHaveCount(3, UNTIL_IT_RAN);
  await expect(bar(page)).toHaveCount(0, UNTIL_IT_RAN);
});
