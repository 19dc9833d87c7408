/**
 * Adding a language is adding one folder: the page is built from a copy of its sources with a folder more, of accented
 * English under a tag with all six of Arabic's plural categories, and offers it, shows it and falls back to nothing.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, test } from "./support.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const TAG = "ar-XB";
const { pluralCategories } = new Intl.PluralRules(TAG).resolvedOptions();

/** A text with its letters marked, and its places and seam as they are. */
const marked = (text: string): string =>
  text
    .split("::")
    .map((half) => `⟦${half.replace(/\{\w+\}|[aeo]/gu, (one) => ({ a: "á", e: "é", o: "ó" })[one] ?? one)}⟧`)
    .join("::");

function translated(value: unknown): unknown {
  if (typeof value === "string") return marked(value);
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== "object" || value === null) return value;
  if (!("forms" in value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, translated(one)]));
  const { text, forms } = value as { text: string; forms: Record<string, { other: string }> };
  const formed = Object.entries(forms).map(([name, { other }]) => [
    name,
    Object.fromEntries(pluralCategories.map((category) => [category, marked(other)])),
  ]);
  return { text: marked(text), forms: Object.fromEntries(formed) };
}

let folder = "";

test.beforeAll(() => {
  test.setTimeout(600_000);
  folder = mkdtempSync(join(tmpdir(), "ringleader-language-"));
  for (const name of ["www", "vite.config.ts"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of readdirSync(root))
    if (!["www", "vite.config.ts", "dist", ".git"].includes(name))
      symlinkSync(join(root, name), join(folder, name));
  const texts = join(folder, "www", "src", "texts");
  mkdirSync(join(texts, TAG));
  for (const name of readdirSync(join(texts, "en"))) {
    const english = JSON.parse(readFileSync(join(texts, "en", name), "utf8"));
    writeFileSync(join(texts, TAG, name), JSON.stringify(translated(english)));
  }
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const built = spawnSync(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(built.status, built.stderr).toBe(0);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Serves the page that was built with the folder. */
async function withLanguage(page: Page): Promise<void> {
  await page.route("**/one-more/**", (route) => {
    const path = new URL(route.request().url()).pathname.replace(/^.*\/one-more\//u, "");
    return route.fulfill({ path: join(folder, "dist", "page", path === "" ? "index.html" : path) });
  });
}

test("language: a folder is all that one more takes: it is offered, chosen, remembered, and spoken in every chapter", async ({
  page,
}) => {
  await withLanguage(page);
  await page.goto("one-more/?lang=en");
  const list = page.locator("header select:has(option[lang])");
  await expect(list.locator("option")).toHaveText([marked("English"), "English", "中文"]);
  await list.selectOption(TAG);
  await expect(page.locator("html")).toHaveAttribute("lang", TAG);
  await expect(page.getByRole("button", { name: marked("Share"), exact: true })).toBeVisible();
  for (const chapter of ["Paxos", "Consistent hashing", "Raft"]) {
    await page.getByRole("button", { name: `${marked("Protocols")}: ` }).click();
    await page.getByRole("menuitemradio", { name: marked(chapter), exact: true }).click();
    // Its engine is on its way: until it is there, the tabs are those of the chapter before.
    const shown = `${marked("Protocols")}: ${marked(chapter)}`;
    await expect(page.getByRole("button", { name: shown, exact: true })).toBeVisible();
    await expect(page.locator(".lesson")).toContainText("⟦");
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await expect(tab).toHaveText(/^⟦.*⟧$/u);
    }
    // Every label that is read out, and every button's text, is of the language.
    const english = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("[aria-label], button, summary, h2, h3")]
          .map((one) => one.getAttribute("aria-label") ?? one.textContent?.trim() ?? "")
          .filter((text) => /[a-z]{3,} [a-z]{3,}/u.test(text) && !text.includes("⟦")),
      );
    await expect.poll(english).toEqual([]);
  }
  await page.goto("one-more/");
  await expect(page.locator("html")).toHaveAttribute("lang", TAG);
});
