import { expect, expectMovement, open, test } from "./support.ts";

test("first-visit: a cluster runs at first sight, and messages move", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle(/Ringleader/u);
  await expectMovement(page);
  await expect(page.locator("#caption")).toContainText(/n\d/u);
  await expect(page.getByRole("tab", { name: "Log" })).toHaveAttribute("aria-selected", "true");
});

test("first-visit fits: no sideways scrolling at 1280, 390 and 320 px", async ({ page }) => {
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
  }
});
