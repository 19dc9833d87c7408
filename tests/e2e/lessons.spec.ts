import { expect, linkTo, openGallery, openPaused, test, UNTIL_IT_RAN, untilLeader } from "./support.ts";

test("see-a-bug-caught: the run stops where the property breaks, and tells how it came to this", async ({
  page,
}) => {
  await openPaused(page, "?scenario=leader-crash");
  await openGallery(page);
  await page.getByLabel("Always truncate").check();
  await page.keyboard.press("Escape");
  await expect(page.locator(".chip.bug")).toContainText("Always truncate");
  await page.getByLabel("Speed", { exact: true }).fill("9");
  await expect(page.getByRole("tab", { name: "Why" })).toHaveAttribute("aria-selected", "true", UNTIL_IT_RAN);
  const panel = page.getByRole("tabpanel");
  await expect(panel).toContainText("is violated");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  const story = panel.locator(".story li");
  await expect(story.nth(3)).toBeVisible();
  const violated = await page.locator(".clock").textContent();
  await story.first().getByRole("button").click();
  await expect(page.locator(".clock")).not.toHaveText(violated ?? "");
  await story.last().getByRole("button").click();
  await expect(page.locator(".clock")).toHaveText(violated ?? "");
  await page.locator(".chip.violated").click();
  await panel.getByRole("button", { name: "Go to the event" }).first().click();
  await expect(panel).toContainText("is violated");
});

for (const [choice, verdict] of [
  ["3", "As you expected."],
  ["4", "It turned out otherwise: 3"],
] as const) {
  test(`predict-then-run: the answer ${choice} is judged by the run`, async ({ page }) => {
    await openPaused(page, "?scenario=first-election");
    const lesson = page.getByRole("region", { name: "What to watch" });
    await lesson.getByText("What do you expect?").click();
    await expect(lesson.getByRole("button", { name: "Run and see" })).toBeDisabled();
    await lesson.getByLabel(choice, { exact: true }).check();
    await lesson.getByRole("button", { name: "Run and see" }).click();
    // Quicker than a reader would have it.
    await page.getByLabel("Speed", { exact: true }).fill("6");
    await expect(lesson.getByRole("status")).toHaveText(verdict, UNTIL_IT_RAN);
    await expect(page.locator(".node .crown")).toHaveCount(1);
  });
}

test("edit-a-scenario-with-an-error: the error stands at its place, and nothing is lost", async ({
  page,
}) => {
  await openPaused(page);
  await openGallery(page);
  await page.getByRole("button", { name: "Scenario as text" }).click();
  const text = page.getByRole("textbox", { name: "Scenario as text" });
  await expect(text).toHaveValue(/protocol raft/u);
  await text.fill("protocol raft\nnodes 3\nseed 7\nrun 200ms\n  crsh n1\n");
  await page.getByRole("button", { name: "Run it" }).click();
  await expect(page.getByRole("alert")).toContainText("line 5, column 3");
  await expect(text).toHaveAttribute("aria-invalid", "true");
  const selected = () =>
    text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  await expect.poll(selected).toBe("crsh n1");
  await expect(page.locator(".node[role=button]")).toHaveCount(5);

  await text.fill("protocol raft\nnodes 3\nseed 7\nrun 200ms\ncrash n1\n");
  await page.getByRole("button", { name: "Run it" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.locator(".node[role=button]")).toHaveCount(3);
});

test("edit-a-scenario-with-an-error: a scenario is saved as a file and opened from one", async ({ page }) => {
  await openPaused(page);
  await openGallery(page);
  await page.getByRole("button", { name: "Scenario as text" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save to a file" }).click();
  expect((await saving).suggestedFilename()).toBe("ringleader.scn");
  const buffer = Buffer.from("protocol raft\nnodes 4\nseed 5\n");
  await page.locator("input[type=file]").setInputFiles({ name: "four.scn", mimeType: "text/plain", buffer });
  await expect(page.getByRole("textbox", { name: "Scenario as text" })).toHaveValue(/nodes 4/u);
  await page.getByRole("button", { name: "Run it" }).click();
  await expect(page.locator(".node[role=button]")).toHaveCount(4);
});

test("a long log is windowed: the newest entries first, older ones on demand", async ({ page }) => {
  await openPaused(
    page,
    linkTo(["protocol raft", "nodes 3", "seed 9", "workload c1 every 10ms", "run 2s"]),
    3,
  );
  const logs = page.getByRole("region", { name: "Logs of all nodes" });
  await expect(logs.locator("thead th")).toHaveCount(13);
  const newest = await logs.locator("thead th").last().textContent();
  await page.getByRole("button", { name: "Older" }).click();
  await expect(logs.locator("thead th").last()).not.toHaveText(newest ?? "");
  await expect(logs.locator(".committed").first()).toBeVisible();
  for (let count = 0; count < 12; count += 1) {
    const older = page.getByRole("button", { name: "Older" });
    if (await older.isDisabled()) break;
    await older.click();
  }
  await expect(logs.locator("thead th").nth(1)).toHaveText("1");
  await expect(logs.locator("tbody td").first()).toContainText("no-op");
});

test("events are filtered by weight and by node", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await page.getByRole("tab", { name: "Events" }).click();
  const panel = page.getByRole("tabpanel");
  const lines = panel.locator(".events li");
  await panel.getByLabel("Show").selectOption("all");
  const all = await lines.count();
  await panel.getByRole("combobox", { name: "of", exact: true }).selectOption("n2");
  await expect(lines.filter({ hasNotText: "n2" })).toHaveCount(0);
  const some = await lines.allTextContents();
  expect(some.length).toBeGreaterThan(0);
  expect(some.length).toBeLessThan(all);
  for (const line of some) expect(line).toContain("n2");
  await panel.getByRole("combobox", { name: "of", exact: true }).selectOption("everyone");
  await expect(lines).toHaveCount(all);
});
