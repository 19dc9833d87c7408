import {
  eventAt,
  expect,
  expectAccessible,
  expectMovement,
  faces,
  linkTo,
  open,
  openChapter,
  openGallery,
  openPaused,
  type Page,
  pause,
  press,
  test,
  UNTIL_IT_RAN,
  untilMoment,
} from "./support.ts";

const board = (page: Page) => page.getByRole("region", { name: "Ballots, acceptor by acceptor" });
const head = (page: Page, ballot: string) => board(page).getByRole("columnheader", { name: ballot });
const chosenLine = (page: Page) => page.locator(".chosen-line");
const isChosen = async (page: Page) => (await page.locator(".chosen-line:not(.soft)").count()) === 1;

/** Five nodes, two clients, and messages that all take 10 ms. */
const STEADY = ["protocol paxos", "nodes 5", "clients 2", "seed 1", "network latency 10ms"];

/** Has a client propose a value at a node. */
async function propose(page: Page, node: string, value: string): Promise<void> {
  await page.locator(`[data-node=${node}]`).click();
  await page.getByLabel(/^Value for client/u).fill(value);
  await page.locator(".client-box").getByRole("button", { name: "Propose", exact: true }).click();
}

test("paxos: first-visit: ballots at first sight, messages move, the board fills", async ({ page }) => {
  await open(page, "?scenario=paxos-two-proposers");
  await expect(page.getByRole("button", { name: "Protocols: Paxos" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Ballots" })).toHaveAttribute("aria-selected", "true");
  await expectMovement(page);
  await pause(page);
  await untilMoment(page, () => isChosen(page));
  await expect(board(page).locator("thead em")).toHaveText("chosen");
});

test("paxos: a switch from Raft and back opens each chapter as it is, and offers seed, size and network", async ({
  page,
}) => {
  await openPaused(page, linkTo(["protocol raft", "nodes 7", "seed 77", "network latency 3ms..30ms"]), 7);
  const offer = page.getByRole("button", { name: "Take over from the run before" });
  const takeOver = async () => {
    await offer.press("Enter");
    await expect(page.locator(".node[role=button]")).toHaveCount(7);
    await expect(page.locator(".seed")).toHaveText("seed 77");
    await expect(page.getByRole("button", { name: "Latency 3–30 ms" })).toBeVisible();
    await expect(offer).toHaveCount(0);
    await expect(page.locator(".lesson .changed")).toContainText("another size, network or set-up");
  };
  await openChapter(page, "Paxos");
  await expect(page.getByRole("tab", { name: "Ballots" })).toBeVisible();
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
  await expect(page.locator(".seed")).toHaveText("seed 4");
  await expect(offer).toContainText("seed 77, 7 nodes, its network");
  await takeOver();
  await openChapter(page, "Raft");
  await expect(page.getByRole("tab", { name: "Log" })).toBeVisible();
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
  await takeOver();
});

test("paxos: crash-a-proposer: the value that it leaves behind is adopted", async ({ page }) => {
  await openPaused(page, linkTo(STEADY));
  await propose(page, "n1", "X");
  // Until n1's proposal is on its way; then nobody but n2 hears of it, and n1 is gone.
  await untilMoment(page, async () => (await board(page).locator(".accepted").count()) === 1);
  for (const to of ["n3", "n4", "n5"]) {
    const accept = page.locator(".message.request", { hasText: "Accept 1.n1 X" });
    const twin = page.locator(".twin");
    if ((await twin.getAttribute("open")) === null) await twin.locator("summary").click();
    await twin
      .getByRole("row", { name: new RegExp(`Accept 1.n1 X n1 ${to} `, "u") })
      .getByRole("button")
      .click();
    await page.locator(".card").getByRole("button", { name: "Drop" }).click();
    await expect(accept).toHaveCount(to === "n3" ? 3 : to === "n4" ? 2 : 1);
  }
  await page.locator("[data-node=n1]").click();
  await page.locator(".card").getByRole("button", { name: "Crash" }).click();
  await expect(page.locator("[data-node=n1]")).toHaveClass(/down/u);
  await expect(page.locator("[data-node=n1] .disk")).toContainText("X");

  await propose(page, "n5", "Y");
  await untilMoment(page, () => isChosen(page));
  await expect(head(page, "2.n5")).toContainText("Y → X");
  await expect(chosenLine(page)).toHaveText("X is chosen, in ballot 2.n5, and nobody knows it yet.");
  await expect(page.locator(".badge.due")).toHaveCount(4);
  await untilMoment(page, async () => (await page.locator(".badge.due").count()) === 0);
  await expect(chosenLine(page)).toContainText(/know it|every learner/u);
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText(/n5 .*X/u);
});

test("paxos: partition: both sides of a cut propose, one of them can choose", async ({ page }) => {
  await openPaused(page, linkTo(STEADY));
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("checkbox")).toHaveCount(7);
  for (const box of await dialog.getByRole("checkbox").all()) {
    await box.setChecked(["n1", "n2", "c1"].includes((await box.getAttribute("value")) ?? ""));
  }
  await dialog.getByRole("button", { name: "Cut" }).click();
  await expect(page.locator(".cut").first()).toBeVisible();
  await propose(page, "n1", "X");
  await propose(page, "n5", "Y");
  await expect(page.locator(".client-box .who")).toHaveText("c1 → n5");
  await untilMoment(
    page,
    async () => (await chosenLine(page).textContent())?.includes("Y is chosen") ?? false,
  );
  await expect(head(page, "1.n1")).toContainText("X?");
  await page.locator(".tools").getByRole("button", { name: "Heal the network" }).click();
  await expect(page.locator(".cut")).toHaveCount(0);
  await untilMoment(
    page,
    async () => (await chosenLine(page).textContent())?.includes("every learner") ?? false,
  );
  await expect(chosenLine(page)).toContainText("Y is chosen");
});

test("paxos: drop-a-message: a promise that is dropped is not counted", async ({ page }) => {
  await openPaused(page, linkTo([...STEADY, 'request c1 n1 "X"', "run 25ms"]));
  await expect(page.locator(".message.reply")).toHaveCount(4);
  const message = page.locator(".message.reply").first();
  const id = await message.getAttribute("data-message");
  await message.locator(".hit").click({ force: true });
  const card = page.getByRole("region", { name: `${id} in detail` });
  await expect(card).toContainText("Promise 1.n1");
  await card.getByRole("button", { name: "Drop" }).click();
  await expect(page.locator(".message.reply")).toHaveCount(3);
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("is dropped by hand");
});

test("paxos: act-in-the-past: another future, and the old one is kept", async ({ page }) => {
  await openPaused(page, linkTo([...STEADY, 'request c1 n1 "X"', "run 80ms"]));
  const there = await faces(page);
  expect(there.join()).toContain("knows that X is chosen");
  const end = await eventAt(page);
  for (let count = 0; count < 12 && (await page.locator(".pip").count()) !== 5; count += 1)
    await press(page, "Shift+ArrowLeft");
  await page.keyboard.press("1");
  await page.keyboard.press("c");
  const branches = page.getByLabel("Branches of time");
  await expect(branches.locator("option")).toHaveCount(2);
  await expect(page.locator("[data-node=n1]")).toHaveClass(/down/u);
  await branches.selectOption({ label: "Branch 1" });
  await expect(page.locator("[data-node=n1]")).not.toHaveClass(/down/u);
  while ((await eventAt(page)) < end) await press(page, "ArrowRight");
  expect(await faces(page)).toEqual(there);
});

test("paxos: see-a-bug-caught: two values are chosen, and the story says how", async ({ page }) => {
  await openPaused(page, "?scenario=paxos-bug-promise-forgotten");
  await expect(page.locator(".chip.bug")).toBeVisible();
  await page.getByLabel("Speed", { exact: true }).fill("6");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const panel = page.getByRole("tabpanel");
  await expect(page.getByRole("tab", { name: "Why" })).toHaveAttribute("aria-selected", "true", UNTIL_IT_RAN);
  await expect(panel).toContainText("is violated");
  await expect(panel.locator(".story li").nth(1)).toBeVisible();
  // On until the worst has come of it.
  await page.getByRole("tab", { name: "Ballots" }).click();
  await untilMoment(page, async () => (await page.locator(".chosen-line.broken").count()) === 1);
  await expect(page.locator(".chosen-line.broken")).toHaveText(/^X and Y are chosen/u);

  await openGallery(page);
  await page.locator(".bugs input:checked").uncheck();
  await page.keyboard.press("Escape");
  await expect(page.locator(".chip.bug")).toHaveCount(0);
});

test("paxos: predict-then-run: the run judges the answer", async ({ page }) => {
  await openPaused(page, "?scenario=paxos-adopted-value");
  const lesson = page.getByRole("region", { name: "What to watch" });
  await lesson.getByText("What do you expect?").click();
  await lesson.getByRole("radio").first().check();
  await lesson.getByRole("button", { name: "Run and see" }).click();
  await page.getByLabel("Speed", { exact: true }).fill("6");
  const verdict = /As you expected|It turned out otherwise/u;
  await expect(lesson.getByRole("status")).toHaveText(verdict, UNTIL_IT_RAN);
  await expect(head(page, "2.n5")).toContainText("Y → X");
});

test("paxos: link-reopens-same-hash: the same history at the same place", async ({ page, context }) => {
  await openPaused(page, "?scenario=paxos-two-proposers");
  await press(page, "Shift+ArrowRight", 4);
  await page.keyboard.press("3");
  await press(page, "c");
  await press(page, "ArrowRight", 7);
  const proof = /event \d+ · history [0-9a-f]{16}/u;
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(proof);
  const said = proof.exec((await dialog.textContent()) ?? "")?.[0];
  const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  const fresh = await context.newPage();
  await openPaused(fresh, link);
  expect(await faces(fresh)).toEqual(await faces(page));
  await fresh.getByRole("button", { name: "Share" }).click();
  await expect(fresh.getByRole("dialog")).toContainText(said ?? "?");
  await fresh.close();
});

test("paxos: 64-nodes: they stand apart, and choose", async ({ page }) => {
  await openPaused(page, linkTo(["protocol paxos", "nodes 64", "seed 3", 'request n1 "X"', "run 90ms"]), 64);
  await expect(chosenLine(page)).toContainText("X is chosen");
  const overlaps = await page.locator(".node[role=button] .body").evaluateAll((all) => {
    const boxes = all.map((one) => one.getBoundingClientRect());
    const near = (a: DOMRect, b: DOMRect) =>
      Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2) <
      (a.width + b.width) / 2 - 2;
    return boxes.filter((a, index) => boxes.slice(index + 1).some((b) => near(a, b))).length;
  });
  expect(overlaps).toBe(0);
  await expect(board(page).locator("tbody tr")).toHaveCount(64);
});

test("paxos: many ballots are windowed: the newest first, earlier ones on demand", async ({ page }) => {
  const duel = ['request c1 n1 "X"', "run 15ms", 'request c2 n5 "Y"', "run 600ms"];
  const head = [...STEADY.slice(0, 4), "set retry 0ms..0ms", ...STEADY.slice(4)];
  await openPaused(page, linkTo([...head, ...duel]));
  const columns = board(page).locator("thead button");
  await expect(columns).toHaveCount(8);
  await expect(columns.last()).toBeInViewport();
  const newest = await columns.last().locator("b").textContent();
  for (let count = 0; count < 9; count += 1) {
    const earlier = page.getByRole("button", { name: "Earlier" });
    if (await earlier.isDisabled()) break;
    await earlier.click();
  }
  await expect(columns).toHaveCount(8);
  await expect(columns.last().locator("b")).not.toHaveText(newest ?? "");
  await columns.first().click();
  const first = await columns.first().locator("b").textContent();
  await expect(page.getByRole("list", { name: `The steps of ballot ${first}` })).toBeVisible();
  await expectAccessible(page);
});
