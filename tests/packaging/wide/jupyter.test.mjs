/** The example notebook in a real JupyterLab, through anywidget: its cells are run, and what they show is used. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openBrowser } from "../support.mjs";
import * as bench from "./bench.mjs";
import { freePort, plainProject, pythonPrograms } from "./projects.mjs";

let browser;
let server;
let address;
let missing;

before(async () => {
  const python = pythonPrograms("jupyter");
  missing = python.missing;
  if (missing !== undefined) return;
  const site = plainProject("jupyter").example("notebook", { "ringleader.js": "dist/anywidget.js" });
  const notebook = JSON.parse(readFileSync(join(site, "lab.ipynb"), "utf8"));
  const cell = notebook.cells.at(-1);
  notebook.cells.push({ ...cell, source: ['RingLeader(protocol="paxos", seed=7, view="cluster")'] });
  writeFileSync(join(site, "lab.ipynb"), JSON.stringify(notebook));
  const port = await freePort();
  const flags = [
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--ServerApp.port_retries=0",
  ];
  const open = ["--IdentityProvider.token=", "--ServerApp.password=", "--LabApp.news_url=None"];
  server = spawn(join(python.programs, "jupyter"), ["lab", ...flags, ...open], {
    cwd: site,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, JUPYTER_CONFIG_DIR: join(site, ".jupyter"), IPYTHONDIR: join(site, ".ipython") },
  });
  let said = "";
  server.stderr.on("data", (data) => {
    said += data;
  });
  address = `http://127.0.0.1:${port}/lab/tree/lab.ipynb`;
  await bench.eventually("JupyterLab starts", () => said.includes("is running at"));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  server?.kill();
});

test("JupyterLab", async (context) => {
  if (missing !== undefined) return context.skip(missing);
  const { page, complaints } = await bench.openHost(browser, address, { width: 1280, height: 1400 });
  const cells = page.locator(".jp-Cell");
  const outputOf = (n) => cells.nth(n).locator(".jp-OutputArea-output");
  /** Runs a cell as its reader does. */
  const runCell = async (n) => {
    await cells.nth(n).locator(".jp-InputPrompt").click();
    await page.keyboard.press("Control+Enter");
  };
  await page.locator(".jp-Notebook").waitFor();
  await page.getByText("Python 3 (ipykernel) | Idle").waitFor();
  await runCell(1);
  const first = page.locator("ring-leader").first();
  await first.waitFor();
  await bench.electLeader(page, first);

  // From the notebook to the bench, and back.
  await runCell(2);
  await bench.eventually("lab.act crashes the leader", () =>
    first.evaluate((one) => one.simulation.frame().nodes.some(({ status }) => status === "down")),
  );
  const position = await first.evaluate((one) => one.simulation.position);
  await runCell(3);
  await outputOf(3).waitFor();
  assert.match(await outputOf(3).innerText(), new RegExp(`^\\(${position}, [\\d.]+, False\\)$`));

  await runCell(4);
  const second = page.locator("ring-leader").nth(1);
  await second.waitFor();
  await bench.checkIndependent(first, second);
  await first.scrollIntoViewIfNeeded();
  await bench.shoot(page, "jupyterlab");

  // In command mode letters are shortcuts: a and b insert cells, x cuts one, d d deletes one, m makes it Markdown.
  const notebook = () =>
    page.evaluate(() => [
      document.querySelectorAll(".jp-Cell").length,
      document.querySelectorAll(".jp-MarkdownCell").length,
      document.querySelectorAll("dialog[open], .jp-Dialog").length,
      document.querySelector(".jp-Notebook").classList.contains("jp-mod-editMode"),
    ]);
  await bench.checkKeys(page, first, notebook, async () => {
    await cells.nth(0).locator(".jp-InputPrompt").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("b");
  });

  await bench.checkTheme(first, async () => {
    await page.locator(".lm-MenuBar-item", { hasText: "Settings" }).click();
    await page.locator(".lm-Menu-item", { hasText: /^Theme/ }).hover();
    await page.locator(".lm-Menu-item", { hasText: "JupyterLab Dark" }).first().click();
  });
  await bench.shoot(page, "jupyterlab-dark");

  // A side bar that opens or closes is what changes a cell's width.
  const width = () => first.evaluate((one) => one.getBoundingClientRect().width);
  const before = await width();
  await page.keyboard.press("Control+b");
  await bench.eventually("it follows its cell", async () => Math.abs((await width()) - before) > 100);
  await bench.checkWidths(page, first, [1280, 900]);
  assert.deepEqual(
    complaints.filter((one) => !one.includes("/favicon")),
    [],
  );
  await page.close();
});
