/** A page that hosts `<ring-leader>`, from the script that stands beside the built page. */
import type { Page } from "@playwright/test";
import type { RingLeaderElement } from "../../www/src/element/element.ts";

const HOST = "host.html";

/** A page with elements in it. What it complains of is returned. */
export async function open(
  page: Page,
  body: string,
  { script = true, head = "", path = HOST, wait = true } = {},
) {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.route(`**/${path}*`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${head}</head>
        <body><main>${script ? '<script src="ringleader.js"></script>' : ""}${body}</main></body></html>`,
    }),
  );
  await page.goto(path);
  if (wait) {
    await page.evaluate(() =>
      Promise.all([...document.querySelectorAll<RingLeaderElement>("ring-leader")].map((one) => one.ready)),
    );
  }
  return complaints;
}

/** Where one of them stands. */
export const state = (page: Page, selector = "ring-leader") =>
  page.locator(selector).evaluate((one: RingLeaderElement) => ({
    position: one.simulation?.position ?? null,
    hash: one.simulation?.hash() ?? null,
    seed: one.simulation?.seed ?? null,
    protocol: one.simulation?.protocol ?? null,
    playing: one.playing,
  }));
