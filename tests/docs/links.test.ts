/** Links of the documentation lead somewhere: to a file, to a heading, to a run that the engine opens. */
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { pages, read, root } from "../../scripts/docs/files.ts";
import { anchor } from "../../scripts/docs/regions.ts";
import { catalog, Simulation } from "../../www/src/library/ringleader.ts";

const withoutCode = (page: string): string =>
  page.replace(/^```[\s\S]*?^```$/gmu, "").replace(/`[^`\n]*`/gu, "x");

const linksOf = (page: string): string[] => [
  ...[...page.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = ""]) => target),
  ...[...page.matchAll(/^\[[^\]]+\]: (\S+)$/gmu)].map(([, target = ""]) => target),
];

/** The anchors of a page's headings. */
function anchorsOf(file: string): Set<string> {
  const counts = new Map<string, number>();
  const page = read(file).replace(/^```[\s\S]*?^```$/gmu, "");
  const anchors = [...page.matchAll(/^#+ (.+)$/gmu)].map(([, heading = ""]) => {
    const name = anchor(heading);
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
  return new Set(anchors);
}

/** Places of the repository, or beside the page, that a page names in passing; a star, or words in pointed brackets, stand for any name. */
const placesIn = (page: string): string[] =>
  [...page.matchAll(/`((?:src|www|tests|scripts|docs|benches|examples)\/[^`\s]*)`/gu)].map(
    ([, place = ""]) => place,
  );

describe.each(pages())("%s", (file) => {
  test("no trace of two versions is left", () => {
    expect(read(file)).not.toMatch(/^(?:<{7}|={7}|>{7})(?: |$)/mu);
  });

  test("places of the repository that it names are there", () => {
    const missing = placesIn(read(file)).filter((place) => {
      const fixed = place.replace(/[^/]*[*<].*$/u, "");
      return !existsSync(join(root, fixed)) && !existsSync(join(root, dirname(file), fixed));
    });
    expect(missing).toEqual([]);
  });

  const all = linksOf(withoutCode(read(file)));
  const intoPage = all.filter((link) => link.includes("dist/page/"));
  const others = all.filter((link) => !link.includes("dist/page/"));

  test("links to files and headings lead there", () => {
    const broken = others.filter((link) => {
      if (/^(?:https|mailto):/u.test(link)) return false;
      const [path = "", heading] = link.split("#");
      const target = path === "" ? file : normalize(join(dirname(file), path)).replaceAll("\\", "/");
      if (!existsSync(join(root, target))) return true;
      return heading !== undefined && !anchorsOf(target).has(heading);
    });
    expect(broken).toEqual([]);
  });

  test("links into the page name a scenario of the gallery, or carry one that opens", () => {
    for (const link of intoPage) {
      const address = new URL(link, "https://ringleader.example/docs/");
      const name = address.searchParams.get("scenario");
      if (name === null) expect(Simulation.fromLink(link).length, link).toBeGreaterThan(0);
      else expect(catalog.scenarios.map((scenario) => scenario.name)).toContain(name);
    }
  });
});
