import type { Page } from "@playwright/test";
import { expect, test } from "./support.ts";

/** How long it plays in each protocol, if not a number of steps. `npm run monkey` sets ten minutes. */
const SECONDS = Number(process.env.RINGLEADER_MONKEY_S ?? 0);
/** What it does unless it plays for long: the same on every machine. */
const STEPS = 200;
/** Printed, so that a failure can be played again. Who plays for long plays another game each time. */
const SEED = Number(process.env.RINGLEADER_MONKEY_SEED ?? (SECONDS > 0 ? Date.now() % 1_000_000 : 42));
/** What the page may keep beyond what it had once warm, in MB. */
const GROWTH_MB_MAX = 24;
const WARM_UP_SHARE = 0.4;
/** Where it starts; what it presses may take it to the others. `npm run monkey` can name one. */
const PROTOCOLS = (process.env.RINGLEADER_MONKEY_PROTOCOL ?? "raft,paxos,placement").split(",");

const KEYS = [" ", "ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowLeft", "[", "]", "c", "r", "p"];
const MORE_KEYS = ["a", "x", "m", "1", "2", "5", "9", "?", "Escape", "Escape", "Tab", "Enter", "Home", "End"];

/** A small generator of numbers (mulberry32): the same seed, the same monkey. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

for (const protocol of PROTOCOLS)
  test(`monkey, ${protocol}: random clicks, keys and drags break nothing and leak nothing`, ({ page }) =>
    play(page, protocol));

/** A picture is drawn, whatever the protocol; one of many cells has nothing to press. */
const drawn = (page: Page) => page.locator("#picture svg").locator("circle, path, rect").first();

async function play(page: Page, protocol: string): Promise<void> {
  test.setTimeout(SECONDS * 1000 + 240_000);
  console.log(`monkey: ${protocol}, seed ${SEED}, ${SECONDS > 0 ? `${SECONDS} s` : `${STEPS} steps`}`);
  // A file to save, a link to leave by: not what is tried here.
  page.on("download", (download) => void download.cancel());
  await page.addInitScript(() =>
    addEventListener("click", (event) => {
      if (event.composedPath().some((one) => one instanceof HTMLAnchorElement)) event.preventDefault();
    }),
  );
  await page.goto(`?protocol=${protocol}`);
  await expect(drawn(page)).toBeAttached();
  const next = numbers(SEED);
  const started = Date.now();
  let warm = 0;
  let steps = 0;
  const share = () => (SECONDS > 0 ? (Date.now() - started) / (SECONDS * 1000) : steps / STEPS);
  while (share() < 1) {
    await step(page, next);
    steps += 1;
    if (warm === 0 && share() > WARM_UP_SHARE) warm = await heapMb(page);
  }
  await page.keyboard.press("Escape");
  await expect(drawn(page)).toBeAttached();
  await expect(page.getByText(/panicked|unreachable/u)).toHaveCount(0);
  const grown = (await heapMb(page)) - warm;
  console.log(`monkey: ${protocol}, ${steps} steps, ${grown.toFixed(1)} MB more than when warm`);
  expect(grown).toBeLessThan(GROWTH_MB_MAX);
}

async function step(page: Page, next: (below: number) => number): Promise<void> {
  const [x, y] = [4 + next(1272), 50 + next(740)];
  const what = next(10);
  if (what < 4) {
    const all = [...KEYS, ...MORE_KEYS];
    await page.keyboard.press(all[next(all.length)] ?? " ");
  } else if (what < 7) {
    await page.mouse.click(x, y, { button: next(6) === 0 ? "right" : "left" });
  } else if (what < 8) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(4 + next(1272), 50 + next(740), { steps: 4 });
    await page.mouse.up();
  } else {
    await pressSomething(page, next);
  }
}

/** A button, a slider or a list, whichever is there. */
async function pressSomething(page: Page, next: (below: number) => number): Promise<void> {
  await page.evaluate(
    ([pick, value]) => {
      const all = document.querySelectorAll<HTMLElement>(
        "button:not(:disabled), select, summary, input:not([type=file])",
      );
      const open = [...all].filter((one) => one.checkVisibility());
      const chosen = open[pick % open.length];
      if (chosen instanceof HTMLSelectElement) {
        chosen.selectedIndex = value % chosen.options.length;
        chosen.dispatchEvent(new Event("change", { bubbles: true }));
      } else if (chosen instanceof HTMLInputElement && chosen.type === "range") {
        chosen.value = String(Number(chosen.max) * ((value % 100) / 100));
        chosen.dispatchEvent(new Event("input", { bubbles: true }));
        chosen.dispatchEvent(new Event("change", { bubbles: true }));
      } else chosen?.click();
    },
    [next(10_000), next(10_000)] as const,
  );
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}
