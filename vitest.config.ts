import { defineConfig } from "vitest/config";
import { alias } from "./vite.config.ts";

export default defineConfig({
  resolve: { alias },
  test: {
    include: ["www/src/**/*.test.ts", "tests/tidy/**/*.test.ts", "tests/docs/**/*.test.ts"],
    environment: "node",
  },
});
