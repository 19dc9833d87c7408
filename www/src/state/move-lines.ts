/** A word of the scenario language in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/** To a node, or to the one that the client knows of. */
export const requestLine = (client: string, command: string, node: string | null = null): string =>
  ["request", client, ...(node === null ? [] : [node]), quoted(command)].join(" ");

export const partitionLine = (one: readonly string[], other: readonly string[]): string =>
  `cut ${one.join(" ")} | ${other.join(" ")}`;
