import { defineConfig } from "vitest/config";
import { alias, bareIcons } from "./vite.config.ts";

export default defineConfig(({ mode }) => ({
  resolve: { alias },
  plugins: [bareIcons],
  test: {
    // What `npm run build` left is looked at by itself: `vitest --mode built`.
    include:
      mode === "built"
        ? ["tests/built/**/*.test.ts"]
        : ["www/src/**/*.test.ts", "tests/tidy/**/*.test.ts", "tests/docs/**/*.test.ts"],
    environment: "node",
    // Bounds against hanging: what a test says does not depend on how long it takes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
}));
