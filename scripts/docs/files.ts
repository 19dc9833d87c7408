import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export { pages } from "../lib/samples.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The page of a protocol, seen from docs/, once it has one. */
export const pageOf = (protocol: string): string | null =>
  existsSync(join(root, "docs", `${protocol}.md`)) ? `${protocol}.md` : null;

/** Files under a folder with this ending, by their path from the root. */
export const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(ending))
    .sort();
