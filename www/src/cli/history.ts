import type { EventRecord, Simulation } from "ringleader";
import { playing } from "../api/playing.ts";
import { type Input, InputError, open } from "./input.ts";
import type { Progress } from "./progress.ts";

/** How far a run goes, and who is told. */
export interface Going {
  /** To this instant, in ms; undefined: to the end of the moves. */
  until: number | undefined;
  /** More events than this are refused. */
  eventsMax: number;
  progress: Progress;
}

/** Opens a scenario and goes on with it; what is wrong with either is told with its name. */
export function played(input: Input, going: Going): Simulation {
  const simulation = open(input);
  try {
    goTo(simulation, input.name, going);
    return simulation;
  } catch (error) {
    simulation.dispose();
    throw error;
  } finally {
    going.progress.clear();
  }
}

/** Goes to an instant, or to the end of the moves, and tells how far it is. */
function goTo(simulation: Simulation, name: string, { progress, ...to }: Going): void {
  const way = playing(simulation, to);
  for (let step = way.next(); ; step = way.next()) {
    const { position, now } = simulation;
    if (step.done && step.value) return;
    if (step.done) {
      throw new InputError(
        `${name}: stopped after ${position} events, at ${now} ms; \`--events-max\` allows more`,
      );
    }
    const { end } = step.value;
    progress.tell(() => `${name}: ${position} events, ${Math.round(now)} of ${end} ms`);
  }
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
