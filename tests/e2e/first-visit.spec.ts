import { expect, open, test } from "./support.ts";

test("first-visit: a cluster runs at first sight, and messages move", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle(/Ringleader/u);
  await expect(page.locator(".message").first()).toBeVisible({ timeout: 10_000 });
  const place = () => page.locator(".message > g").first().getAttribute("transform");
  const before = await place();
  await expect.poll(place).not.toBe(before);
  await expect(page.locator("#caption")).toContainText(/n\d/u);
  await expect(page.getByRole("tab", { name: "Log" })).toHaveAttribute("aria-selected", "true");
});

test("first-visit fits: no sideways scrolling at 1280, 390 and 320 px", async ({ page }) => {
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
  }
});
