/** How tools are installed: what is run where `cargo binstall` is there, and where it is not. */
import { describe, expect, it } from "vitest";
import { byHand, waysToInstall } from "../../scripts/lib/install.mjs";
import { cargoTools } from "../../scripts/lib/tools.mjs";

describe("a tool", () => {
  it.each(cargoTools().map((tool) => [tool.crate, tool] as const))("is compiled light: %s", (_, tool) => {
    const [way, ...others] = waysToInstall(tool, "/tools", false);
    expect(others).toEqual([]);
    const args = way?.args ?? [];
    expect(args.slice(0, 6)).toEqual(["install", tool.crate, "--version", tool.version, "--root", "/tools"]);
    expect(args.filter((_, place) => args[place - 1] === "--bin")).toEqual(tool.commands);
    const profile = args.filter((_, place) => args[place - 1] === "--config");
    expect(profile).toContain("profile.release.opt-level=0");
    expect(profile).toContain("profile.release.lto=false");
    // Where its lock file can be had, by that.
    expect(args.includes("--locked")).toBe(tool.locked);
    // Optimized is what the tool spends its time in, and nothing else.
    const busy = profile.flatMap(
      (line) => /^profile\.release\.package\.(.*)\.opt-level=/.exec(line)?.[1] ?? [],
    );
    expect(busy).toEqual(tool.busy);
  });

  it("is taken as its makers compiled it where `cargo binstall` is there, and compiled if that does not bring it", () => {
    const [tool] = cargoTools();
    if (tool === undefined) throw new Error("there is a tool");
    const ways = waysToInstall(tool, "/tools", true);
    expect(ways.map(({ args }) => args[0])).toEqual(["binstall", "install"]);
    expect(ways.at(-1)).toEqual(waysToInstall(tool, "/tools", false)[0]);
    const [ready] = ways;
    expect(ready?.args).toEqual(
      expect.arrayContaining([tool.crate, "--version", tool.version, "--root", "/tools"]),
    );
    // Nobody is there to be asked; what is compiled, is compiled here, light.
    expect(ready?.args).toContain("--no-confirm");
    expect(ready?.args.join(" ")).toContain("--strategies crate-meta-data");
  });

  it("is of one exact version, which a person is told, too", () => {
    for (const tool of cargoTools()) {
      expect(tool.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(byHand(tool)).toBe(`cargo install ${tool.crate} --version ${tool.version}`);
    }
  });
});
