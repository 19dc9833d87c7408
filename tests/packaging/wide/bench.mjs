/** What every page that a bench is embedded in has to hold: driven as a reader would. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { golden, PATIENCE_MS } from "../support.mjs";

/** A page, and what its console and its errors said. */
export async function openHost(browser, url, viewport = { width: 1280, height: 900 }) {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}

/** A picture for eyes, where RINGLEADER_SHOTS names a folder for it. */
export async function shoot(page, name) {
  const folder = process.env.RINGLEADER_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `host-${name}.png`), fullPage: true });
}

/** Waits for a condition that is worked out in the page. */
export async function eventually(what, check, ms = PATIENCE_MS) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await check();
    if (value) return value;
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const ready = (bench) => bench.evaluate((one) => one.ready.then(() => null));
const positionOf = (bench) => bench.evaluate((one) => one.simulation.position);
const leadersOf = (bench) =>
  bench.evaluate((one) => one.simulation.frame().nodes.filter(({ role }) => role === "leader").length);

/** By keyboard, event by event, until there is a leader. */
export async function electLeader(page, bench) {
  await ready(bench);
  await bench.evaluate((one) => one.seek(0));
  await bench.locator(".picture").click({ position: { x: 8, y: 8 } });
  for (let n = 0; n < 60 && (await leadersOf(bench)) === 0; n++) await page.keyboard.press("ArrowRight");
  assert.equal(await leadersOf(bench), 1, "a leader is elected");
  assert.match(await bench.locator(".caption").innerText(), /elected leader/);
}

/** The gallery's scenario comes to the native build's history. */
export async function checkHistory(bench, scenario) {
  const hash = await bench.evaluate((one) => {
    one.seek(1e9);
    return one.simulation.hash();
  });
  assert.equal(hash, golden.get(scenario));
}

/** Keys that do something in the bench: also typed text, in which the host would find shortcuts of its own. */
export const KEYS = ["ArrowLeft", "ArrowRight", " ", " ", "1", "]", "?", "Escape"];

/**
 * Whatever is typed into the bench does something there, and nothing to the host. `hostState` tells what the host's own
 * keys would change; `elsewhere` presses one of these outside, to prove that it would be seen.
 */
export async function checkKeys(page, bench, hostState, elsewhere) {
  const before = await hostState();
  await bench.locator(".picture").click({ position: { x: 8, y: 8 } });
  await bench.evaluate((one) => one.seek(3));
  await page.keyboard.press("ArrowRight");
  assert.equal(await positionOf(bench), 4);
  for (const key of KEYS) await page.keyboard.press(key);
  const command = bench.locator(".client-box input");
  if ((await command.count()) > 0) {
    await command.fill("");
    await command.pressSequentially("abcdmsxyz/?");
    assert.equal(await command.inputValue(), "abcdmsxyz/?");
  }
  assert.deepEqual(await hostState(), before, "the host heard keys of the bench");
  if (elsewhere !== undefined) {
    await elsewhere();
    await eventually(
      "the host hears its own keys",
      async () => JSON.stringify(await hostState()) !== JSON.stringify(before),
    );
  }
}

/** It takes the width that its place has, and nothing sticks out, at every width of the window. */
export async function checkWidths(page, bench, widths = [1280, 800, 390]) {
  const seen = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await eventually(`it fits at ${width} px`, () =>
      bench.evaluate((one) => {
        const inner = one.shadowRoot.getElementById("bench");
        const place = one.parentElement.getBoundingClientRect();
        const own = one.getBoundingClientRect();
        return own.width > 200 && own.right <= place.right + 1 && inner.scrollWidth <= inner.clientWidth + 1;
      }),
    );
    seen.push(await bench.evaluate((one) => one.getBoundingClientRect().width));
  }
  assert.ok(Math.max(...seen) > Math.min(...seen) + 100, `it follows its place: ${seen.join(", ")} px`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** It is as dark as the page around it, also when that changes. */
export async function checkTheme(bench, darken) {
  const background = () => bench.evaluate((one) => getComputedStyle(one).backgroundColor);
  assert.equal(await background(), "rgb(251, 251, 250)");
  await darken();
  await eventually("it is dark", async () => (await background()) === "rgb(20, 23, 27)");
}

/** Two on one page know nothing of each other. */
export async function checkIndependent(first, second) {
  await ready(second);
  const before = await positionOf(second);
  await first.evaluate((one) => {
    one.seek(0);
    one.step(5);
  });
  assert.equal(await positionOf(first), 5);
  assert.equal(await positionOf(second), before);
}
