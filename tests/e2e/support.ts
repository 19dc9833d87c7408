import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

export type { Locator, Page };
export { expect };

interface Options {
  /** What the console may say that is no fault, such as that a request failed which a test made fail; else null. */
  expected: RegExp | null;
}

/** What the browser itself logs of a request that fails. */
export const REQUEST_FAILED = /Failed to load resource/u;

/**
 * A test that fails when the page logs an error or asks another host for anything, whatever else it finds. With
 * `RINGLEADER_THROTTLE=6` every page has a sixth of the processor: a test that passes only where all is quick shows.
 */
export const test = base.extend<Options>({
  expected: [null, { option: true }],
  context: async ({ context }, use) => {
    context.on("page", (page) => void throttle(page));
    await use(context);
  },
  page: async ({ page, baseURL, expected }, use, info) => {
    await throttle(page);
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    const strangers: string[] = [];
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      const own = ["data:", "blob:", "file:"].includes(protocol) || origin === new URL(baseURL ?? "").origin;
      if (!own) strangers.push(request.url());
    });
    await use(page);
    if (SHOTS !== undefined) await shoot(page, info.titlePath.at(-1) ?? "");
    expect(strangers, "no request to another host").toEqual([]);
    expect(
      errors.filter((error) => !expected?.test(error)),
      "no console error",
    ).toEqual([]);
  },
});

/** How many times slower than it could a page is to be. */
const SLOWDOWN = Number(process.env.RINGLEADER_THROTTLE ?? 1);

async function throttle(page: Page): Promise<void> {
  if (SLOWDOWN <= 1) return;
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  } catch {
    // It is closed already.
  }
}

/** How long a run may take to come to what is waited for, on the slowest machine; a bound, as all of them. */
export const UNTIL_IT_RAN = { timeout: 90_000 };

/** A folder for pictures of how each test ended, in every size, theme and language: for eyes, not for a check. */
const SHOTS = process.env.RINGLEADER_SHOTS;

const SIZES = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

async function shoot(page: Page, title: string): Promise<void> {
  const name = title.replaceAll(/[^\w-]+/gu, "-").slice(0, 48);
  for (const lang of ["zh-CN", "en"]) {
    await page.setViewportSize(SIZES.desk);
    const button = page.locator(`header [lang=${lang}]`);
    // Clicked from within: a dialog may stand before it.
    if ((await button.count()) > 0) await button.evaluate((one: HTMLElement) => one.click());
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(200);
        await page.screenshot({ path: `${SHOTS}/${name}.${size}.${lang}.${colorScheme}.png` });
      }
    }
  }
}

/** Opens the page and waits for a cluster that is drawn. Its engine, and the panels, may still be on their way. */
export async function open(page: Page, query = "", nodes = 5): Promise<void> {
  await page.goto(query);
  await expect(page.locator(".node[role=button]")).toHaveCount(nodes);
}

/** The same of a ring. */
export async function openRing(page: Page, query: string): Promise<void> {
  await page.goto(query);
  await expect(page.locator(".owner[role=button]").first()).toBeVisible();
}

/** All of the page is there, engine and panels: what is asked of it now happens at once. */
export async function whole(page: Page): Promise<void> {
  // Of a recording there is but the one scenario.
  await expect(page.locator(".scenario option").nth(1)).toBeAttached();
  await expect(page.locator("#panels")).toHaveAttribute("aria-busy", "false");
}

/**
 * Opens the page and waits until all of it is there. It stands still where it opened, however long that took: who would
 * pause it would come early on one machine and late on another.
 */
export const openPaused = (page: Page, query = "", nodes = 5): Promise<void> =>
  standing(page, () => open(page, query, nodes));

/** The same of a ring. */
export const openRingPaused = (page: Page, query: string): Promise<void> =>
  standing(page, () => openRing(page, query));

/** The same of whatever is opened. */
export async function standing(page: Page, opened: () => Promise<unknown>): Promise<void> {
  // For those who want no motion nothing plays by itself.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await opened();
  await whole(page);
  await expect(page.getByRole("button", { name: /^(?:Play|播放)$/u })).toBeVisible();
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await pictures(page, 2);
}

/** Stops a run that plays, once all of the page is there. Where it stands then depends on the machine. */
export async function pause(page: Page): Promise<void> {
  await whole(page);
  await page.getByRole("button", { name: /^(?:Pause|暂停)$/u }).click();
  await expect(page.getByRole("button", { name: /^(?:Play|播放)$/u })).toBeVisible();
}

/** Waits until so many pictures more were drawn: what was to happen soon has happened, or does not. */
export const pictures = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (left) => {
    for (let drawn = 0; drawn < left; drawn += 1) await new Promise(requestAnimationFrame);
  }, count);

/** Which event the cursor is at. */
export const eventAt = async (page: Page): Promise<number> =>
  Number(await page.locator(".clock").getAttribute("data-event"));

/** Does what moves the cursor of a run that stands still, and waits until the page shows that it was done. */
export async function moved(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await eventAt(page);
  await act();
  await expect.poll(() => eventAt(page), "the cursor moves").not.toBe(before);
}

/** So many events forward, one at a time. */
export async function step(page: Page, times = 1): Promise<void> {
  const forward = page.getByRole("button", { name: /^(?:One event forward|前进一个事件)$/u });
  for (let count = 0; count < times; count += 1) await moved(page, () => forward.click());
}

/** Presses a key that moves the cursor, so many times, and waits each time until it has. */
export async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let count = 0; count < times; count += 1) await moved(page, () => page.keyboard.press(key));
}

/** So many ms on or back, also between two events: what was sent just now then stands apart from its sender. */
export async function goOn(page: Page, ms: number): Promise<void> {
  await page.locator(".time-slider").evaluate((slider: HTMLInputElement, microseconds) => {
    slider.value = String(Number(slider.value) + microseconds);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }, ms * 1000);
  await pictures(page, 1);
}

/** Time passes: the clock shows another than now. */
export async function passes(page: Page): Promise<void> {
  const clock = page.locator(".clock");
  const before = await clock.textContent();
  await expect(clock).not.toHaveText(before ?? "");
}

/** A message that is under way is seen at one place and then at another. */
export async function expectMovement(page: Page): Promise<void> {
  const places = await page.evaluateHandle(() => new Map<string, string>());
  await page.waitForFunction(
    (seen) =>
      [...document.querySelectorAll("[data-message]")].some((message) => {
        const id = message.getAttribute("data-message") ?? "";
        const place = message.querySelector("g")?.getAttribute("transform") ?? "";
        const before = seen.get(id);
        seen.set(id, place);
        return before !== undefined && before !== place;
      }),
    places,
  );
}

/** What did not arrive is asked for until it came. What failed when the network came back is told once more. */
export async function askAgain(page: Page, came: Locator): Promise<void> {
  const again = page.getByRole("alert").getByRole("button", { name: /^(?:Try again|重试)/u });
  while ((await came.count()) === 0) {
    await expect(came.or(again).first()).toBeAttached();
    // It goes when it was pressed, and when what it tells of comes by itself.
    if ((await again.count()) > 0) await again.click({ timeout: 5_000 }).catch(() => undefined);
    await pictures(page, 10);
  }
  await expect(came.first()).toBeAttached();
}

/** Opens another chapter by the menu in the header, as its line there is called. */
export async function openChapter(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: /^(?:Protocols|协议): /u }).click();
  await page.getByRole("menuitemradio", { name: title, exact: true }).click();
}

/** The address that opens a scenario of one's own: its lines, joined as a link joins them. */
export const linkTo = (lines: readonly string[]): string => `#1;${lines.map(encodeURIComponent).join(";")}`;

/** WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

/** Every set of colours that a reader may have. */
export const COLOURS = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  "forced colours": { colorScheme: "light", forcedColors: "active" },
} as const;

/** The same state of a page, in one set of colours after the other. */
export async function expectAccessibleIn(page: Page, colours: Partial<typeof COLOURS>): Promise<void> {
  for (const [name, media] of Object.entries(colours))
    await base.step(name, async () => {
      await page.emulateMedia(media);
      await expectAccessible(page);
    });
}

/** What the picture says of each node. */
export function faces(page: Page): Promise<(string | null)[]> {
  return page
    .locator(".node[role=button]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
}

export const leader = (page: Page) => page.locator(".node:has(.crown)");

/** Moment after moment, of a run that stands still, until the picture shows it. */
export async function untilMoment(page: Page, reached: () => Promise<boolean>): Promise<void> {
  const next = page.getByRole("button", { name: "Next moment" });
  for (let tries = 0; tries < 20; tries += 1) {
    if (await reached()) return;
    await moved(page, () => next.click());
  }
  expect(await reached(), "reached within 20 moments").toBe(true);
}

/** The same until somebody leads. @returns who */
export async function untilLeader(page: Page): Promise<string> {
  await untilMoment(page, async () => (await leader(page).count()) === 1);
  return (await leader(page).getAttribute("data-node")) ?? "";
}

/** Opens the dialog with the gallery and the known bugs. */
export const openGallery = (page: Page) =>
  page.getByRole("button", { name: /^(?:Scenarios, known bugs, text|场景、已知缺陷、文本)$/u }).click();
