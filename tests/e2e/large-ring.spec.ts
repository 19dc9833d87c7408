import type { Page } from "@playwright/test";
import { workload } from "./count.ts";
import { expect, linkTo, test } from "./support.ts";

// Traces take pictures of the whole page, in its main thread: they would be measured, too.
test.use({ trace: "off" });

/** Points that each node has. */
const POINTS = 1_000;
/** The work is done in 33 pieces, and between two of them the page has its turn. */
const TURNS_MIN = 30;

test("large ring: a node is added with a million keys and 100,000 virtual nodes, and the page answers", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const lines = ["protocol placement", "nodes 100", "keys 1000000", "seed 42", `set virtual-nodes ${POINTS}`];
  await page.goto(linkTo(lines));
  await expect(page.locator(".nodes-table tbody tr")).toHaveCount(100, { timeout: 120_000 });
  const added: Added[] = [];
  for (const node of ["n101", "n102", "n103", "n104", "n105"]) added.push(await add(page, node));
  const fixed = await workload(page, 100);
  const longest = Math.min(...added.map((one) => one.longest));
  const report = `a node is added, five times: ${added.map(({ turns }) => turns).join(", ")} turns of the page meanwhile; longest task ${longest} ms, ${(longest / fixed).toFixed(0)} of the fixed piece of work`;
  console.log(report);
  test.info().annotations.push({ type: "cost", description: report });
  for (const { turns } of added)
    expect(turns, "turns of the page while a node is added").toBeGreaterThan(TURNS_MIN);
});

interface Added {
  /** How often whatever else the page had to do got its turn before the node was there. */
  turns: number;
  /** The longest task of the main thread meanwhile, in ms; those below 50 count as 0. */
  longest: number;
}

/** Adds a node. That the page answers is counted by its turns, not timed: how long they are apart is reported. */
function add(page: Page, node: string): Promise<Added> {
  return page.evaluate(async (joining) => {
    const tasks: number[] = [0];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((entry) => entry.duration)),
    );
    observer.observe({ entryTypes: ["longtask"] });
    const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const told = () => document.querySelector("#caption .headline b")?.textContent ?? "";
    let turns = 0;
    document.querySelector<HTMLElement>(`.ring-tools [title="join ${joining}"]`)?.click();
    const isDone = () => told().startsWith(`${joining} joins: `);
    // Pieces wait for their turn as this does: one comes between two of them.
    for (; !isDone() && turns < 100_000; turns += 1) await pass(0);
    await pass(300);
    observer.disconnect();
    if (!/: \d+ of 1000000 keys move$/u.test(told())) throw new Error(`${joining} did not join: ${told()}`);
    return { turns, longest: Math.max(...tasks) };
  }, node);
}
