import { defineConfig } from "@playwright/test";
import { browserFlags, findChromium } from "./scripts/lib/tools.mjs";

const port = Number(process.env.RINGLEADER_PORT ?? 4173);
const chromium = await findChromium();

/** The production build, in a real Chromium, served as any static host would serve it. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: "chromium",
    viewport: { width: 1280, height: 800 },
    trace: "retain-on-failure",
    launchOptions: { args: browserFlags, ...(chromium ? { executablePath: chromium } : {}) },
  },
  webServer: {
    command: `node scripts/serve.mjs dist/page --port ${port}`,
    port,
    reuseExistingServer: false,
  },
});
