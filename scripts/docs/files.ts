import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** Every page of documentation, by its path from the root. */
export function pages(): string[] {
  const tops = readdirSync(root).filter((name) => name.endsWith(".md"));
  const docs = readdirSync(join(root, "docs"), { recursive: true })
    .map((name) => `docs/${String(name).replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md"));
  return [...tops, ...docs].sort();
}

/** Files of a folder with this ending, by their path from the root. */
export const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .sort();
