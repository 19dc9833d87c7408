/**
 * Hosts as their users install them, of pinned versions, beside the tools of the set-up: a second run finds them there.
 * Each has its manifest in a folder here.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { toolsHome, which } from "../../../scripts/lib/tools.mjs";
import { pack, root } from "../support.mjs";

const manifests = join(root, "tests", "packaging", "wide");
const windows = process.platform === "win32";

/** Runs a command, and says what it said if it fails. */
export function run(command, args, options = {}) {
  const env = { ...process.env, NODE_ENV: "production", ...options.env };
  return execFileSync(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    shell: windows,
    encoding: "utf8",
    ...options,
    env,
  });
}

/** What is installed is what this file says. */
function isInstalled(folder, file) {
  const own = join(manifests, ...file.split("/"));
  const stamp = join(folder, ".installed");
  return existsSync(stamp) && readFileSync(stamp).equals(readFileSync(own));
}
const noteInstalled = (folder, file) =>
  copyFileSync(join(manifests, ...file.split("/")), join(folder, ".installed"));

// Outside of the repository, whose tsconfig.json and node_modules some hosts would find.
const homeOf = (name) => join(dirname(toolsHome), "hosts", name);

/** A project of npm packages as in its lock file, with the packed tarball of this one. */
export function npmProject(name) {
  const folder = homeOf(name);
  const lock = `${name}/package-lock.json`;
  const quiet = { cwd: folder, env: { NODE_ENV: "" } };
  if (!isInstalled(folder, lock)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) {
      copyFileSync(join(manifests, name, file), join(folder, file));
    }
    run("npm", ["ci", "--no-audit", "--no-fund"], quiet);
    noteInstalled(folder, lock);
  }
  run(
    "npm",
    ["install", "--no-save", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", pack(folder).path],
    quiet,
  );
  return project(folder, join(folder, "node_modules", "ringleader"));
}

/** A project whose host is no npm package: the tarball alone. */
export function plainProject(name) {
  const folder = homeOf(name);
  mkdirSync(folder, { recursive: true });
  const packed = pack(folder).path;
  rmSync(join(folder, "package"), { recursive: true, force: true });
  run("tar", ["-xzf", packed, "-C", folder]);
  return project(folder, join(folder, "package"));
}

function project(folder, ringleader) {
  return {
    folder,
    command: (name) => join(folder, "node_modules", ".bin", name),
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    /** A fresh copy of an example, with files of the package beside it. @returns its folder */
    example(name, files = {}) {
      const site = join(folder, "site");
      rmSync(site, { recursive: true, force: true });
      cpSync(join(root, "docs", "examples", name), site, { recursive: true });
      for (const [to, from] of Object.entries(files)) copyFileSync(join(ringleader, from), join(site, to));
      return site;
    },
  };
}

/** A program of crates.io, compiled once. @returns its path */
export function cargoProgram(crate, version) {
  const home = join(toolsHome, `${crate}-${version}`);
  const program = join(home, "bin", windows ? `${crate}.exe` : crate);
  if (!existsSync(program)) {
    // It runs for a second: no need to compile it for minutes.
    const env = { CARGO_PROFILE_RELEASE_OPT_LEVEL: "1", CARGO_PROFILE_RELEASE_LTO: "off" };
    const args = [
      "install",
      crate,
      "--version",
      version,
      "--locked",
      "--no-default-features",
      "--root",
      home,
    ];
    run("cargo", args, { env });
  }
  return program;
}

/** A virtual environment with what its requirements.txt pins. @returns the folder of its programs, or why there is none */
export function pythonPrograms(name) {
  const python = which("python3") ?? which("python");
  if (python === null) return { missing: "no Python is installed" };
  const folder = join(homeOf(name), "venv");
  const programs = join(folder, windows ? "Scripts" : "bin");
  const requirements = `${name}/requirements.txt`;
  if (!isInstalled(folder, requirements)) {
    rmSync(folder, { recursive: true, force: true });
    try {
      run(python, ["-m", "venv", folder]);
    } catch (error) {
      return { missing: `Python's venv does not work: ${error.stderr || error.message}` };
    }
    const from = ["-r", join(manifests, name, "requirements.txt")];
    run(join(programs, "pip"), ["install", "--quiet", "--disable-pip-version-check", ...from]);
    noteInstalled(folder, requirements);
  }
  return { programs };
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
