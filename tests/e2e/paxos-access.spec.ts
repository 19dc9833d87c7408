import {
  COLOURS,
  expect,
  expectAccessibleIn,
  faces,
  linkTo,
  open,
  openPaused,
  press,
  test,
  untilMoment,
  whole,
} from "./support.ts";

const STEADY = ["protocol paxos", "nodes 5", "clients 2", "seed 1", "network latency 10ms"];

test("paxos: keyboard-only: propose, crash, partition, heal, go back, without a pointer", async ({
  page,
}) => {
  await openPaused(page, linkTo(STEADY));
  const key = (name: string) => page.keyboard.press(name);
  await key("1");
  await expect(page.getByRole("region", { name: "n1 in detail" })).toBeVisible();
  await key("r");
  await expect(page.locator("[data-client=c1]")).toHaveAttribute("aria-label", /waits for n1/u);
  for (let count = 0; count < 9 && (await page.locator(".pip").count()) === 0; count += 1)
    await press(page, "Shift+ArrowRight");
  await expect(page.locator(".pip")).toHaveCount(5);
  await key("c");
  await expect(page.locator("[data-node=n1]")).toHaveClass(/down/u);
  await key("c");
  await expect(page.locator("[data-node=n1]")).not.toHaveClass(/down/u);
  await key("Escape");
  await expect(page.locator(".card")).toHaveCount(0);

  await key("p");
  await page.getByRole("button", { name: "Cut", exact: true }).focus();
  await key("Enter");
  await expect(page.locator(".cut").first()).toBeVisible();
  await page.locator("[data-node=n5]").focus();
  await key("Enter");
  await page.locator(".card").getByRole("button", { name: "Heal the network" }).press("Enter");
  await expect(page.locator(".cut")).toHaveCount(0);
  await page.locator("[data-node=n5]").focus();
  await key("r");
  await expect(page.locator("[data-client=c2]")).toHaveAttribute("aria-label", /waits for n5/u);

  const there = await faces(page);
  await press(page, "ArrowRight");
  await press(page, "ArrowLeft");
  expect(await faces(page)).toEqual(there);
  await key("?");
  await expect(page.getByRole("dialog")).toContainText("Propose the client's value");
  await key("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("paxos: screen-reader-text: promises, accepts and knowledge are also text", async ({ page }) => {
  await openPaused(page, linkTo([...STEADY, 'request c1 n1 "X"', "run 32ms"]));
  await page.getByText("The picture as text").click();
  const twin = page.locator(".twin");
  await expect(twin).toContainText(
    "n1: has promised 1.n1, has accepted X in 1.n1, its proposal of X in 1.n1 has 1 of the 3 accepts needed, up",
  );
  await expect(page.locator(".message").first()).toBeAttached();
  const messages = await page.locator(".message").count();
  await expect(twin.locator(".in-flight tbody tr")).toHaveCount(messages);
  await expect(twin).toContainText("Accept 1.n1 X");
  const board = page.getByRole("region", { name: "Ballots, acceptor by acceptor" }).getByRole("grid");
  await expect(board.getByRole("row", { name: /^n2/u }).getByRole("gridcell").first()).toContainText(
    "n2 has promised 1.n1",
  );
  await expect(board.getByRole("columnheader", { name: "1.n1" })).toContainText("Ballot 1.n1 proposes X");
  await untilMoment(page, async () => (await page.locator(".badge.due").count()) > 0);
  await expect(twin).toContainText("does not know yet that X is chosen");
  await expect(page.locator("#live")).toContainText(/X/u);
});

test("paxos: keyboard-only: the board's cells are reached with arrow keys, one stop of the Tab key", async ({
  page,
}) => {
  await openPaused(page, linkTo([...STEADY, 'request c1 n1 "X"', "run 32ms"]));
  const board = page.getByRole("grid");
  await expect(board.locator("[tabindex='0']")).toHaveCount(1);
  await page.getByRole("tab", { name: "Ballots" }).focus();
  const focused = page.locator(":focus");
  for (let stops = 0; stops < 8 && !(await board.locator(":focus").count()); stops += 1)
    await page.keyboard.press("Tab");
  await expect(focused).toContainText("n1 has accepted X in 1.n1");
  const clock = await page.locator(".clock").textContent();
  await page.keyboard.press("ArrowDown");
  await expect(focused).toContainText("n2 has promised 1.n1");
  await page.keyboard.press("End");
  await expect(focused).toContainText("n2 knows of nothing chosen");
  await page.keyboard.press("Home");
  await expect(focused).toHaveText("n2");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "n2 in detail" })).toBeVisible();
  await expect(focused).toHaveText("n2");
  for (let rows = 0; rows < 9; rows += 1) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await expect(focused).toContainText("Ballot 1.n1 proposes X");
  // At its edge, too, the keys are the board's and not the time bar's.
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  expect(await page.locator(".clock").textContent()).toBe(clock);
  await expect(board.locator("[tabindex='0']")).toHaveCount(1);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "zh-CN", hasTouch: true, isMobile: true });
  test("paxos: zh-phone: in Chinese, on a phone, with a finger", async ({ page }) => {
    await open(page, "?scenario=paxos-two-proposers");
    await whole(page);
    await page.getByRole("button", { name: "暂停" }).tap();
    await expect(page.getByRole("button", { name: "播放" })).toBeVisible();
    await page
      .getByRole("button", { name: "下一个关键事件" })
      .or(page.getByRole("button", { name: /^下一/u }))
      .first()
      .tap();
    await expect(page.getByRole("tab", { name: "提案板" })).toHaveAttribute("aria-selected", "true");
    await page.locator("[data-node=n2]").tap();
    await page.locator(".card").getByRole("button", { name: "崩溃" }).tap();
    await expect(page.locator("[data-node=n2]")).toHaveClass(/down/u);
    await page.locator("[data-node=n5]").tap();
    await expect(page.locator(".client-box")).toContainText("提出");
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow).toBeLessThanOrEqual(0);
  });
});

test("paxos: reduced-motion: paused at first, messages stand as arrows", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "?scenario=paxos-two-proposers");
  await whole(page);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await press(page, "ArrowRight", 4);
  await expect(page.locator(".message .arrow").first()).toBeVisible();
});

for (const lang of ["en", "zh-CN"]) {
  test(`paxos: axe: first visit, mid-run, legend: in all colours, ${lang}`, async ({ page }) => {
    // Nine analyses, each of which takes seconds on a busy machine.
    test.slow();
    await openPaused(page, `?lang=${lang}&scenario=paxos-two-proposers`);
    await expectAccessibleIn(page, COLOURS);
    await press(page, "Shift+ArrowRight", 5);
    await page.keyboard.press("5");
    await page.locator(".twin summary").click();
    await expectAccessibleIn(page, COLOURS);
    await page.keyboard.press("?");
    await expect(page.locator(".legend li").first()).toBeVisible();
    await expectAccessibleIn(page, COLOURS);
  });
}
