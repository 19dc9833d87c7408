/** The package as a stranger gets it, and a browser to try it in. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { browserFlags, findChromium } from "../../scripts/lib/tools.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const shell = process.platform === "win32";

/** `npm pack` at the top of the repository. @returns what npm says of it, with the tarball's path */
export function pack(folder) {
  const told = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell,
  });
  const answer = JSON.parse(told);
  const packed = Array.isArray(answer) ? answer[0] : Object.values(answer)[0];
  return { ...packed, path: join(folder, packed.filename) };
}

/** A project outside of the repository that has installed the tarball and nothing else: nothing can leak in. */
export function makeConsumer() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ringleader-consumer-")));
  const packed = pack(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const install = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", packed.path];
  execFileSync("npm", install, { cwd: folder, stdio: "ignore", shell });
  return {
    folder,
    packed,
    /** Writes files by their names; missing folders are made. */
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    copy: (from, to) => cpSync(join(folder, from), join(folder, to), { recursive: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a file with a JavaScript runtime and reads the JSON that it prints. */
export function printedBy(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: "utf8" });
  assert.equal(done.status, 0, `${command} ${args.join(" ")}: ${done.stderr || done.error}`);
  return JSON.parse(done.stdout);
}

/** Hashes of the gallery's histories, as the native build made them. */
export const golden = new Map(
  readFileSync(join(root, "tests", "golden", "histories.txt"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" ")),
);

/** What each host is asked: to elect a leader, to tell it in both languages, and to play the gallery. */
export const PROGRAM = `
  const sim = new Simulation("protocol raft\\nnodes 5\\nseed 42");
  const elected = sim.runUntil("leader-elected", { ms: 5000 }).find(({ kind }) => kind === "leader-elected");
  const leaders = sim.frame().nodes.filter((node) => node.role === "leader").map((node) => node.id);
  const hashes = catalog.scenarios.map(({ name, text }) => [name, new Simulation(text).hash()]);
  const result = { leaders, told: [describe(elected), describe(elected, "zh-CN")], hashes };
`;

/** The same run everywhere, and the same histories as the native build's. */
export function checkResult(result) {
  assert.deepEqual(result.leaders, ["n5"]);
  assert.match(result.told[0], /n5 .*leader of term 1/);
  assert.match(result.told[1], /n5.*领导者/);
  assert.ok(result.hashes.length > 10, "the gallery");
  for (const [name, hash] of result.hashes) assert.equal(hash, golden.get(name), name);
}

export async function openBrowser(flags = []) {
  const executablePath = await findChromium();
  return chromium.launch({
    args: [...browserFlags, ...flags],
    ...(executablePath ? { executablePath } : {}),
  });
}

/** How long anything is waited for on the slowest machine: a bound against hanging, and no measurement. */
export const PATIENCE_MS = 120_000;

/** Opens an address, waits until the page has set \`globalThis.result\`, and lets nothing in the console pass. */
export async function resultOf(browser, url, steps = async () => {}) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  try {
    await page.goto(url);
    await steps(page);
    await page.waitForFunction(() => globalThis.result !== undefined).catch(() => {});
    assert.deepEqual(complaints, []);
    return await page.evaluate(() => globalThis.result);
  } finally {
    await page.close();
  }
}
