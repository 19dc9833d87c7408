import { checkKeys, checkObject, milliseconds, wholeNumber } from "./arguments.ts";
import { RingleaderError } from "./errors.ts";
import type { MomentKind } from "./frames.ts";
import { playing } from "./playing.ts";
import type { ScenarioOptions } from "./scenario-text.ts";
import type { Simulation } from "./simulation.ts";
import { type AsyncOptions, EVENTS_AT_ONCE, type Reached, turn } from "./slices.ts";
import { type Cell, cellsOf, kindOf, type SweepColumn, type SweepOutcome } from "./sweep-columns.ts";

/** Seeds from first to last, both included. */
export interface SeedRange {
  first: number;
  last: number;
}

/** What a scenario is played with, seed by seed. */
export interface SweepOptions {
  /** A range, or one after the other. */
  seeds: SeedRange | Iterable<number>;
  /** To this instant, in ms. Without it: to the end of the moves, or 5,000 ms where there are none. */
  until?: number | undefined;
  /** More events than this with one seed stop the sweep with an error: 10,000,000 unless it is set. */
  eventsMax?: number | undefined;
  /** False: no property is watched, which is faster, and none is violated. */
  properties?: boolean | undefined;
}

/** How far a sweep has come. */
export interface SweepProgress {
  /** Seeds that are done. */
  done: number;
  /** How many there are. */
  of: number;
  /** The one that is played, and how far that is. */
  seed: number;
  position: number;
  now: number;
}

/** A row: the seed, and the columns that were asked for. */
export type SweepRow<Column extends SweepColumn> = { seed: number } & { [Name in Column]: Cell<Name> };

/** Rows as they come, for `for await`, or all of them. */
export interface Sweep<Row> extends AsyncGenerator<Row, void, undefined> {
  toArray(): Promise<Row[]>;
}

const EVENTS_MAX = 10_000_000;
/** To open a run and look at it takes as long as so many events. */
const EVENTS_OF_A_RUN = 500;

/** What is to be played. */
interface Plan extends Omit<SweepOptions, "seeds"> {
  scenario: string | ScenarioOptions;
  kinds: readonly MomentKind[] | undefined;
}

function seedsOf(seeds: SweepOptions["seeds"]): readonly number[] {
  if (typeof seeds === "object" && seeds !== null && Symbol.iterator in seeds) {
    return [...seeds].map((seed) => wholeNumber(seed, "a seed"));
  }
  checkObject(seeds, "seeds: a range such as { first: 1, last: 1000 }, or one seed after the other");
  checkKeys(seeds, ["first", "last"], "a range of seeds");
  const [first, last] = [wholeNumber(seeds.first, "seeds.first"), wholeNumber(seeds.last, "seeds.last")];
  if (last < first) throw new RingleaderError("argument", "seeds: a range has its lower seed first");
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A line of the trace that says that a message was sent: id, time, node, then the word and the message. */
const SENT = /^\S+ \S+ \S+ sent m(\d+)/gm;

/**
 * How many messages were sent up to the cursor, those of clients and copies made by the network included: they are
 * numbered as they are sent, so the last one tells. To print all of a trace would take longer than to run it.
 */
function messagesOf(run: Simulation): number {
  const to = run.position;
  for (let count = 16; ; count *= 4) {
    const from = Math.max(0, to - count);
    const last = [...run.trace({ from, to }).matchAll(SENT)].at(-1)?.[1];
    if (last !== undefined || from === 0) return Number(last ?? 0);
  }
}

/** What came of a run that is at its end. */
function outcomeOf(run: Simulation, kinds: Plan["kinds"]): SweepOutcome {
  const moments: Record<string, { count: number; first: number }> = {};
  for (const { kind, at, position } of run.moments(kinds === undefined ? {} : { kinds })) {
    if (position > run.position) break;
    moments[kind] ??= { count: 0, first: at };
    moments[kind].count++;
  }
  const violated = run
    .properties()
    .filter(({ status }) => status === "violated")
    .map(({ name, at }) => ({ property: name, at }));
  return { seed: run.seed, events: run.position, messages: messagesOf(run), moments, violated };
}

const tooMany = ({ seed, position, now }: Simulation): RingleaderError =>
  new RingleaderError(
    "bound-events",
    `seed ${seed}: stopped after ${position} events, at ${now} ms; \`eventsMax\` allows more`,
  );

/** Plays with each seed; after each, and whenever the work took a while, everybody else has a turn. */
async function* outcomes(
  simulations: typeof Simulation,
  plan: Plan,
  seeds: readonly number[],
  { signal, onProgress }: AsyncOptions<SweepProgress>,
): AsyncGenerator<SweepOutcome, void, undefined> {
  let worked = 0;
  for (const [done, seed] of seeds.entries()) {
    const tell = (finished: number, { position, now }: Reached) =>
      onProgress?.({ done: finished, of: seeds.length, seed, position, now });
    /** After a while, but not after every piece: most runs are short. */
    const paused = async (events: number, reached: Reached) => {
      worked += events;
      if (worked < EVENTS_AT_ONCE) return;
      worked = 0;
      tell(done, reached);
      await turn();
      signal?.throwIfAborted();
    };
    signal?.throwIfAborted();
    const opening = simulations.opening(plan.scenario, { seed, properties: plan.properties ?? true });
    const run = await opened(opening, paused);
    try {
      const way = playing(run, { until: plan.until, eventsMax: plan.eventsMax ?? EVENTS_MAX });
      for (let step = way.next(); !step.done || !step.value; step = way.next()) {
        if (step.done) throw tooMany(run);
        await paused(step.value.events, run);
      }
      worked += EVENTS_OF_A_RUN;
      const outcome = outcomeOf(run, plan.kinds);
      tell(done + 1, run);
      yield outcome;
    } finally {
      run.dispose();
    }
  }
}

/** Opens a run, with pauses. */
async function opened(
  opening: Generator<Reached, Simulation, undefined>,
  paused: (events: number, reached: Reached) => Promise<void>,
): Promise<Simulation> {
  try {
    for (;;) {
      const piece = opening.next();
      if (piece.done) return piece.value;
      await paused(EVENTS_AT_ONCE, piece.value);
    }
  } finally {
    opening.return(undefined as never);
  }
}

/** Plays a scenario with many seeds. */
export interface SweepCall {
  /**
   * Plays a scenario with each of many seeds, and gives a row of each as soon as it is done.
   * @param options - the seeds; `columns`, if only some are wanted, by the names that the command line prints them with
   * @throws the rows reject with RingleaderError `argument`, `unknown-kind`, `bound-events`, or as `Simulation`; called off,
   *   with the signal's `reason`: the rows that came stay
   */
  <const Column extends SweepColumn>(
    scenario: string | ScenarioOptions,
    options: SweepOptions & { columns: readonly Column[] },
    hearing?: AsyncOptions<SweepProgress>,
  ): Sweep<SweepRow<Column>>;
  /** The same with all there is to say of each seed. */
  (
    scenario: string | ScenarioOptions,
    options: SweepOptions & { columns?: undefined },
    hearing?: AsyncOptions<SweepProgress>,
  ): Sweep<SweepOutcome>;
}

/** Sweeps on the engine of these simulations. */
export const sweepOf = (simulations: typeof Simulation): SweepCall =>
  ((
    scenario: string | ScenarioOptions,
    options: SweepOptions & { columns?: readonly SweepColumn[] },
    hearing: AsyncOptions<SweepProgress> = {},
  ) => {
    async function* rows() {
      checkKeys(options, ["seeds", "columns", "until", "eventsMax", "properties"], "the options of a sweep");
      const { seeds, columns, until, ...rest } = options;
      if (until !== undefined) milliseconds(until, "until");
      const kinds = columns === undefined ? undefined : [...new Set(columns.flatMap(kindOf))];
      const plan = { scenario, until, kinds, ...rest };
      for await (const outcome of outcomes(simulations, plan, seedsOf(seeds), hearing)) {
        yield columns === undefined ? outcome : cellsOf(outcome, columns);
      }
    }
    const all = rows();
    const toArray = async () => {
      const made: unknown[] = [];
      for await (const row of all) made.push(row);
      return made;
    };
    return Object.assign(all, { toArray });
  }) as SweepCall;
