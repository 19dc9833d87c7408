import type { Page } from "@playwright/test";
import { expect, linkTo, test } from "./support.ts";

// Traces take pictures of the whole page, in its main thread: they would be measured, too.
test.use({ trace: "off" });

test("large ring: a node is added with a million keys and 100,000 virtual nodes, and the page answers", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const lines = ["protocol placement", "nodes 100", "keys 1000000", "seed 42", "set virtual-nodes 1000"];
  await page.goto(linkTo(lines));
  await expect(page.locator(".nodes-table tbody tr")).toHaveCount(100, { timeout: 60_000 });
  // What else the machine does makes a task longer, never shorter: the least of five counts.
  const tries: number[] = [];
  for (const node of ["n101", "n102", "n103", "n104", "n105"]) tries.push(await longestTask(page, node));
  test.info().annotations.push({ type: "longest task, ms", description: tries.join(", ") });
  console.log(`longest task while a node is added, five times: ${tries.join(", ")} ms`);
  expect(Math.min(...tries)).toBeLessThan(50);
});

/** The longest task of the main thread while this node is added, in ms; those below 50 count as 0. Nobody else asks. */
function longestTask(page: Page, node: string): Promise<number> {
  return page.evaluate(async (joining) => {
    const tasks: number[] = [0];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((entry) => entry.duration)),
    );
    observer.observe({ entryTypes: ["longtask"] });
    const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    document.querySelector<HTMLElement>(`.ring-tools [title="join ${joining}"]`)?.click();
    const told = () => document.querySelector("#caption .headline b")?.textContent ?? "";
    for (let waited = 0; waited < 30_000 && !told().startsWith(`${joining} joins: `); waited += 50)
      await pass(50);
    await pass(300);
    observer.disconnect();
    if (!/: \d+ of 1000000 keys move$/u.test(told())) throw new Error(`${joining} did not join: ${told()}`);
    return Math.max(...tasks);
  }, node);
}
