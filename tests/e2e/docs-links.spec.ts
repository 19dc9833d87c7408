/** What the documentation links to in the page opens there: lessons by name, moments by link. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { pages } from "../../scripts/lib/samples.mjs";
import { expect, test } from "./support.ts";

/** So many of a page's links, spread over all of them: the engine opens every one in a unit test. */
const SAMPLES = 3;

const linksOf = (file: string, kind: string): string[] => {
  const page = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  const all = [...page.matchAll(/dist\/page\/index\.html([?#][^\s)]+)/gu)].map(([, address = ""]) => address);
  const found = all.filter((address) => address.startsWith(kind));
  const stride = Math.max(1, Math.floor(found.length / SAMPLES));
  return found.filter((_, index) => index % stride === 0).slice(0, SAMPLES);
};

for (const file of pages()) {
  for (const address of linksOf(file, "?scenario=")) {
    test(`${file}: ${address} opens with its lesson`, async ({ page }) => {
      await page.goto(address);
      await expect(page.getByRole("combobox").first()).toHaveValue(address.slice("?scenario=".length));
      await expect(page.getByText("What to watch")).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    });
  }
  const moments = linksOf(file, "#");
  if (moments.length > 0) {
    test(`${file}: links to moments open there`, async ({ page }) => {
      for (const address of moments) {
        await page.goto("about:blank");
        await page.goto(address);
        await expectPosition(page, address);
        await expect(page.getByRole("alert")).toHaveCount(0);
      }
    });
  }
}

/** Sharing says where the cursor stands. */
async function expectPosition(page: Page, address: string): Promise<void> {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const told = await page
    .getByRole("dialog")
    .getByText(/event \d+ · history/u)
    .textContent();
  const position = Number(/event (\d+)/u.exec(told ?? "")?.[1]);
  const wanted = /;seek%20(\d+)/u.exec(address)?.[1];
  if (wanted === undefined) expect(position, address).toBeGreaterThan(0);
  else expect(position, address).toBe(Number(wanted));
  await page.keyboard.press("Escape");
}
