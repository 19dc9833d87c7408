import {
  eventAt,
  expect,
  expectMovement,
  faces,
  leader,
  open,
  openPaused,
  openRing,
  press,
  test,
  untilLeader,
  whole,
} from "./support.ts";

test("keyboard-only: elect, crash, partition, heal, ask, go back, without a pointer", async ({ page }) => {
  await open(page, "?scenario=first-election");
  await whole(page);
  const key = (name: string) => page.keyboard.press(name);
  await key(" ");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  for (let count = 0; count < 20 && (await leader(page).count()) === 0; count += 1)
    await press(page, "Shift+ArrowRight");
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
  await press(page, "ArrowRight");
  await press(page, "ArrowLeft");
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
  await expect(page.locator("#live")).toContainText(/n\d/u);
  await page.getByText("The picture as text").click();
  const twin = page.locator(".twin");
  await expect(twin).toContainText(`${first}: leader, term 1, up`);
  await expect(page.locator(".message").first()).toBeAttached();
  const messages = await page.locator(".message").count();
  await expect(twin.locator(".in-flight tbody tr")).toHaveCount(messages);
  await twin.locator(`[data-twin=${first}]`).getByRole("button", { name: "Crash" }).click();
  await expect(twin).toContainText(`${first}: down`);
  await expect(page.getByRole("region", { name: "Logs of all nodes" }).getByRole("table")).toBeVisible();
  const slider = page.getByLabel("Time", { exact: true });
  await expect(slider).toHaveAttribute("aria-valuetext", /seconds/u);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "zh-CN", hasTouch: true, isMobile: true });
  test("zh-phone: in Chinese, on a phone, with a finger", async ({ page }) => {
    await open(page);
    await whole(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    await page.getByRole("button", { name: "暂停" }).tap();
    await expect(page.getByRole("button", { name: "播放" })).toBeVisible();
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
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
  });
});

test("reduced-motion: paused at first, messages stand as arrows", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "?scenario=first-election");
  await whole(page);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  const clock = await page.locator(".clock").textContent();
  await press(page, "ArrowRight", 3);
  await expect(page.locator(".message .arrow").first()).toBeVisible();
  await expect(page.locator(".clock")).not.toHaveText(clock ?? "");
});

test("reduced-motion: followed while the page is open; nothing glides between events", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await expect(page.locator(".message .arrow")).toHaveCount(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(page.locator(".message .arrow").first()).toBeVisible();
  // Many pictures for a few events: what moves with each is counted by its places.
  await page.getByLabel("Speed", { exact: true }).fill("0");
  const look = () =>
    page.evaluate(async () => {
      const seen = {
        events: new Set<string | undefined>(),
        thumb: new Set<string | null | undefined>(),
        clock: new Set<string | null | undefined>(),
        timers: new Set<string | null | undefined>(),
      };
      for (let pictures = 0; pictures < 120; pictures += 1) {
        await new Promise(requestAnimationFrame);
        const clock = document.querySelector<HTMLElement>(".clock");
        seen.events.add(clock?.dataset.event);
        seen.clock.add(clock?.textContent);
        seen.thumb.add(document.querySelector(".marks .thumb")?.getAttribute("cx"));
        seen.timers.add(document.querySelector(".node .timer")?.getAttribute("d"));
      }
      const { events, thumb, clock, timers } = seen;
      return { events: events.size, thumb: thumb.size, clock: clock.size, timers: timers.size };
    });
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  const calm = await look();
  expect(calm.events, "events of 120 pictures").toBeLessThan(60);
  for (const what of ["thumb", "clock", "timers"] as const)
    expect(calm[what], `places of ${what} for ${calm.events} events`).toBeLessThanOrEqual(calm.events);
  // And back: then it glides.
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await expect(page.locator(".message .arrow")).toHaveCount(0);
  await expectMovement(page);
  const gliding = await look();
  expect(gliding.thumb).toBeGreaterThan(2 * gliding.events);
});

test("keyboard-only: a message in focus that arrives hands the focus to where it went", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await page.keyboard.press("m");
  const message = page.locator(".message.selected");
  await expect(message).toBeFocused();
  const [id, to] = [await message.getAttribute("data-message"), await message.getAttribute("data-to")];
  for (let count = 0; count < 40; count += 1) {
    if ((await page.locator(`[data-message="${id}"]`).count()) === 0) break;
    // One step at a time: the next press would be one on whatever has the focus then.
    await press(page, "ArrowRight");
  }
  await expect(page.locator(`[data-message="${id}"]`)).toHaveCount(0);
  await expect(page.locator(`[data-node="${to}"]`)).toBeFocused();
});

test("screen-reader-text: what has a menu says so", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  for (const which of [".node", ".message", ".client"])
    await expect(page.locator(which).first()).toHaveAttribute("aria-haspopup", "menu");
  await openRing(page, "?protocol=placement");
  await expect(page.locator(".owner").first()).toHaveAttribute("aria-haspopup", "menu");
});

test("keyboard-only: the time bar goes no further than what is known, and shows where it stopped", async ({
  page,
}) => {
  await openPaused(page, "?scenario=first-election");
  const slider = page.locator(".time-slider");
  await slider.evaluate((one: HTMLInputElement) => {
    one.value = one.max;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const clock = async () => Number.parseFloat((await page.locator(".clock").textContent()) ?? "") * 1e6;
  const shown = () => slider.evaluate((one: HTMLInputElement) => Number(one.value));
  const most = await slider.evaluate((one: HTMLInputElement) => Number(one.max));
  await expect.poll(async () => Math.abs((await shown()) - (await clock()))).toBeLessThan(1_000);
  expect(await shown()).toBeLessThan(most);
  const there = await eventAt(page);
  // Once more: nothing changes, and it still shows it.
  await slider.evaluate((one: HTMLInputElement) => {
    one.value = one.max;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await expect.poll(async () => Math.abs((await shown()) - (await clock()))).toBeLessThan(1_000);
  expect(await eventAt(page)).toBe(there);
});

test("forced-colors: roles and states do not depend on our colours", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await expect(page.locator(".node .crown")).toHaveCount(1);
  await page.locator("[data-node=n1]").click();
  await page.locator(".card").getByRole("button", { name: "Crash" }).click();
  await expect(page.locator("[data-node=n1]")).toHaveClass(/down/u);
  const dash = await page
    .locator("[data-node=n1] .body")
    .evaluate((body) => getComputedStyle(body).strokeDasharray);
  expect(dash).not.toBe("none");
});

test("it prints, and fits at 400 % zoom", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await openPaused(page);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".stage").first()).toBeVisible();
  await expect(page.locator(".transport")).toBeHidden();
});
