import type { EventRecord, Simulation } from "ringleader";
import { type Input, InputError, open } from "./input.ts";
import type { Progress } from "./progress.ts";

/** How long a scenario without moves is watched, in ms. */
const WITHOUT_MOVES_MS = 5_000;

/** Events until progress is told: some milliseconds. */
const EVENTS_AT_ONCE = 20_000;

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

/** Goes to an instant, or to the end of the moves, in pieces. */
function goTo(simulation: Simulation, name: string, { until, eventsMax, progress }: Going): void {
  simulation.seek(simulation.length);
  const end = until ?? (simulation.length === 0 ? WITHOUT_MOVES_MS : simulation.endTime);
  while (simulation.now < end) {
    if (simulation.position >= eventsMax) {
      const where = `after ${simulation.position} events, at ${simulation.now} of ${end} ms`;
      throw new InputError(`${name}: stopped ${where}; \`--events-max\` allows more`);
    }
    simulation.advance({ ms: end - simulation.now, events: EVENTS_AT_ONCE });
    progress.tell(() => `${name}: ${simulation.position} events, ${Math.round(simulation.now)} of ${end} ms`);
  }
  if (simulation.now > end) simulation.seekTime(end);
}

/** A line of the trace that says that a message was sent: id, time, node, then the word and the message. */
const SENT = /^\S+ \S+ \S+ sent m(\d+)/gm;

/**
 * How many messages were sent up to the cursor, those of clients and copies made by the network included: they are
 * numbered as they are sent, so the last one tells. To print all of a trace would take longer than to run it.
 */
export function messagesOf(simulation: Simulation): number {
  const to = simulation.position;
  for (let count = 16; ; count *= 4) {
    const from = Math.max(0, to - count);
    const last = [...simulation.trace({ from, to }).matchAll(SENT)].at(-1)?.[1];
    if (last !== undefined || from === 0) return Number(last ?? 0);
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
