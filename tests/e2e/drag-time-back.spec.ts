import { expect, faces, openPaused, test } from "./support.ts";

test("drag-time-back: the past comes back exactly, and then the same future", async ({ page }) => {
  await openPaused(page);
  const forward = page.getByRole("button", { name: "One event forward" });
  const seen: (string | null)[][] = [];
  for (let step = 0; step < 12; step += 1) {
    await forward.click();
    seen.push(await faces(page));
  }
  const clock = page.locator(".clock");
  const end = await clock.textContent();

  const slider = await page.getByLabel("Time", { exact: true }).boundingBox();
  const thumb = await page.locator(".thumb").boundingBox();
  if (slider === null || thumb === null) throw new Error("no time bar");
  const y = thumb.y + thumb.height / 2;
  await page.mouse.move(thumb.x + thumb.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(slider.x + 4, y, { steps: 8 });
  await page.mouse.up();
  await expect(clock).not.toHaveText(end ?? "");
  await expect(page.locator(".node .crown")).toHaveCount(0);

  const again: string[] = [];
  for (let step = 0; step < 200 && (await clock.textContent()) !== end; step += 1) {
    await forward.click();
    again.push(JSON.stringify(await faces(page)));
  }
  expect(await clock.textContent()).toBe(end);
  for (const moment of seen) expect(again).toContain(JSON.stringify(moment));
});

test("drag-time-back: arrow keys go one event back and forward", async ({ page }) => {
  await openPaused(page);
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowRight");
  const there = await page.locator(".clock").textContent();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".clock")).toHaveText(there ?? "");
});
