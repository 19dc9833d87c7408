import { type EventRecord, RingleaderError, type Simulation } from "ringleader";

/** How long a scenario without moves is watched, in ms. */
const WITHOUT_MOVES_MS = 5_000;

/** Goes to an instant, or to the end of the moves; on the way, to no bound on one call's work. */
export function goTo(simulation: Simulation, until: number | undefined): void {
  simulation.seek(simulation.length);
  const end = until ?? (simulation.length === 0 ? WITHOUT_MOVES_MS : simulation.endTime);
  while (simulation.now < end) {
    const before = simulation.position;
    try {
      simulation.advance(end - simulation.now);
    } catch (error) {
      const goesOn = error instanceof RingleaderError && error.code === "bound-events";
      if (!goesOn || simulation.position === before) throw error;
    }
  }
  if (simulation.now > end) simulation.seekTime(end);
}

/** Positions asked for at a time: a slice's lines stay far below the bound on one call. */
const SLICE = 2_000;

/** The records from boot to the cursor, never many at once. */
export const history = (simulation: Simulation): Iterable<EventRecord> =>
  simulation.history({ to: simulation.position });

/** The same as canonical text, in pieces. */
export function* trace(simulation: Simulation): Generator<string> {
  const end = simulation.position;
  yield simulation.trace({ to: 0 });
  for (let from = 0; from < end; from += SLICE) {
    yield simulation.trace({ from, to: Math.min(from + SLICE, end) });
  }
}

/** What identifies a run, and where it came to. */
export function summary(simulation: Simulation): {
  protocol: string;
  seed: number;
  now: number;
  position: number;
  hash: string;
} {
  const { protocol, seed, now, position } = simulation;
  return { protocol, seed, now, position, hash: simulation.hash() };
}
