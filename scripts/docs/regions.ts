/**
 * Pages are written by hand, and parts of them are made: what stands between `<!-- made: name arguments -->` and
 * `<!-- end -->` is what a table of the code says. `npm run docs` writes these parts anew; a test compares.
 */

/** Makes a part from its arguments. */
export type Maker = (...parts: string[]) => string;

const REGION = /^<!-- made: (?<call>[^\n]+?) -->\n[\s\S]*?^<!-- end -->$/gmu;

/** The page with every made part as it should be. */
export function remade(page: string, makers: Readonly<Record<string, Maker>>): string {
  const opened = page.match(/^<!-- made: /gmu)?.length ?? 0;
  let closed = 0;
  const fresh = page.replace(REGION, (_, call: string) => {
    closed += 1;
    const [name = "", ...rest] = call.split(" ");
    const make = makers[name];
    if (make === undefined) throw new Error(`nothing makes \`${name}\``);
    return `<!-- made: ${call} -->\n\n${make(...rest).trim()}\n\n<!-- end -->`;
  });
  if (opened !== closed) throw new Error("a made part has no end");
  return fresh;
}

/** A table. A bar in a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("\n", " ").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export const code = (text: string): string => `\`${text}\``;

/** The anchor that a heading gets. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
