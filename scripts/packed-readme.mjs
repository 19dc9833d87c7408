/**
 * `npm pack` and `npm publish` run this before (`pack`) and after (`restore`). A registry shows the README where none of
 * the repository's files are: its links become absolute, where package.json says with `repository` what they are under.
 * The README itself is put back afterwards, whatever came between.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The page of a repository, as its manifest names it; null if it names none. @throws Error for what is no address */
export function repositoryPage({ repository }) {
  const named = typeof repository === "string" ? repository : repository?.url;
  if (named === undefined) return null;
  const page = named.replace(/^git\+/, "").replace(/(?:\.git)?\/?$/, "");
  if (!/^https:\/\/[^/\s]+\/\S+$/.test(page))
    throw new Error(
      `package.json: \`repository\` is an address like git+https://host/owner/name.git, not ${named}`,
    );
  return page;
}

/** Fences and code in a line, in which nothing is a link, or a link's text in brackets and what it leads to. */
const PIECES =
  /^(`{3,}).*\n[\s\S]*?\n\1|(?<!`)(`+)(?!`)[^\n]*?[^`]\2(?!`)|(!?)\[((?:[^[\]]|!?\[[^\]]*\]\([^)]*\))*)\]\(([^)\s]+)\)/gm;

/** A page's text with links that lead to the same from anywhere: pictures to the files, all else to their pages. */
export function withAbsoluteLinks(text, page) {
  return text.replace(PIECES, (all, fence, code, isPicture, inside, target) => {
    if (fence !== undefined || code !== undefined) return all;
    const shown = withAbsoluteLinks(inside, page);
    const isElsewhere = target.startsWith("#") || /^[a-z][a-z\d+.-]*:/i.test(target);
    const way = isPicture ? "raw" : "blob";
    return `${isPicture}[${shown}](${isElsewhere ? target : `${page}/${way}/HEAD/${target}`})`;
  });
}

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = join(root, "README.md");
/** As it was, while the other one is packed. */
const kept = join(root, "target", "README.md");

function restore() {
  if (existsSync(kept)) renameSync(kept, readme);
}

function pack() {
  // A packing that was ended half-way left it.
  restore();
  const page = repositoryPage(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  if (page === null) {
    console.error(
      "package.json names no `repository`: the README is packed with links that lead nowhere outside of it.",
    );
    return;
  }
  const text = readFileSync(readme, "utf8");
  mkdirSync(dirname(kept), { recursive: true });
  copyFileSync(readme, kept);
  writeFileSync(readme, withAbsoluteLinks(text, page));
  console.error(`The README is packed with links under ${page}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) (process.argv[2] === "restore" ? restore : pack)();
