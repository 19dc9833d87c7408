import type { EndpointId } from "../../api/frames.ts";
import type { Hue } from "../../stage/cluster-presentation.ts";
import { ballotHue, compareBallots } from "./ballot.ts";
import type { Ballot, BallotView, PaxosFrame, PaxosNode } from "./types.ts";

/**
 * What became of a ballot at an acceptor. Closed: nothing of this ballot will ever be accepted here any more, because
 * the acceptor has promised a higher one.
 */
export interface Cell {
  state: "accepted" | "refused" | "promised" | "closed" | "open";
  /** What was accepted. */
  value: string | null;
  /** It was promised, whatever came then. */
  promised: boolean;
  /** The acceptor has promised a higher ballot since. */
  past: boolean;
  /** The acceptor's promise stands here: nothing lower will be accepted. */
  floor: boolean;
}

export interface Column {
  ballot: Ballot;
  hue: Hue;
  proposer: EndpointId | null;
  own: string | null;
  value: string | null;
  chosen: string | null;
  promises: number;
  accepts: number;
  cells: readonly Cell[];
}

/** What a node knows to be chosen: nothing, or not yet, or a value. */
export interface Knowledge {
  state: "known" | "due" | "none";
  value: string | null;
  hue: Hue;
}

export interface Row {
  id: EndpointId;
  down: boolean;
  knowledge: Knowledge;
}

export interface Board {
  rows: readonly Row[];
  columns: readonly Column[];
  needed: number;
  /** Learners that know, of how many. */
  knowing: number;
  learners: number;
}

/** Rows acceptors, columns ballots: what every message so far came to. */
export function boardOf(frame: PaxosFrame): Board {
  const learners = new Set(frame.roles.learners);
  return {
    rows: frame.nodes.map((node) => rowOf(node, frame)),
    columns: frame.ballots.map((ballot) => columnOf(ballot, frame.nodes)),
    needed: frame.needed,
    knowing: frame.nodes.filter((node) => learners.has(node.id) && node.learned !== null).length,
    learners: learners.size,
  };
}

function rowOf(node: PaxosNode, { chosen, roles }: PaxosFrame): Row {
  const { id, learned } = node;
  const down = node.status === "down";
  const due = chosen !== null && roles.learners.includes(id);
  const state = learned !== null ? "known" : due ? "due" : "none";
  const hue = ballotHue(learned?.ballot ?? chosen?.ballot ?? null);
  return { id, down, knowledge: { state, value: learned?.value ?? null, hue } };
}

function columnOf(view: BallotView, nodes: readonly PaxosNode[]): Column {
  const { ballot, proposer, own, value, chosen } = view;
  return {
    ballot,
    hue: ballotHue(ballot),
    proposer,
    own,
    value,
    chosen,
    promises: view.promised.length,
    accepts: mostAccepts(Object.values(view.accepted)),
    cells: nodes.map((node) => cellOf(view, node)),
  };
}

/** Accepts count for the same value only; a ballot has one, unless a bug lets it have two. */
function mostAccepts(values: readonly string[]): number {
  return values.reduce((most, value) => Math.max(most, values.filter((one) => one === value).length), 0);
}

function cellOf(view: BallotView, { id, promised: promise }: PaxosNode): Cell {
  const value = Object.hasOwn(view.accepted, id) ? (view.accepted[id] ?? null) : null;
  const promised = view.promised.includes(id);
  const floor = promise === view.ballot;
  const past = promise !== null && compareBallots(view.ballot, promise) < 0;
  const state =
    value !== null
      ? "accepted"
      : view.refused.includes(id)
        ? "refused"
        : promised
          ? "promised"
          : past
            ? "closed"
            : "open";
  return { state, value, promised, past, floor };
}

/** Ballots shown side by side. */
export const BOARD_COLUMNS = 8;

/** The columns up to `end` (or the latest), as [first, one behind the last]. */
export function boardWindow(columns: number, end: number | null): readonly [number, number] {
  const last = Math.min(Math.max(end ?? columns, BOARD_COLUMNS), columns);
  return [Math.max(last - BOARD_COLUMNS, 0), last];
}

export interface Step {
  name: "promise" | "proposal" | "decision";
  state: "done" | "now" | "ahead" | "over";
  k: number;
  m: number;
}

const isRunning = ({ ballot, proposer }: Column, frame: PaxosFrame): boolean => {
  const proposal = frame.nodes.find((node) => node.id === proposer)?.proposal ?? null;
  return proposal?.ballot === ballot && proposal.phase !== "abandoned";
};

/** The ballot to tell of: the latest under way above the one that chose; else that one; else the latest. */
export function newsworthy({ columns }: Board, frame: PaxosFrame): Column | undefined {
  const chose = columns.findIndex(({ chosen }) => chosen !== null);
  const running = columns
    .slice(chose + 1)
    .filter((column) => column.chosen === null && isRunning(column, frame));
  return running.at(-1) ?? columns[chose] ?? columns.at(-1);
}

/** How far a ballot got: phase 1, phase 2, learning. Over: its proposer has given it up. */
export function stepsOf(column: Column, board: Board, frame: PaxosFrame): readonly Step[] {
  const { value, chosen, promises, accepts } = column;
  const running = isRunning(column, frame);
  const state = (done: boolean, reached: boolean): Step["state"] =>
    done ? "done" : !reached ? "ahead" : running ? "now" : "over";
  const { needed, knowing, learners } = board;
  const known = chosen === null ? 0 : knowing;
  return [
    { name: "promise", state: state(value !== null, true), k: promises, m: needed },
    { name: "proposal", state: state(chosen !== null, value !== null), k: accepts, m: needed },
    {
      name: "decision",
      state: chosen === null ? "ahead" : known >= learners ? "done" : "now",
      k: known,
      m: learners,
    },
  ];
}
