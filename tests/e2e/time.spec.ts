import {
  eventAt,
  expect,
  expectMovement,
  faces,
  linkTo,
  open,
  openPaused,
  press,
  test,
  untilLeader,
} from "./support.ts";

test("act-in-the-past-keeps-the-future: the old future is a branch to go back to", async ({ page }) => {
  await openPaused(page);
  await press(page, "Shift+ArrowRight", 4);
  const [there, picture] = [await eventAt(page), await faces(page)];
  await press(page, "Shift+ArrowLeft", 3);
  await page.keyboard.press("2");
  await press(page, "c");
  const branches = page.getByLabel("Branches of time");
  await expect(branches.locator("option")).toHaveCount(2);
  await expect(page.locator("[data-node=n2]")).toHaveClass(/down/u);

  // The thinner track is the short way, the list the way for keyboards.
  const middle = await page.locator(".grip").evaluate((path: SVGPathElement) => {
    const at = path.getPointAtLength(path.getTotalLength() / 2);
    const box = path.ownerSVGElement?.getBoundingClientRect();
    return { x: at.x + (box?.x ?? 0), y: at.y + (box?.y ?? 0) };
  });
  await page.mouse.click(middle.x, middle.y);
  await expect(page.locator("[data-node=n2]")).not.toHaveClass(/down/u);
  await branches.selectOption({ label: "Branch 2" });
  await expect(page.locator("[data-node=n2]")).toHaveClass(/down/u);
  await branches.selectOption({ label: "Branch 1" });
  while ((await eventAt(page)) < there) await press(page, "ArrowRight");
  expect(await eventAt(page)).toBe(there);
  expect(await faces(page)).toEqual(picture);
});

test("link-reopens-same-hash: the link opens the same history at the same place", async ({
  page,
  context,
}) => {
  await openPaused(page);
  await untilLeader(page);
  await page.keyboard.press("2");
  await press(page, "c");
  await press(page, "ArrowRight", 9);
  await press(page, "ArrowLeft", 3);
  const proof = /event \d+ · history [0-9a-f]{16}/u;
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(proof);
  const said = proof.exec((await dialog.textContent()) ?? "")?.[0];
  const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  expect(page.url()).toBe(link);

  const fresh = await context.newPage();
  await openPaused(fresh, link);
  expect(await faces(fresh)).toEqual(await faces(page));
  await fresh.getByRole("button", { name: "Share" }).click();
  await expect(fresh.getByRole("dialog")).toContainText(said ?? "?");
  await fresh.close();
});

test("a link opens paused, and a damaged one says so and shows something else", async ({ page }) => {
  await open(page, linkTo(["protocol raft", "nodes 3", "seed 1", "run 400ms"]), 3);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await page.goto("about:blank");
  await open(page, linkTo(["protocol raft", "nodes 3", "crsh n1"]));
  await expect(page.getByRole("alert")).toContainText("did you mean `crash`?");
});

test("event pace goes from event to event and skips heartbeats", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await untilLeader(page);
  await page.getByLabel("by event").check();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const caption = page.locator("#caption");
  const before = await caption.textContent();
  await expect(caption).not.toHaveText(before ?? "");
});

test("64-nodes: they stand apart, run, and elect one leader", async ({ page }) => {
  await open(page, linkTo(["protocol raft", "nodes 64", "seed 3", "run 600ms"]), 64);
  await expect(page.locator(".node .crown")).toHaveCount(1);
  const overlaps = await page.locator(".node[role=button] .body").evaluateAll((all) => {
    const boxes = all.map((one) => one.getBoundingClientRect());
    const near = (a: DOMRect, b: DOMRect) =>
      Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) <
      (a.width + b.width) / 2 - 2;
    return boxes.filter((a, index) => boxes.slice(index + 1).some((b) => near(a, b))).length;
  });
  expect(overlaps).toBe(0);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expectMovement(page);
});
