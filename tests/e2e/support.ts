import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

/** A test that fails when the page logs an error or asks another host for anything, whatever else it finds. */
export const test = base.extend<{ page: Page }>({
  page: async ({ page, baseURL }, use, info) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    const strangers: string[] = [];
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      const own = protocol === "data:" || protocol === "blob:" || origin === new URL(baseURL ?? "").origin;
      if (!own) strangers.push(request.url());
    });
    await use(page);
    if (SHOTS !== undefined) await shoot(page, info.titlePath.at(-1) ?? "");
    expect(strangers, "no request to another host").toEqual([]);
    expect(errors, "no console error").toEqual([]);
  },
});

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

/** Opens the page and waits for a cluster that runs. */
export async function open(page: Page, query = "", nodes = 5): Promise<void> {
  await page.goto(query);
  await expect(page.locator(".node[role=button]")).toHaveCount(nodes);
}

/** Opens the page and pauses it. All of the engine is then there: what is asked of it happens at once. */
export async function openPaused(page: Page, query = ""): Promise<void> {
  await open(page, query);
  await page.getByRole("button", { name: /^(?:Pause|暂停)$/u }).click();
  await expect(page.getByRole("button", { name: /^(?:Play|播放)$/u })).toBeVisible();
  await expect(page.locator(".scenario option").nth(1)).toBeAttached();
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

/** Moment after moment until the picture shows it. */
export async function untilMoment(page: Page, reached: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await reached()) return;
    await page.getByRole("button", { name: "Next moment" }).click();
  }
  expect(await reached(), "reached within 20 moments").toBe(true);
}

/** Until somebody leads. @returns who */
export async function untilLeader(page: Page): Promise<string> {
  await untilMoment(page, async () => (await leader(page).count()) === 1);
  return (await leader(page).getAttribute("data-node")) ?? "";
}

/** Opens the dialog with the gallery and the known bugs. */
export const openGallery = (page: Page) =>
  page.getByRole("button", { name: /^(?:Scenarios, known bugs, text|场景、已知缺陷、文本)$/u }).click();
