/** What of a lookup or a change is to be seen when. Pure numbers of the frame and the instant. */

import type { AppState } from "../../state/app-state.ts";
import type { LookupView, PlacementFrame, WalkStep } from "./types.ts";

/** How much of the move under way is over, from 0 to 1. Who stopped right at a move sees what it comes to. */
export function progress(
  { move }: PlacementFrame,
  { now, calm, playing }: Pick<AppState, "now" | "calm" | "playing">,
): number {
  if (move === null || calm || (!playing && now === move.at)) return 1;
  return Math.min(Math.max((now - move.at) / (move.until - move.at), 0), 1);
}

/** The first part of a lookup names the key's hash, the second its place; then it walks. */
export const HASHED = 0.12;
export const PLACED = 0.3;
/** Until here the walk has met its last point. */
const WALKED = 0.92;

/** A point of the walk, and when the walk meets it. */
export interface Met extends WalkStep {
  /** Share of the way round, counted on past the top. */
  at: number;
  /** Which copy it takes, from 1; null if it is passed. */
  copy: number | null;
  when: number;
}

/** The steps of a walk in order, each with its time. */
export function walkOf(lookup: LookupView): { from: number; steps: Met[] } | null {
  if (lookup.way !== "ring" && lookup.way !== "bounded") return null;
  const from = lookup.position;
  let copy = 0;
  const onward = lookup.steps.map((step) => {
    const at = step.position < from ? step.position + 1 : step.position;
    if (step.taken) copy += 1;
    return { ...step, at, copy: step.taken ? copy : null };
  });
  const last = onward.at(-1)?.at ?? from;
  const when = (at: number, index: number): number => {
    // Half by distance, half by count: near points are still told apart.
    const far = last > from ? (at - from) / (last - from) : 1;
    const share = (far + (index + 1) / onward.length) / 2;
    return PLACED + (WALKED - PLACED) * share;
  };
  return { from, steps: onward.map((step, index) => ({ ...step, when: when(step.at, index) })) };
}

/** How far the walk has come, as a share of the way round. */
export function walkedTo(walk: { from: number; steps: readonly Met[] }, share: number): number {
  let before = { at: walk.from, when: PLACED };
  for (const step of walk.steps) {
    if (share < step.when) {
      const part = Math.max(0, (share - before.when) / Math.max(step.when - before.when, 1e-9));
      return before.at + (step.at - before.at) * part;
    }
    before = step;
  }
  return before.at;
}

/** A moved key leaves a little after the one before it; each takes this part of the whole move. */
const FLIGHT = 0.6;

/** How far the nth of so many moved keys has come when so much of the move is over. */
export function flown(index: number, count: number, share: number): number {
  const start = count > 1 ? (index / (count - 1)) * (1 - FLIGHT) : 0;
  const part = Math.min(Math.max((share - start) / FLIGHT, 0), 1);
  // It starts and arrives gently.
  return part * part * (3 - 2 * part);
}
