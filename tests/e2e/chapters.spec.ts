/** The menu of chapters: by keyboard, by pointer, and on a phone. */
import { expect, openChapter, openPaused, test } from "./support.ts";

test("chapters: by keyboard, as a menu button is", async ({ page }) => {
  await openPaused(page);
  const button = page.getByRole("button", { name: "Protocols: Raft" });
  const item = (name: string) => page.getByRole("menuitemradio", { name, exact: true });
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await button.press("ArrowDown");
  await expect(button).toHaveAttribute("aria-expanded", "true");
  const menu = page.getByRole("menu", { name: "Protocols" });
  for (const group of ["Consensus", "Placement"])
    await expect(menu.getByRole("group", { name: group })).toBeVisible();
  // The one that is shown is marked, and has the focus.
  await expect(item("Raft")).toBeFocused();
  await expect(item("Raft")).toHaveAttribute("aria-checked", "true");
  const before = await page.locator(".seed").textContent();
  for (const [key, name] of [
    ["ArrowDown", "Paxos"],
    ["c", "Consistent hashing"],
    ["ArrowDown", "Raft"],
    ["ArrowUp", "Consistent hashing"],
    ["Home", "Raft"],
    ["End", "Consistent hashing"],
    ["p", "Paxos"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(item(name)).toBeFocused();
  }
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  // Letters went to the menu: nothing crashed, nothing else opened.
  await expect(page.locator(".node.down")).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await page.locator(".seed").textContent()).toBe(before);
  await page.keyboard.press("Enter");
  await expect(item("Raft")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(item("Paxos")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Ballots" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Protocols: Paxos" })).toBeFocused();
});

test("chapters: a press elsewhere or on the button closes it, and the one that is shown stays", async ({
  page,
}) => {
  await openPaused(page);
  const button = page.getByRole("button", { name: "Protocols: Raft" });
  const menu = page.getByRole("menu", { name: "Protocols" });
  await button.click();
  await expect(menu).toBeVisible();
  await button.click();
  await expect(menu).toBeHidden();
  await button.click();
  await page.locator("#caption").click();
  await expect(menu).toBeHidden();
  const seed = await page.locator(".seed").textContent();
  await openChapter(page, "Raft");
  await expect(menu).toBeHidden();
  expect(await page.locator(".seed").textContent()).toBe(seed);
  // A menu of moves after it has nothing of it.
  await page.locator(".node[role=button]").first().click({ button: "right" });
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await expect(page.getByRole("menuitemradio")).toHaveCount(0);
});

test("chapters: all stand in the menu before all of the engine is there", async ({ page }) => {
  await page.goto("");
  await page.getByRole("button", { name: "Protocols: Raft" }).click();
  await expect(page.getByRole("menuitemradio")).toHaveText(["Raft", "Paxos", "Consistent hashing"]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  for (const [lang, title, name] of [
    ["en", "Protocols: Raft", "Consistent hashing"],
    ["zh-CN", "协议: Raft", "一致性哈希"],
  ] as const) {
    test(`chapters: under a finger, in ${lang}`, async ({ page }) => {
      await openPaused(page, `?lang=${lang}`);
      await page.getByRole("button", { name: title }).tap();
      const items = page.getByRole("menuitemradio");
      await expect(items).toHaveCount(3);
      for (const item of await items.all())
        expect((await item.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      await page.getByRole("menuitemradio", { name }).tap();
      await expect(page.locator("button.chapters")).toHaveText(name);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        const sticksOut = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        await expect.poll(sticksOut).toBeLessThanOrEqual(0);
      }
    });
  }
});
