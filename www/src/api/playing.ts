import type { Limit, Simulation } from "./simulation.ts";

/** How long a scenario without moves is watched, in ms. */
const WITHOUT_MOVES_MS = 5_000;
/** Events until it is told how far it came: some ten milliseconds. */
const EVENTS_AT_ONCE = 20_000;

/** How far a run goes. */
export interface PlayingTo {
  /** To this instant, in ms; undefined: to the end of the moves, or 5,000 ms where there are none. */
  until?: number | undefined;
  /** No further than so many events. */
  eventsMax: number;
}

/**
 * Goes to an instant, or to the end of the moves, in slices; after each it gives how many events that was, and the instant
 * that it goes to. @returns whether it came there
 */
export function* playing(
  run: Pick<Simulation, "now" | "position" | "length" | "endTime" | "seek" | "seekTime"> & {
    advance(limit: Limit): number;
  },
  { until, eventsMax }: PlayingTo,
): Generator<{ events: number; end: number }, boolean, undefined> {
  run.seek(run.length);
  const end = until ?? (run.length === 0 ? WITHOUT_MOVES_MS : run.endTime);
  while (run.now < end) {
    if (run.position >= eventsMax) return false;
    yield { events: run.advance({ ms: end - run.now, events: EVENTS_AT_ONCE }), end };
  }
  if (run.now > end) run.seekTime(end);
  return true;
}
