import type { BranchView, EventRecord } from "../api/frames.ts";
import type { World } from "../state/app-state.ts";

/** The run that is shown, as far as it is asked here. */
export interface Source {
  events(span: { from: number; to: number }): EventRecord[];
}

/** Events asked for at once: even where every event has a record for each of many nodes, they are few enough. */
const EVENTS_PER_PAGE = 500;
/** Pages read before the page that hosts us gets its turn: what one picture plays at the greatest speed, at least. */
const PAGES_AT_ONCE = 5;

/** Positions `from < p <= to`. */
interface Span {
  from: number;
  to: number;
}
/** The same, of the events that a branch does not share with its parent. */
interface Piece extends Span {
  branch: number;
}

/** What the cursor went over, going on in its branch or in one that left it just now. */
export function newSpan(next: World | null, before: World | null): Span | null {
  if (next === null || before === null) return null;
  const from = next.branch === before.branch ? before.position : forkOf(next, before);
  return from === null || next.position <= from ? null : { from, to: next.position };
}

function forkOf(next: World, before: World): number | null {
  if (before.branches.some(({ id }) => id === next.branch)) return null;
  const branch = next.branches.find(({ id }) => id === next.branch);
  return branch?.parent === before.branch ? (branch.forkedAt?.position ?? null) : null;
}

/**
 * Reads each event of a run once: the first time that the cursor goes over it, in whatever branch. What many branches
 * share is one event. A jump over very many is read in pages, so that nobody waits for it.
 */
export class Unannounced {
  readonly #read: (records: EventRecord[]) => void;
  #source: Source | null = null;
  #world: World | null = null;
  #done: readonly Piece[] = [];
  #pending: readonly Piece[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(read: (records: EventRecord[]) => void) {
    this.#read = read;
  }

  moved(next: World | null, before: World | null, source: Source | null): void {
    const isSame = source === this.#source;
    this.#world = next;
    if (!isSame) {
      // Another run: nothing of it was told, and what it opened with is no news.
      [this.#source, this.#done, this.#pending] = [source, [], []];
      return;
    }
    const span = newSpan(next, before);
    if (next === null || span === null) return;
    const known = [...this.#done, ...this.#pending];
    this.#pending = [...this.#pending, ...piecesOf(span, next).flatMap((piece) => without(piece, known))];
    if (this.#timer === null) this.#go();
  }

  #go(): void {
    this.#timer = null;
    for (let pages = 0; this.#pending.length > 0; pages += 1) {
      if (pages === PAGES_AT_ONCE) {
        this.#timer = setTimeout(() => this.#go());
        return;
      }
      if (!this.#readPage()) return;
    }
  }

  /** @returns whether there was one that can be read in the branch that is shown */
  #readPage(): boolean {
    const [source, world] = [this.#source, this.#world];
    if (source === null || world === null) return false;
    const lineage = lineageOf(world);
    const isHere = (piece: Piece) =>
      lineage.some(({ branch, until }) => branch === piece.branch && piece.to <= until);
    const piece = this.#pending.find(isHere);
    if (piece === undefined) return false;
    const to = Math.min(piece.from + EVENTS_PER_PAGE, piece.to);
    this.#pending = this.#pending.flatMap((one) => {
      if (one !== piece) return one;
      return to < piece.to ? { ...piece, from: to } : [];
    });
    this.#done = joined(this.#done, { ...piece, to });
    this.#read(source.events({ from: piece.from, to }));
    return true;
  }
}

/** The branches that a branch is made of, itself first, each with the last position that is its part of it. */
function lineageOf({ branch, branches }: Pick<World, "branch" | "branches">) {
  const lineage: { branch: number; from: number; until: number }[] = [];
  let until = Number.POSITIVE_INFINITY;
  let here: BranchView | undefined = branches.find(({ id }) => id === branch);
  while (here !== undefined) {
    const { id, parent, forkedAt } = here;
    const from = forkedAt?.position ?? -1;
    lineage.push({ branch: id, from, until });
    until = Math.min(until, from);
    here = branches.find((other) => other.id === parent);
  }
  return lineage;
}

/** A span of the shown branch, by the branches whose events those are; the oldest first. */
function piecesOf(span: Span, world: World): Piece[] {
  return lineageOf(world)
    .map(({ branch, from, until }) => ({
      branch,
      from: Math.max(from, span.from),
      to: Math.min(until, span.to),
    }))
    .filter(({ from, to }) => from < to)
    .reverse();
}

/** What of a piece none of the others has. */
function without(piece: Piece, others: readonly Piece[]): Piece[] {
  return others.reduce<Piece[]>(
    (left, other) =>
      left.flatMap((one) => {
        if (one.branch !== other.branch || other.to <= one.from || one.to <= other.from) return one;
        return [
          { ...one, to: other.from },
          { ...one, from: other.to },
        ].filter(({ from, to }) => from < to);
      }),
    [piece],
  );
}

/** Pieces that touch are one, so that a run that goes on is one piece. */
function joined(pieces: readonly Piece[], piece: Piece): readonly Piece[] {
  const touches = (one: Piece) => one.branch === piece.branch && one.from <= piece.to && piece.from <= one.to;
  const near = [...pieces.filter(touches), piece];
  const from = Math.min(...near.map((one) => one.from));
  const to = Math.max(...near.map((one) => one.to));
  return [...pieces.filter((one) => !touches(one)), { branch: piece.branch, from, to }];
}
