/**
 * `npm run api-report`: the public surface of the built library, kept in git as docs/api.d.ts. `npm test` compares the
 * two, so that no change of the API goes unseen.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "./build.mjs";
import { isMain, main, setUp } from "./lib/run.mjs";
import { at } from "./lib/tools.mjs";

const head = `// The public API of this version, as dist/index.d.ts has it. Written by \`npm run api-report\`.
`;

export const reportOf = (types) => head + types;

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp();
    await build("library");
    mkdirSync(at("docs"), { recursive: true });
    writeFileSync(at("docs", "api.d.ts"), reportOf(readFileSync(at("dist", "index.d.ts"), "utf8")));
    console.log("Wrote docs/api.d.ts");
  });
}
