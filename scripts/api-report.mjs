/**
 * `npm run api-report`: the public surface of the built library, kept in git as docs/api.d.ts. `npm test` compares the
 * two, so that no change of the API goes unseen.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "./build.mjs";
import { isMain, main, setUp } from "./lib/run.mjs";
import { at } from "./lib/tools.mjs";

const head = `// The public API of this version, as dist has it. Written by \`npm run api-report\`.
`;

/** The types of `ringleader`, and what other entries have besides. */
export function publicTypes() {
  const typesOf = (entry) => readFileSync(at("dist", `${entry}.d.ts`), "utf8");
  const slim = typesOf("slim").replace(/^export \* from "\.\/index\.js";\n/, "");
  const worker = typesOf("worker").replace(/^import type .*\n/, "");
  return `${head}${typesOf("index")}\n// ringleader/slim has all that, and\n${slim}\n// ringleader/worker has\n${worker}`;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp();
    await build("library");
    mkdirSync(at("docs"), { recursive: true });
    writeFileSync(at("docs", "api.d.ts"), publicTypes());
    console.log("Wrote docs/api.d.ts");
  });
}
