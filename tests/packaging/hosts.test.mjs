/**
 * The packed tarball in the hosts that people use, driven for real: each elects a leader, tells it in both languages,
 * and comes to the native build's histories. `wide/` has the hosts that take longer to install.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import webpack from "webpack";
import { serve } from "../../scripts/serve.mjs";
import { checkResult, golden, makeConsumer, openBrowser, PROGRAM, printedBy, resultOf } from "./support.mjs";

let consumer;
let browser;
let host;

const page = (
  script,
  head = "",
) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<link rel="icon" href="data:,">${head}</head><body>${script}</body></html>\n`;
const imports = 'import { Simulation, catalog, describe } from "ringleader";';
const report = `${PROGRAM} globalThis.result = result;`;
const library = "../node_modules/ringleader/dist";

/** What the page itself does when the engine is in a worker: run, read, and be refused. */
const throughWorker = (worker) => `
  const engine = connect(${worker});
  const sim = await engine.open("protocol raft\\nnodes 5\\nseed 42");
  const records = await sim.runUntil("leader-elected", { ms: 5000 });
  const refused = await engine.open("protocol raft\\nnods 3").catch((error) => error);
  const { nodes } = await sim.frame();
  await sim.dispose();
  const late = await sim.hash().catch((error) => error);
  globalThis.result = {
    leaders: nodes.filter((node) => node.role === "leader").map((node) => node.id),
    told: describe(records.find(({ kind }) => kind === "leader-elected")),
    refused: [refused instanceof RingleaderError, refused.code, refused.line, refused.column],
    late: late.code,
  };
`;
function checkThroughWorker(result) {
  assert.deepEqual(result.leaders, ["n5"]);
  assert.match(result.told, /n5 .*leader of term 1/);
  assert.deepEqual(result.refused, [true, "scenario", 2, 1]);
  assert.equal(result.late, "disposed");
}

/** A page's element, once it is ready, at the end of its moves. */
const element = `
  const one = document.querySelector("ring-leader");
  one.ready.then(() => {
    one.seek(1e9);
    globalThis.result = [one.simulation.hash(), one.shadowRoot.querySelectorAll(".node").length];
  });
`;
const checkElement = ([hash, nodes]) => {
  assert.equal(hash, golden.get("first-election"));
  assert.equal(nodes, 5);
};

before(async () => {
  consumer = makeConsumer();
  browser = await openBrowser();
  host = await serve(consumer.folder);
});
after(async () => {
  await browser?.close();
  host?.server.close();
  consumer?.remove();
});

describe("Node", () => {
  const print = `${PROGRAM} console.log(JSON.stringify(result));`;
  for (const [name, source] of [
    ["user.mjs", `${imports}${print}`],
    ["user.cjs", `const { Simulation, catalog, describe } = require("ringleader");${print}`],
    [
      "slim.mjs",
      `import { readFileSync } from "node:fs";
       import { Simulation, catalog, describe, init } from "ringleader/slim";
       await init(readFileSync(new URL(import.meta.resolve("ringleader/ringleader.wasm"))));${print}`,
    ],
    [
      "module.mjs",
      `import { readFileSync } from "node:fs";
       import { Simulation, catalog, describe, init } from "ringleader/slim";
       const bytes = readFileSync(new URL(import.meta.resolve("ringleader/ringleader.wasm")));
       await Promise.all([init(WebAssembly.compile(bytes)), init(WebAssembly.compile(bytes))]);${print}`,
    ],
  ]) {
    test(name, () => {
      consumer.write({ [name]: source });
      checkResult(printedBy(process.execPath, [name], consumer.folder));
    });
  }

  test("a worker of worker_threads, driven from its program", () => {
    consumer.write({
      "thread.mjs": 'import "ringleader/worker";',
      "threads.mjs": `
        import { Worker } from "node:worker_threads";
        import { connect, describe, RingleaderError } from "ringleader";
        const worker = new Worker(new URL("thread.mjs", import.meta.url));
        ${throughWorker("worker")}
        const endless = engine.open("protocol raft").then((far) => far.advance(3600000));
        setTimeout(() => worker.terminate(), 50);
        globalThis.result.terminated = await endless.catch((error) => [error.code, error.message]);
        console.log(JSON.stringify(globalThis.result));`,
    });
    const { terminated, ...result } = printedBy(process.execPath, ["threads.mjs"], consumer.folder);
    checkThroughWorker(result);
    assert.deepEqual(terminated, ["worker", "the worker was terminated"]);
  });

  test("importing starts nothing: no DOM, no network, no timer, no engine", () => {
    consumer.write({
      "quiet.mjs": `
        globalThis.fetch = () => { throw new Error("fetch at import") };
        globalThis.setTimeout = () => { throw new Error("timer at import") };
        const forbidden = () => { throw new Error("compiled at import") };
        globalThis.WebAssembly = new Proxy(WebAssembly, { get: forbidden });
        for (const entry of ["", "/slim", "/placement", "/worker", "/element", "/anywidget"]) await import("ringleader" + entry);
        console.log(JSON.stringify(typeof document));
      `,
    });
    assert.equal(printedBy(process.execPath, ["quiet.mjs"], consumer.folder), "undefined");
  });

  test("placement alone places as the whole library does, with an engine of its own that is small", () => {
    consumer.write({
      "alone.mjs": `
        const compiled = [];
        const { Module } = WebAssembly;
        WebAssembly.Module = class extends Module {
          constructor(bytes) {
            super(bytes);
            compiled.push(bytes.byteLength);
          }
        };
        const { placement: alone, RingleaderError } = await import("ringleader/placement");
        const placed = ({ strategies, hashes, bounds, create, maglev, jump, slot, hash }) => [
          bounds, jump(17, 100), slot("user:17"), [...maglev({ nodes: ["a", "b"], tableSize: 7 })],
          hashes.map((name) => [
            String(hash(name, "user:17")),
            strategies.map((strategy) => {
              const before = create({ strategy, hash: name, nodes: ["a", "b", "c"], virtualNodes: 40, tableSize: 251 });
              const after = before.add("d");
              return [
                [...before.assign(Uint32Array.from({ length: 300 }, (_, n) => n))],
                before.stats(1000), before.diff(after, 1000), after.remove("d").nodes,
              ];
            }),
          ]),
        ];
        const mine = placed(alone);
        const small = [...compiled];
        const { placement, RingleaderError: same } = await import("ringleader");
        let refused = null;
        try { alone.create({ strategy: "rng", nodes: [] }) } catch (error) { refused = [error instanceof same, error.code] }
        console.log(JSON.stringify([mine, placed(placement), small, compiled.length, RingleaderError === same, refused]));
      `,
    });
    const [alone, whole, small, compiled, isOne, refused] = printedBy(
      process.execPath,
      ["alone.mjs"],
      consumer.folder,
    );
    assert.deepEqual(alone, whole);
    assert.equal(small.length, 1);
    assert.ok(small[0] < 200_000, `${small[0]} bytes`);
    assert.deepEqual([compiled, isOne, refused], [2, true, [true, "argument"]]);
  });

  test("the slim library says when it has no engine, and when what it is given is none", () => {
    consumer.write({
      "early.mjs": `
        import { Simulation, catalog, init } from "ringleader/slim";
        const codes = [];
        const note = (error) => codes.push([error.name, error.code]);
        try { new Simulation("protocol raft") } catch (error) { note(error) }
        try { catalog.scenarios } catch (error) { note(error) }
        for (const source of [undefined, null, 7, new Uint8Array(8), "no such address"]) await init(source).catch(note);
        console.log(JSON.stringify(codes));
      `,
    });
    const codes = ["not-loaded", "not-loaded", "argument", "argument", "argument", "engine", "engine"];
    const told = printedBy(process.execPath, ["early.mjs"], consumer.folder);
    assert.deepEqual(
      told,
      codes.map((code) => ["RingleaderError", code]),
    );
  });

  test("every entry offers the same, slim also `init` and `load`", () => {
    consumer.write({
      "names.mjs": `
        const [full, slim] = [await import("ringleader"), await import("ringleader/slim")];
        console.log(JSON.stringify([Object.keys(full), Object.keys(slim).filter((name) => !["init", "load"].includes(name))]));
      `,
    });
    const [full, slim] = printedBy(process.execPath, ["names.mjs"], consumer.folder);
    assert.deepEqual(slim, full);
  });
});

describe("bundlers", () => {
  test("Vite, built", async () => {
    consumer.write({
      "vite/index.html": page('<script type="module" src="./main.js"></script>'),
      "vite/main.js": `${imports}${report}`,
    });
    const folder = join(consumer.folder, "vite");
    await vite({ root: folder, base: "./", configFile: false, logLevel: "error" });
    checkResult(await resultOf(browser, `${host.url}vite/dist/`));
  });

  test("Vite, built, with the engine as a file of its own and a worker", async () => {
    consumer.write({
      "vite-slim/index.html": page('<script type="module" src="./main.js"></script>'),
      "vite-slim/main.js": `
        import url from "ringleader/ringleader.wasm?url";
        import { Simulation, catalog, describe, init } from "ringleader/slim";
        init(url).then(() => { ${report} });`,
      "vite-worker/index.html": page('<script type="module" src="./main.js"></script>'),
      "vite-worker/main.js": `
        import { connect, describe, RingleaderError } from "ringleader/slim";
        ${throughWorker('new Worker(new URL("./worker.js", import.meta.url), { type: "module" })')}`,
      "vite-worker/worker.js": 'import "ringleader/worker";',
    });
    for (const name of ["vite-slim", "vite-worker"]) {
      await vite({ root: join(consumer.folder, name), base: "./", configFile: false, logLevel: "error" });
    }
    checkResult(await resultOf(browser, `${host.url}vite-slim/dist/`));
    checkThroughWorker(await resultOf(browser, `${host.url}vite-worker/dist/`));
  });

  test("Vite, built, with the element", async () => {
    consumer.write({
      "vite-element/index.html": page(
        '<ring-leader scenario="first-election"></ring-leader><script type="module" src="./main.js"></script>',
      ),
      "vite-element/main.js": `import "ringleader/element";${element}`,
    });
    await vite({
      root: join(consumer.folder, "vite-element"),
      base: "./",
      configFile: false,
      logLevel: "error",
      build: { chunkSizeWarningLimit: 4000 },
    });
    checkElement(await resultOf(browser, `${host.url}vite-element/dist/`));
  });

  test("esbuild", async () => {
    consumer.write({
      "esbuild/index.html": page('<script src="./out.js"></script>'),
      "esbuild/main.js": `${imports}${report}`,
    });
    const folder = join(consumer.folder, "esbuild");
    await esbuild({
      absWorkingDir: folder,
      entryPoints: ["main.js"],
      bundle: true,
      outfile: "out.js",
      logLevel: "error",
    });
    checkResult(await resultOf(browser, `${host.url}esbuild/`));
  });

  test("webpack", async () => {
    consumer.write({
      "webpack/index.html": page('<script src="./dist/main.js"></script>'),
      "webpack/src/index.js": `${imports}${report}`,
    });
    const context = join(consumer.folder, "webpack");
    const performance = { hints: false };
    const options = { context, mode: "production", performance, output: { path: join(context, "dist") } };
    await new Promise((resolve, reject) => {
      webpack(options, (error, stats) => {
        const told = stats?.hasErrors() || stats?.hasWarnings() ? stats.toString() : null;
        if (error ?? told) reject(error ?? new Error(told));
        else resolve();
      });
    });
    checkResult(await resultOf(browser, `${host.url}webpack/`));
  });
});

describe("pages without a bundler", () => {
  const inline = (url) => `import { Simulation, catalog, describe } from "${url}";${report}`;

  test("a module from a static server", async () => {
    const script = `<script type="module">${inline(`${library}/index.js`)}</script>`;
    consumer.write({ "plain/index.html": page(script) });
    checkResult(await resultOf(browser, `${host.url}plain/`));
  });

  test("the engine streamed as a file of its own", async () => {
    const script = `<script type="module">
      import { Simulation, catalog, describe, init } from "${library}/slim.js";
      await init(new URL("${library}/ringleader.wasm", import.meta.url));${report}</script>`;
    consumer.write({ "plain-slim/index.html": page(script) });
    checkResult(await resultOf(browser, `${host.url}plain-slim/`));
  });

  test("a classic script from disk", async () => {
    const script = `<script src="ringleader.iife.js"></script>
      <script>const { Simulation, catalog, describe } = Ringleader;${report}</script>`;
    consumer.write({ "disk/index.html": page(script) });
    consumer.copy("node_modules/ringleader/dist/ringleader.iife.js", "disk/ringleader.iife.js");
    checkResult(await resultOf(browser, pathToFileURL(join(consumer.folder, "disk", "index.html")).href));
  });

  test("a classic script from disk, with the element", async () => {
    consumer.write({
      "disk/element.html": page(
        `<script src="ringleader.iife.js"></script><ring-leader scenario="first-election"></ring-leader><script>${element}</script>`,
      ),
    });
    consumer.copy("node_modules/ringleader/dist/ringleader.iife.js", "disk/ringleader.iife.js");
    checkElement(await resultOf(browser, pathToFileURL(join(consumer.folder, "disk", "element.html")).href));
  });

  test("a worker", async () => {
    const script = `<script type="module">
      import { connect, describe, RingleaderError } from "${library}/slim.js";
      ${throughWorker(`new Worker("${library}/worker.js", { type: "module" })`)}</script>`;
    consumer.write({ "worker/index.html": page(script) });
    checkThroughWorker(await resultOf(browser, `${host.url}worker/`));
  });

  test("a worker that listens late, a port to one, one shared, and one that is terminated", async () => {
    const script = `<script type="module">
      import { connect } from "${library}/slim.js";
      const hashOf = async (engine) => (await engine.open("protocol raft\\nseed 42\\nrun 1s")).hash();
      const late = new Worker("./late.js", { type: "module" });
      const [first, port] = [hashOf(connect(late)), new MessageChannel()];
      late.postMessage(port.port2, [port.port2]);
      const shared = new SharedWorker("${library}/worker.js", { type: "module" });
      const same = await Promise.all([first, hashOf(connect(port.port1)), hashOf(connect(shared.port))]);
      const pending = connect(late).open("protocol raft").then((sim) => sim.advance(3600000));
      setTimeout(() => late.terminate(), 50);
      globalThis.result = [new Set(same).size, await pending.catch((error) => error.message)];</script>`;
    consumer.write({
      "late/index.html": page(script),
      "late/late.js": `
        addEventListener("message", async ({ data }) => {
          if (!(data instanceof MessagePort)) return;
          await new Promise((resolve) => setTimeout(resolve, 50));
          (await import("${library}/worker.js")).serve(data);
        });`,
    });
    const told = await resultOf(browser, `${host.url}late/`);
    assert.deepEqual(told, [1, "the worker was terminated"]);
  });

  test("a worker that is not there is told", async () => {
    const script = `<script type="module">
      import { connect } from "${library}/slim.js";
      const engine = connect(new Worker("data:text/javascript,throw 1", { type: "module" }));
      const codes = [];
      for (let n = 0; n < 2; n++) await engine.open("protocol raft").catch((error) => codes.push(error.code));
      globalThis.result = codes;</script>`;
    consumer.write({ "no-worker/index.html": page(script) });
    const opened = await browser.newPage();
    await opened.goto(`${host.url}no-worker/`);
    await opened.waitForFunction(() => globalThis.result !== undefined);
    assert.deepEqual(await opened.evaluate(() => globalThis.result), ["worker", "worker"]);
    await opened.close();
  });

  test("a strict content security policy, with no inline script and no eval", async () => {
    const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; base-uri 'none'";
    const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    consumer.write({
      "strict/index.html": page('<script type="module" src="main.js"></script>', head),
      "strict/main.js": inline(`${library}/index.js`),
    });
    checkResult(await resultOf(browser, `${host.url}strict/`));
    consumer.write({
      "strict/element.html": page(
        '<ring-leader scenario="first-election"></ring-leader><script type="module" src="element.js"></script>',
        head,
      ),
      "strict/element.js": `import "${library}/element.js";${element}`,
    });
    checkElement(await resultOf(browser, `${host.url}strict/element.html`));
  });
});
