/**
 * Where things are: the repository's paths, the pinned tools, the browser. Plain Node without dependencies,
 * because the set-up imports it before anything is installed.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const at = (...parts) => join(root, ...parts);
export const wasmPackage = at("target", "wasm-pkg");

/** Exact: the glue that wasm-bindgen writes must come from the version the crate was compiled against. */
export function wasmBindgenVersion() {
  const manifest = readFileSync(at("Cargo.toml"), "utf8");
  const found = /^wasm-bindgen\s*=\s*(?:\{[^}\n]*version\s*=\s*)?"=([\d.]+)"/m.exec(manifest);
  if (!found)
    throw new Error('Cargo.toml must pin wasm-bindgen to one version, as in wasm-bindgen = "=1.2.3"');
  return found[1];
}

/**
 * Everything that cargo has to install: which commands, and the crates in which they spend their time. The lock file of
 * wasm-bindgen-cli names a version that was withdrawn; its default features are for downloading over TLS, which nothing
 * here does.
 */
export const cargoTools = () => [
  { crate: "wasm-pack", version: "0.15.1", commands: ["wasm-pack"], busy: [], locked: true },
  {
    crate: "wasm-bindgen-cli",
    version: wasmBindgenVersion(),
    commands: ["wasm-bindgen", "wasm-bindgen-test-runner"],
    busy: ["walrus", "wasmparser", "wasm-bindgen-cli-support"],
    locked: false,
  },
];

export const toolsHome =
  process.env.RINGLEADER_TOOLS ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "ringleader", "tools");
export const toolRoot = ({ crate, version }) => join(toolsHome, `${crate}-${version}`);

const suffixes = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The full path of a command, or null. */
export function which(command, path = process.env.PATH ?? "") {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const suffix of suffixes) {
      const candidate = join(folder, command + suffix);
      if (executable(candidate)) return candidate;
    }
  }
  return null;
}

/** The environment of every command we start: our pinned tools first, then the packages' commands, then the user's. */
export function toolEnvironment(extra = {}) {
  const folders = [...cargoTools().map((tool) => join(toolRoot(tool), "bin")), at("node_modules", ".bin")];
  return {
    ...process.env,
    PATH: [...folders.filter((folder) => existsSync(folder)), process.env.PATH ?? ""].join(delimiter),
    ...extra,
  };
}

/** Output of a short command, or null if it cannot be run or fails. */
export function output(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: "utf8", cwd: root, ...options });
  return done.status === 0 ? done.stdout.trim() : null;
}

/** True if the command says that it is of this version. */
export function hasVersion(path, version) {
  const said = output(path, ["--version"]);
  return said?.split(/\s+/).includes(version) ?? false;
}

/** For the browser of the tests: no sandbox (containers run as root), no traffic of its own. webdriver.json has the same. */
export const browserFlags = JSON.parse(readFileSync(at("webdriver.json"), "utf8"))["goog:chromeOptions"].args;

const browserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const browserPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** A Chromium or Chrome: RINGLEADER_CHROMIUM, one on PATH, an installed one, or Playwright's own. */
export async function findChromium() {
  const named = process.env.RINGLEADER_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  for (const name of browserNames) {
    const path = which(name);
    if (path) return path;
  }
  const place = browserPlaces.find((path) => existsSync(path));
  if (place) return place;
  try {
    const { chromium } = await import("playwright-core");
    const own = chromium.executablePath();
    return own && existsSync(own) ? own : null;
  } catch {
    return null; // node_modules is not there yet
  }
}

/** The driver for wasm-pack's browser tests: RINGLEADER_CHROMEDRIVER or one on PATH. */
export function findChromedriver() {
  const named = process.env.RINGLEADER_CHROMEDRIVER;
  if (named) return existsSync(named) ? named : null;
  return which("chromedriver");
}

const chineseFontName =
  /noto.*cjk|wqy|wenquanyi|source.?han|droid.?sans.?fallback|simhei|simsun|pingfang|msyh/i;

/** Without a Chinese font every screenshot of the zh-CN page would show boxes. */
export function hasChineseFont() {
  if (process.platform !== "linux") return true; // macOS and Windows ship one
  const listed = output("fc-list", [":lang=zh", "file"]);
  if (listed !== null) return listed !== "";
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", join(homedir(), ".fonts")];
  return folders.some(
    (folder) =>
      existsSync(folder) &&
      readdirSync(folder, { recursive: true }).some((file) => chineseFontName.test(String(file))),
  );
}

export const isDebian = () => {
  try {
    const release = readFileSync("/etc/os-release", "utf8");
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(release) && which("apt-get") !== null;
  } catch {
    return false;
  }
};
