/** `<ring-leader>` in a page of others, from the script that stands beside the page. */
import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import type { RingLeaderElement } from "../../www/src/element/element.ts";
import { open, state } from "./element-page.ts";
import { expect, pictures, REQUEST_FAILED, test } from "./support.ts";

/** What `first-election` comes to, as the native build made it. */
const golden = /^first-election (\w+)$/mu.exec(
  readFileSync(new URL("../golden/histories.txt", import.meta.url), "utf8"),
)?.[1];

test("a scenario of the gallery runs to the native build's history", async ({ page }) => {
  const complaints = await open(page, '<ring-leader scenario="first-election"></ring-leader>');
  await page.locator("ring-leader").evaluate((one: RingLeaderElement) => one.seek(1e9));
  expect((await state(page)).hash).toBe(golden);
  await expect(page.getByRole("group", { name: /servers|Stage|cluster/i }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

for (const scheme of ["light", "dark"] as const) {
  test(`it has no accessibility fault: ${scheme}`, async ({ page }) => {
    await open(page, `<h1>Host</h1><ring-leader start="leader-elected" theme="${scheme}"></ring-leader>`);
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
}

test("options are attributes and properties alike", async ({ page }) => {
  await open(page, '<ring-leader protocol="raft" nodes="7" seed="3" controls="min" lock></ring-leader>');
  const read = await page.locator("ring-leader").evaluate((one: RingLeaderElement) => {
    const before = [one.nodes, one.seed, one.controls, one.lock, one.autoplay, one.pace];
    one.lock = false;
    one.speed = "1/20";
    one.theme = "dark";
    return [before, one.hasAttribute("lock"), one.getAttribute("speed"), one.getAttribute("theme")];
  });
  expect(read).toEqual([[7, 3, "min", true, false, "clock"], false, "1/20", "dark"]);
  expect((await state(page)).seed).toBe(3);
  await expect(page.locator("ring-leader .node")).toHaveCount(7);
  await page.locator("ring-leader").evaluate((one: RingLeaderElement) => {
    one.nodes = 3;
  });
  await expect(page.locator("ring-leader .node")).toHaveCount(3);
});

test("it opens at the n-th moment of a kind", async ({ page }) => {
  await open(page, '<ring-leader scenario="leader-crash" start="leader-elected 2"></ring-leader>');
  const elected = await page
    .locator("ring-leader")
    .evaluate((one: RingLeaderElement) =>
      one.simulation?.moments().filter((moment) => moment.kind === "leader-elected"),
    );
  expect((await state(page)).position).toBe(elected?.[1]?.position);
  await expect(page.locator("ring-leader .caption")).toContainText("elected leader");
});

test("it opens after so many events, though others share the instant of the last", async ({ page }) => {
  await open(page, '<ring-leader scenario="bug-forget-term-on-restart" start="11"></ring-leader>');
  expect((await state(page)).position).toBe(11);
});

test("events are told, and methods do what they say", async ({ page }) => {
  await open(page, '<ring-leader scenario="protocol raft; nodes 5; seed 42"></ring-leader>');
  const told = await page.locator("ring-leader").evaluate(async (one: RingLeaderElement) => {
    const seen: string[] = [];
    for (const type of ["change", "event", "violation", "error"]) {
      document.body.addEventListener(`ringleader-${type}`, (event) => {
        if (event.target === one) seen.push(type);
      });
    }
    const settle = () => new Promise((resolve) => setTimeout(resolve));
    one.seek(0);
    one.step(8);
    await settle();
    const after = one.simulation?.position;
    one.stepBack(2);
    const back = one.simulation?.position;
    const [record] = one.act("crash n1");
    await settle();
    let refused = "";
    try {
      one.act("crahs n1");
    } catch (error) {
      refused = (error as { code: string }).code;
    }
    const branches = one.simulation?.branches.length;
    one.reset();
    await settle();
    return {
      seen,
      after,
      back,
      record: record?.kind,
      refused,
      branches,
      reset: one.simulation?.branches.length,
    };
  });
  expect(told).toMatchObject({
    after: 8,
    back: 6,
    record: "action",
    refused: "scenario",
    branches: 2,
    reset: 1,
  });
  expect(told.seen).toContain("change");
  expect(told.seen).toContain("event");
  expect(told.seen).not.toContain("error");
});

test("no event of it has a name of the platform's, or one that another program may use", async ({ page }) => {
  await open(page, '<ring-leader scenario="bug-commit-unverified" nodes="many"></ring-leader>', {
    wait: false,
  });
  const told = await page.evaluate(async () => {
    const names = ["change", "event", "moment", "violation", "answered", "prediction", "error", "ready"];
    const seen = new Set<string>();
    for (const name of [...names, ...names.map((one) => `ringleader-${one}`)]) {
      addEventListener(name, () => seen.add(name), true);
      addEventListener(name, () => seen.add(name));
    }
    const one = document.createElement("ring-leader") as RingLeaderElement;
    Object.assign(one, { scenario: "bug-commit-unverified", start: "0", speed: "fast" });
    document.body.append(one);
    await one.ready;
    while (one.simulation && one.simulation.position < one.simulation.length) one.step(1);
    await new Promise((resolve) => setTimeout(resolve));
    return [...seen].sort();
  });
  expect(told).toEqual(
    ["change", "error", "event", "moment", "ready", "violation"].map((name) => `ringleader-${name}`),
  );
});

test("a violation is told, where it happens", async ({ page }) => {
  await open(page, '<ring-leader scenario="bug-commit-unverified"></ring-leader>');
  const violation = await page.locator("ring-leader").evaluate(async (one: RingLeaderElement) => {
    const heard = new Promise<{ property: string; position: number }>((resolve) =>
      one.addEventListener("ringleader-violation", (event) => resolve((event as CustomEvent).detail), {
        once: true,
      }),
    );
    one.seek(0);
    while (one.simulation && one.simulation.position < one.simulation.length) one.step(1);
    return heard;
  });
  expect(violation.property).toBe("state-machine-safety");
  expect(violation.position).toBeGreaterThan(0);
});

test("no key that does something here is heard by the page; others are", async ({ page }) => {
  await open(page, '<ring-leader start="leader-elected"></ring-leader><button>Host</button>');
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    document.addEventListener("keydown", (event) => heard.push(event.key));
  });
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));
  const at = async () => (await state(page)).position ?? -1;
  await page.locator("ring-leader .picture").click({ position: { x: 12, y: 12 } });
  const before = await at();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "]", "1", "?"]) await page.keyboard.press(key);
  await expect.poll(at).toBe(before + 1);
  const dialog = page.locator("ring-leader dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  expect(await heard()).toEqual([]);
  await page.keyboard.press("F8");
  expect(await heard()).toEqual(["F8"]);
  // Typing into the element is not typing into the page.
  await page.locator("ring-leader .client-box input").click();
  await page.keyboard.type("s n");
  await page.keyboard.press("ArrowLeft");
  expect(await heard()).toEqual([]);
  // And the page's keys are not the element's.
  await page.getByRole("button", { name: "Host" }).focus();
  await page.keyboard.press("ArrowRight");
  await pictures(page, 5);
  expect(await at()).toBe(before + 1);
  expect(await heard()).toEqual(["ArrowRight"]);
});

test("several on one page are independent", async ({ page }) => {
  await open(
    page,
    '<ring-leader id="one" seed="1" lang="en"></ring-leader><ring-leader id="two" seed="2" lang="zh-CN" theme="dark"></ring-leader>',
  );
  const before = await state(page, "#two");
  await page.locator("#one").evaluate((one: RingLeaderElement) => one.step(20));
  expect(await state(page, "#two")).toEqual(before);
  expect((await state(page, "#one")).position).not.toBe(before.position);
  await expect(page.locator("#one").getByRole("tab", { name: "Events" })).toBeVisible();
  await expect(page.locator("#two").getByRole("tab", { name: "事件" })).toBeVisible();
  const colours = await page.evaluate(() =>
    ["one", "two"].map((id) => getComputedStyle(document.getElementById(id) as Element).backgroundColor),
  );
  expect(colours[0]).not.toBe(colours[1]);
});

test("its theme follows the color-scheme around it", async ({ page }) => {
  await open(page, '<ring-leader style="color-scheme: dark"></ring-leader>');
  const colour = () => page.locator("ring-leader").evaluate((one) => getComputedStyle(one).backgroundColor);
  expect(await colour()).toBe("rgb(20, 23, 27)");
  await page.locator("ring-leader").evaluate((one) => one.style.setProperty("color-scheme", "light"));
  expect(await colour()).toBe("rgb(251, 251, 250)");
});

test("views, controls and lock: only what was asked for, and nothing to break", async ({ page }) => {
  await open(page, '<ring-leader view="cluster" controls="none" lock start="leader-elected"></ring-leader>');
  const part = (name: string) => page.locator(`ring-leader [part=${name}]`);
  await expect(part("picture")).toBeVisible();
  await expect(part("panels")).toBeHidden();
  await expect(part("controls")).toBeHidden();
  await expect(page.locator("ring-leader .client-box")).toHaveCount(0);
  await expect(page.locator("ring-leader [aria-haspopup]")).toHaveCount(0);
  const before = await state(page);
  const node = page.locator("ring-leader .node").first();
  await node.click();
  await node.click({ button: "right" });
  await expect(part("menu")).toBeHidden();
  for (const key of ["c", "p", "r"]) await page.keyboard.press(key);
  expect(await state(page)).toEqual(before);
  await expect(page.locator("ring-leader dialog[open]")).toHaveCount(0);
  // The page may: it is its bench.
  await page.locator("ring-leader").evaluate((one: RingLeaderElement) => one.act("crash leader"));
  expect((await state(page)).position).toBe((before.position ?? 0) + 1);
  await page.locator("ring-leader").evaluate((one: RingLeaderElement) => {
    one.view = "log, events";
    one.controls = "min";
  });
  await expect(part("picture")).toBeHidden();
  await expect(page.locator("ring-leader").getByRole("tab")).toHaveText(["Log", "Events"]);
  await expect(page.locator("ring-leader .speed")).toBeHidden();
  await expect(page.locator("ring-leader").getByRole("button", { name: "Play" })).toBeVisible();
});

test("moved in the page, or taken out and put back, it keeps its run with every branch", async ({ page }) => {
  const complaints = await open(
    page,
    '<div id="from"><ring-leader start="leader-elected"></ring-leader></div><div id="to"></div>',
  );
  const result = await page.evaluate(async () => {
    const one = document.querySelector("ring-leader") as RingLeaderElement;
    const later = (ms = 50) => new Promise((resolve) => setTimeout(resolve, ms));
    one.act("crash n1");
    one.step(3);
    one.stepBack(2);
    one.act("crash n2");
    one.step(4);
    one.stepBack(1);
    const of = () => {
      const { position, length, branch, branches, seed } = one.simulation ?? {};
      return [one.simulation?.hash(), position, length, branch, branches, seed];
    };
    const to = (id: string) => document.getElementById(id)?.append(one);
    const before = of();
    const { simulation } = one;
    const ways = [
      () => to("to"),
      async () => {
        one.remove();
        await later(500);
        to("from");
      },
      async () => {
        const shadow = document.createElement("div").attachShadow({ mode: "open" });
        shadow.append(one);
        await later();
        (document.getElementById("to") as HTMLElement).append(shadow.host);
      },
    ];
    const after = [];
    for (const way of ways) {
      await way();
      await later();
      after.push([one.simulation === simulation, of()]);
    }
    one.step(1);
    return { before, after, steps: one.simulation?.position };
  });
  expect(result.before[4]).toHaveLength(3);
  for (const one of result.after) expect(one).toEqual([true, result.before]);
  expect(result.steps).toBe(Number(result.before[1]) + 1);
  await expect(page.locator("ring-leader .node")).toHaveCount(5);
  expect(complaints).toEqual([]);
});

test("taken out while it plays it waits, and goes on when it is back", async ({ page }) => {
  await open(page, '<div id="from"><ring-leader autoplay></ring-leader></div>');
  await expect.poll(() => state(page).then((one) => one.playing)).toBe(true);
  const element = await page.locator("ring-leader").elementHandle();
  const playing = () => element?.evaluate((one) => (one as RingLeaderElement).playing);
  await element?.evaluate((one) => one.remove());
  await expect.poll(playing).toBe(false);
  await element?.evaluate((one) => document.getElementById("from")?.append(one));
  await expect.poll(playing).toBe(true);
});

test("moved before it is ready it starts once", async ({ page }) => {
  await open(page, '<div id="to"></div>');
  const readies = await page.evaluate(async () => {
    const one = document.createElement("ring-leader") as RingLeaderElement;
    let count = 0;
    one.addEventListener("ringleader-ready", () => {
      count += 1;
    });
    document.body.append(one);
    one.remove();
    await new Promise((resolve) => setTimeout(resolve));
    document.getElementById("to")?.append(one);
    await one.ready;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return [count, one.simulation?.position !== undefined];
  });
  expect(readies).toEqual([1, true]);
});

test("moved with its menu or a dialog open it closes them, and they open again", async ({ page }) => {
  const complaints = await open(
    page,
    '<ring-leader start="leader-elected"></ring-leader><div id="to"></div>',
  );
  const bench = page.locator("ring-leader");
  const menu = bench.locator("[part=menu]");
  const node = bench.locator(".node").first();
  const dialog = bench.locator("dialog");
  const move = () => bench.evaluate((one) => document.getElementById("to")?.append(one));
  await node.click({ button: "right" });
  await expect(menu).toBeVisible();
  await move();
  await expect(menu).toBeHidden();
  await node.click({ button: "right" });
  await expect(menu).toBeVisible();
  await page.mouse.click(2, 2);
  await expect(menu).toBeHidden();
  for (let n = 0; n < 2; n++) {
    await bench.locator(".picture").click({ position: { x: 12, y: 12 } });
    await page.keyboard.press("?");
    await expect(dialog).toBeVisible();
    await move();
    await expect(dialog).toBeHidden();
  }
  expect(complaints).toEqual([]);
});

test("who lets go of a removed one lets go of its run", async ({ page }) => {
  await open(page, "<p>Nothing yet.</p>");
  await page.evaluate(async () => {
    const held = globalThis as unknown as { gone: WeakRef<RingLeaderElement>[] };
    held.gone = [];
    for (let n = 0; n < 5; n++) {
      const one = document.createElement("ring-leader") as RingLeaderElement;
      one.autoplay = true;
      document.body.append(one);
      await one.ready;
      await new Promise((resolve) => setTimeout(resolve, 100));
      one.remove();
      held.gone.push(new WeakRef(one));
    }
  });
  const left = async () => {
    await page.requestGC();
    return page.evaluate(
      () =>
        (globalThis as unknown as { gone: WeakRef<RingLeaderElement>[] }).gone.filter((one) => one.deref())
          .length,
    );
  };
  await expect.poll(left, { timeout: 90_000 }).toBeLessThanOrEqual(1);
});

test("off the screen it waits; lazy, it starts when it comes near", async ({ page }) => {
  await open(
    page,
    '<ring-leader id="first" autoplay></ring-leader><div style="height: 4000px"></div><ring-leader id="second" loading="lazy"></ring-leader>',
    { wait: false },
  );
  const playing = (id: string) => state(page, id).then((one) => one.playing);
  await expect.poll(() => playing("#first")).toBe(true);
  expect((await state(page, "#second")).position).toBeNull();
  await page.evaluate(() => scrollTo(0, 1e6));
  await expect.poll(() => playing("#first")).toBe(false);
  await expect.poll(() => state(page, "#second").then((one) => one.position)).not.toBeNull();
  expect(await playing("#second")).toBe(false);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => playing("#first")).toBe(true);
});

test("who prefers less motion is not played to", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "<ring-leader autoplay></ring-leader>");
  expect((await state(page)).playing).toBe(false);
});

test.describe("what cannot be read", () => {
  test.use({ expected: REQUEST_FAILED });
  test("what cannot be understood is told, and a run is there all the same", async ({ page }) => {
    for (const [attributes, said] of [
      ['nodes="many"', /nodes: a whole number/],
      ['scenario="no-such-thing"', /gallery has no `no-such-thing`/],
      ['protocol="gossip"', /no picture of `gossip`/],
      ['scenario="protocol raft; nods 5"', /line 2.*nods/],
      ['start="leader-elcted"', /start: .*leader-elcted/],
      ['start="leader-elected 999999"', /start: only \d+ of `leader-elected 999999`/],
      ['start="leader-elected twice"', /start: a position, an instant such as/u],
      ['src="/not-there.scn"', /src: cannot be read/],
      ['speed="fast"', /speed: .*fast/],
      ['view="&lt;img&gt; pictures"', /view: of cluster, log, .*pictures/],
      [`scenario='protocol raft; request "&lt;img src=x onerror=alert(1)&gt;'`, /line 2/],
    ] as const) {
      await page.unrouteAll();
      await open(
        page,
        `<script>addEventListener("ringleader-error", (event) => { globalThis.problem = event.detail; })</script><ring-leader ${attributes}></ring-leader>`,
      );
      await expect(page.locator("ring-leader").getByRole("alert"), attributes).toContainText(said);
      const problem = () =>
        page.evaluate(
          () => (globalThis as unknown as { problem?: { message: string } }).problem?.message ?? "",
        );
      await expect.poll(problem, attributes).toMatch(said);
      await expect.poll(() => state(page).then(({ position }) => position)).not.toBeNull();
      expect(await page.locator("ring-leader img").count()).toBe(0);
      await expect(page.locator("ring-leader .node").first(), attributes).toBeVisible();
    }
  });
});

test("a scenario from a file", async ({ page }) => {
  await page.route("**/lesson.scn", (route) => route.fulfill({ body: "protocol raft\nnodes 3\nseed 9\n" }));
  await open(page, '<ring-leader src="lesson.scn"></ring-leader>');
  expect((await state(page)).seed).toBe(9);
  await expect(page.locator("ring-leader .node")).toHaveCount(3);
});

test.describe("a policy that forbids", () => {
  test.use({ expected: /Content Security Policy/u });
  test("where WebAssembly is not allowed it says so, and shows what stands in it", async ({ page }) => {
    await open(page, "<ring-leader>Read the chapter instead.</ring-leader>", {
      head: `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`,
      wait: false,
    });
    await expect(page.locator("ring-leader").getByRole("alert")).toContainText("could not be loaded");
    await expect(page.getByText("Read the chapter instead.")).toBeVisible();
    await expect(page.locator("ring-leader .fallback")).toBeVisible();
  });
});

test("it fits in every width, with something wrong, too", async ({ page }) => {
  await open(page, '<ring-leader start="leader-elected" nodes="many"></ring-leader>');
  await expect(page.locator("ring-leader").getByRole("alert")).toBeVisible();
  const over = () =>
    page.locator("ring-leader").evaluate((one) => {
      const bench = one.shadowRoot?.getElementById("bench");
      const parts = ["controls", "failure"].map((id) => one.shadowRoot?.getElementById(id)?.clientWidth ?? 0);
      return (bench?.scrollWidth ?? 0) - Math.min(bench?.clientWidth ?? 0, ...parts);
    });
  for (const width of [320, 390, 700, 860, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(over, { message: `${width} px` }).toBeLessThanOrEqual(0);
  }
});
