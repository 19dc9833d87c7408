import { expect, expectAccessible, leader, openPaused, test, untilLeader, untilMoment } from "./support.ts";

test("crash-leader: the leader crashes, another takes over in a later term", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  const first = await untilLeader(page);
  await leader(page).click();
  const card = page.getByRole("region", { name: first });
  await expect(card).toContainText("currentTerm");
  await expectAccessible(page);

  await card.getByRole("button", { name: "Crash" }).click();
  const node = page.locator(`[data-node=${first}]`);
  await expect(node).toHaveClass(/down/u);
  await expect(node.locator(".disk")).toBeVisible();
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText(`crash ${first}`);

  expect(await untilLeader(page)).not.toBe(first);

  await node.click();
  await card.getByRole("button", { name: "Restart" }).click();
  await expect(node).not.toHaveClass(/down/u);
});

test("crash-leader: what was typed for a client is asked and answered", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await page.getByLabel(/Command for client/u).fill('set name "x"');
  await page.getByRole("button", { name: "Send" }).click();
  const logs = page.getByRole("region", { name: "Logs of all nodes" });
  await untilMoment(
    page,
    async () => (await logs.locator(".committed", { hasText: "set name" }).count()) > 0,
  );
  await expect(page.getByRole("button", { name: /Client c1/u })).toHaveAttribute(
    "aria-label",
    /waits for n/u,
  );
});
