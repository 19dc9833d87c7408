/** `npm run picture`: the README's picture, made from the built page: a leader at work, one server down. */
import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";
import { build } from "./build.mjs";
import { main, setUp } from "./lib/run.mjs";
import { at, browserFlags, findChromium } from "./lib/tools.mjs";
import { serve } from "./serve.mjs";

await main(async () => {
  await setUp("--tests");
  await build();
  const { Simulation, catalog } = await import("ringleader");
  const sim = new Simulation(catalog.scenarios.find(({ name }) => name === "leader-crash").text);
  // The new leader's first entries are on their way, and the old leader is down.
  sim.seek(0);
  sim.runUntil((record) => record.kind === "leader-elected" && record.params.term > 1);
  sim.runUntil((record) => record.kind === "delivered" && record.message.kind === "AppendEntriesReply");
  const { url, server } = await serve(at("dist", "page"));
  const browser = await chromium.launch({ executablePath: await findChromium(), args: browserFlags });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  await page.goto(sim.link(`${url}?lang=en`));
  await page.locator(".stage .node, [data-node]").first().waitFor();
  await page.waitForTimeout(500);
  mkdirSync(at("docs"), { recursive: true });
  await page.screenshot({ path: at("docs", "picture.png") });
  await browser.close();
  server.close();
});
