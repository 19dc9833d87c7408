/** Starting commands: with our tools on PATH, what they print shown as it comes, and kept for whoever wants to count. */
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { root, toolEnvironment } from "./tools.mjs";

export class CommandFailed extends Error {
  constructor(command, code) {
    super(`${command} ended with ${code === null ? "a signal" : `code ${code}`}`);
    this.command = command;
  }
}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Resolves to what the command printed; throws CommandFailed if it does not end well. `check: false` never throws. */
export function run(command, args = [], { env = {}, check = true } = {}) {
  const line = [command, ...args].join(" ");
  console.log(`$ ${line}`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: toolEnvironment(env),
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const chunks = [];
    child.stdout.on("data", (chunk) => {
      chunks.push(chunk);
      process.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk) => {
      chunks.push(chunk);
      process.stderr.write(chunk);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const printed = Buffer.concat(chunks).toString("utf8");
      if (code === 0 || !check) resolve({ code, printed });
      else reject(Object.assign(new CommandFailed(line, code), { printed }));
    });
  });
}

/** The set-up as its own process, so that what it installed is looked up afresh. */
export const setUp = (...flags) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/setup.mjs", ...flags], { cwd: root, stdio: "inherit" });
    child.on("close", (code) => {
      if (code !== 0) process.exit(code ?? 1);
      resolve();
    });
  });

/** True in the file that Node was started with. */
export const isMain = (url) =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(url));

/** Runs a script's main function; an expected failure ends the process with one line, not with a stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof CommandFailed ? `\nFailed: ${error.message}` : error);
    process.exit(1);
  }
}
