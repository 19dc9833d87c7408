import { expect, expectAccessible, linkTo, open, openPaused, test } from "./support.ts";

/** c1 cannot hear n1, and gives up; what it asks next n2 sends on to n1, which it cannot hear either. */
const GIVES_UP = linkTo([
  "protocol raft",
  "nodes 3",
  "clients 1",
  "seed 1",
  "set election-timeout 10s",
  "set client-deadline 100ms",
  "network latency 10ms",
  "fire n1 election",
  "settle",
  'request "set x 1"',
  "run 60ms",
  "hold n1 -> c1",
  'request "incr x"',
  'request "get x"',
  "run 150ms",
]);

for (const size of ["desk", "phone"] as const) {
  test(`a client's operations are bars on its lane and rows of a table, by keyboard: ${size}`, async ({
    page,
  }) => {
    if (size === "phone") await page.setViewportSize({ width: 390, height: 844 });
    await open(page, GIVES_UP, 3);
    const client = page.locator("[data-client=c1]");
    await client.focus();
    await page.keyboard.press("Enter");
    const card = page.getByRole("region", { name: "c1 in detail" });
    await expect(card.locator("[data-lane=c1] .operation")).toHaveCount(3);
    await expect(card.locator(".operation.ok")).toHaveAttribute("data-operation", "c1#1");
    await expect(card.locator(".operation.unknown")).toHaveAttribute("data-operation", "c1#2");
    await expect(card.locator(".operation.open")).toHaveAttribute("data-operation", "c1#3");
    const table = card.getByRole("table", { name: "Operations" });
    await expect(table.getByRole("columnheader")).toHaveText([
      "client",
      "request",
      "called, ms",
      "ended, ms",
      "outcome",
    ]);
    const rows = table.getByRole("row");
    await expect(rows.nth(1).getByRole("cell")).toHaveText(["c1", "0.0", "40.0", "ok: ok"]);
    await expect(rows.nth(2).getByRole("cell")).toHaveText(["c1", "60.0", "160.0", "unknown"]);
    await expect(rows.nth(3).getByRole("cell")).toHaveText(["c1", "160.0", "–", "open"]);
    // A row goes to where that is to be seen: there the request that was given up is the newest that ended.
    await rows.nth(2).getByRole("button", { name: "incr x" }).press("Enter");
    await expect(page.locator("#caption, .caption").first()).toContainText("gives “incr x” up");
    await expect(card).toBeVisible();
    await expectAccessible(page);
  });
}

test("where the end of a run is opened, the operations from before the newest records are shown, too", async ({
  page,
}) => {
  await openPaused(page, "?scenario=unknown-outcome");
  await page.getByRole("slider", { name: "Time" }).press("End");
  const client = page.locator("[data-client=c1]");
  await client.focus();
  await page.keyboard.press("Enter");
  const card = page.getByRole("region", { name: "c1 in detail" });
  const rows = card.getByRole("table", { name: "Operations" }).getByRole("row");
  await expect(rows.nth(1).getByRole("cell")).toHaveText([
    "c1",
    "250.0",
    "500.0",
    "unknown; answered late: 1",
  ]);
  await expect(rows.nth(2).getByRole("cell")).toHaveText(["c1", "550.0", "609.5", "ok: 1"]);
  await rows.nth(1).getByRole("button", { name: "incr x" }).press("Enter");
  await expect(rows.nth(1).getByRole("cell").last()).toHaveText("unknown");
});
