import {
  COLOURS,
  expect,
  expectAccessibleIn,
  openGallery,
  openPaused,
  type Page,
  press,
  test,
  UNTIL_IT_RAN,
} from "./support.ts";

/** The states of the page that are looked at, in every language and every set of colours. */
const STATES: Readonly<Record<string, (page: Page, lang: string) => Promise<void>>> = {
  "first visit": async (page, lang) => {
    await openPaused(page, lang);
    await expect(page.locator(".lesson")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", lang.slice("?lang=".length));
  },
  "mid-run": async (page, lang) => {
    await openPaused(page, lang);
    await press(page, "Shift+ArrowRight", 3);
    await page.keyboard.press("2");
    await page.locator(".twin summary").click();
    await expect(page.locator(".card")).toBeVisible();
  },
  dialog: async (page, lang) => {
    await openPaused(page, lang);
    await openGallery(page);
    await expect(page.locator(".bugs li").first()).toBeVisible();
  },
  "menu of chapters": async (page, lang) => {
    await openPaused(page, lang);
    await page.locator("button.chapters").click();
    await expect(page.getByRole("menuitemradio").first()).toBeVisible();
  },
  violation: async (page, lang) => {
    await openPaused(page, `${lang}&scenario=leader-crash`);
    await openGallery(page);
    await page.locator(".bugs input").nth(9).check();
    await page.keyboard.press("Escape");
    await page.locator(".speed input[type=range]").fill("9");
    await expect(page.locator(".story li").first()).toBeVisible(UNTIL_IT_RAN);
  },
  error: async (page, lang) => {
    await openPaused(page, lang);
    await openGallery(page);
    await page.locator(".dialog .actions button").first().click();
    await page.locator(".editor textarea").fill("protocol raft\ncrsh n1\n");
    await page.locator(".dialog button[type=submit]").click();
    await expect(page.getByRole("alert")).toContainText("crsh");
  },
};

for (const [state, reach] of Object.entries(STATES)) {
  for (const lang of ["en", "zh-CN"]) {
    test(`axe: ${state}, ${lang}, in all colours`, async ({ page }) => {
      // Analyses of a whole page, each of which takes seconds on a busy machine.
      test.slow();
      await reach(page, `?lang=${lang}`);
      await expectAccessibleIn(page, COLOURS);
    });
  }
}
