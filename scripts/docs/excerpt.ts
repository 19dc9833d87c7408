/** Code in a page, as it stands in the file that the compiler sees. */
import { read } from "./files.ts";

const LANGUAGES: Readonly<Record<string, string>> = { rs: "rust", ts: "ts", json: "json" };

/**
 * One item of a file, by the words with which it begins, with the comments and attributes above it. It ends at the line
 * that closes it, no further in than it began.
 */
export function excerpt(file = "", ...words: string[]): string {
  const start = words.join(" ");
  const lines = read(file).split("\n");
  const found = lines.flatMap((line, index) => (line.trimStart().startsWith(start) ? [index] : []));
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`${file} has \`${start}\` ${found.length} times`);
  const indent = /^ */u.exec(lines[first] ?? "")?.[0] ?? "";
  const text = lines.slice(above(lines, first), closing(lines, first, indent) + 1);
  const language = LANGUAGES[file.split(".").at(-1) ?? ""] ?? "";
  return `\`\`\`${language} ${file}\n${text.join("\n")}\n\`\`\``;
}

function above(lines: readonly string[], first: number): number {
  let start = first;
  while (/^\s*(?:\/\/\/|#\[|\/\*\*|\*[ /])/u.test(lines[start - 1] ?? "")) start -= 1;
  return start;
}

function closing(lines: readonly string[], first: number, indent: string): number {
  if (/[;}]$/u.test(lines[first] ?? "")) return first;
  // A constant whose value stands on the next lines, indented throughout.
  if (/=$/u.test(lines[first] ?? "")) return lines.findIndex((line, at) => at > first && line.endsWith(";"));
  const end = lines.findIndex(
    (line, index) => index > first && new RegExp(`^${indent}[\\]})]+(?: satisfies \\w+)?;?$`, "u").test(line),
  );
  return end < 0 ? first : end;
}
