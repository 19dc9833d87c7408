import { test as plain } from "@playwright/test";
import { expect, open, test } from "./support.ts";

const REST = "**/rest-*.wasm";

test("parts: what a reader does before the rest of the engine is there is done when it comes", async ({
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(REST, async (route) => {
    await held;
    await route.continue();
  });
  await open(page, "");
  await expect(page.locator(".message").first()).toBeVisible();
  await page.locator("[data-node=n1]").click();
  const card = page.getByRole("region", { name: "n1" });
  await card.getByRole("button", { name: "Crash" }).click();
  await expect(page.locator("[data-node=n1]")).not.toHaveClass(/down/u);
  release();
  await expect(page.locator("[data-node=n1]")).toHaveClass(/down/u);
});

for (const [what, query] of [
  ["the parts of a first visit", ""],
  ["all of it at once", "?scenario=paxos-duel"],
] as const)
  for (const type of ["application/octet-stream", "text/plain; charset=utf-8", ""])
    test(`parts: a host that calls the engine ${type || "nothing"} is no hindrance: ${what}`, async ({
      page,
    }) => {
      await page.route("**/*.wasm", async (route) => {
        const response = await route.fetch();
        const { "content-type": _, ...headers } = response.headers();
        await route.fulfill({
          response,
          headers: type === "" ? headers : { ...headers, "content-type": type },
        });
      });
      await open(page, query);
      await page.getByRole("button", { name: "Share" }).click();
      await expect(page.locator("dialog")).toContainText("Share this moment");
    });

// The browser itself logs a request that fails; that one error is expected here.
plain(
  "parts: a rest that does not arrive is told when it is needed, and asked for again",
  async ({ page }) => {
    await page.route(REST, (route) => route.abort());
    await open(page, "");
    await expect(page.locator(".message").first()).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("alert")).toContainText("cannot be loaded");
    await page.unroute(REST);
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.locator("dialog")).toContainText("Share this moment");
  },
);
