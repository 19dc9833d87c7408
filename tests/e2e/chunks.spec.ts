/**
 * Pieces of the page that do not arrive: a network that fails, or a server that has newer ones. It is told, never
 * silent, and whatever was wanted is done once it is asked for again. The browser itself logs a request that fails.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { RingLeaderElement } from "../../www/src/element/element.ts";
import { countPictures } from "./count.ts";
import { askAgain, expect, open, openChapter, type Page, pictures, REQUEST_FAILED, test } from "./support.ts";

test.use({ expected: REQUEST_FAILED });

const manifest: Record<string, { file: string }> = JSON.parse(
  readFileSync(new URL("../../dist/page/.vite/manifest.json", import.meta.url), "utf8"),
);

/** The file that a module of the page came into. */
function fileOf(source: string): string {
  const file = manifest[source]?.file;
  if (file === undefined) throw new Error(`no chunk is made of ${source}`);
  return `**/${file}`;
}

const alert = (page: Page) => page.getByRole("alert");
const again = (page: Page) => alert(page).getByRole("button", { name: "Try again" });

/** Takes them away; what is returned brings them back. */
async function without(page: Page, ...sources: string[]): Promise<() => Promise<void>> {
  const files = sources.map(fileOf);
  // As a server that has newer ones says it.
  for (const file of files) await page.route(file, (route) => route.fulfill({ status: 404, body: "gone" }));
  return async () => {
    for (const file of files) await page.unroute(file);
  };
}

test("chunks: panels that do not arrive are told of, and come when they are asked for again", async ({
  page,
}) => {
  const bringBack = await without(page, "src/bench/bench-details.ts");
  await open(page, "");
  await expect(alert(page)).toContainText("A piece of this page did not arrive");
  await expect(alert(page).getByRole("button", { name: "Reload" })).toBeVisible();
  await expect(page.locator(".lesson")).toHaveCount(0);
  // Asked for again it fails again, and is told anew: what was told before goes at once.
  const failed = page.waitForResponse(fileOf("src/bench/bench-details.ts"));
  await again(page).click();
  await failed;
  await expect(alert(page)).toContainText("did not arrive");
  await bringBack();
  await askAgain(page, page.locator(".lesson"));
  await expect(alert(page)).toHaveCount(0);
});

test("chunks: what is told goes as soon as it is asked for again, though no picture is due", async ({
  page,
}) => {
  const played = await countPictures(page);
  await without(page, "src/bench/bench-details.ts");
  await open(page, "");
  await expect(alert(page)).toContainText("did not arrive");
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  // From now on what is asked for is under way, and nothing is drawn by itself.
  await page.route(fileOf("src/bench/bench-details.ts"), () => undefined);
  await played.hold();
  await again(page).click();
  await expect(alert(page)).toHaveCount(0);
});

test("chunks: who closes the message is not asked twice, and gets the panels by reaching for them", async ({
  page,
}) => {
  const bringBack = await without(page, "src/bench/bench-details.ts");
  let asked = 0;
  const file = fileOf("src/bench/bench-details.ts").slice("**".length);
  page.on("request", (request) => {
    if (request.url().endsWith(file)) asked += 1;
  });
  await open(page, "");
  await expect(alert(page)).toBeVisible();
  const before = asked;
  expect(before).toBeGreaterThan(0);
  await alert(page).getByRole("button", { name: "Close" }).click();
  await expect(alert(page)).toHaveCount(0);
  await pictures(page, 60);
  await expect(alert(page)).toHaveCount(0);
  expect(asked).toBe(before);
  await bringBack();
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("Show");
});

test("chunks: a protocol that does not arrive leaves what is shown, and opens when it is asked for again", async ({
  page,
}) => {
  const bringBack = await without(page, "src/protocols/paxos/page.ts");
  await open(page, "");
  await openChapter(page, "Paxos");
  await expect(alert(page)).toContainText("did not arrive");
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
  await bringBack();
  await askAgain(page, page.getByRole("tab", { name: "Ballots" }));
});

test("chunks: a first scenario whose protocol does not arrive is told of, too", async ({ page }) => {
  const bringBack = await without(page, "src/protocols/paxos/page.ts");
  await page.goto("?scenario=paxos-duel");
  await expect(alert(page)).toContainText("did not arrive");
  await bringBack();
  await askAgain(page, page.getByRole("tab", { name: "Ballots" }));
});

test("chunks: a dialog that does not arrive opens when it is asked for again", async ({ page }) => {
  const bringBack = await without(page, "src/bench/dialogs/dialogs.ts");
  await open(page, "");
  await page.getByRole("button", { name: "Help and keys" }).click();
  await expect(alert(page)).toContainText("did not arrive");
  await bringBack();
  await askAgain(page, page.locator("dialog", { hasText: "Legend" }));
});

test("chunks: a language that does not arrive is told of, and comes when it is asked for again", async ({
  page,
}) => {
  const bringBack = await without(page, "src/texts/zh-CN/page.json");
  await open(page, "");
  await page.locator("header [lang=zh-CN]").click();
  await expect(alert(page)).toContainText("did not arrive");
  await bringBack();
  await askAgain(page, page.getByRole("button", { name: "分享" }));
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("chunks: of two languages on their way the one that was chosen last stays", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(fileOf("src/texts/zh-CN/page.json"), async (route) => {
    await held;
    await route.continue();
  });
  await open(page, "");
  await page.locator("header [lang=zh-CN]").click();
  await page.locator("header [lang=en]").click();
  const came = page.waitForResponse(fileOf("src/texts/zh-CN/page.json"));
  release();
  await came;
  await pictures(page, 30);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("button", { name: "Share" })).toBeVisible();
});

test("chunks: a page without even its words says so in both languages", async ({ page }) => {
  const bringBack = await without(page, "src/texts/en/page.json");
  await page.goto("");
  await expect(alert(page)).toContainText("could not be loaded. 模拟器无法加载");
  await bringBack();
  await again(page).click();
  await expect(page.locator(".node[role=button]")).toHaveCount(5);
});

test.describe("chunks: the element of a bundled program", () => {
  /** A page that imports the package's modules as they are. */
  async function host(page: Page, body: string) {
    await page.route("**/lib/**", (route) => {
      const path = new URL(route.request().url()).pathname.replace(/^.*\/lib\//u, "");
      return route.fulfill({
        path: new URL(`../../dist/${path}`, import.meta.url).pathname,
        contentType: "text/javascript",
      });
    });
    await page.route("**/host.html", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><script type="module" src="lib/element.js"></script>${body}`,
      }),
    );
  }
  const ready = (page: Page) =>
    page.locator("ring-leader").evaluate((one: RingLeaderElement) =>
      one.ready.then(
        () => "open",
        (error: { code: string }) => error.code,
      ),
    );
  const shared = new URL("../../dist/shared/", import.meta.url);
  /** The chunk of the package that holds a text. */
  const chunkWith = (prefix: string, text: string): string => {
    const found = readdirSync(shared).find(
      (name) => name.startsWith(prefix) && readFileSync(new URL(name, shared), "utf8").includes(text),
    );
    if (found === undefined) throw new Error(`no chunk has ${text}`);
    return `**/lib/shared/${found}`;
  };
  const WORDS = chunkWith("page", "The simulator could not be loaded");
  const RAFT = chunkWith("page", "fetchFrame");

  for (const [what, file, said] of [
    ["words", WORDS, "模拟器无法加载"],
    ["protocol", RAFT, "A piece of this page did not arrive"],
  ] as const) {
    test(`chunks: without its ${what} it is not silent: \`ready\` rejects, what stands in it shows, and it starts again`, async ({
      page,
    }) => {
      await host(page, "<ring-leader>Read the chapter instead.</ring-leader>");
      await page.route(file, (route) => route.fulfill({ status: 404, body: "gone" }));
      await page.goto("host.html");
      await page.waitForFunction(() => customElements.get("ring-leader") !== undefined);
      expect(await ready(page)).toBe("engine");
      await expect(alert(page)).toContainText(said);
      await expect(page.locator("ring-leader .fallback")).toBeVisible();
      await page.unroute(file);
      await askAgain(page, page.locator("ring-leader .node"));
      await expect(page.locator("ring-leader .node")).toHaveCount(5);
      expect(await ready(page)).toBe("open");
      await expect(page.locator("ring-leader .fallback")).toBeHidden();
    });
  }
});
