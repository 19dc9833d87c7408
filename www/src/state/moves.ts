/** A word of the scenario language in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

export const requestLine = (client: string, command: string): string =>
  `request ${client} ${quoted(command)}`;
