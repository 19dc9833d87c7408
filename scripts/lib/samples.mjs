/**
 * The code in the documentation: fenced blocks with their language, and which rule covers each. A block that no rule
 * covers is an error, so that nothing is shown that nobody runs.
 */
import { readdirSync, readFileSync } from "node:fs";
import { at } from "./tools.mjs";

/** README.md and the other pages at the top, and all of docs/. */
export function pages() {
  const tops = readdirSync(at()).filter((name) => name.endsWith(".md"));
  const docs = readdirSync(at("docs"), { recursive: true })
    .map((name) => `docs/${String(name).replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md"));
  return [...tops, ...docs].sort();
}

const FENCE = /^(?<indent> *)```(?<info>[^\n`]*)\n(?<text>[\s\S]*?)^\k<indent>```$/gmu;

/** The blocks of one page: where they begin, their language, further words after it, and their text. */
export function blocksOf(file, page = readFileSync(at(...file.split("/")), "utf8")) {
  return [...page.matchAll(FENCE)].map((match) => {
    const { indent, info, text } = match.groups;
    const [language = "", ...words] = info.trim().split(/\s+/);
    const line = page.slice(0, match.index).split("\n").length;
    const lines = text.split("\n").map((one) => (one.startsWith(indent) ? one.slice(indent.length) : one));
    return { file, line, language, words, text: lines.join("\n").trimEnd() };
  });
}

/** Every block of every page. */
export const samples = () => pages().flatMap((file) => blocksOf(file));

/** The blocks of a language, with what stands for their output: a block `text` right after. */
export function samplesOf(language, words = "") {
  const all = samples();
  return all
    .map((block, index) => ({ ...block, output: outputAfter(all, index) }))
    .filter((block) => block.language === language && block.words.join(" ") === words);
}

function outputAfter(all, index) {
  const next = all[index + 1];
  return next?.language === "text" && next.file === all[index].file ? next.text : null;
}

/** Code that is indented instead of fenced: it has no language, so no rule could cover it. */
export function indentedCode(file) {
  const page = readFileSync(at(...file.split("/")), "utf8");
  const outside = page.replace(FENCE, (block) => block.replace(/[^\n]/g, ""));
  return outside
    .split("\n")
    .map((line, index, lines) => ({ line, number: index + 1, before: lines[index - 1] ?? "" }))
    .filter(({ line, before }) => /^ {4}\S/.test(line) && before === "")
    .map(({ number }) => `${file}:${number}`);
}
