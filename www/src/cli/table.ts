/** Tables of figures, as text and as comma-separated values. */

export type Row = Readonly<Record<string, number | string | null>>;

const shown = (value: number | string | null | undefined): string =>
  typeof value === "number" && !Number.isInteger(value) ? value.toFixed(3) : String(value ?? "-");

/** Columns flush right; a line before the row of that index, where what sums up begins. */
export function table(rows: readonly Row[], lineBefore: number): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => shown(row[name])))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "),
  );
  const rule = "-".repeat(lines[0]?.length ?? 0);
  if (lineBefore > 0) lines.splice(lineBefore + 1, 0, rule);
  lines.splice(1, 0, rule);
  return lines.join("\n");
}

/** A head line and a line a row. No cell needs quotes: names and numbers only. */
export function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))]
    .map((line) => line.join(","))
    .join("\n");
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** How each column spreads over the rows that have it; the label stands in the column named. */
export function spread(rows: readonly Row[], label: string): Row[] {
  const measures: [string, (sorted: readonly number[]) => number][] = [
    ["min", (sorted) => sorted[0] ?? 0],
    ["median", (sorted) => quantile(sorted, 0.5)],
    ["mean", (sorted) => sorted.reduce((sum, value) => sum + value, 0) / sorted.length],
    ["99 %", (sorted) => quantile(sorted, 0.99)],
    ["max", (sorted) => sorted.at(-1) ?? 0],
  ];
  const names = Object.keys(rows[0] ?? {});
  return measures.map(([measure, of]) => {
    const cells = names.map((name): [string, number | string | null] => {
      if (name === label) return [name, measure];
      const values = rows.map((row) => row[name]).filter((value) => typeof value === "number");
      return [name, values.length === 0 ? null : of(values.sort((a, b) => a - b))];
    });
    return Object.fromEntries(cells);
  });
}
