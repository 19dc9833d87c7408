import { defineConfig } from "@playwright/test";
import { browserFlags, findChromium } from "./scripts/lib/tools.mjs";

const port = Number(process.env.RINGLEADER_PORT ?? 4173);
const chromium = await findChromium();

/** Measured one after the other. `playwright test <file> --no-deps` runs one without the flows before it. */
const MEASURED = ["**/cost.spec.ts", "**/large-ring.spec.ts"];

/** The production build, in a real Chromium, served as any static host would serve it. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // Bounds against hanging, and no measurements: a test fails by what the page shows, not by how long it took. A slow or
  // busy machine may take twenty times as long as a quick one. `RINGLEADER_THROTTLE=6` slows the page's processor down.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Tests of one file, too, side by side: the last file would else be waited for alone.
  fullyParallel: true,
  reporter: "list",
  // What measures the main thread runs alone, after the flows: other work on the machine lengthens every task.
  projects: [
    { name: "flows", testIgnore: MEASURED },
    ...MEASURED.map((testMatch, before) => ({
      name: testMatch.replace(/\W+/gu, ""),
      testMatch,
      dependencies: [before === 0 ? "flows" : (MEASURED[before - 1] ?? "").replace(/\W+/gu, "")],
    })),
  ],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    // A trace takes as long as what it traces: `RINGLEADER_TRACE=1` for a test that fails.
    trace: process.env.RINGLEADER_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: { args: browserFlags, ...(chromium ? { executablePath: chromium } : {}) },
  },
  webServer: {
    command: `node scripts/serve.mjs dist/page --port ${port}`,
    port,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
