import { readFileSync } from "node:fs";
import {
  expect,
  goOn,
  leader,
  linkTo,
  open,
  openPaused,
  step,
  test,
  untilLeader,
  untilMoment,
} from "./support.ts";

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

test("a setting of one link, one way: chosen in the panel by keyboard, drawn, said, and a move", async ({
  page,
}) => {
  await openPaused(page, "?scenario=first-election");
  await page
    .locator(".network")
    .getByRole("button", { name: /^Latency/u })
    .press("Enter");
  const panel = page.getByRole("group", { name: "Network" });
  await expect(panel).toBeVisible();
  await panel.getByLabel("Links from").selectOption("n3");
  await panel.getByLabel("Links to").selectOption("n2");
  await panel.getByLabel("one way only").press("Space");
  await expect(panel.getByLabel("one way only")).toBeChecked();
  const loss = panel.getByRole("slider", { name: /^Loss/u });
  await loss.fill("50");
  await expect(panel.getByRole("listitem")).toHaveText(["from n3 to n2: Loss 50%"]);
  const link = page.locator('[data-link="n3 n2"]');
  await expect(link).toHaveCount(1);
  await expect(link).toContainText("Loss 50%");
  await expect(page.locator("[data-link]")).toHaveCount(1);

  // Both ways, and then another setting of the same link.
  await panel.getByLabel("one way only").press("Space");
  await panel.getByRole("slider", { name: "Longest latency, ms" }).fill("90");
  await expect(panel.getByRole("listitem")).toHaveText([
    "from n3 to n2: Loss 50%",
    "between n3 and n2: Latency 5–90 ms",
  ]);
  await expect(page.locator("[data-link]")).toHaveCount(2);

  // Of all links: those that name some are over.
  await panel.getByLabel("Links from").selectOption("all links");
  await expect(panel.getByLabel("Links to")).toHaveCount(0);
  await panel.getByRole("slider", { name: /^Loss/u }).fill("0");
  await expect(panel.getByRole("listitem")).toHaveText(["between n3 and n2: Latency 5–90 ms"]);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Events" }).click();
  const events = page.getByRole("tabpanel");
  for (const line of ["network loss n3 -> n2 50%", "network latency n3 | n2 5ms..90ms", "network loss 0%"]) {
    await expect(events).toContainText(line);
  }
  await page.locator("details.twin > summary").click();
  await expect(page.locator(".twin .links li")).toHaveText(["between n3 and n2: Latency 5–90 ms"]);
});

test("order and bandwidth: set in the panel; messages leave one after another, and the picture says so", async ({
  page,
}) => {
  await openPaused(page, linkTo(["protocol raft", "nodes 5", "seed 4", "set election-timeout 100s"]));
  await page
    .locator(".network")
    .getByRole("button", { name: /^Latency/u })
    .click();
  const panel = page.getByRole("group", { name: "Network" });
  await panel.getByLabel(/^In order/u).check();
  await expect(panel.getByRole("listitem")).toHaveText([/^In order/u]);
  await panel.getByRole("combobox", { name: "Bandwidth", exact: true }).selectOption("2kB/s");
  await expect(panel.getByRole("listitem")).toHaveText([/^In order/u, "Bandwidth 2kB/s"]);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("network order fifo");
  await expect(page.getByRole("tabpanel")).toContainText("network bandwidth 2kB/s");
});

test("a gallery scenario of a narrow link: what waits stands in line beside its sender, apart from each other", async ({
  page,
}) => {
  const text = readFileSync(
    new URL("../../src/protocols/raft/gallery/narrow-link.scn", import.meta.url),
    "utf8",
  );
  const lines = text.split("\n").filter((line) => line !== "" && !/^(?:#|ringleader )/u.test(line));
  await open(page, linkTo([...lines, "seek 250ms"]));
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  // The entries are leaving; three heartbeats stand behind them.
  const toN5 = page.locator('.message[data-to="n5"]');
  await expect(toN5).toHaveCount(4);
  const places = await toN5.evaluateAll((all) =>
    all.map((one) => one.querySelector("g[transform]")?.getAttribute("transform") ?? ""),
  );
  expect(new Set(places).size).toBe(4);
  await expect(page.locator('[data-link="n1 n5"]')).toContainText("Bandwidth 2kB/s");
  await page.locator("details.twin > summary").click();
  await expect(page.locator(".in-flight")).toContainText("64 bytes, begin to leave at");
});

const ZONES = ["protocol raft", "nodes 5", "clients 1", "zone eu n1 n2 c1", "zone us n3 n4", "seed 4"];

test("zones: drawn with their names, acted on as a whole, set in the panel, and told by their names", async ({
  page,
}) => {
  await openPaused(page, linkTo([...ZONES, "set election-timeout 100s"]));
  await expect(page.locator("[data-zone]")).toHaveCount(2);
  // By the keyboard: a zone's name is a button, and its card says who is in it.
  await page.getByRole("button", { name: "Zone us: n3, n4" }).press("Enter");
  const card = page.locator(".card");
  await expect(card).toContainText("n3 n4");
  await card.getByRole("button", { name: "Crash" }).click();
  await expect(page.locator(".node.down")).toHaveCount(2);
  await expect(card.getByRole("button", { name: "Restart" })).toBeVisible();
  await page
    .locator(".network")
    .getByRole("button", { name: /^Latency/u })
    .click();
  const panel = page.getByRole("group", { name: "Network" });
  await panel.getByLabel("Links from").selectOption("eu");
  // Whoever is in the zone is not at the other end of its links.
  await expect(panel.getByLabel("Links to").getByRole("option")).toHaveText(["us", "n3", "n4", "n5"]);
  await panel.getByLabel("Links to").selectOption("us");
  await panel.getByRole("slider", { name: "Longest latency, ms" }).fill("90");
  await expect(panel.getByRole("listitem")).toHaveText(["between eu and us: Latency 5–90 ms"]);
  // One line for each direction, not one for each link.
  await expect(page.locator("[data-link]")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog");
  for (const box of await dialog.getByRole("checkbox").all()) await box.uncheck();
  await dialog.getByRole("checkbox", { name: "us" }).check();
  await expect(dialog.getByRole("checkbox", { name: "n3" })).toBeChecked();
  await dialog.getByRole("button", { name: "Cut" }).click();
  await expect(page.locator(".cut").first()).toBeVisible();
  await page.getByRole("tab", { name: "Events" }).click();
  const events = page.getByRole("tabpanel");
  for (const line of ["crash us", "network latency eu | us 5ms..90ms"]) {
    await expect(events).toContainText(line);
  }
  await expect(events).toContainText("cut us | eu n5");
  await page.locator("details.twin > summary").click();
  await expect(page.locator('[data-twin="us"]')).toContainText("Zone us: n3, n4");
  await expect(page.locator(".twin .cuts")).toContainText("between us and eu, n5");
});
