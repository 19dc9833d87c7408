import { expect, faces, leader, open, openPaused, test, untilLeader } from "./support.ts";

test("keyboard-only: elect, crash, partition, heal, ask, go back, without a pointer", async ({ page }) => {
  await open(page, "?scenario=first-election");
  const key = (name: string) => page.keyboard.press(name);
  await key(" ");
  for (let count = 0; count < 3 && (await leader(page).count()) === 0; count += 1)
    await key("Shift+ArrowRight");
  await expect(leader(page)).toHaveCount(1);

  await key("3");
  await expect(page.getByRole("region", { name: "n3 in detail" })).toBeVisible();
  await key("c");
  await expect(page.locator("[data-node=n3]")).toHaveClass(/down/u);
  await key("c");
  await expect(page.locator("[data-node=n3]")).not.toHaveClass(/down/u);
  await key("Escape");
  await expect(page.locator(".card")).toHaveCount(0);

  await key("p");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByRole("button", { name: "Cut", exact: true }).focus();
  await key("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator(".cut").first()).toBeVisible();
  await page.locator("[data-node=n1]").focus();
  await key("Enter");
  await page.locator(".card").getByRole("button", { name: "Heal the network" }).press("Enter");
  await expect(page.locator(".cut")).toHaveCount(0);

  await page.locator("[data-node=n1]").focus();
  await key("r");
  await expect(page.locator("[data-client=c1]")).toHaveAttribute("aria-label", /waits for/u);
  const there = await faces(page);
  await key("ArrowRight");
  await key("ArrowLeft");
  expect(await faces(page)).toEqual(there);
  await key("?");
  await expect(page.getByRole("dialog")).toContainText("Partition the network");
  await key("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("keyboard-only: a node's menu opens, moves, acts and closes", async ({ page }) => {
  await openPaused(page);
  await page.locator("[data-node=n2]").focus();
  await page.locator("[data-node=n2]").dispatchEvent("contextmenu", { clientX: 300, clientY: 300 });
  const items = page.getByRole("menuitem");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(page.locator("[data-node=n2]")).toBeFocused();
});

test("keyboard-only: a message under way is reached, read and delayed", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await page.keyboard.press("m");
  const first = page.locator(".message.selected");
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute("aria-label", /t1 from n\d to n\d$/u);
  const id = await first.getAttribute("data-message");
  await page.keyboard.press("m");
  await expect(page.locator(".message.selected")).not.toHaveAttribute("data-message", id ?? "");
  await page.keyboard.press("Shift+M");
  await expect(page.locator(`[data-message=${id}]`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.getByRole("menuitem", { name: "Delay 20 ms" }).press("Enter");
  const delayed = page.locator(`[data-message=${id}]`);
  await expect(delayed).toHaveAttribute("aria-label", /, delayed$/u);
  await expect(delayed.locator(".hourglass")).toBeVisible();
  await expect(delayed).toBeFocused();
  // One stop of the Tab key for all that are under way.
  await expect(page.locator(".message[tabindex='0']")).toHaveCount(1);
});

test("screen-reader-text: all that the picture shows is also text", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  const first = await untilLeader(page);
  await expect(page.locator("#live")).toContainText(/n\d/u, { timeout: 10_000 });
  await page.getByText("The picture as text").click();
  const twin = page.locator(".twin");
  await expect(twin).toContainText(`${first}: leader, term 1, up`);
  const messages = await page.locator(".message").count();
  expect(messages).toBeGreaterThan(0);
  await expect(twin.locator("tbody tr")).toHaveCount(messages);
  await twin.locator(`[data-twin=${first}]`).getByRole("button", { name: "Crash" }).click();
  await expect(twin).toContainText(`${first}: down`);
  await expect(page.getByRole("region", { name: "Logs of all nodes" }).getByRole("table")).toBeVisible();
  const slider = page.getByLabel("Time", { exact: true });
  await expect(slider).toHaveAttribute("aria-valuetext", /seconds/u);
});

test("zh-phone: in Chinese, on a phone, with a finger", async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: "zh-CN",
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await open(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("button", { name: "暂停" }).tap();
  await page
    .getByRole("button", { name: "下一个关键事件" })
    .or(page.getByRole("button", { name: /^下一/u }))
    .first()
    .tap();
  await page.locator("[data-node=n1]").tap();
  const card = page.locator(".card");
  await card.getByRole("button", { name: "崩溃" }).tap();
  await expect(page.locator("[data-node=n1]")).toHaveClass(/down/u);
  await expect(page.locator("#caption")).toContainText("n1 崩溃");
  await page.getByRole("button", { name: "菜单" }).tap();
  await expect(page.getByRole("button", { name: "分享" })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

test("reduced-motion: paused at first, messages stand as arrows", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "?scenario=first-election");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  const clock = await page.locator(".clock").textContent();
  for (let count = 0; count < 3; count += 1) await page.keyboard.press("ArrowRight");
  await expect(page.locator(".message .arrow").first()).toBeVisible();
  await expect(page.locator(".clock")).not.toHaveText(clock ?? "");
});

test("forced-colors: roles and states do not depend on our colours", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await expect(page.locator(".node .crown")).toHaveCount(1);
  await page.locator("[data-node=n1]").click();
  await page.locator(".card").getByRole("button", { name: "Crash" }).click();
  const dash = await page
    .locator("[data-node=n1] .body")
    .evaluate((body) => getComputedStyle(body).strokeDasharray);
  expect(dash).not.toBe("none");
});

test("it prints, and fits at 400 % zoom", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await openPaused(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".stage").first()).toBeVisible();
  await expect(page.locator(".transport")).toBeHidden();
});
