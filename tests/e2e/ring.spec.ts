import {
  COLOURS,
  eventAt,
  expect,
  expectAccessible,
  expectAccessibleIn,
  linkTo,
  openRing,
  openRingPaused,
  type Page,
  pictures,
  test,
  UNTIL_IT_RAN,
} from "./support.ts";

const headline = (page: Page) => page.locator("#caption .headline b");
const count = (page: Page) => page.locator(".placement .count").first();
const chips = (page: Page) => page.locator("#chips .chip");
/** Every node once: side by side, each strategy draws them all. */
const nodes = (page: Page) => page.locator(".placement .strategy").first().locator(".owner[role=button]");

/** Opens a scenario of the gallery, where it stands still. */
const opened = (page: Page, scenario: string) => openRingPaused(page, `?scenario=${scenario}`);

/** Event after event of a run that stands still, until the last one is over. */
async function toTheEnd(page: Page): Promise<void> {
  const forward = page.getByRole("button", { name: /^(?:One event forward|前进一个事件)$/u });
  for (let before = -1; before !== (await eventAt(page)); ) {
    before = await eventAt(page);
    await forward.click();
    await pictures(page, 1);
  }
}

test("ring-lookup: a key's walk, step by step, in picture and list", async ({ page }) => {
  await opened(page, "key-walk");
  await page.getByRole("tab", { name: "Lookup" }).click();
  const box = page.locator("#panel form");
  await box.getByRole("textbox").fill("user:17");
  await box.getByRole("button", { name: "Look up" }).click();
  await expect(headline(page)).toHaveText("n3 owns user:17");
  const copies = page.locator(".placement .copy");
  await expect(copies).toHaveCount(3);
  expect(await copies.evaluateAll((all) => all.map((one) => one.getAttribute("data-owner")))).toEqual([
    "n3",
    "n2",
    "n1",
  ]);
  await expect(page.locator(".placement .skipped")).toHaveCount(1);
  const steps = page.locator(".steps li");
  await expect(steps).toHaveCount(7);
  await expect(steps.nth(2)).toContainText("The next point clockwise is n3's");
  await expect(page.locator(".owners li")).toHaveText([/n3\s+owner/u, /n2\s+copy 2/u, /n1\s+copy 3/u]);
  // A number is a number key; a text with a quote in it is a text.
  await box.getByRole("textbox").fill('a "key"');
  await box.getByRole("textbox").press("Enter");
  await expect(headline(page)).toContainText('a "key"');
});

test("ring-lookup by the clock: the walk is drawn step by step", async ({ page }) => {
  await openRing(page, "?scenario=key-walk");
  await expect(page.locator(".placement .key-name .name")).toHaveText("user:12");
  await expect(page.locator(".placement .copy[data-copy='3']")).toBeVisible(UNTIL_IT_RAN);
});

test("ring-join: moved keys are counted, and only the new node gets them", async ({ page }) => {
  await opened(page, "remove-a-node");
  await expect(nodes(page)).toHaveCount(5);
  await page.getByRole("button", { name: "Add node" }).click();
  await expect(nodes(page)).toHaveCount(6);
  await expect(headline(page)).toHaveText(/^n6 joins: \d+ of 500 keys move$/u);
  const moved = Number((await headline(page).textContent())?.match(/(\d+) of/u)?.[1]);
  await expect(count(page)).toHaveText(String(moved));
  await expect(page.locator(".moved circle")).toHaveCount(moved);
  await expect(chips(page).filter({ hasText: "No needless move" })).toHaveClass(/holds/u);
  await page.getByText("The picture as text").click();
  const to = page.locator(".moves-table tbody td:nth-child(2)");
  expect(new Set(await to.allTextContents())).toEqual(new Set(["n6"]));
});

test("ring-leave: by its card, and the last node stays", async ({ page }) => {
  await opened(page, "remove-a-node");
  await page.locator(".owner[data-node=n2]").focus();
  await page.keyboard.press("Enter");
  await page.locator(".card").getByRole("button", { name: "Remove node" }).click();
  await expect(headline(page)).toHaveText(/^n2 leaves: 119 of 500 keys move$/u);
  await expect(nodes(page)).toHaveCount(4);
  const before = await page.locator("#caption .headline span").textContent();
  expect(before).toContain("only its own keys move");
});

test("ring-compare: two strategies, the same keys and the same change", async ({ page }) => {
  await opened(page, "remove-a-node");
  await page.getByRole("button", { name: "Compare with Modulo" }).click();
  await expect(page.locator(".strategy-name")).toHaveText(["Ring", "Modulo"]);
  await page.getByRole("button", { name: "Add node" }).click();
  const counts = page.locator(".placement .count");
  await expect(counts).toHaveCount(2);
  // Each chip names the strategy that it judges; modulo promises no minimal movement, so nothing is said of it.
  await expect(chips(page).filter({ hasText: "Ring: No needless move on join or leave" })).toHaveClass(
    /holds/u,
  );
  await expect(chips(page).filter({ hasText: "Modulo: One owner per key" })).toHaveClass(/holds/u);
  await expect(chips(page).filter({ hasText: "Modulo: No needless move" })).toHaveCount(0);
  await expect(counts).toHaveText([/\d/u, /\d/u]);
  const [ring, modulo] = (await counts.allTextContents()).map(Number);
  expect(ring).toBeLessThan(150);
  expect(modulo).toBeGreaterThan(300);
  await expect(page.locator(".bars rect.beside")).toHaveCount(6);
  await page.getByRole("button", { name: "Show one only" }).click();
  await expect(counts).toHaveCount(1);
});

test("the sliders are moves: virtual nodes, replicas, weight, strategy", async ({ page }) => {
  await opened(page, "hot-node");
  await page.getByRole("slider", { name: "Virtual nodes" }).fill("11");
  await expect(headline(page)).toHaveText(/of 500 keys move$/u);
  await expect(page.locator(".balance")).toContainText("with 160 virtual nodes each");
  await page.getByRole("combobox", { name: "Strategy" }).selectOption("slots");
  await expect(page.locator(".table .caption")).toHaveText("16,384 entries");
  await page.getByRole("combobox", { name: "Strategy" }).selectOption("jump");
  await page.getByRole("slider", { name: "Weight of n5" }).fill("1");
  await expect(headline(page)).toContainText("no effect");
});

for (const [scenario, strategy] of [
  ["modulo-remainders", "Modulo"],
  ["rendezvous-join", "Rendezvous"],
  ["jump-join", "Jump"],
  ["maglev-join", "Maglev"],
  ["slots-join", "Slots"],
  ["bounded-loads", "Bounded loads"],
] as const)
  test(`${strategy} has its own picture`, async ({ page }) => {
    await opened(page, scenario);
    await toTheEnd(page);
    await expect(page.getByRole("group", { name: new RegExp(`^${strategy}: `, "u") })).toBeVisible();
    await expectAccessible(page);
  });

test("predict, then run: a fifth of the keys moves", async ({ page }) => {
  await opened(page, "ring-against-modulo");
  await page.getByText("What do you expect?").click();
  await page.getByRole("radio", { name: "About 100" }).check();
  await page.getByRole("button", { name: "Run and see" }).click();
  await expect(page.locator(".verdict")).toHaveText("As you expected.", UNTIL_IT_RAN);
});

test("a link opens the same run, stopped at the same place", async ({ page, context }) => {
  await opened(page, "weights");
  await page.getByRole("button", { name: "Add node" }).click();
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const url = await page.locator("#dialog .link-field").inputValue();
  const proof = await page
    .locator("#dialog .mono, #dialog .soft")
    .filter({ hasText: "history" })
    .first()
    .textContent();
  const other = await context.newPage();
  await openRingPaused(other, url);
  await other.getByRole("button", { name: "Share", exact: true }).click();
  await expect(other.locator("#dialog")).toContainText(proof ?? "no proof");
});

test("acting in the past keeps the future", async ({ page }) => {
  await opened(page, "remove-a-node");
  await toTheEnd(page);
  await expect(nodes(page)).toHaveCount(4);
  await page.getByRole("button", { name: "One event back" }).click();
  await page.getByRole("button", { name: "Add node" }).click();
  await expect(nodes(page)).toHaveCount(6);
  await page.getByRole("combobox", { name: "Branches of time" }).selectOption({ index: 0 });
  await toTheEnd(page);
  await expect(nodes(page)).toHaveCount(4);
});

test("keyboard: add, remove, look up, compare, select", async ({ page }) => {
  await opened(page, "remove-a-node");
  await page.locator("body").press("a");
  await expect(nodes(page)).toHaveCount(6);
  await page.locator("body").press("2");
  await expect(page.locator(".card h2")).toContainText("n2");
  await page.locator("body").press("x");
  await expect(headline(page)).toContainText("n2 leaves");
  await page.locator("body").press("r");
  await expect(headline(page)).toContainText("owns user:17");
  await page.locator("body").press("m");
  await expect(page.locator(".strategy-name")).toHaveCount(2);
  await page.locator("body").press("?");
  await expect(page.locator("dialog")).toContainText("Add a node");
});

test("the text twin says what the picture shows", async ({ page }) => {
  await opened(page, "ring-against-modulo");
  await toTheEnd(page);
  await page.getByText("The picture as text").click();
  const rows = page.locator(".nodes-table tbody tr");
  await expect(rows).toHaveCount(5);
  const loads = await rows.locator("td:nth-of-type(3)").allTextContents();
  expect(loads.map(Number).reduce((sum, load) => sum + load, 0)).toBe(500);
  await expect(page.locator(".twin")).toContainText("Ring: 97 of 500 keys moved");
  await expect(page.locator(".twin")).toContainText("Modulo: ");
  await expect(page.locator(".moves-table")).toHaveCount(2);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark", locale: "zh-CN" });
  test("a phone in Chinese, dark, with reduced motion", async ({ page }) => {
    await opened(page, "ring-against-modulo&lang=zh-CN");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await toTheEnd(page);
    await expect(headline(page)).toHaveText("n5 加入：500 个键中移动 97 个");
    await expect(page.locator(".strategy-name")).toHaveText(["哈希环", "取模"]);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(390);
    await expectAccessible(page);
  });
});

test("axe finds nothing, in all colours", async ({ page }) => {
  test.slow();
  await opened(page, "bounded-loads");
  await toTheEnd(page);
  await expectAccessibleIn(page, COLOURS);
  await page.getByRole("tab", { name: "Lookup" }).click();
  await expectAccessibleIn(page, COLOURS);
  await page.locator("body").press("?");
  await expectAccessibleIn(page, COLOURS);
});

test("axe finds nothing in a walk, in all colours", async ({ page }) => {
  await opened(page, "key-walk");
  await toTheEnd(page);
  await expectAccessibleIn(page, COLOURS);
});

/** The colour in which each node is painted on the canvas, at a cell or bin that is its own; by node. */
async function painted(page: Page): Promise<{ owner: string; hue: string; pixel: string }[]> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("canvas.cells");
    const drawing = canvas?.getContext("2d");
    if (!canvas || !drawing) return [];
    const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] !== 255) continue;
      const colour = `rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
    // The swatch of a node in the picture says which hue is its own, as the style sheet resolves it.
    return [1, 2, 3, 4, 5].map((node) => {
      const probe = document.createElement("i");
      probe.style.cssText = `forced-color-adjust: none; color: var(--e${node})`;
      canvas.parentElement?.append(probe);
      const hue = getComputedStyle(probe).color;
      probe.remove();
      return {
        owner: `n${node}`,
        hue,
        pixel: most.slice(0, 5).includes(hue) ? hue : `not among ${most.slice(0, 5)}`,
      };
    });
  });
}

for (const [what, lines] of [
  ["slots", ["set strategy slots"]],
  ["Maglev's table", ["set strategy maglev", "set table-size 503"]],
  ["the bins of a large ring", ["keys 20000", "set virtual-nodes 2000"]],
] as const)
  test(`${what} on the canvas have each node's own hue, in all colours and after a change of them`, async ({
    page,
  }) => {
    await page.goto(linkTo(["protocol placement", "nodes 5", "seed 42", ...lines]));
    await expect(page.locator(".nodes-table tbody tr")).toHaveCount(5);
    const all = new Set<string>();
    for (const media of Object.values(COLOURS)) {
      await page.emulateMedia(media);
      await expect(async () => {
        const nodes = await painted(page);
        expect(nodes.map(({ pixel }) => pixel)).toEqual(nodes.map(({ hue }) => hue));
        // Where the reader's own colours are forced there is but one, and the table of the text twin tells nodes apart.
        expect(new Set(nodes.map(({ pixel }) => pixel)).size).toBe(media.forcedColors === "active" ? 1 : 5);
        all.add(nodes.map(({ hue }) => hue).join());
      }).toPass();
    }
    // n5's hue is another in the dark.
    expect(all.size).toBeGreaterThan(1);
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    const theme = page
      .locator("header")
      .getByRole("button", { name: /theme|colou?rs|light|dark/iu })
      .first();
    for (let turn = 0; turn < 3; turn += 1) {
      await theme.click();
      await expect(async () => {
        const nodes = await painted(page);
        expect(nodes.map(({ pixel }) => pixel)).toEqual(nodes.map(({ hue }) => hue));
      }).toPass();
    }
  });

test("bad input is told, and nothing is lost", async ({ page }) => {
  await page.goto(linkTo(["protocol placement", "nodes 0"]));
  await expect(page.locator("#failure")).toContainText("a whole number from 1 to 1000");
  await opened(page, "key-walk");
  await page.getByRole("tab", { name: "Lookup" }).click();
  await page.locator("#panel form").getByRole("textbox").fill("<img src=x onerror=alert(1)>");
  await page.locator("#panel form").getByRole("button").click();
  await expect(page.locator(".placement .key-name .name")).toHaveText(/^<img src=x/u);
});
