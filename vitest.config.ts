import { defineConfig } from "vitest/config";
import { alias, bareIcons } from "./vite.config.ts";

export default defineConfig({
  resolve: { alias },
  plugins: [bareIcons],
  test: {
    include: ["www/src/**/*.test.ts", "tests/tidy/**/*.test.ts", "tests/docs/**/*.test.ts"],
    environment: "node",
  },
});
