/** `npm run bench`: the crate's own benches, if there are any, then the built library under Node. */
import { existsSync, readdirSync } from "node:fs";
import { build } from "./build.mjs";
import { main, run, setUp } from "./lib/run.mjs";
import { at } from "./lib/tools.mjs";

await main(async () => {
  await setUp();
  const rust = existsSync(at("benches")) && readdirSync(at("benches")).some((file) => file.endsWith(".rs"));
  if (rust) await run("cargo", ["bench", "--benches"]);
  await build("library");
  await run("node", ["benches/engine.mjs", ...process.argv.slice(2)]);
  await run("node", ["benches/placement.mjs"]);
});
