/** Every sample of HTML in the documentation, opened as a page beside the deployed one: what it embeds runs. */
import type { Page } from "@playwright/test";
import { samplesOf } from "../../scripts/lib/samples.mjs";
import type { RingLeaderElement } from "../../www/src/element/element.ts";
import { expect, test } from "./support.ts";

interface Sample {
  file: string;
  line: number;
  text: string;
}

async function runs(page: Page, body: string): Promise<number> {
  await page.route("**/sample.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Sample</title><body>${body}`,
    }),
  );
  await page.goto("sample.html");
  // A frame that comes last may still be empty.
  const benches = async () => {
    const counts = await Promise.all(page.frames().map((frame) => frame.locator("ring-leader").count()));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  await expect.poll(benches).toBeGreaterThan(0);
  let found = 0;
  for (const frame of page.frames()) {
    for (const element of await frame.locator("ring-leader").all()) {
      await element.evaluate((one: RingLeaderElement) => one.ready);
      await expect(element.getByRole("alert")).toHaveCount(0);
      found += 1;
    }
  }
  return found;
}

for (const { file, line, text } of samplesOf("html") as Sample[]) {
  test(`${file}:${line} runs`, async ({ page }) => {
    expect(await runs(page, text)).toBeGreaterThan(0);
  });
}
