/** The entry of a protocol of its own, as the documentation has it, around an engine of the page that runs no other. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { expect, it } from "vitest";
import { alias } from "../../vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The code of a file that a page of the documentation has. */
function sample(page: string, file: string): string {
  const text = readFileSync(here(`docs/${page}`), "utf8");
  const begins = `\`\`\`ts ${file}\n`;
  const from = text.indexOf(begins);
  if (from < 0) throw new Error(`docs/${page} has no ${file}`);
  return text.slice(from + begins.length, text.indexOf("```", from + begins.length));
}

/** An engine of the page, as a module of text: as the build writes one, and `fromText` reads it. */
function engineText(chapter: string): string {
  const assets = here("dist/page/assets");
  const folder = readdirSync(assets).find((name) => name.startsWith("engines-"));
  const bytes = readFileSync(join(assets, folder ?? "", `${chapter}.wasm`));
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte + 35)).join("");
  return `export default "${text.replaceAll("\\", "\\\\")}";\n`;
}

it("an entry of one protocol runs that, with its part of the catalog, and says of the others that it does not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ringleader-entry-"));
  try {
    const [entry, text] = [join(folder, "paxos-alone.ts"), join(folder, "text.js")];
    const code = sample("adding-a-protocol.md", "www/src/library/paxos-alone.ts");
    writeFileSync(
      entry,
      code.replaceAll(
        /"\.\.?\/(?=[\w./-]+\.ts")/gu,
        (path) => `"${here("www/src/library")}/${path.slice(1)}`,
      ),
    );
    writeFileSync(text, engineText("paxos"));
    await build({
      configFile: false,
      logLevel: "error",
      publicDir: false,
      resolve: { alias: [{ find: "#paxos-text", replacement: text }, ...alias] },
      build: {
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        lib: { entry, formats: ["es"], fileName: () => "entry.mjs" },
      },
    });
    const { Simulation, catalog, parse } = await import(pathToFileURL(join(folder, "entry.mjs")).href);
    expect(catalog.protocols.map(({ name }: { name: string }) => name)).toEqual(["paxos"]);
    const run = new Simulation('protocol paxos\nseed 1\nrequest c1 n1 "X"\nrun 200ms\n');
    expect(run.frame().nodes.length).toBeGreaterThan(2);
    expect(run.properties().every(({ status }: { status: string }) => status !== "violated")).toBe(true);
    expect(parse("protocol paxos\nnodes 3\n")).toMatchObject({ protocol: "paxos" });
    expect(() => new Simulation("protocol raft\n")).toThrow("a protocol that this engine runs");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
