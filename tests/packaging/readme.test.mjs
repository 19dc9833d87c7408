/** The README as a registry shows it: where package.json names a repository, every link leads there. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { repositoryPage, withAbsoluteLinks } from "../../scripts/packed-readme.mjs";
import { manifest, root } from "./support.mjs";

const PAGE = "https://repository.example/owner/name";
const folders = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** `npm pack`, with its scripts, of this README in a folder of its own. */
function packed(repository) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ringleader-readme-")));
  folders.push(folder);
  mkdirSync(join(folder, "scripts"));
  for (const file of ["README.md", "scripts/packed-readme.mjs"]) cpSync(join(root, file), join(folder, file));
  const { name, version, type, scripts } = manifest;
  const { prepack, postpack } = scripts;
  const own = { name, version, type, scripts: { prepack, postpack }, files: [], repository };
  writeFileSync(join(folder, "package.json"), JSON.stringify(own));
  const pack = spawnSync("npm", ["pack", "--foreground-scripts"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  const tar = spawnSync("tar", ["-xOzf", `${name}-${version}.tgz`, "package/README.md"], {
    cwd: folder,
    encoding: "utf8",
  });
  return { ...pack, readme: tar.stdout, left: readFileSync(join(folder, "README.md"), "utf8") };
}

const readme = readFileSync(join(root, "README.md"), "utf8");

test("with a repository, each link of the packed README leads there, and the README stays", () => {
  const { status, stderr, readme: shown, left } = packed({ type: "git", url: `git+${PAGE}.git` });
  assert.equal(status, 0, stderr);
  assert.equal(left, readme);
  assert.match(stderr, /links under https:\/\/repository\.example\/owner\/name/);
  const links = (text) =>
    [...text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  const relative = links(readme).filter((target) => !/^(?:#|\w+:)/.test(target));
  assert.ok(relative.length > 20, `${relative.length} relative links`);
  assert.deepEqual(
    links(shown).filter((target) => !/^(?:#|\w+:)/.test(target)),
    [],
  );
  assert.ok(shown.includes(`](${PAGE}/blob/HEAD/docs/api.md)`));
  assert.ok(shown.includes(`](${PAGE}/raw/HEAD/docs/picture.png)`));
  const relativeAgain = shown.replaceAll(new RegExp(`${PAGE}/(?:blob|raw)/HEAD/`, "g"), "");
  assert.equal(relativeAgain, readme);
});

test("without one, packing says so, and packs the README as it is", () => {
  const { status, stderr, readme: shown, left } = packed(undefined);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /package\.json names no `repository`/);
  assert.deepEqual([shown, left], [readme, readme]);
});

test("what is no address of a repository ends the packing, and nothing is changed", () => {
  const { status, stderr, left } = packed("owner/name");
  assert.notEqual(status, 0);
  assert.match(stderr, /`repository` is an address like git\+https:.*, not owner\/name/);
  assert.equal(left, readme);
});

test("links in code, to other places and within the page stay; a picture in a link is both", () => {
  const text = [
    "[a](docs/a.md#b) [b](#b) [c](https://example.org/c) [d](mailto:d@example.org)",
    "`[e](e.md)` and ``[`f`](f.md)`` [`g`](g.md)",
    "```md\n[h](h.md)\n```",
    "[![i](i.png)](i.md)",
  ].join("\n");
  const [first, second, ...code] = withAbsoluteLinks(text, PAGE).split("\n");
  assert.equal(
    first,
    `[a](${PAGE}/blob/HEAD/docs/a.md#b) [b](#b) [c](https://example.org/c) [d](mailto:d@example.org)`,
  );
  assert.equal(second, `\`[e](e.md)\` and \`\`[\`f\`](f.md)\`\` [\`g\`](${PAGE}/blob/HEAD/g.md)`);
  assert.equal(code.slice(0, 3).join("\n"), "```md\n[h](h.md)\n```");
  assert.equal(code[3], `[![i](${PAGE}/raw/HEAD/i.png)](${PAGE}/blob/HEAD/i.md)`);
  const pages = [`${PAGE}.git`, { url: `git+${PAGE}.git` }, PAGE, undefined];
  assert.deepEqual(
    pages.map((repository) => repositoryPage({ repository })),
    [PAGE, PAGE, PAGE, null],
  );
});
