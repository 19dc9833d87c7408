import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** A test that fails when the page logs an error, whatever else it finds. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors, "no console error").toEqual([]);
  },
});

/** Opens the page and waits for a cluster that runs. */
export async function open(page: Page, query = ""): Promise<void> {
  await page.goto(query);
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
}

/** WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

/** What the picture says of each node. */
export function faces(page: Page): Promise<(string | null)[]> {
  return page
    .locator(".node[role=button]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
}

export const leader = (page: Page) => page.locator(".node:has(.crown)");

/** Moment after moment until the picture shows it. */
export async function untilMoment(page: Page, reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await reached()) return;
    await page.getByRole("button", { name: "Next moment" }).click();
  }
  expect(await reached(), "reached within 20 moments").toBe(true);
}
