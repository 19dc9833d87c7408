import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Words } from "../../i18n/words.ts";
import type { Hue } from "../../stage/cluster-presentation.ts";
import type { RaftKey } from "./codes.ts";
import { LOG_COLUMNS } from "./log-window.ts";

/** One cell of the table of logs. */
export interface LogCell {
  index: number;
  hue: Hue;
  text: string;
  committed: boolean;
  epoch: string;
}

export interface LogRow {
  id: string;
  crowned: boolean;
  down: boolean;
  cells: readonly LogCell[];
  /** A mark stands behind this index: all up to it is known to be committed. */
  commitIndex: number;
  lastIndex: number;
  /** What the leader knows of this log: the entry it sends next, the last one it knows is stored. */
  next: number | null;
  match: number | null;
}

/** A short log still shows where it will grow. */
const COLUMNS_MIN = 5;
/** With more columns than this cells are narrow. */
const COLUMNS_WIDE = 5;

export interface LogTableOptions {
  rows: readonly LogRow[];
  words: Words<RaftKey>;
  selected: string | null;
  /** The last column, or null for the newest. */
  end: number | null;
  choose(id: string): void;
  scrollTo(end: number | null): void;
}

/** The logs side by side: a row per node, a column per index, a cell in its epoch's hue. */
export function drawLogTable(options: LogTableOptions): TemplateResult {
  const { rows, words, selected, choose } = options;
  const longest = rows.reduce((most, row) => Math.max(most, row.lastIndex), 0);
  const { first, last } = columns(longest, options.end);
  const indexes = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
  return html`${longest > LOG_COLUMNS ? drawPages(options, first, last, longest) : nothing}
    <div class="log-scroll" tabindex="0" role="region" aria-label=${words.t("raft.log.label")}>
    <table class="log ${indexes.length > COLUMNS_WIDE ? "dense" : ""}">
      <thead><tr>
        <th scope="col"><span class="unseen">${words.t("raft.log.node")}</span></th>
        ${indexes.map((index) => html`<th scope="col">${index}</th>`)}
      </tr></thead>
      <tbody>${rows.map((row) => drawRow(row, indexes, words, selected === row.id, choose))}</tbody>
    </table></div>
    ${drawKey(rows, words)}`;
}

/** One column more than there are entries: there stands the leader's mark for the entry it sends next. */
function columns(longest: number, end: number | null): { first: number; last: number } {
  const all = longest === LOG_COLUMNS ? longest : longest + 1;
  if (all <= LOG_COLUMNS) return { first: 1, last: Math.max(COLUMNS_MIN, all) };
  const last = Math.min(Math.max(end ?? all, LOG_COLUMNS), all);
  return { first: last - LOG_COLUMNS + 1, last };
}

/** Which entries of how many, and the way to the others. */
function drawPages({ words, scrollTo }: LogTableOptions, first: number, last: number, longest: number) {
  const to = (end: number) => (end > longest ? null : end);
  return html`<div class="pages">
    <button type="button" class="control" ?disabled=${first <= 1} @click=${() => scrollTo(to(Math.max(last - LOG_COLUMNS, LOG_COLUMNS)))}>${words.t("raft.log.older")}</button>
    <span class="soft">${words.t("raft.log.window", { first, last: Math.min(last, longest), longest })}</span>
    <button type="button" class="control" ?disabled=${last > longest} @click=${() => scrollTo(to(last + LOG_COLUMNS))}>${words.t("raft.log.newer")}</button>
  </div>`;
}

/** What the marks between and under the cells say; those of a leader only while there is one. */
function drawKey(rows: readonly LogRow[], words: Words<RaftKey>) {
  if (rows.every((row) => row.lastIndex === 0)) return nothing;
  const leading = rows.some((row) => row.next !== null);
  return html`<p class="log-key soft"><span><i class="commit"></i>commitIndex</span>${
    leading
      ? html`<span><i class="match"></i>matchIndex</span><span><i class="next"></i>nextIndex</span><span>${words.t("raft.log.of-leader")}</span>`
      : nothing
  }</p>`;
}

function drawRow(
  row: LogRow,
  indexes: readonly number[],
  words: Words<RaftKey>,
  selected: boolean,
  choose: (id: string) => void,
) {
  const cells = new Map(row.cells.map((cell) => [cell.index, cell] as const));
  return html`<tr class="${row.down ? "down" : ""} ${selected ? "selected" : ""}">
    <th scope="row"><button type="button" class="row-name" @click=${() => choose(row.id)}>${row.id}</button>${
      row.crowned
        ? html`<span class="crown-mark" role="img" aria-label=${words.t("raft.role.leader")}></span>`
        : nothing
    }${drawFarMark(row, indexes)}</th>
    ${indexes.map((index) => drawCell(cells.get(index), index, row, words))}
  </tr>`;
}

/** The leader's mark for the entry it sends next, if that column is not in view: which way it is, and its index. */
function drawFarMark({ next }: LogRow, indexes: readonly number[]) {
  const [first = 0, last = 0] = [indexes[0], indexes.at(-1)];
  if (next === null || (next >= first && next <= last)) return nothing;
  return html`<small class="far" title="nextIndex ${next}">${next < first ? `‹${next}` : `${next}›`}</small>`;
}

function drawCell(
  cell: LogCell | undefined,
  index: number,
  row: LogRow,
  words: Words<RaftKey>,
): TemplateResult {
  const marks = [
    index === row.commitIndex ? "mark" : "",
    index === row.match ? "match" : "",
    index === row.next ? "next" : "",
  ].join(" ");
  const peer = `${index === row.match ? " · matchIndex" : ""}${index === row.next ? " · nextIndex" : ""}`;
  if (cell === undefined)
    return html`<td class="cell empty ${marks}" title=${peer === "" ? nothing : peer.slice(3)}></td>`;
  const state = words.t(cell.committed ? "raft.log.committed" : "raft.log.not-committed");
  const text = words.t("raft.log.cell", { index: cell.index, term: cell.epoch, command: cell.text, state });
  return html`<td class="cell e${cell.hue} ${cell.committed ? "committed" : "open"} ${marks}"
    title=${text + peer}><span>${cell.text}</span><small>${cell.epoch}</small></td>`;
}
