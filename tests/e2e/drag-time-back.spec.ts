import { eventAt, expect, faces, openPaused, press, step, test } from "./support.ts";

test("drag-time-back: the past comes back exactly, and then the same future", async ({ page }) => {
  await openPaused(page);
  const seen: (string | null)[][] = [];
  for (let count = 0; count < 12; count += 1) {
    await step(page);
    seen.push(await faces(page));
  }
  const end = await eventAt(page);

  const slider = await page.getByLabel("Time", { exact: true }).boundingBox();
  const thumb = await page.locator(".thumb").boundingBox();
  if (slider === null || thumb === null) throw new Error("no time bar");
  const y = thumb.y + thumb.height / 2;
  await page.mouse.move(thumb.x + thumb.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(slider.x + 4, y, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => eventAt(page)).toBeLessThan(end);
  await expect(page.locator(".node .crown")).toHaveCount(0);

  const again: string[] = [];
  while ((await eventAt(page)) < end) {
    await step(page);
    again.push(JSON.stringify(await faces(page)));
  }
  expect(await eventAt(page)).toBe(end);
  for (const moment of seen) expect(again).toContain(JSON.stringify(moment));
});

test("drag-time-back: arrow keys go one event back and forward", async ({ page }) => {
  await openPaused(page);
  await press(page, "ArrowRight", 5);
  const there = await eventAt(page);
  await press(page, "ArrowLeft");
  expect(await eventAt(page)).toBe(there - 1);
  await press(page, "ArrowRight");
  expect(await eventAt(page)).toBe(there);
});
