/**
 * Every sample of the documentation runs. A rule per language; a block that no rule covers fails.
 *
 * | Block | Rule |
 * | --- | --- |
 * | `js` | runs under Node with the built package; a block `text` right after it is its output; compiles as `ts` does |
 * | `ts` | compiles, strictly, `noUncheckedIndexedAccess` too, with the package's types |
 * | `ts declaration` | stands in docs/api.d.ts |
 * | `scn` | opens, and something happens |
 * | `scn error` | is refused with a place; a block `text` right after it is the message |
 * | `sh` | names commands that there are; those of the command line run, and a block `text` right after is what they print, where a line `...` stands for any lines |
 * | `rust <file>` | stands in that file, which cargo compiles |
 * | `html` | is opened in a browser, by tests/e2e/samples.spec.ts |
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { indentedCode, pages, samples, samplesOf } from "../../scripts/lib/samples.mjs";
import { at } from "../../scripts/lib/tools.mjs";

const nameOf = ({ file, line }) => `${file}:${line}`;
const manifest = JSON.parse(readFileSync(at("package.json"), "utf8"));

let scratch;
before(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "ringleader-samples-")));
  mkdirSync(join(scratch, "node_modules"));
  symlinkSync(at(), join(scratch, "node_modules", "ringleader"), "junction");
  writeFileSync(join(scratch, "package.json"), '{ "private": true, "type": "module" }\n');
});
after(() => rmSync(scratch, { recursive: true, force: true }));

/** A commit-less line of a shell block, without its comment. */
const commandsOf = (text) =>
  text
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "");

/** Commands that the documentation may show; what they name must be there. */
const COMMANDS = [
  [/^npm (?<name>start|test)$/, ({ name }) => name in manifest.scripts],
  [/^npm run (?<name>[\w:-]+)(?: -- \S+)*$/, ({ name }) => name in manifest.scripts],
  [/^npm install ringleader$/, () => manifest.name === "ringleader"],
  [/^npx ringleader (?:\w+ .*|--help)$/, () => manifest.bin !== undefined],
  [/^RINGLEADER_BLESS=1 cargo test$/, () => true],
  [/^cargo run --example (?<name>\w+)$/, ({ name }) => readFileSync(at("examples", `${name}.rs`)).length > 0],
  [/^cargo test --test suite (?<name>\w+)$/, ({ name }) => suiteHas(name)],
];

function suiteHas(name) {
  const main = readFileSync(at("tests", "suite", "main.rs"), "utf8");
  return main.includes(`mod ${name};`);
}

const covered = {
  js: [""],
  ts: ["", "declaration"],
  scn: ["", "error"],
  sh: [""],
  html: [""],
};

test("every block is covered by a rule", () => {
  const all = samples();
  const strange = all.filter((block, index) => {
    const { language, words } = block;
    if (language === "rust") return words.length !== 1;
    // An excerpt of a file of ours, which `tests/docs` holds to that file.
    if (["ts", "json"].includes(language) && words[0]?.startsWith("www/src/")) return words.length !== 1;
    if (language === "text") return !["js", "scn", "sh"].includes(all[index - 1]?.language);
    return !(covered[language] ?? []).includes(words.join(" "));
  });
  assert.deepEqual(strange.map(nameOf), []);
  assert.deepEqual(pages().flatMap(indentedCode), []);
  assert.ok(all.some(({ file }) => file === "README.md"));
});

describe("js runs", () => {
  for (const sample of samplesOf("js")) {
    test(nameOf(sample), () => {
      const file = join(scratch, "sample.mjs");
      writeFileSync(file, sample.text);
      const done = spawnSync(process.execPath, [file], { cwd: scratch, encoding: "utf8" });
      assert.equal(done.status, 0, done.stderr);
      if (sample.output === null) assert.notEqual(done.stdout, "", "it shows something");
      else assert.equal(done.stdout.trimEnd(), sample.output);
    });
  }
});

// Who reads `js` may well write TypeScript: it compiles as that, too, as strictly as anybody would have it.
describe("js and ts compile", () => {
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom"],
    types: [at("node_modules", "@types", "node")],
  };
  for (const sample of [...samplesOf("js"), ...samplesOf("ts")]) {
    test(nameOf(sample), () => {
      writeFileSync(join(scratch, "sample.ts"), sample.text);
      writeFileSync(
        join(scratch, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["sample.ts"] }),
      );
      const compiler = at("node_modules", "typescript", "bin", "tsc");
      const done = spawnSync(process.execPath, [compiler, "--project", scratch], {
        cwd: scratch,
        encoding: "utf8",
      });
      assert.equal(done.status, 0, done.stdout);
    });
  }
});

test("ts declarations stand in docs/api.d.ts", () => {
  const plain = (text) => text.replace(/^export (?:declare )?/gm, "").replace(/\s+/g, " ");
  const types = plain(readFileSync(at("docs", "api.d.ts"), "utf8"));
  const strange = samplesOf("ts", "declaration").filter(({ text }) => !types.includes(plain(text).trim()));
  assert.deepEqual(strange.map(nameOf), []);
});

describe("scenarios", async () => {
  const { RingleaderError, Simulation } = await import("ringleader");
  for (const sample of samplesOf("scn")) {
    test(`${nameOf(sample)} opens`, () => {
      const simulation = new Simulation(sample.text);
      assert.ok(simulation.position > 0, "something happens");
      assert.equal(new Simulation(simulation.scenario()).hash(), simulation.hash());
    });
  }
  for (const sample of samplesOf("scn", "error")) {
    test(`${nameOf(sample)} is refused`, () => {
      const told = (error) =>
        error instanceof RingleaderError && (sample.output === null || error.message === sample.output);
      assert.throws(() => new Simulation(sample.text), told);
    });
  }
});

test("sh names commands that there are", () => {
  const strange = samplesOf("sh").flatMap((sample) =>
    commandsOf(sample.text)
      .filter((command) => {
        const found = COMMANDS.find(([pattern]) => pattern.test(command));
        return found === undefined || !found[1](found[0].exec(command).groups ?? {});
      })
      .map((command) => `${nameOf(sample)}: ${command}`),
  );
  assert.deepEqual(strange, []);
});

/** Whether what was printed is what is shown; a line of dots stands for any lines. */
function shows(printed, shown) {
  const parts = shown.split(/^\.\.\.$/m).map((part) => part.trim());
  let from = 0;
  for (const part of parts) {
    const found = printed.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return printed.startsWith(parts[0]) && printed.endsWith(parts.at(-1));
}

describe("the command line does what the pages show", async () => {
  const { catalog } = await import("ringleader");
  const command = `"${process.execPath}" "${at("dist", "cli.js")}"`;
  const ofCommandLine = samplesOf("sh").filter(({ text }) => text.includes("npx ringleader"));
  before(() => {
    for (const { name, text } of catalog.scenarios) writeFileSync(join(scratch, `${name}.scn`), text);
    writeFileSync(join(scratch, "file.scn"), catalog.scenarios[0].text);
  });
  for (const sample of ofCommandLine) {
    for (const line of commandsOf(sample.text)) {
      test(`${nameOf(sample)}: ${line}`, () => {
        const done = spawnSync(line.replaceAll("npx ringleader", command), {
          cwd: scratch,
          encoding: "utf8",
          shell: true,
          maxBuffer: 1 << 28,
        });
        // 1 is what a violated property ends with.
        const expected = /^violated /m.test(sample.output ?? "") ? 1 : 0;
        assert.equal(done.status, expected, done.stderr);
        if (sample.output !== null)
          assert.ok(shows(done.stdout.trim(), sample.output), done.stdout.slice(0, 2000));
      });
    }
  }
});

test("rust stands in the file that it names", () => {
  const strange = samples()
    .filter(({ language }) => language === "rust")
    .filter(({ words: [file], text }) => !readFileSync(at(...file.split("/")), "utf8").includes(text));
  assert.deepEqual(strange.map(nameOf), []);
});
