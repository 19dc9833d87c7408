/**
 * Installs what building and testing need, once: `node scripts/setup.mjs [--tests]`.
 *
 * Every step first looks whether its thing is there, so a second run takes a second. Plain Node without
 * dependencies: it runs in a fresh clone, before `npm ci`. Tools go to a cache of the user, keyed by version
 * (RINGLEADER_TOOLS names another place), and never replace what is on PATH.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { byHand, waysToInstall } from "./lib/install.mjs";
import {
  at,
  cargoTools,
  findChromedriver,
  findChromium,
  hasChineseFont,
  hasVersion,
  isDebian,
  output,
  root,
  toolRoot,
  toolsHome,
  which,
} from "./lib/tools.mjs";

const withTests = process.argv.includes("--tests");
const wasmTarget = "wasm32-unknown-unknown";
const node = [20, 19];
const started = performance.now();
const scratch = mkdtempSync(join(tmpdir(), "ringleader-setup-"));

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const say = (name, text) => console.log(`  ${name.padEnd(26)} ${text}`);

class CannotHave extends Error {
  constructor(what, how) {
    super(what);
    this.how = how;
  }
}

/** Runs a command quietly; its output is shown only if it fails. */
function quietly(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const lines = [];
    const keep = (chunk) => {
      lines.push(chunk.toString());
      if (lines.length > 400) lines.splice(0, 200);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      const said = lines.join("").trimEnd().split("\n");
      if (said.length > 40) said.splice(15, said.length - 40, "...");
      reject(new Error(`${[command, ...args].join(" ")} ended with code ${code}\n${said.join("\n")}`));
    });
  });
}

/**
 * One thing we need: `look` returns a word for what is there (or null), `install` says what it runs and runs it.
 * `how` tells a person how to get it by hand.
 */
async function need({ name, look, doing, install, how }) {
  const there = await look();
  if (there !== null) return say(name, there);
  const since = performance.now();
  if (!install) throw new CannotHave(`${name} is missing`, how);
  say(name, `${doing} ...`);
  try {
    await install();
  } catch (error) {
    throw new CannotHave(`${name} could not be installed: ${error.message}`, how);
  }
  const now = await look();
  if (now === null) throw new CannotHave(`${name} is still missing after: ${doing}`, how);
  say(name, `${now}, installed in ${seconds(since)}`);
}

const steps = {
  node: {
    name: "Node",
    look() {
      const [major, minor] = process.versions.node.split(".").map(Number);
      return major > node[0] || (major === node[0] && minor >= node[1]) ? process.versions.node : null;
    },
    how: `Install Node ${node.join(".")} or later from your system's packages.`,
  },

  rust: {
    name: "Rust",
    look: () => output("cargo", ["--version"])?.split(" ")[1] ?? null,
    how: "Install Rust with rustup, see rust-lang.org/tools/install.",
  },

  target: {
    name: wasmTarget,
    look() {
      const libraries = output("rustc", ["--print", "target-libdir", "--target", wasmTarget]);
      const there =
        libraries &&
        existsSync(libraries) &&
        readdirSync(libraries).some((file) => file.startsWith("libcore"));
      return there ? "there" : null;
    },
    doing: `rustup target add ${wasmTarget}`,
    install: () => quietly("rustup", ["target", "add", wasmTarget]),
    how: `Run: rustup target add ${wasmTarget} (or install your system's package of Rust's standard library for ${wasmTarget}).`,
  },

  packages: {
    name: "npm packages",
    look() {
      try {
        return readFileSync(at("node_modules", ".ringleader"), "utf8") === packagesStamp()
          ? "as in package-lock.json"
          : null;
      } catch {
        return null;
      }
    },
    doing: "npm ci",
    async install() {
      await quietly("npm", ["ci", "--no-audit", "--no-fund"]);
      writeFileSync(at("node_modules", ".ringleader"), packagesStamp());
    },
    how: "Run: npm ci",
  },
};

function packagesStamp() {
  const lock = createHash("sha256")
    .update(readFileSync(at("package-lock.json")))
    .digest("hex");
  return `${lock} ${process.platform} ${process.arch} ${process.versions.modules}\n`;
}

function cargoTool(tool, buildFolder) {
  const { crate, version, commands } = tool;
  const ways = waysToInstall(tool, toolRoot(tool), output("cargo", ["binstall", "-V"]) !== null);
  const isOurs = () => commands.every((command) => which(command, join(toolRoot(tool), "bin")));
  return {
    name: `${crate} ${version}`,
    look() {
      if (isOurs()) return "there";
      const theirs = commands.every((command) => {
        const path = which(command);
        return path !== null && hasVersion(path, version);
      });
      return theirs ? "there, on PATH" : null;
    },
    doing: ways.map(({ doing }) => doing).join(", or else "),
    async install() {
      mkdirSync(toolsHome, { recursive: true });
      for (const { args } of ways.slice(0, -1)) {
        await quietly("cargo", args).catch(() => {});
        if (isOurs()) return;
      }
      await quietly("cargo", ways.at(-1).args, { CARGO_TARGET_DIR: buildFolder });
    },
    how: `Run: ${byHand(tool)}`,
  };
}

/** On Debian as root, one apt-get run brings whatever of the browser, its driver and the fonts is missing. */
const debianPackages = ["chromium", "chromium-driver", "fonts-noto-cjk", "fontconfig"];
const canApt = () => isDebian() && process.getuid?.() === 0;
let aptRun = null;
function apt() {
  const options = ["-qq", "-o", "DPkg::Lock::Timeout=300"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  aptRun ??= quietly("apt-get", [...options, "update"], env).then(() =>
    quietly("apt-get", [...options, "install", "-y", "--no-install-recommends", ...debianPackages], env),
  );
  return aptRun;
}

const major = (text) => /\b(\d+)\.\d+\.\d+/.exec(text ?? "")?.[1] ?? null;

function browserSteps() {
  const byApt = canApt();
  const aptHow = `sudo apt-get install ${debianPackages.join(" ")}`;
  return [
    {
      name: "Chromium",
      async look() {
        const path = await findChromium();
        return path && `${path} (${major(output(path, ["--version", "--no-sandbox"])) ?? "version unknown"})`;
      },
      doing: byApt ? `apt-get install ${debianPackages.join(" ")}` : "npx playwright install chromium",
      install: () => (byApt ? apt() : quietly("npx", ["playwright", "install", "chromium"])),
      how: `Install Chromium or Chrome (Debian, Ubuntu: ${aptHow}; elsewhere: npx playwright install chromium), or name one in RINGLEADER_CHROMIUM.`,
    },
    {
      name: "ChromeDriver",
      look() {
        const path = findChromedriver();
        return path && `${path} (${major(output(path, ["--version"])) ?? "version unknown"})`;
      },
      doing: "apt-get install chromium-driver",
      install: byApt ? apt : null,
      how: `Install the ChromeDriver that belongs to your Chrome (Debian, Ubuntu: ${aptHow}; macOS: brew install chromedriver), or name one in RINGLEADER_CHROMEDRIVER.`,
    },
    {
      name: "a font for Chinese",
      look: () => (hasChineseFont() ? "there" : null),
      doing: "apt-get install fonts-noto-cjk",
      install: byApt ? apt : null,
      how: `Install a font with Chinese characters, such as Noto Sans CJK (Debian, Ubuntu: ${aptHow}).`,
    },
  ];
}

async function inOrder(list) {
  for (const step of list) await need(step);
}

console.log(`Set-up${withTests ? " for tests" : ""} (tools in ${toolsHome})`);
const buildFolder = join(scratch, "target");
let failure = null;
try {
  await inOrder([steps.node, steps.rust, steps.target]);
  // Compiling keeps the processor busy, packages keep the network busy: both at once.
  const halves = await Promise.allSettled([
    inOrder(cargoTools().map((tool) => cargoTool(tool, buildFolder))),
    inOrder([steps.packages, ...(withTests ? browserSteps() : [])]),
  ]);
  for (const half of halves) if (half.status === "rejected") throw half.reason;
} catch (error) {
  failure = error;
} finally {
  // A compiler that was stopped may still be writing; what went wrong is to be told, not that.
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

if (failure) {
  console.error(`\nSet-up stopped: ${failure.message}`);
  if (failure.how) console.error(`How to get it: ${failure.how}`);
  process.exit(1);
}
console.log(`Set-up done in ${seconds(started)}\n`);
