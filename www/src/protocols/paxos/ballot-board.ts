import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Words } from "../../i18n/words.ts";
import {
  BOARD_COLUMNS,
  type Board,
  boardOf,
  boardWindow,
  type Cell,
  type Column,
  newsworthy,
  type Row,
  stepsOf,
} from "./board.ts";
import type { PaxosKey } from "./codes.ts";
import { moveInGrid, stopAtFocus } from "./grid.ts";
import type { Ballot, PaxosFrame } from "./types.ts";

type W = Words<PaxosKey>;

export interface BallotBoardOptions {
  frame: PaxosFrame;
  words: W;
  /** The selected node. */
  selected: string | null;
  /** The ballot whose steps are told, or null for the latest. */
  ballot: Ballot | null;
  /** One behind the last column that is looked at, or null for the newest. */
  end: number | null;
  choose(id: string): void;
  follow(ballot: Ballot | null): void;
  scrollTo(end: number | null): void;
}

/** With more columns than this cells are narrow: a value alone, a sign. */
const COLUMNS_WIDE = 3;

/** The ballots side by side: a row per acceptor, a column per ballot, and at the end who knows what is chosen. */
export function drawBallotBoard(options: BallotBoardOptions): TemplateResult {
  const { frame, words } = options;
  const board = boardOf(frame);
  const [first, last] = boardWindow(board.columns.length, options.end);
  const columns = board.columns.slice(first, last);
  const followed = board.columns.find(({ ballot }) => ballot === options.ballot) ?? newsworthy(board, frame);
  return html`${followed === undefined ? nothing : drawSteps(followed, board, options)}
    ${drawChosen(board, frame, words)}
    ${board.columns.length > BOARD_COLUMNS ? drawPages(options, first, last, board.columns.length) : nothing}
    ${frame.ballotsLeftOut > 0 ? html`<p class="soft">${words.t("paxos.board.left-out", { count: frame.ballotsLeftOut })}</p>` : nothing}
    <div class="board-scroll" role="region" aria-label=${words.t("paxos.board.label")}>
    <table class="board ${columns.length > COLUMNS_WIDE ? "dense" : ""}" role="grid" aria-readonly="true" aria-label=${words.t("paxos.board.label")}
      @keydown=${moveInGrid} @focusin=${stopAtFocus}>
      <thead><tr>
        <th scope="col"><span class="unseen">${words.t("paxos.board.acceptor")}</span></th>
        ${columns.map((column) => drawHead(column, column === followed, options))}
        <th scope="col" class="learned">${words.t("paxos.board.learned")}</th>
      </tr></thead>
      <tbody>${board.rows.map((row, index) => drawRow(row, index, columns, options))}</tbody>
      <tfoot>
        ${drawCounts("promises", columns, board, words)}
        ${drawCounts("accepts", columns, board, words)}
      </tfoot>
    </table></div>
    ${board.columns.length === 0 ? nothing : drawKey(words)}`;
}

/** The three steps of a ballot, named for what they are, with how far each got. */
function drawSteps(column: Column, board: Board, { frame, words }: BallotBoardOptions) {
  const { ballot, hue } = column;
  return html`<ol class="steps e${hue}" aria-label=${words.t("paxos.steps.label", { ballot })}>${stepsOf(
    column,
    board,
    frame,
  ).map(
    ({ name, state, k, m }) => html`<li class=${state} aria-current=${state === "now" ? "step" : nothing}>
      <b>${words.t(`paxos.step.${name}`)}</b>
      <span>${words.t(`paxos.step.${name}.what`)}</span>
      <span class="count">${words.t(`paxos.step.${name}.count`, { k, m })}<span class="unseen"> (${words.t(`paxos.step.${state}`)})</span></span></li>`,
  )}</ol>`;
}

/** What is chosen, and apart from that who knows. */
function drawChosen(board: Board, frame: PaxosFrame, words: W) {
  const values = [...new Set(board.columns.flatMap(({ chosen }) => chosen ?? []))];
  if (values.length > 1)
    return html`<p class="chosen-line broken">${words.t("paxos.board.chosen.both", { values: values.join(words.t("paxos.and")) })}</p>`;
  const { chosen } = frame;
  if (chosen === null) return html`<p class="chosen-line soft">${words.t("paxos.board.chosen.none")}</p>`;
  const knowing = board.rows.filter(({ knowledge }) => knowledge.state === "known");
  const state = knowing.length === 0 ? "unknown" : board.knowing >= board.learners ? "all" : "some";
  const { value, ballot } = chosen;
  const nodes = knowing.map(({ id }) => id).join(words.t("sentence.list"));
  return html`<p class="chosen-line">${words.t(`paxos.board.chosen.${state}`, { value, ballot, nodes, count: knowing.length })}</p>`;
}

/** Which ballots of how many, and the way to the others. */
function drawPages({ words, scrollTo }: BallotBoardOptions, first: number, last: number, all: number) {
  const to = (end: number) => (end >= all ? null : end);
  const earlier = () => scrollTo(to(Math.max(last - BOARD_COLUMNS, BOARD_COLUMNS)));
  return html`<div class="pages">
    <button type="button" class="control" ?disabled=${first <= 0} @click=${earlier}>${words.t("paxos.board.earlier")}</button>
    <span class="soft">${words.t("paxos.board.window", { first: first + 1, last, all })}</span>
    <button type="button" class="control" ?disabled=${last >= all} @click=${() => scrollTo(to(last + BOARD_COLUMNS))}>${words.t("paxos.board.later")}</button>
  </div>`;
}

/** A ballot and its value: proposed, adopted instead of its own, or still to be decided. */
function drawHead(column: Column, followed: boolean, { words, follow }: BallotBoardOptions) {
  const { ballot, hue, chosen } = column;
  return html`<th scope="col" class="e${hue} ${chosen === null ? "" : "chosen"} ${followed ? "followed" : ""}">
    <button type="button" class="ballot" title=${headText(column, words)} aria-pressed=${followed ? "true" : "false"}
      @click=${() => follow(followed ? null : ballot)}><b>${ballot}</b><span class="unseen">: ${headText(column, words)}</span>
      <span class="proposed" aria-hidden="true">${proposed(column)}</span>${
        chosen === null ? nothing : html`<em>${words.t("paxos.board.chosen")}</em>`
      }</button></th>`;
}

/** "Y → X" where the proposer had to propose another's value than its own. */
function proposed({ own, value }: Column): string {
  if (value === null) return own === null ? "…" : `${own}?`;
  return own === null || own === value ? value : `${own} → ${value}`;
}

function headText({ ballot, own, value }: Column, words: W): string {
  if (value === null)
    return words.t(own === null ? "paxos.board.head.unknown" : "paxos.board.head.waits", { ballot, own });
  return words.t(own === null || own === value ? "paxos.board.head.own" : "paxos.board.head.adopted", {
    ballot,
    own,
    value,
  });
}

function drawRow(row: Row, index: number, columns: readonly Column[], options: BallotBoardOptions) {
  const { words, selected, choose } = options;
  const { id, down, knowledge } = row;
  const { state, value, hue } = knowledge;
  const knows = words.t(`paxos.board.knows.${state}`, { node: id, value });
  return html`<tr class="${down ? "down" : ""} ${selected === id ? "selected" : ""}">
    <th scope="row"><button type="button" class="row-name" @click=${() => choose(id)}>${id}</button></th>
    ${columns.map((column) => drawCell(id, column, column.cells[index], words))}
    <td class="cell knows ${state} e${hue}" title=${knows}><span class="unseen">${knows}</span><span class="held" aria-hidden="true">${value ?? ""}</span></td></tr>`;
}

/** What a narrow cell has room for. */
const SIGNS = { refused: "×", promised: "≥", closed: "", open: "" } as const;

function drawCell(node: string, { ballot, hue, chosen }: Column, cell: Cell | undefined, words: W) {
  if (cell === undefined) return html`<td class="cell open"></td>`;
  const { state, value, promised, past, floor } = cell;
  const text = words.t(`paxos.board.cell.${state}`, { node, ballot, value });
  const classes = `cell ${state} e${hue} ${promised ? "gave" : ""} ${past ? "past" : ""} ${floor ? "floor" : ""} ${chosen === null ? "" : "chosen"}`;
  if (state === "open") return html`<td class=${classes}><span class="unseen">${text}</span></td>`;
  const long = state === "closed" ? "" : words.t(`paxos.board.${state}`, { value });
  const short = state === "accepted" ? value : SIGNS[state];
  return html`<td class=${classes} title=${text}><span class="unseen">${text}</span><span class="long" aria-hidden="true">${long}</span><span class="short" aria-hidden="true">${short}</span></td>`;
}

/** Once there are enough it says so; until then, of how many. */
const counted = (k: number, m: number, words: W): string =>
  words.t(k >= m ? "paxos.board.enough" : "paxos.board.count", { k, m });

function drawCounts(name: "promises" | "accepts", columns: readonly Column[], board: Board, words: W) {
  const { needed, knowing, learners } = board;
  const last = name === "accepts" ? words.t("paxos.board.count", { k: knowing, m: learners }) : "";
  return html`<tr><th scope="row">${words.t(`paxos.board.${name}`)}</th>${columns.map(
    (column) =>
      html`<td class=${column[name] >= needed ? "reached" : ""} title=${words.t("ui.quorum", { k: column[name], m: needed })}>${counted(column[name], needed, words)}</td>`,
  )}<td class=${knowing >= learners ? "reached" : ""}>${last}</td></tr>`;
}

/** What the cells mean. */
const drawKey = (words: W) =>
  html`<p class="board-key soft">${(["promised", "accepted", "closed", "floor"] as const).map(
    (name) => html`<span><i class="cell ${name}"></i>${words.t(`paxos.board.key.${name}`)}</span>`,
  )}</p>`;
