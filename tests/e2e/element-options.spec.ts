/** No option is lost, whenever it is set; of two that overtake each other the later one counts. */
import type { RingLeaderElement } from "../../www/src/element/element.ts";
import { open, state } from "./element-page.ts";
import { expect, pictures, test } from "./support.ts";

const RAFT_OF = (nodes: number, seed: number) => `protocol raft\nnodes ${nodes}\nseed ${seed}\n`;

test("what a script says right after the element, before its bench is there, is what opens", async ({
  page,
}) => {
  const complaints = await open(
    page,
    `<ring-leader id="a"></ring-leader><script>a.scenario = "protocol paxos; seed 7"; a.controls = "min"; a.lang = "zh-CN"; a.lock = true;</script>`,
  );
  expect(await state(page)).toMatchObject({ protocol: "paxos", seed: 7 });
  await expect(page.locator("ring-leader .speed")).toBeHidden();
  await expect(page.locator("ring-leader").getByRole("tab", { name: "事件" })).toBeVisible();
  await expect(page.locator("ring-leader .client-box")).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test("an option set at any moment of the start is what opens", async ({ page }) => {
  await open(page, "", { wait: false });
  const seeds = await page.evaluate(async () => {
    const seen: (number | undefined)[] = [];
    for (const turns of [0, 1, 2, 3, 5, 8, 13, 30]) {
      const one = document.createElement("ring-leader") as RingLeaderElement;
      document.body.append(one);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      one.seed = 70 + turns;
      await one.ready;
      // It may have been ready before: what changes then opens anew.
      await one.settled;
      seen.push(one.simulation?.seed);
      one.remove();
    }
    for (const ms of [1, 3, 10, 30]) {
      const one = document.createElement("ring-leader") as RingLeaderElement;
      document.body.append(one);
      await new Promise((resolve) => setTimeout(resolve, ms));
      one.seed = 900 + ms;
      await one.ready;
      await one.settled;
      seen.push(one.simulation?.seed);
      one.remove();
    }
    return seen;
  });
  expect(seeds).toEqual([70, 71, 72, 73, 75, 78, 83, 100, 901, 903, 910, 930]);
});

test("properties that were set before the element was defined count, and are its own from then on", async ({
  page,
}) => {
  await open(
    page,
    `<ring-leader id="a" controls="none"></ring-leader>
    <script>Object.assign(a, { scenario: "protocol paxos", seed: 9, lock: true, controls: "min", nodes: null });</script>
    <script src="ringleader.js"></script>`,
    { script: false },
  );
  expect(await state(page)).toMatchObject({ protocol: "paxos", seed: 9 });
  const read = await page.locator("ring-leader").evaluate((one: RingLeaderElement) => {
    one.seed = 10;
    const { seed, lock, controls } = one;
    return [seed, one.getAttribute("seed"), lock, controls, Object.keys(one).includes("seed")];
  });
  expect(read).toEqual([10, "10", true, "min", false]);
  await expect.poll(() => state(page).then(({ seed }) => seed)).toBe(10);
});

test("a slow file does not overwrite what was asked for after it", async ({ page }) => {
  let release = () => {};
  await page.route("**/slow.scn", async (route) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    // It may be called off meanwhile.
    await route.fulfill({ body: RAFT_OF(3, 1) }).catch(() => undefined);
  });
  await page.route("**/fast.scn", (route) => route.fulfill({ body: RAFT_OF(7, 2) }));
  // While it starts, and once it runs.
  await open(page, `<ring-leader id="a" src="slow.scn"></ring-leader><script>a.src = "fast.scn"</script>`);
  expect((await state(page)).seed).toBe(2);
  release();
  const element = page.locator("ring-leader");
  /** Asks for the slow file, then for something else, which comes first. */
  const overtake = async (change: (one: RingLeaderElement) => void) => {
    const asked = page.waitForRequest("**/slow.scn");
    await element.evaluate((one: RingLeaderElement) => {
      one.src = "slow.scn";
    });
    await asked;
    await element.evaluate(change);
    await element.evaluate((one: RingLeaderElement) => one.settled);
    release();
    await pictures(page, 30);
  };
  await overtake((one) => {
    one.src = "fast.scn";
  });
  expect((await state(page)).seed).toBe(2);
  await overtake((one) => {
    one.removeAttribute("src");
    one.scenario = "protocol raft; nodes 5; seed 3";
  });
  expect((await state(page)).seed).toBe(3);
  await expect(page.locator("ring-leader .node")).toHaveCount(5);
});

test("of languages that overtake each other the last one stays", async ({ page }) => {
  await open(page, '<ring-leader lang="en"></ring-leader>');
  await page.locator("ring-leader").evaluate(async (one: RingLeaderElement) => {
    for (const lang of ["zh-CN", "en", "zh-CN", "en"]) {
      one.lang = lang;
      await Promise.resolve();
      await Promise.resolve();
    }
  });
  await pictures(page, 30);
  await expect(page.locator("ring-leader").getByRole("tab", { name: "Events" })).toBeVisible();
});

test('start="0" opens before the first event, with and without a player that runs', async ({ page }) => {
  await open(page, '<ring-leader id="one" start="0"></ring-leader>');
  expect(await state(page, "#one")).toMatchObject({ position: 0, playing: false });
  const now = () => page.locator("#one").evaluate((one: RingLeaderElement) => one.simulation?.now);
  expect(await now()).toBe(0);
  await pictures(page, 30);
  expect(await now()).toBe(0);
  const told = await page.evaluate(async () => {
    const one = document.createElement("ring-leader") as RingLeaderElement;
    Object.assign(one, { start: "0", autoplay: true, speed: "1/1000" });
    document.body.append(one);
    await one.ready;
    const { position } = one.simulation ?? {};
    // Of a second at most, however late they come: a picture stands for a tenth at most.
    for (let pictures = 0; pictures < 10; pictures += 1) await new Promise(requestAnimationFrame);
    return { position, now: one.simulation?.now, playing: one.playing };
  });
  expect(told).toMatchObject({ position: 0, playing: true });
  expect(told.now).toBeLessThan(2);
});

test("who moves the run by hand moves what is shown: the player goes on from there", async ({ page }) => {
  await open(page, '<ring-leader start="leader-elected"></ring-leader>');
  // In microseconds.
  const shown = page.locator("ring-leader .time-slider");
  await page.locator("ring-leader").evaluate((one: RingLeaderElement) => one.simulation?.seek(3));
  await expect(page.locator("ring-leader .node").first()).toBeVisible();
  const at = await page
    .locator("ring-leader")
    .evaluate((one: RingLeaderElement) => one.simulation?.now ?? -1);
  await expect
    .poll(() => shown.evaluate((one: HTMLInputElement) => Number(one.value)))
    .toBeCloseTo(at * 1000, 0);
  // What is done then is done there.
  const position = await page.locator("ring-leader").evaluate((one: RingLeaderElement) => {
    one.act("crash n1");
    return one.simulation?.position;
  });
  expect(position).toBe(4);
  // While it plays, too.
  const after = await page.locator("ring-leader").evaluate(async (one: RingLeaderElement) => {
    one.step(60);
    one.speed = "1/1000";
    await Promise.resolve();
    one.play();
    const frames = async (n: number) => {
      for (let count = 0; count < n; count += 1) await new Promise(requestAnimationFrame);
    };
    await frames(5);
    const before = one.simulation?.now ?? 0;
    one.simulation?.seek(2);
    const there = one.simulation?.now ?? 0;
    await frames(10);
    return { before, there, now: one.simulation?.now ?? 0, playing: one.playing };
  });
  expect(after.there).toBeLessThan(after.before - 10);
  expect(after.now).toBeLessThan(after.there + 10);
  expect(after.playing).toBe(true);
});
