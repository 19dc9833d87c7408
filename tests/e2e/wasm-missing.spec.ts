import { expect, expectAccessible, linkTo, REQUEST_FAILED, test } from "./support.ts";

const MESSAGE = "The simulator could not be loaded";

test("wasm-missing: without WebAssembly the page says so, and how to go on", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto("");
  await expect(page.getByRole("alert")).toContainText(MESSAGE);
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();
  await expectAccessible(page);
});

test.describe("a file that does not arrive", () => {
  test.use({ expected: REQUEST_FAILED });
  test("wasm-missing: a file that does not arrive is told the same way, in Chinese too", async ({ page }) => {
    await page.route("**/*.wasm", (route) => route.abort());
    // Of a scenario of one's own nothing is recorded.
    await page.goto(`?lang=zh-CN${linkTo(["protocol raft", "seed 7"])}`);
    await expect(page.getByRole("alert")).toContainText("模拟器");
  });
});
