/**
 * The examples of docs/examples in the tools that they are for, installed for real: each is built as its recipe says,
 * served, and driven in Chromium. (reveal.js needs no installing: tests/e2e/examples.spec.ts.)
 */
import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serve } from "../../../scripts/serve.mjs";
import { openBrowser, root } from "../support.mjs";
import * as bench from "./bench.mjs";
import { cargoProgram, npmProject, plainProject, run } from "./projects.mjs";

const SECOND =
  '\n<ring-leader protocol="paxos" seed="7" view="cluster" lock="true">A second one.</ring-leader>\n';

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** Serves a folder, opens its first page, lets `drive` use it, and wants no complaint. */
async function visit(folder, drive) {
  const host = await serve(folder);
  const { page, complaints } = await bench.openHost(browser, host.url);
  try {
    await drive(page);
    assert.deepEqual(
      complaints.filter((one) => !one.includes("/favicon.ico") && !one.includes("/img/")),
      [],
    );
  } finally {
    await page.close();
    host.server.close();
  }
}

/** All that the element has to hold in the page of another tool. */
async function drive(page, name, { darken, hostState, elsewhere }) {
  const first = page.locator("ring-leader").first();
  await bench.electLeader(page, first);
  await bench.shoot(page, name);
  await bench.checkHistory(first, "leader-crash");
  await bench.checkWidths(page, first);
  await bench.checkIndependent(first, page.locator("ring-leader").nth(1));
  await bench.checkTheme(first, darken);
  await bench.checkKeys(page, first, hostState, elsewhere);
}

test("mdBook", async () => {
  const project = plainProject("mdbook");
  const site = project.example("mdbook", { "ringleader.js": "dist/ringleader.iife.js" });
  appendFileSync(join(site, "src", "election.md"), SECOND);
  // Where an arrow key leads to.
  appendFileSync(join(site, "src", "SUMMARY.md"), "- [The next one](next.md)\n");
  writeFileSync(join(site, "src", "next.md"), "# The next one\n");
  run(cargoProgram("mdbook", "0.5.4"), ["build", site]);
  await visit(join(site, "book"), (page) =>
    drive(page, "mdbook", {
      async darken() {
        await page.locator("#mdbook-theme-toggle").click();
        await page.locator("#mdbook-theme-navy").click();
        // Its menu stays open and would take the focus from whatever is pressed next.
        await page.keyboard.press("Escape");
      },
      hostState: () =>
        page.evaluate(() => [
          location.pathname,
          document.querySelector("#mdbook-search-wrapper")?.classList.contains("hidden"),
          document.querySelector("#mdbook-help-container")?.style.display,
        ]),
      elsewhere: async () => {
        await page.locator("h1").last().click();
        await page.keyboard.press("ArrowRight");
        await page.waitForURL("**/next.html");
      },
    }),
  );
});

test("Docusaurus", async () => {
  const project = npmProject("docusaurus");
  const site = project.example("docusaurus");
  appendFileSync(join(site, "docs", "election.mdx"), SECOND);
  run(project.command("docusaurus"), ["build"], { cwd: site, env: { DOCUSAURUS_DISABLE_TELEMETRY: "1" } });
  const onServer = readFileSync(join(site, "build", "index.html"), "utf8");
  assert.match(onServer, /<ring-leader scenario="?leader-crash"?[^>]*><p>An experiment with five servers\./);
  await visit(join(site, "build"), (page) =>
    drive(page, "docusaurus", {
      async darken() {
        const button = page.getByRole("button", { name: /dark and light mode/ });
        // It goes round: as the system has it, light, dark.
        for (let n = 0; n < 3 && !(await page.locator("html[data-theme=dark]").count()); n++)
          await button.click();
      },
      // It has no keys of its own: what its page hears is what it would react to.
      hostState: () =>
        page.evaluate(() => {
          globalThis.heard ??= [];
          if (!globalThis.hearing) addEventListener("keydown", (event) => globalThis.heard.push(event.key));
          globalThis.hearing = true;
          return [...globalThis.heard];
        }),
      elsewhere: async () => {
        await page.locator("h1").first().click();
        await page.keyboard.press("ArrowRight");
      },
    }),
  );
});

test("MyST", async () => {
  const project = npmProject("myst");
  const site = project.example("myst", { "embed.html": "dist/embed.html" });
  const theme = join(root, "tests", "packaging", "wide", "myst", "theme");
  for (const name of ["template.yml", "server.mjs", "public/plain.css"]) {
    project.write({ [`site/theme/${name}`]: readFileSync(join(theme, name), "utf8") });
  }
  const config = readFileSync(join(site, "myst.yml"), "utf8");
  writeFileSync(join(site, "myst.yml"), config.replace("template: book-theme", "template: theme"));
  const text = readFileSync(join(site, "election.md"), "utf8").replace("https://example.org/ringleader/", "");
  const second = text.slice(text.indexOf(":::{")).replace("scenario=leader-crash", "protocol=paxos&seed=7");
  writeFileSync(join(site, "election.md"), `${text}\n${second}`);
  run(project.command("myst"), ["build", "--html"], { cwd: site });
  const built = join(site, "_build", "html");
  writeFileSync(join(built, "embed.html"), readFileSync(join(site, "embed.html")));
  await visit(built, async (page) => {
    const frame = (n) => page.frameLocator(`iframe >> nth=${n}`).locator("ring-leader");
    assert.ok(await page.locator("iframe").first().getAttribute("title"));
    await bench.electLeader(page, frame(0));
    await bench.shoot(page, "myst");
    await bench.checkHistory(frame(0), "leader-crash");
    await bench.checkWidths(page, frame(0));
    await bench.checkIndependent(frame(0), frame(1));
    const hostState = () => page.evaluate(() => scrollY);
    await bench.checkKeys(page, frame(0), hostState);
  });
});
