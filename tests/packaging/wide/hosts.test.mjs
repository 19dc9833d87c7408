/**
 * The packed tarball in hosts that take longer to install than `npm test` should: `npm run test:packaging`. What they
 * need has manifests of their own here, and is installed beside the tools of the set-up.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createServer as viteServer } from "vite";
import { serve } from "../../../scripts/serve.mjs";
import { checkResult, openBrowser, PROGRAM, printedBy, resultOf, root } from "../support.mjs";
import { freePort, npmProject, run } from "./projects.mjs";

const imports = 'import { Simulation, catalog, describe } from "ringleader";';
const print = `${PROGRAM} console.log(JSON.stringify(result));`;
const page = (script) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"></head><body>${script}</body></html>\n`;

let browser;
let host;
let folder;
let command;
let write;

before(async () => {
  ({ folder, command, write } = npmProject("bundlers"));
  browser = await openBrowser();
  host = await serve(folder);
});
after(async () => {
  await browser?.close();
  host?.server.close();
});

test("Vite, while developing", async () => {
  write({
    "vite-dev/index.html": page('<script type="module" src="./main.js"></script>'),
    "vite-dev/main.js": `${imports}${PROGRAM} globalThis.result = result;`,
  });
  const server = await viteServer({
    root: join(folder, "vite-dev"),
    configFile: false,
    logLevel: "error",
    cacheDir: join(folder, "vite-dev", ".cache"),
    server: { host: "127.0.0.1", port: 0, fs: { allow: [folder] } },
  });
  await server.listen();
  try {
    checkResult(await resultOf(browser, server.resolvedUrls.local[0]));
  } finally {
    await server.close();
  }
});

test("Rollup", async () => {
  write({
    "rollup/index.html": page('<script src="./out.js"></script>'),
    "rollup/main.js": `${imports}${PROGRAM} globalThis.result = result;`,
  });
  const rollup = ["./rollup/main.js", "--format", "iife", "--plugin", "node-resolve", "--failAfterWarnings"];
  run(command("rollup"), [...rollup, "--file", "rollup/out.js"], { cwd: folder });
  checkResult(await resultOf(browser, `${host.url}rollup/`));
});

for (const bundler of ["turbopack", "webpack"]) {
  test(`Next.js with ${bundler}: on the server and in the browser`, async () => {
    const app = `next-${bundler}`;
    rmSync(join(folder, app), { recursive: true, force: true });
    write({
      [`${app}/package.json`]: '{ "private": true }\n',
      [`${app}/next.config.mjs`]: `export default { ${bundler === "turbopack" ? `turbopack: { root: ${JSON.stringify(folder)} }` : ""} };\n`,
      [`${app}/app/layout.js`]:
        "export default function Layout({ children }) { return <html lang='en'><body>{children}</body></html>; }\n",
      [`${app}/app/icon.svg`]: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n',
      [`${app}/app/page.js`]: `${imports} import Client from "./client.js";
        export const dynamic = "force-dynamic";
        export default function Page() { ${PROGRAM} return <><pre id="server">{JSON.stringify(result)}</pre><Client /></>; }\n`,
      [`${app}/app/client.js`]: `"use client"; import { useEffect } from "react"; ${imports}
        export default function Client() { useEffect(() => { ${PROGRAM} globalThis.result = result; }, []); return null; }\n`,
    });
    const options = {
      cwd: join(folder, app),
      // Vite, above, has set NODE_ENV for its own purposes.
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    };
    run(command("next"), ["build", `--${bundler}`], options);
    const port = String(await freePort());
    const server = spawn(command("next"), ["start", "--port", port, "--hostname", "127.0.0.1"], {
      ...options,
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      for (let said = ""; !said.includes("Ready"); ) said += (await once(server.stdout, "data"))[0];
      let onServer;
      const steps = async (opened) => {
        onServer = JSON.parse(await opened.locator("#server").innerText());
      };
      checkResult(await resultOf(browser, `http://127.0.0.1:${port}/`, steps));
      checkResult(onServer);
    } finally {
      server.kill();
    }
  });
}

test("Deno", () => {
  write({ "deno.mjs": `${imports}${print}` });
  const args = ["run", "--no-lock", "--node-modules-dir=manual", "--cached-only", "deno.mjs"];
  checkResult(printedBy(command("deno"), args, folder));
});

test("Bun", () => {
  write({ "bun.mjs": `${imports}${print}` });
  checkResult(printedBy(command("bun"), ["run", "bun.mjs"], folder));
});

test("the command line under Deno and Bun", () => {
  write({
    "first.scn": readFileSync(
      join(root, "src", "protocols", "raft", "gallery", "first-election.scn"),
      "utf8",
    ),
  });
  const cli = join("node_modules", "ringleader", "dist", "cli.js");
  const args = [cli, "run", "first.scn", "--format", "json"];
  for (const [name, flags] of [
    ["deno", ["run", "--no-lock", "--node-modules-dir=manual", "--allow-read", "--allow-env"]],
    ["bun", ["run"]],
  ]) {
    assert.equal(printedBy(command(name), [...flags, ...args], folder).hash, "7d6a84d87c3e1a0d", name);
  }
});
