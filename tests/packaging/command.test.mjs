/** The command line, as installed from the tarball: what it prints, and with what code it ends. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { makeConsumer, manifest, root } from "./support.mjs";

let consumer;
const gallery = (name) =>
  readFileSync(join(root, "src", "protocols", "raft", "gallery", `${name}.scn`), "utf8");
const golden = (name) => readFileSync(join(root, "tests", "golden", `${name}.txt`), "utf8");

before(() => {
  consumer = makeConsumer();
  consumer.write({
    "first.scn": gallery("first-election"),
    "bug.scn": gallery("bug-commit-unverified"),
    "quiet.scn": "protocol raft\nnodes 3\nseed 1\n",
    "wrong.scn": "protocol raft\nnodes 3\n\nrun 1s\n  crahs leader\n",
    "binary.scn": Buffer.from([0xff, 0xfe, 0x00]),
  });
});
after(() => consumer?.remove());

const bin = () => join(consumer.folder, "node_modules", ".bin", "ringleader");

/** @returns what it ended with, and what it printed */
function ringleader(args, input) {
  const { status, stdout, stderr } = spawnSync(bin(), args, {
    cwd: consumer.folder,
    encoding: "utf8",
    ...(input === undefined ? {} : { input }),
    shell: process.platform === "win32",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

function ends(code, args, input) {
  const done = ringleader(args, input);
  assert.equal(done.status, code, `${args.join(" ")}\n${done.stdout.slice(-500)}${done.stderr}`);
  return done;
}

describe("run", () => {
  test("prints the golden trace", () => {
    assert.equal(ends(0, ["run", "first.scn", "--format", "trace"]).stdout, golden("first-election"));
  });

  test("prints sentences, in either language, and the hash at the end", () => {
    const { stdout } = ends(0, ["run", "first.scn"]);
    assert.match(stdout, /^\d+\.\d+ +\d+\.\d{3} ms {2}n5 .*leader of term 1/m);
    assert.match(stdout, /hash 7d6a84d87c3e1a0d\n$/);
    assert.match(ends(0, ["run", "first.scn", "--lang", "zh-CN"]).stdout, /领导者/);
  });

  test("prints one JSON document, of any length", () => {
    const short = JSON.parse(ends(0, ["run", "first.scn", "--format", "json"]).stdout);
    assert.equal(short.hash, "7d6a84d87c3e1a0d");
    assert.equal(short.records.filter(({ kind }) => kind === "leader-elected").length, 1);
    assert.ok(short.properties.every(({ status }) => status !== "violated"));
    const long = JSON.parse(ends(0, ["run", "first.scn", "--format", "json", "--until", "60s"]).stdout);
    assert.equal(long.now, 60_000);
    assert.ok(long.records.length > 20_000);
    assert.deepEqual(long.records.slice(0, short.records.length), short.records);
  });

  test("goes to the instant named, before or after the end of the moves", () => {
    for (const [until, now] of [
      ["200us", 0.2],
      ["1.5s", 1500],
      ["170ms", 170],
    ]) {
      const told = JSON.parse(ends(0, ["run", "first.scn", "--format", "json", "--until", until]).stdout);
      assert.equal(told.now, now);
      assert.ok(told.records.every(({ at }) => at <= now));
    }
  });

  test("watches a scenario without moves for 5 s", () => {
    const { now } = JSON.parse(ends(0, ["run", "quiet.scn", "--format", "json"]).stdout);
    assert.equal(now, 5000);
  });

  test("reads standard input, and takes another seed", () => {
    const { seed } = JSON.parse(
      ends(0, ["run", "-", "--seed", "7", "--format", "json"], gallery("first-election")).stdout,
    );
    assert.equal(seed, 7);
  });

  test("stops quietly when its reader does", () => {
    if (process.platform === "win32") return;
    const line = `"${bin()}" run first.scn --until 60s | head -n 1; echo "$?"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", `set -o pipefail; ${line}`], {
      cwd: consumer.folder,
      encoding: "utf8",
    });
    assert.equal(stderr, "");
    assert.match(stdout, /\n0\n$/);
  });
});

describe("check", () => {
  test("ends with 0 where no property is violated, with 1 where one is", () => {
    assert.match(ends(0, ["check", "first.scn"]).stdout, /^holds +election-safety/m);
    assert.match(ends(1, ["check", "bug.scn"]).stdout, /^violated .* at event \d+$/m);
    assert.match(ends(1, ["check", "first.scn", "bug.scn"]).stdout, /^first\.scn [\s\S]*^bug\.scn /m);
  });

  test("is quiet about what has not happened yet", () => {
    ends(0, ["check", "bug.scn", "--until", "1ms"]);
  });

  test("as JSON", () => {
    const results = JSON.parse(ends(1, ["check", "first.scn", "bug.scn", "--format", "json"]).stdout);
    const violated = results.map(
      ({ properties }) => properties.filter(({ status }) => status === "violated").length,
    );
    assert.equal(violated[0], 0);
    assert.ok(violated[1] > 0);
  });
});

describe("sweep", () => {
  test("has a row a seed and what sums them up, with moments counted by kind", () => {
    const { stdout } = ends(0, ["sweep", "first.scn", "--seeds", "1..20"]);
    const lines = stdout.split("\n");
    assert.match(
      lines[0],
      /^ *seed +events +messages +leader-elected +first leader-elected \(ms\) +committed /,
    );
    assert.equal(lines.filter((line) => /^ *\d+ /.test(line)).length, 20 + 1); // and "20 seeds ..."
    for (const measure of ["min", "median", "mean", "99 %", "max"])
      assert.match(stdout, new RegExp(`^ *${measure} `, "m"));
    assert.match(stdout, /none of 20 seeds with a violated property/);
  });

  test("counts what `run` shows", () => {
    const [outcome] = JSON.parse(ends(0, ["sweep", "first.scn", "--seeds", "42", "--format", "json"]).stdout);
    const { records } = JSON.parse(ends(0, ["run", "first.scn", "--format", "json"]).stdout);
    const of = (wanted) => records.filter(({ kind }) => kind === wanted);
    assert.equal(outcome.messages, of("sent").length);
    assert.deepEqual(outcome.moments["leader-elected"], { count: 1, first: of("leader-elected")[0].at });
    assert.equal(outcome.moments.committed?.count ?? 0, of("committed").length);
  });

  test("the same seeds give the same table; csv is one", () => {
    const args = ["sweep", "first.scn", "--seeds", "1..5", "--until", "1s", "--format", "csv"];
    const { stdout } = ends(0, args);
    assert.equal(ends(0, args).stdout, stdout);
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    assert.equal(rows.length, 6);
    assert.ok(rows.every((row) => row.length === rows[0].length));
  });

  test("ends with 1 and names the seeds if a property is violated", () => {
    assert.match(
      ends(1, ["sweep", "bug.scn", "--seeds", "1..3", "--summary"]).stdout,
      /^ {2}seed \d: .* at event \d+/m,
    );
  });
});

describe("wrong calls end with 2, and say what is wrong", () => {
  for (const [args, said] of [
    [["run", "wrong.scn"], /^error: wrong\.scn:5:3: .*found `crahs`.*`crash`/],
    [["check", "wrong.scn", "--seed", "3"], /^error: wrong\.scn:5:3: /],
    [["sweep", "wrong.scn"], /^error: wrong\.scn:5:3: /],
    [["run", "nowhere.scn"], /nowhere\.scn: there is no such file/],
    [["run", "."], /that is a folder/],
    [["run", "binary.scn"], /no UTF-8 text/],
    [["run"], /missing required argument 'file'/],
    [["run", "first.scn", "second.scn"], /too many arguments/],
    [["chekc", "first.scn"], /Did you mean check/],
    [["run", "first.scn", "--untl", "5s"], /unknown option '--untl'[\s\S]*--until/],
    [["run", "first.scn", "--until", "5"], /--until .*unit/],
    [["run", "first.scn", "--until", "-1s"], /--until/],
    [["run", "first.scn", "--format", "xml"], /Allowed choices are text, json, trace/],
    [["run", "first.scn", "--seed", "1e3"], /--seed .*whole number/],
    [["sweep", "first.scn", "--seeds", "9..1"], /the lower first/],
    [["sweep", "first.scn", "--seeds", "1..2..3"], /--seeds/],
    [["gallery", "no-such"], /gallery has no `no-such`/],
  ]) {
    test(args.join(" "), () => {
      const { stdout, stderr } = ends(2, args);
      assert.match(stderr, said);
      assert.equal(stdout, "");
      assert.doesNotMatch(stderr, /\n\s+at /, "no stack");
    });
  }
});

test("help and version end with 0", () => {
  assert.match(ends(0, ["--help"]).stdout, /run [\s\S]*check [\s\S]*sweep /);
  assert.match(ends(0, ["sweep", "--help"]).stdout, /--seeds <range>/);
  assert.ok(ends(0, ["--version"]).stdout.startsWith(manifest.version));
});

test("docs/cli.md shows the help as it is", () => {
  const told = readFileSync(join(root, "docs", "cli.md"), "utf8");
  for (const args of [["--help"], ["run", "--help"], ["check", "--help"], ["sweep", "--help"]]) {
    const { stdout } = ends(0, args);
    assert.ok(told.includes(stdout.trim()), `docs/cli.md: ${args.join(" ")}\n${stdout}`);
  }
});

test("the gallery is listed and printed", () => {
  assert.match(ends(0, ["gallery"]).stdout, /^raft +first-election$/m);
  assert.equal(ends(0, ["gallery", "first-election"]).stdout, gallery("first-election"));
});
