import { expect, goOn, leader, linkTo, openPaused, step, test, untilLeader, untilMoment } from "./support.ts";

test("partition-and-heal-with-two-clients: only the majority's side answers, until the network heals", async ({
  page,
}) => {
  await openPaused(page, linkTo(["protocol raft", "nodes 5", "clients 2", "seed 42"]));
  const first = await untilLeader(page);
  // The leader stays alone with one follower and the first client.
  const others = ["n1", "n2", "n3", "n4", "n5"].filter((id) => id !== first);
  const minority = [first, others[0] ?? "", "c1"];
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("checkbox")).toHaveCount(7);
  for (const box of await dialog.getByRole("checkbox").all()) {
    await box.setChecked(minority.includes((await box.getAttribute("value")) ?? ""));
  }
  await dialog.getByRole("button", { name: "Cut" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator(".cut").first()).toBeVisible();

  for (const client of ["c1", "c2"]) {
    await page.locator(`[data-client=${client}]`).click();
    await page.getByLabel(/Command for client/u).fill(`set ${client} 1`);
    await page.locator(".client-box").getByRole("button", { name: "Send" }).click();
  }
  const logs = page.getByRole("region", { name: "Logs of all nodes" });
  const committed = (text: string) => logs.locator(".committed", { hasText: text });
  await untilMoment(page, async () => (await committed("set c2 1").count()) > 0);
  await expect(committed("set c1 1")).toHaveCount(0);

  await page.locator(".tools").getByRole("button", { name: "Heal the network" }).click();
  await expect(page.locator(".cut")).toHaveCount(0);
  await untilMoment(page, async () => (await committed("set c1 1").count()) > 0);
  await expect(leader(page)).toHaveCount(1);
});

test("partition-and-heal-with-two-clients: a line drawn across the circle cuts along it", async ({
  page,
}) => {
  await openPaused(page);
  const box = await page.locator("#picture").boundingBox();
  if (box === null) throw new Error("no picture");
  const x = box.x + box.width * 0.5 + 36;
  await page.mouse.move(x, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height - 8, { steps: 8 });
  await expect(page.locator(".cutting")).toBeVisible();
  await page.mouse.up();
  await expect(page.locator("#caption")).toContainText("cut n2 n3 c1 | n1 n4 n5");
});

test("change-loss-mid-run: the slider is a move; messages get lost from then on", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  await expect(page.locator(".lesson")).toBeVisible();
  await untilLeader(page);
  await page.locator(".network").getByRole("button", { name: "Loss 0%" }).click();
  await page.getByRole("slider", { name: /^Loss/u }).fill("60");
  await expect(page.locator(".network").getByRole("button", { name: "Loss 60%" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("network loss 60%");
  await step(page, 40);
  await page.getByLabel("Show").selectOption("all");
  await expect(page.getByRole("tabpanel")).toContainText(/is lost/u);
});

test("drop-a-message: a message's card and menu do what they say", async ({ page }) => {
  await openPaused(page, "?scenario=first-election");
  // One event at a time, so that the first messages are still under way.
  while ((await page.locator(".message").count()) === 0) await step(page);
  await goOn(page, 2);
  const message = page.locator(".message").first();
  const id = await message.getAttribute("data-message");
  await message.locator(".hit").click({ force: true });
  const card = page.getByRole("region", { name: `${id} in detail` });
  await expect(card).toContainText("RequestVote term=1");
  await card.getByRole("button", { name: "Drop" }).click();
  await expect(page.locator(`[data-message=${id}]`)).toHaveCount(0);
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("is dropped by hand");
  // Messages are named so that the scenario which the moves make can be edited.
  const NAME = /n\d->n\d RequestVote #1/u;
  await expect(page.getByRole("tabpanel")).toContainText(new RegExp(`drop ${NAME.source}`, "u"));

  const next = page.locator(".message").first();
  await next.locator(".hit").click({ button: "right", force: true });
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem")).toHaveCount(5);
  const lines = await menu.locator("code").allTextContents();
  const name = NAME.exec(lines[0] ?? "")?.[0] ?? "no name";
  const [from, to] = name.split(" ")[0]?.split("->") ?? [];
  const named = [`drop ${name}`, `delay ${name} 20ms`, `duplicate ${name}`, `deliver ${name}`];
  expect(lines).toEqual([...named, `hold ${from} -> ${to}`]);
  await menu.getByRole("menuitem", { name: "Deliver now" }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByRole("tabpanel")).toContainText(`deliver ${name}`);
});
