/**
 * The examples of docs/examples, without their tools: the plain page and the reveal.js deck as they stand; the mdBook
 * chapter, the Docusaurus page and the MyST page as the HTML that those tools make of them; the notebook's widget in a
 * host that speaks anywidget's protocol. tests/packaging/wide installs the tools themselves.
 */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { RingLeaderElement } from "../../www/src/element/element.ts";
import { expect, test } from "./support.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const example = (path: string) => read(`docs/examples/${path}`);

async function open(page: Page, body: string): Promise<void> {
  await page.route("**/example.html", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("example.html");
}

const around = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body>${body}</body></html>`;
const ready = (one: RingLeaderElement) => one.ready.then(() => one.simulation?.position ?? -1);
const position = (one: RingLeaderElement) => one.simulation?.position ?? -1;

test("example: a plain page, with two benches that know nothing of each other", async ({ page }) => {
  await open(page, example("plain/index.html"));
  const [first, second] = [page.locator("ring-leader").first(), page.locator("ring-leader").nth(1)];
  await first.evaluate(ready);
  await second.scrollIntoViewIfNeeded();
  const before = await second.evaluate(ready);
  await first.evaluate((one: RingLeaderElement) => one.step(5));
  expect(await second.evaluate(position)).toBe(before);
  await expect(second.locator(".client-box")).toHaveCount(0);
});

test("example: a slide of reveal.js keeps its keys, and the deck its own", async ({ page }) => {
  await page.route("**/reveal.js/**", (route) => {
    const path = new URL(route.request().url()).pathname.replace(/^.*\/reveal\.js\//u, "");
    const contentType = path.endsWith(".css") ? "text/css" : "text/javascript";
    return route.fulfill({ contentType, body: read(`node_modules/reveal.js/${path}`) });
  });
  await open(page, example("reveal/index.html"));
  const slide = () => page.evaluate(() => location.hash);
  // Until then the deck hears no key.
  await expect(page.locator(".reveal.ready")).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect.poll(slide).toBe("#/1");
  const bench = page.locator("ring-leader");
  const before = await bench.evaluate(ready);
  await bench.locator(".picture").click({ position: { x: 8, y: 8 } });
  for (const key of ["ArrowRight", "ArrowRight", " ", " ", "?"]) await page.keyboard.press(key);
  await expect(bench.locator("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(bench.locator("dialog")).toBeHidden();
  expect(await slide()).toBe("#/1");
  expect(await bench.evaluate(position)).toBeGreaterThan(before + 1);
  await bench.locator(".client-box input").click();
  await page.keyboard.type("set n 1");
  expect(await slide()).toBe("#/1");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await bench.evaluate((one: RingLeaderElement) => one.play());
  await page.keyboard.press("ArrowRight");
  await expect.poll(slide).toBe("#/2");
  // What nobody sees waits.
  await expect.poll(() => bench.evaluate((one: RingLeaderElement) => one.playing)).toBe(false);
});

test("example: a chapter of an mdBook", async ({ page }) => {
  // mdBook takes a block of HTML as it stands, and puts additional scripts at the end of the page.
  const chapter = example("mdbook/src/election.md");
  const element = /^<ring-leader[\s\S]*?<\/ring-leader>$/mu.exec(chapter)?.[0] ?? "";
  expect(element).not.toContain("\n\n");
  const [script = ""] = /additional-js = \["([^"]+)"\]/u.exec(example("mdbook/book.toml"))?.slice(1) ?? [];
  await open(page, around(`<h1>Leader election</h1>${element}<script src="${script}"></script>`));
  await page.locator("ring-leader").evaluate(ready);
  await expect(page.locator("ring-leader .panel")).toBeVisible();
  await expect(page.locator("ring-leader .tabs")).toBeHidden();
});

test("example: a page of Docusaurus", async ({ page }) => {
  // MDX makes an element with attributes of it; the client module comes later and finds it there.
  const element =
    /^<ring-leader[\s\S]*?<\/ring-leader>$/mu.exec(example("docusaurus/docs/election.mdx"))?.[0] ?? "";
  await open(page, around(`<div id="__docusaurus">${element}</div>`));
  await expect(page.getByText("An experiment with five servers.")).toBeVisible();
  await page.addScriptTag({ url: "ringleader.js" });
  await page.locator("ring-leader").evaluate(ready);
  await expect(page.locator("ring-leader .fallback")).toBeHidden();
  await expect(page.locator("ring-leader .client-box")).toHaveCount(1);
});

test("example: a page of MyST", async ({ page }) => {
  const [, address = ""] = /^:::\{iframe\} (\S+)$/mu.exec(example("myst/election.md")) ?? [];
  const { search } = new URL(address);
  expect(new URL(address).pathname).toMatch(/\/embed\.html$/u);
  await open(
    page,
    // MyST's theme makes a frame three fifths as high as the text is wide.
    around(`<div style="width: 750px; padding-bottom: 450px; position: relative">
      <iframe src="embed.html${search}" title="Bench" style="position: absolute; width: 100%; height: 100%; border: none"></iframe></div>`),
  );
  const bench = page.frameLocator("iframe").locator("ring-leader");
  await bench.evaluate(ready);
  await expect(bench.locator(".panels")).toBeHidden();
  // What does not fit is scrolled to.
  await bench.getByRole("button", { name: "Play" }).click();
  await expect.poll(() => bench.evaluate((one: RingLeaderElement) => one.playing)).toBe(true);
});

test("example: a notebook through anywidget", async ({ page }) => {
  const python = example("notebook/ringleader_widget.py");
  const traits = [...python.matchAll(/^ {4}(\w+) = traitlets\./gmu)].map(([, name]) => name);
  expect(traits).toEqual(expect.arrayContaining(["scenario", "view", "lock", "position", "playing"]));
  await open(
    page,
    around(`<div id="cell"></div><script type="module">
      import widget from "./anywidget.js";
      const values = new Map(Object.entries({ scenario: "leader-crash", view: "cluster,log", nodes: null, lock: false }));
      const listeners = new Map();
      globalThis.model = {
        sent: [], saved: 0, get: (name) => values.get(name), set: (name, value) => values.set(name, value),
        save_changes() { this.saved += 1; }, send(content) { this.sent.push(content); },
        on: (name, listener) => listeners.set(name, listener), off: (name) => listeners.delete(name),
        fire: (name, message) => listeners.get(name)(message), listeners,
      };
      globalThis.clean = widget.render({ model, el: document.getElementById("cell") });
    </script>`),
  );
  const bench = page.locator("ring-leader");
  await bench.evaluate(ready);
  const result = await page.evaluate(async () => {
    const { model, clean } = globalThis as unknown as {
      model: {
        get(name: string): unknown;
        set(name: string, value: unknown): void;
        fire(name: string, message?: unknown): void;
        sent: { type: string; kind?: string; position?: number }[];
        listeners: Map<string, unknown>;
      };
      clean(): void;
    };
    const later = () => new Promise((resolve) => setTimeout(resolve, 50));
    model.fire("msg:custom", { type: "seek", position: 5 });
    model.fire("msg:custom", { type: "act", moves: "crash n1" });
    model.fire("msg:custom", { type: "act", moves: "crahs n1" });
    // What happened is told a little later than what was asked for is answered.
    while (!model.sent.some(({ type }) => type === "moment")) await later();
    // Where it stands is saved some times a second.
    while (model.get("position") !== 6) await later();
    const position = model.get("position");
    model.set("lock", true);
    model.fire("change:lock");
    const locked = document.querySelector("ring-leader")?.hasAttribute("lock");
    const { sent } = model;
    clean();
    return {
      position,
      locked,
      sent,
      left: model.listeners.size,
      elements: document.querySelectorAll("ring-leader").length,
    };
  });
  expect(result).toMatchObject({ position: 6, locked: true, left: 0, elements: 0 });
  const told = result.sent.filter(({ type }) => type !== "moment");
  expect(told.map(({ type }) => type)).toEqual(["records", "error"]);
  // A fault by hand is marked on the time bar, and told as what is.
  const moments = result.sent.filter(({ type }) => type === "moment");
  expect(moments.map(({ kind, position }) => [kind, position])).toEqual([["fault", 6]]);
});
