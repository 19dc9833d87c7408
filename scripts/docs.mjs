/**
 * `npm run docs`: writes the parts of README.md and docs/*.md that are made from the code's tables. `npm test` compares
 * them, so that no page says what the code does not.
 */
import { writeFileSync } from "node:fs";
import { loadConfigFromFile, runnerImport } from "vite";
import { buildWasm } from "./build.mjs";
import { main, setUp } from "./lib/run.mjs";
import { at } from "./lib/tools.mjs";

await main(async () => {
  await setUp();
  await buildWasm();
  const { config } = await loadConfigFromFile({ command: "build", mode: "docs" }, at("vite.config.ts"));
  const { module } = await runnerImport(at("scripts", "docs", "makers.ts"), { resolve: config.resolve });
  for (const { file, is, shouldBe } of module.remadePages()) {
    if (is === shouldBe) continue;
    writeFileSync(at(file), shouldBe);
    console.log(`Wrote ${file}`);
  }
});
