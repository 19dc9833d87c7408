/**
 * `npm test`: set-up, then every check in order, ending at the first that fails. The last line sums what the test
 * runners counted. `node scripts/test.mjs rust | wasm | lint | types | unit | e2e | packaging` runs one part;
 * the last also tries the package in hosts that `npm test` leaves out because they take long to install. `wide` runs all
 * that `npm test` leaves out or takes a share of: long swarms and fuzzing, every way into every scenario, those hosts.
 *
 * A runner that ran no test fails: a suite that silently disappeared must not look like one that passed.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { stripVTControlCharacters } from "node:util";
import { build, buildWasm } from "./build.mjs";
import { CommandFailed, isMain, run, seconds, setUp } from "./lib/run.mjs";
import { at, findChromedriver } from "./lib/tools.mjs";
import { checkSizes } from "./size.mjs";

const reports = at("target", "test-reports");

const sum = (text, pattern) =>
  [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);

/** What cargo's and wasm-bindgen's runners print after each binary. */
const fromTestResults = (printed) => ({
  passed: sum(printed, /^test result: .*?(\d+) passed/gm),
  failed: sum(printed, /^test result: .*?(\d+) failed/gm),
});

const fromNode = (printed) => ({
  passed: sum(printed, /^(?:#|ℹ) pass (\d+)/gm),
  failed: sum(printed, /^(?:#|ℹ) fail (\d+)/gm),
});

function fromVitest() {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(`${reports}/unit.json`, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests };
}

function fromPlaywright() {
  const { expected, flaky, unexpected } = JSON.parse(readFileSync(`${reports}/e2e.json`, "utf8")).stats;
  return { passed: expected + flaky, failed: unexpected };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function nodeTests(folder) {
  const files = readdirSync(at(folder)).filter((file) => file.endsWith(".test.mjs"));
  return run("node", ["--test", "--test-reporter=spec", ...files.map((file) => `${folder}/${file}`)]);
}

/** Playwright's tests, or those of the files named, with the built page on a free port. */
async function inChromium(files = [], env = {}) {
  return run("playwright", ["test", "--reporter=list,json", ...files], {
    env: {
      PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}/e2e.json`,
      RINGLEADER_PORT: String(await freePort()),
      ...env,
    },
  });
}

/** Random clusters, and cases of bad input, of a wide run: some minutes each. */
const WIDE_SWARM = 20_000;
const WIDE_FUZZ = 1_000_000;

class CheckFailed extends Error {}

/** `run` gets `count`, to be called around each test runner. What is slow runs only where its part is named. */
const steps = [
  {
    title: "Rust: format",
    parts: ["rust", "lint"],
    run: () => run("cargo", ["fmt", "--check"]),
  },
  {
    title: "TypeScript: lint and format",
    parts: ["lint"],
    run: () => run("biome", ["check", "--error-on-warnings"]),
  },
  {
    title: "Rust: clippy",
    parts: ["rust", "lint"],
    async run() {
      await run("cargo", ["clippy", "--all-targets", "--", "-D", "warnings"]);
      await run("cargo", ["clippy", "--lib", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]);
    },
  },
  {
    title: "Rust: tests",
    parts: ["rust"],
    run: (count) => count(fromTestResults, () => run("cargo", ["test"])),
  },
  {
    title: "Rust: a long swarm",
    parts: ["wide"],
    slow: true,
    run: (count) => count(fromTestResults, () => run("node", ["scripts/swarm.mjs", String(WIDE_SWARM)])),
  },
  {
    title: "Rust: a million cases of bad input",
    parts: ["wide"],
    slow: true,
    run: (count) => count(fromTestResults, () => run("node", ["scripts/fuzz.mjs", String(WIDE_FUZZ)])),
  },
  {
    title: "Engine as wasm",
    parts: ["wasm", "types", "unit"],
    run: () => buildWasm(),
  },
  {
    title: "Wasm: tests under Node",
    parts: ["wasm"],
    run: (count) =>
      count(fromTestResults, () =>
        run("wasm-pack", ["test", "--node", "--mode", "no-install", "--", "--test", "wasm"]),
      ),
  },
  {
    title: "Wasm: the same tests in a browser",
    parts: ["wasm"],
    browser: true,
    run: (count) =>
      count(fromTestResults, () =>
        run(
          "wasm-pack",
          [
            ...["test", "--headless", "--chrome", "--chromedriver", findChromedriver() ?? "chromedriver"],
            ...["--mode", "no-install", "--", "--test", "wasm"],
          ],
          // The tests name no environment of their own, so that one file runs in both. Its seconds are bounds.
          {
            env: {
              WASM_BINDGEN_USE_BROWSER: "1",
              WASM_BINDGEN_TEST_TIMEOUT: "600",
              WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "120",
            },
          },
        ),
      ),
  },
  {
    title: "TypeScript: types",
    parts: ["types"],
    async run() {
      await run("tsc", ["--project", "tsconfig.json"]);
      await run("tsc", ["--project", "tsconfig.node.json"]);
    },
  },
  {
    title: "TypeScript: unit tests and the shape of the code",
    parts: ["unit"],
    run: (count) =>
      count(fromVitest, () =>
        run("vitest", [
          ...["run", "--reporter=default", "--reporter=json"],
          `--outputFile.json=${reports}/unit.json`,
        ]),
      ),
  },
  {
    title: "Build",
    parts: ["e2e", "packaging", "wide"],
    run: () => build(),
  },
  {
    title: "The engines that were built, against each other",
    parts: ["e2e", "packaging", "wide"],
    run: (count) =>
      count(fromVitest, () =>
        run("vitest", [
          ...["run", "--mode", "built", "--reporter=default", "--reporter=json"],
          `--outputFile.json=${reports}/unit.json`,
        ]),
      ),
  },
  {
    title: "Sizes",
    parts: [],
    run() {
      const over = checkSizes();
      if (over.length > 0) throw new CheckFailed(`npm run size: over budget: ${over.join(", ")}`);
    },
  },
  {
    title: "The page in Chromium",
    parts: ["e2e"],
    browser: true,
    run: (count) => count(fromPlaywright, () => inChromium()),
  },
  {
    title: "Every way into every scenario, in Chromium",
    parts: ["wide"],
    browser: true,
    slow: true,
    run: (count) =>
      count(fromPlaywright, () => inChromium(["gallery", "--no-deps"], { RINGLEADER_WIDE: "1" })),
  },
  {
    title: "The package",
    parts: ["packaging", "wide"],
    browser: true,
    run: (count) => count(fromNode, () => nodeTests("tests/packaging")),
  },
  {
    title: "The package in hosts that take longer to install",
    parts: ["packaging", "wide"],
    browser: true,
    slow: true,
    run: (count) => count(fromNode, () => nodeTests("tests/packaging/wide")),
  },
];

const total = { passed: 0, failed: 0 };

/** Adds up what a runner counted, also when it failed. */
async function count(read, runner) {
  let failure = null;
  let printed = "";
  try {
    ({ printed } = await runner());
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    failure = error;
    printed = error.printed;
  }
  let counted;
  try {
    counted = read(stripVTControlCharacters(printed));
  } catch {
    counted = { passed: 0, failed: 0 }; // it ended before it wrote its report
  }
  total.passed += counted.passed;
  total.failed += counted.failed;
  if (failure) throw failure;
  if (counted.passed === 0) throw new CheckFailed("no test was run");
  console.log(`(${counted.passed} passed, ${counted.failed} failed)`);
}

const minutes = (ms) => `${(ms / 60_000).toFixed(1)} min`;

/** A line for each part, what it took at its right end. */
function table(rows) {
  const [wide, narrow] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map(([title, took]) => `${title.padEnd(wide)}  ${took.padStart(narrow)}`).join("\n");
}

async function test(part) {
  const chosen = steps.filter((step) => (part === "all" ? !step.slow : step.parts.includes(part)));
  await setUp(...(chosen.some((step) => step.browser) ? ["--tests"] : []));
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const started = performance.now();
  const took = [];
  for (const [index, { title, run: runStep }] of chosen.entries()) {
    const since = performance.now();
    console.log(`\n=== ${index + 1}/${chosen.length} ${title} ===`);
    try {
      await runStep(count);
    } catch (error) {
      total.failed = Math.max(total.failed, 1);
      const why =
        error instanceof CommandFailed || error instanceof CheckFailed ? error.message : error.stack;
      console.error(`\nFailed at "${title}": ${why}`);
      break;
    } finally {
      took.push([title, minutes(performance.now() - since)]);
    }
    console.log(`--- ${title}: ${seconds(since)}`);
  }
  console.log(`\n${table([...took, ["in all", minutes(performance.now() - started)]])}\n`);
  const counts = chosen.some((step) => step.run.length > 0) || total.failed > 0;
  console.log(counts ? `${total.passed} passed, ${total.failed} failed` : "all checks passed");
  process.exit(total.failed > 0 ? 1 : 0);
}

if (isMain(import.meta.url)) {
  const part = process.argv[2] ?? "all";
  const known = ["all", ...new Set(steps.flatMap((step) => step.parts))];
  if (!known.includes(part)) {
    console.error(`No such part: ${part} (there are ${known.join(", ")})`);
    process.exit(2);
  }
  await test(part);
}
