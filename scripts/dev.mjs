/** `npm run dev`: the page from source with hot reload; a change in Rust builds the engine again. */
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { buildWasm } from "./build.mjs";
import { CommandFailed, main, setUp } from "./lib/run.mjs";
import { at, root, toolEnvironment } from "./lib/tools.mjs";

let building = false;
let again = false;

async function rebuild() {
  if (building) {
    again = true;
    return;
  }
  building = true;
  do {
    again = false;
    try {
      await buildWasm("dev");
    } catch (error) {
      // A broken file in mid-edit: the page keeps the last engine that compiled.
      if (!(error instanceof CommandFailed)) throw error;
      console.error(error.message);
    }
  } while (again);
  building = false;
}

await main(async () => {
  await setUp();
  await buildWasm("dev");
  let timer = null;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(rebuild, 200);
  };
  watch(at("src"), { recursive: true }, soon);
  watch(at("Cargo.toml"), soon);
  const vite = spawn("vite", process.argv.slice(2), { cwd: root, env: toolEnvironment(), stdio: "inherit" });
  vite.on("close", (code) => process.exit(code ?? 0));
});
