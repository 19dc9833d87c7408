import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../i18n/index.ts";
import type { LogCell, LogRow } from "./presentation.ts";

/** Columns shown at once; longer logs are windowed. */
export const COLUMNS_MAX = 12;
/** A short log still shows where it will grow. */
const COLUMNS_MIN = 5;

export interface LogTableOptions {
  rows: readonly LogRow[];
  words: Words;
  selected: string | null;
  choose(id: string): void;
}

/** The logs side by side: a row per node, a column per index, a cell in its epoch's hue. */
export function drawLogTable({ rows, words, selected, choose }: LogTableOptions): TemplateResult {
  const { first, last } = columns(rows);
  const indexes = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return html`<div class="log-scroll" tabindex="0" role="region" aria-label=${words.t("ui.log.label")}>
    <table class="log ${indexes.length > COLUMNS_MIN ? "dense" : ""}">
      <thead><tr>
        <th scope="col"><span class="unseen">${words.t("ui.log.node")}</span></th>
        ${indexes.map((index) => html`<th scope="col">${index}</th>`)}
      </tr></thead>
      <tbody>${rows.map((row) => drawRow(row, indexes, words, selected === row.id, choose))}</tbody>
    </table></div>`;
}

function columns(rows: readonly LogRow[]): { first: number; last: number } {
  const longest = Math.max(0, ...rows.map((row) => row.lastIndex));
  const last = Math.max(COLUMNS_MIN, longest);
  return { first: Math.max(1, last - COLUMNS_MAX + 1), last };
}

function drawRow(
  row: LogRow,
  indexes: readonly number[],
  words: Words,
  selected: boolean,
  choose: (id: string) => void,
) {
  const cells = new Map(row.cells.map((cell) => [cell.index, cell] as const));
  return html`<tr class="${row.down ? "down" : ""} ${selected ? "selected" : ""}">
    <th scope="row"><button type="button" class="row-name" @click=${() => choose(row.id)}>${row.id}</button>${
      row.crowned
        ? html`<span class="crown-mark" role="img" aria-label=${words.t("raft.role.leader")}></span>`
        : nothing
    }</th>
    ${indexes.map((index) => drawCell(cells.get(index), index, row.commitIndex, words))}
  </tr>`;
}

function drawCell(
  cell: LogCell | undefined,
  index: number,
  commitIndex: number,
  words: Words,
): TemplateResult {
  const mark = index === commitIndex ? "mark" : "";
  if (cell === undefined) return html`<td class="cell empty ${mark}"></td>`;
  const state = words.t(cell.committed ? "ui.log.committed" : "ui.log.not-committed");
  return html`<td class="cell e${cell.hue} ${cell.committed ? "committed" : "open"} ${mark}"
    title=${words.t("ui.log.cell", { index: cell.index, term: cell.epoch, command: cell.text, state })}
    ><span>${cell.text}</span><small>${cell.epoch}</small></td>`;
}
