/** Dependencies are few, and CONTRIBUTING.md names each with its reason. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

/** The names in the table of CONTRIBUTING.md, each with a place of use and a reason. */
const named = [...read("CONTRIBUTING.md").matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gmu)].map(
  ([, name = "", of = "", why = ""]) => ({ name, of: of.trim(), why: why.trim() }),
);

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

function ofNpm(): string[] {
  const manifest = JSON.parse(read("package.json")) as Manifest;
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  return [dependencies, devDependencies, optionalDependencies, peerDependencies].flatMap((all) =>
    Object.keys(all ?? {}),
  );
}

/** `name = ...` in every section of Cargo.toml that ends in `dependencies`. */
function ofCargo(): string[] {
  const sections = read("Cargo.toml").split(/^\[(?=[^\n]*\]$)/mu);
  return sections
    .filter((section) => /^[^\n]*dependencies\]/u.test(section))
    .flatMap((section) => [...section.matchAll(/^([\w-]+)\s*=/gmu)].map(([, name = ""]) => name));
}

test("every dependency is named with its reason, and nothing else is", () => {
  const used = [...ofNpm(), ...ofCargo()];
  expect(used).toContain("lit");
  expect(used).toContain("strsim");
  expect(named.map(({ name }) => name).sort()).toEqual([...new Set(used)].sort());
  expect(named.filter(({ of, why }) => of === "" || why === "")).toEqual([]);
});

test("npm packages have exact versions, so that every build is the same", () => {
  const { devDependencies = {}, dependencies = {} } = JSON.parse(read("package.json")) as Manifest;
  const loose = Object.entries({ ...devDependencies, ...dependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/u.test(version),
  );
  expect(loose).toEqual([]);
});

test("the citation is of this version", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  expect(read("CITATION.cff")).toContain(`\nversion: ${version}\n`);
  expect(read("Cargo.toml")).toContain(`\nversion = "${version}"\n`);
});
