/** What becomes of lesson, address and picker on the ways in; that what is said is true of the run is in gallery.spec.ts. */
import {
  expect,
  linkTo,
  open,
  openChapter,
  openGallery,
  openPaused,
  type Page,
  passes,
  pictures,
  press,
  test,
  UNTIL_IT_RAN,
  whole,
} from "./support.ts";

const lesson = (page: Page) => page.getByRole("region", { name: /^(?:What to watch|看点|看什么)/u });
const verdict = (page: Page) => page.locator(".lesson .verdict");
const changed = (page: Page) => page.locator(".lesson .changed");
/** The picker of scenarios in the header. */
const picker = (page: Page) => page.locator(".scenario select");
const query = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

/** Opens a page of four nodes, which stands still. */
const openSplitVote = (page: Page) => openPaused(page, "?scenario=split-vote&lang=en", 4);

/** Chooses an answer, runs, and waits for what is said. */
async function runAndSee(page: Page, choice: string, said: string | RegExp) {
  const predict = page.locator(".lesson .predict");
  if ((await predict.getAttribute("open")) === null) await predict.locator("summary").click();
  await predict.getByLabel(choice, { exact: true }).check();
  // What is opened runs on by itself: sped up before it is asked, it would be past the answer on a slow machine.
  await predict.getByRole("button", { name: "Run and see" }).click();
  await page.getByLabel("Speed", { exact: true }).fill("9");
  await expect(verdict(page)).toHaveText(said, UNTIL_IT_RAN);
}

test("by picker: the address names what is shown, and no more once that is changed", async ({ page }) => {
  await openPaused(page);
  expect(query(page, "scenario")).toBeNull();
  await picker(page).selectOption("first-election");
  await expect.poll(() => query(page, "scenario")).toBe("first-election");
  await runAndSee(page, "4", "It turned out otherwise: 3");
  expect(query(page, "scenario")).toBe("first-election");
  await page.locator(".node[role=button]").first().click();
  await page.locator(".card").getByRole("button", { name: "Crash" }).click();
  await expect.poll(() => query(page, "scenario")).toBeNull();
  await expect.poll(() => new URL(page.url()).hash).toContain("crash%20n1");
  // What is in the address opens what is shown.
  await page.reload();
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
  await expect(page.locator(".node[aria-label*=down]")).toHaveCount(1);
});

test("by gallery: picking there changes the address, too", async ({ page }) => {
  await openPaused(page);
  await openGallery(page);
  await page.getByRole("button", { name: /Split vote/u }).click();
  await expect.poll(() => query(page, "scenario")).toBe("split-vote");
  await expect(lesson(page)).toContainText("Two candidates");
});

test("by link: where its sender stood, between events, with what to watch and the question", async ({
  page,
  context,
}) => {
  await openSplitVote(page);
  await page.getByRole("slider", { name: "Time" }).focus();
  await press(page, "Shift+ArrowRight", 3);
  await press(page, "Shift+ArrowLeft", 3);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await passes(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  // Time stands once the dialog is there, and not before: its chunk is on its way while the run goes on.
  const url = await page.locator("#dialog .link-field").inputValue();
  const clock = await page.locator(".clock").textContent();
  expect(url).not.toContain("scenario=");
  const other = await context.newPage();
  await other.goto(url);
  await expect(other.locator(".clock")).toHaveText(clock ?? "");
  await expect(lesson(other)).toContainText("Two candidates");
  await expect(changed(other)).toHaveCount(0);
  await runAndSee(other, "Nobody; a later term decides", "As you expected.");
});

test("by a name that there is not: it says so, and offers the nearest", async ({ page }) => {
  await open(page, "?scenario=leadr-crsh");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The gallery has no scenario of this name");
  await expect(alert).toContainText("leadr-crsh");
  await whole(page);
  await alert.getByRole("button", { name: "Open “Leader crash”" }).click();
  await expect(alert).toHaveCount(0);
  await expect(picker(page)).toHaveValue("leader-crash");
});

test("by a protocol that there is not: it says so, and offers the nearest", async ({ page }) => {
  await open(page, "?protocol=paxoss");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("There is no protocol of this name here");
  await expect(alert).toContainText("paxoss");
  await whole(page);
  await alert.getByRole("button", { name: "Open “Two proposers, one value”" }).click();
  await expect(alert).toHaveCount(0);
  await expect(picker(page)).toHaveValue("paxos-two-proposers");
});

test("by a new seed: it says that the run is another, and judges that", async ({ page }) => {
  await openSplitVote(page);
  await runAndSee(page, "Nobody; a later term decides", "As you expected.");
  await page.getByRole("button", { name: "New seed" }).click();
  await expect(changed(page)).toContainText("another seed");
  await expect(verdict(page)).toBeEmpty();
  await expect(lesson(page)).toContainText("To see in the scenario as it is in the gallery: Two candidates");
  await runAndSee(
    page,
    "Nobody; a later term decides",
    /^(?:As you expected\.|This run does not come to that\. It would take: two candidates.*)$/u,
  );
  await expect.poll(() => query(page, "scenario")).toBeNull();
  await expect(picker(page).locator("option:checked")).toHaveText("Split vote (changed)");
  await page.getByRole("button", { name: "Open it as it is" }).click();
  await expect(changed(page)).toHaveCount(0);
  await expect(picker(page).locator("option:checked")).toHaveText("Split vote");
  await expect(page.locator(".seed")).toHaveText("seed 26");
});

test("by a bug: a property that breaks on the way stops the run, which is then let go on", async ({
  page,
}) => {
  await openPaused(page, "?scenario=late-append");
  await openGallery(page);
  await page.getByLabel("Always truncate").check();
  await page.keyboard.press("Escape");
  await expect(changed(page)).toContainText("another choice of known bugs");
  await runAndSee(page, "It keeps them", "The run stands still, and has not answered yet.");
  await expect(page.getByRole("tabpanel").locator(".story")).toContainText("Match index is true");
  await page.locator(".lesson").getByRole("button", { name: "Go on" }).click();
  await expect(verdict(page)).toHaveText(/^This run does not come to that\. It would take: /u);
});

test("by a fault, in a branch: what was said is withdrawn in words, and stays true of the branch before", async ({
  page,
}) => {
  await openPaused(page, "?scenario=leader-crash&lang=zh-CN");
  const predict = page.locator(".lesson .predict");
  await predict.locator("summary").click();
  await predict.getByLabel("更高的任期").check();
  await predict.locator("button").click();
  await page.locator(".speed input[type=range]").fill("9");
  await expect(verdict(page)).toHaveText("与你的预计一致。", UNTIL_IT_RAN);
  // Back to the start, where somebody else crashes.
  await page.locator(".time-slider").focus();
  await page.keyboard.press("Home");
  await page.locator(".node[role=button]").first().click();
  await page.locator(".card .actions button").first().click();
  await page.keyboard.press("Escape");
  await expect(verdict(page)).toHaveText("运行已改变，还没有走到这一步。");
  await expect(changed(page)).toContainText("有手动操作");
  await page.locator(".branches select").selectOption("0");
  await expect(changed(page)).toHaveCount(0);
});

test("behind every dialog the run stands still", async ({ page }) => {
  await open(page, "?scenario=first-election");
  await whole(page);
  const clock = () => page.locator(".clock").textContent();
  const still = async () => {
    const before = await clock();
    await pictures(page, 30);
    expect(await clock()).toBe(before);
  };
  for (const name of ["Help and keys", "Scenarios, known bugs, text", "Share"]) {
    await page.getByRole("button", { name, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await still();
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
    await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await passes(page);
  }
});

test("where there is no known bug there is no heading for any", async ({ page }) => {
  await openPaused(page);
  await openChapter(page, "Consistent hashing");
  await openGallery(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("One key's walk")).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "Known bugs" })).toHaveCount(0);
});

test("a locked frame hides what is unticked: moves, properties, why, the picture as text", async ({
  page,
}) => {
  const run = linkTo([
    "protocol raft",
    "nodes 5",
    "seed 42",
    "run 400ms",
    "crash leader",
    "run 300ms",
    "seek 30",
  ]);
  await page.goto(`embed.html?lock&view=cluster,log,events${run}`);
  const bench = page.locator("ring-leader");
  await expect(bench.locator(".node[role=button]")).toHaveCount(5);
  await expect(bench.locator(".chip")).toHaveCount(0);
  await expect(bench.locator(".panel .why")).toHaveCount(0);
  await bench.locator(".twin summary").click();
  await expect(bench.locator(".twin").getByRole("button", { name: "Crash" })).toHaveCount(0);
  await bench.locator(".node[role=button]").first().click();
  await expect(bench.locator(".card")).toBeVisible();
  await expect(bench.locator(".card").getByRole("button", { name: "Crash" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(bench.getByRole("dialog")).toBeVisible();
  await expect(bench.getByRole("dialog").getByText("Partition the network")).toHaveCount(0);
  await page.goto(`embed.html?lock&view=log,why${run}`);
  await expect(bench.locator(".log-scroll")).toBeVisible();
  await expect(bench.locator(".twin")).toBeHidden();
});

test("a locked ring has no key to type and no slider to move", async ({ page }) => {
  await page.goto("embed.html?lock&scenario=key-walk");
  const bench = page.locator("ring-leader");
  await bench.getByRole("tab", { name: "Lookup" }).click();
  await expect(bench.locator(".lookup-tab")).toBeVisible();
  await expect(bench.locator(".key-box")).toHaveCount(0);
  await bench.getByRole("tab", { name: "Load" }).click();
  await expect(bench.locator(".panel input[type=range]")).toHaveCount(0);
});

test("the Share dialog leaves something to see", async ({ page }) => {
  await openPaused(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("What readers get").click();
  for (const name of ["Log", "Events", "Why", "Properties"])
    await dialog.getByRole("checkbox", { name }).uncheck();
  await expect(dialog.getByRole("checkbox", { name: "Picture" })).toBeDisabled();
  expect(await dialog.locator(".link-field").inputValue()).toContain("embed.html?view=cluster");
});
