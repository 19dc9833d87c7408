import type { Engine } from "#engine";
import { checkKeys, clampedPosition, flag, milliseconds, text, wholeNumber } from "./arguments.ts";
import { catalogOf } from "./catalog.ts";
import { RunEngine, type RunText } from "./engine.ts";
import type { EngineHandle } from "./engine-handle.ts";
import { RingleaderError } from "./errors.ts";
import {
  type AnyFilter,
  type MomentFilter,
  type PositionSpan,
  picks,
  type RecordFilter,
  type RecordGoal,
  type RecordOf,
  type RecordPredicate,
  spanOf,
  startOf,
  words,
} from "./filter.ts";
import type {
  BranchView,
  EnabledMove,
  EventRecord,
  Frame,
  Moment,
  MomentKind,
  Of,
  PropertyView,
  ProtocolName,
  RecordKind,
  RecordName,
  RuleCode,
} from "./frames.ts";
import { linkOf, scenarioOfLink } from "./link.ts";
import { bareLines, bugsIn } from "./scenario-lines.ts";
import { type ScenarioOptions, scenarioText } from "./scenario-text.ts";
import type { AsyncOptions, Reached } from "./slices.ts";
import {
  type Change,
  type NodeField,
  type Unwatch,
  type Watch,
  type Watched,
  type Watcher,
  type WatchOptions,
  watchedFields,
} from "./watch.ts";

/** How far to go: so many ms of simulated time, so many events, or whichever comes first. */
export interface Limit {
  ms?: number;
  events?: number;
}

/** The records on the way to what was waited for. */
export interface RecordsUntil<P extends ProtocolName = ProtocolName> extends Array<EventRecord<P>> {
  /** What was waited for, one of the last event's records; null if it did not come. */
  readonly found: EventRecord<P> | null;
}

/** What a frame shows. */
export interface FrameOptions {
  /** Of logs the entries at indexes `from` to `to`, both included, or all of them; the newest 30 unless it is set. */
  log?: { from: number; to: number } | "all";
}

/** How to open a scenario. */
export interface SimulationOptions<P extends ProtocolName = ProtocolName> {
  /** The protocol that the scenario has to be of, so that frames and records have its types: another is refused. */
  protocol?: P;
  /** A seed that takes the place of the scenario's, or is its first: a whole number from 0 to 2^53 - 1. */
  seed?: number;
  /**
   * False: no property is watched, which is faster. The history then lacks, and its hash does not count, what is found
   * by watching: `violated`, and moments that are knowledge of no node.
   */
  properties?: boolean;
  /**
   * Bytes that the run weighs at most, with all its branches: 1,000,000 to 4,294,967,296; unless it is set,
   * `catalog.bounds.RUN_BYTES_MAX`. To stay below it the run keeps less of what makes walking quick, and then fewer
   * marks. If even that does not do, what goes on throws `bound-bytes`: nothing is lost, and all can still be walked.
   */
  bytesMax?: number;
}

/** What the player and the page use of a simulation. */
export type SimulationLike = Omit<Simulation, "is" | typeof Symbol.dispose | `${string}Async`>;

/**
 * A run: a scenario, a seed, and what was done. It replays bit for bit.
 *
 * Times are milliseconds of simulated time, positions count events from 0 after boot. Every member throws a
 * `RingleaderError`: `disposed` after `dispose`, `argument` for what is no number or text of the right kind.
 * What goes on follows the known future of the branch, its moves included, and extends it past its end; the
 * bounds on that are in `catalog.bounds`. A call that meets one stops after a whole event and throws; what
 * happened stays, `events` returns it, and calling again goes on.
 *
 * `Simulation<"raft">` is a run of that protocol: what it gives and takes has that protocol's types, and names that it
 * does not know do not compile. A scenario as an object makes one by itself; of a text the option `protocol` makes sure,
 * or later `is`. A plain `Simulation` is a run of any.
 */
export class Simulation<out P extends ProtocolName = ProtocolName> {
  readonly #run: RunEngine;
  /** A predicate or watch is being asked, in the middle of a call: looking is allowed, changing is not. */
  #asking = false;
  readonly #watches = new Set<Watch>();

  /**
   * Opens a scenario and plays its moves; the cursor stands after the last.
   * @param scenario - its text, or the same as an object
   * @throws RingleaderError `scenario`, with line, column and what was expected; `argument` for an option, as for a
   * scenario of another `protocol`; `bound-open`, `bound-bytes`
   */
  constructor(scenario: string | ScenarioOptions<P>, options: SimulationOptions<P> = {}) {
    const forked = Simulation.#forked;
    Simulation.#forked = null;
    this.#run = forked ?? openersOf(new.target)[OPENER](scenario as ScenarioOptions, settingsOf(options));
    this.#checkProtocol(options.protocol);
  }

  #checkProtocol(expected: P | undefined): void {
    const { protocol } = this;
    if (expected === undefined || protocol === expected) return;
    this.dispose();
    throw new RingleaderError(
      "argument",
      `protocol: ${text(expected, "protocol")}, but this scenario is of ${protocol}`,
    );
  }

  /** What the constructor takes instead of opening a scenario. */
  static #forked: RunEngine | null = null;

  /**
   * The run of a link made by `link`.
   * @throws RingleaderError `link` for what is none or is damaged, `link-version`, or as the constructor
   */
  static fromLink<P extends ProtocolName = ProtocolName>(
    url: string,
    options: SimulationOptions<P> = {},
  ): Simulation<P> {
    return new this<P>(scenarioOfLink(url), options);
  }

  /** Whether it is a run of this protocol; if it is, the compiler knows its types from then on. */
  is<Name extends P>(protocol: Name): this is Simulation<Name> {
    return this.protocol === protocol;
  }

  /**
   * As the constructor, in slices: after each the generator gives how far it came, and in the end the simulation. Who does
   * not want it any more calls `return`.
   */
  static *opening<P extends ProtocolName = ProtocolName>(
    scenario: string | ScenarioOptions<P>,
    options: SimulationOptions<P> = {},
  ): Generator<Reached, Simulation<P>, undefined> {
    // biome-ignore lint/complexity/noThisInStatic: each class of simulations has an engine of its own
    const run = yield* openersOf(this)[SLICES](scenario as ScenarioOptions, settingsOf(options));
    Simulation.#forked = run;
    return new this<P>("", options);
  }

  /**
   * As the constructor, in slices, between which everybody else has a turn: a link may be of ten million events.
   * @throws a promise rejects as the constructor throws; called off, with the signal's `reason`, and nothing is left of it
   */
  static async open<P extends ProtocolName = ProtocolName>(
    scenario: string | ScenarioOptions<P>,
    options: SimulationOptions<P> & AsyncOptions = {},
  ): Promise<Simulation<P>> {
    const { signal, onProgress, ...settings } = options;
    const { worked } = await import("./slices.ts");
    // biome-ignore lint/complexity/noThisInStatic: each class of simulations has an engine of its own
    return await worked(this.opening(scenario, settings as SimulationOptions<P>), { signal, onProgress });
  }

  #ask<T>(use: (engine: Engine) => T): T {
    return this.#run.ask(use);
  }

  #move<T>(use: (engine: Engine) => T): T {
    this.#checkIdle();
    return this.#run.move(use);
  }

  #checkIdle(): void {
    if (!this.#asking) return;
    const sentence = "a predicate of `runUntil` or a watch may look at the simulation, not change it";
    throw new RingleaderError("busy", sentence);
  }

  /**
   * Goes on and converts nothing: the fastest way.
   * @param until - ms, or a limit
   * @returns how many events happened
   * @throws RingleaderError `bound-events`, `bound-in-flight`, `bound-bytes`; what a watch throws
   */
  advance(until: number | Limit): number {
    const limit = limitOf(until);
    if (this.#watches.size === 0) return this.#move((engine) => engine.advance(limit.ms, limit.events));
    const { position } = this;
    this.#go(limit);
    return this.position - position;
  }

  /**
   * Goes on to the first event that has a record of this kind, rule code or verb, or one that passes a filter; stops
   * right after it, or at the limit, and converts nothing else.
   * @returns the record; null if it did not come, and then the cursor stands at the limit: all can be seen with `events`
   * @throws RingleaderError `unknown-kind`, `unknown-code`, `unknown-node`, or as `advance`
   */
  advanceUntil<Kind extends RecordKind<P> = RecordKind<P>>(
    what: RecordName<P> | RecordFilter<Kind, RuleCode<P>>,
    options: { limit?: number | Limit } = {},
  ): RecordOf<Kind, P> | null {
    checkKeys(options, ["limit"], "the options of `advanceUntil`");
    const wanted = awaited(what);
    return this.#go(limitOf(options.limit ?? {}), wanted, wanted).found as RecordOf<Kind, P> | null;
  }

  /**
   * Goes on for so many ms, events due at the very end included.
   * @param filter - which records are wanted; all, unless it is given
   * @returns what happened and is wanted
   * @throws RingleaderError `bound-records`, or as `advanceUntil`
   */
  run<Kind extends RecordKind<P> = RecordKind<P>>(
    ms: number,
    filter: RecordFilter<Kind, RuleCode<P>> = {},
  ): RecordOf<Kind, P>[] {
    return this.#go(limitOf({ ms: milliseconds(ms, "ms") }), filter).records as RecordOf<Kind, P>[];
  }

  /**
   * The next events.
   * @param filter - which records are wanted; all, unless it is given
   * @returns what happened and is wanted
   * @throws RingleaderError as `run`
   */
  step<Kind extends RecordKind<P> = RecordKind<P>>(
    n = 1,
    filter: RecordFilter<Kind, RuleCode<P>> = {},
  ): RecordOf<Kind, P>[] {
    return this.#go(limitOf({ events: n }), filter).records as RecordOf<Kind, P>[];
  }

  /**
   * As `advance`, in slices, between which everybody else has a turn. No bound on one call's events holds. Who moves the
   * run meanwhile moves where it goes on.
   * @returns how many events happened
   * @throws a promise rejects as `advance` throws; called off, with the signal's `reason`: what happened stays
   */
  async advanceAsync(until: number | Limit, options: AsyncOptions = {}): Promise<number> {
    const { advanced } = await import("./slices.ts");
    let done = 0;
    const go = (slice: Limit) => {
      done += this.advance(slice);
      return null;
    };
    await advanced(this, limitOf(until), go, options);
    return done;
  }

  /**
   * As `advanceUntil`, in slices, as `advanceAsync` is of `advance`.
   * @returns the record; null if it did not come up to the limit
   */
  async advanceUntilAsync<Kind extends RecordKind<P> = RecordKind<P>>(
    what: RecordName<P> | RecordFilter<Kind, RuleCode<P>>,
    { limit = {}, ...options }: { limit?: number | Limit } & AsyncOptions = {},
  ): Promise<RecordOf<Kind, P> | null> {
    const { advanced } = await import("./slices.ts");
    return await advanced(
      this,
      limitOf(limit),
      (slice) => this.advanceUntil(what, { limit: slice }),
      options,
    );
  }

  /**
   * As `run`, for `for await`: what happens, record by record, and no further than they are asked for. There is no bound on
   * how many. Who ends the loop or calls it off keeps what happened.
   */
  async *runAsync<Kind extends RecordKind<P> = RecordKind<P>>(
    ms: number,
    filter: RecordFilter<Kind, RuleCode<P>> = {},
    options: Pick<AsyncOptions, "signal"> = {},
  ): AsyncGenerator<RecordOf<Kind, P>, void, undefined> {
    const { each, running } = await import("./slices.ts");
    const go = (slice: Limit) => this.#go(slice, filter).records as RecordOf<Kind, P>[];
    yield* each(running(this, limitOf({ ms: milliseconds(ms, "ms") }), go), options);
  }

  /**
   * Goes on to the first event that has a record of this kind, rule code or verb, one that passes a filter, or one that
   * the predicate accepts; stops right after it, or at the limit. The predicate may look at the simulation.
   * @returns what happened on the way, whether it came or not; `found` is what was waited for, or null
   * @throws RingleaderError `busy` for a change made by the predicate, or as `run`
   */
  runUntil(target: RecordGoal<P> | RecordPredicate<P>, limit: Limit = {}): RecordsUntil<P> {
    const most = limitOf(limit);
    const { records, found } =
      typeof target === "function"
        ? this.#goUntilAccepted(target as unknown as RecordPredicate, most)
        : this.#go(most, {}, awaited(target));
    return Object.assign(records, { found }) as RecordsUntil<P>;
  }

  /** Goes on, and stops on the way only to tell watches. Without a filter no record is made. */
  #go({ ms, events }: Limit, keep?: Wanted, until?: Wanted): Gone {
    const [start, end] = [this.position, this.now + (ms ?? 0)];
    const slices: EventRecord[][] = [];
    for (let had = 0; ; ) {
      const watches = [...this.#watches];
      const spent = this.position - start;
      const [more, index, changed] = this.#move((engine) =>
        engine.goOn(
          ms === undefined ? undefined : Math.max(0, end - engine.now),
          events === undefined ? undefined : events - spent,
          keep === undefined ? undefined : this.#run.filter(keep),
          until === undefined ? undefined : this.#run.filter(until),
          watches.map(({ fields }) => fields),
          spent,
          had,
        ),
      ) as [EventRecord[][], number | null, Change[]];
      for (const slice of more) {
        slices.push(slice);
        had += slice.length;
      }
      this.#tell(changed, watches);
      if (index === null && changed.length > 0) continue;
      const records = slices.flat();
      return { records, found: records[index ?? -1] ?? null };
    }
  }

  #goUntilAccepted(accepts: (record: EventRecord) => boolean, { ms, events }: Limit): Gone {
    const { EVENTS_PER_CALL_MAX, RECORDS_MAX } = this.#run.bounds;
    const all: EventRecord[] = [];
    const end = this.now + (ms ?? 0);
    for (let n = 0; n < (events ?? Number.POSITIVE_INFINITY); n++) {
      if (n === EVENTS_PER_CALL_MAX) throw boundMet("events", "EVENTS_PER_CALL_MAX", EVENTS_PER_CALL_MAX);
      if (all.length > RECORDS_MAX) throw boundMet("records", "RECORDS_MAX", RECORDS_MAX);
      const before = this.position;
      const left = ms === undefined ? {} : { ms: Math.max(0, end - this.now) };
      const { records } = this.#go({ ...left, events: 1 }, {});
      for (const record of records) all.push(record);
      const found = this.#asked(() => records.find((record) => accepts(record)));
      if (found !== undefined) return { records: all, found };
      if (this.position === before) break;
    }
    return { records: all, found: null };
  }

  /** Asks somebody who may look and not change. */
  #asked<T>(ask: () => T): T {
    const nested = this.#asking;
    this.#asking = true;
    try {
      return ask();
    } finally {
      this.#asking = nested;
    }
  }

  /**
   * Watches fields of nodes while the run goes on, at the speed of the engine: the callback is called only after an event
   * that changed one of them, as it happens, in whatever call. Of a `log` it is shown every entry. `act` tells once, of
   * what its lines came to; `seek` and `switchTo` are no change. The callback may look at the simulation, not change it;
   * what it throws stops the call right after that event, and is thrown by it.
   * @param what - the fields, by the names that they have in frames
   * @returns a function that ends it
   * @throws RingleaderError `unknown-field`
   */
  watch<Field extends NodeField<P>>(what: WatchOptions<Field>, callback: Watcher<Field, P>): Unwatch {
    const fields = watchedFields(what);
    if (typeof callback !== "function") {
      throw new RingleaderError("argument", "a watch needs a function to call");
    }
    this.#ask((engine) => engine.checkWatch(fields));
    const watch = { fields: fields.join(), call: callback as unknown as Watch["call"] };
    this.#watches.add(watch);
    const end = () => void this.#watches.delete(watch);
    return Object.assign(end, { [Symbol.dispose]: end });
  }

  /** Tells watches what changed: all of them, and then throws what the first threw. */
  #tell(changed: readonly Change[], watches: readonly Watch[]): void {
    const errors: unknown[] = [];
    for (const { watch, now, before } of changed) {
      const told = watches[watch];
      if (told === undefined || !this.#watches.has(told)) continue;
      try {
        this.#asked(() => told.call(now, before));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  /**
   * Plays lines of moves at the cursor: a text, or a list of lines such as `moves` makes. Before the end that starts a branch, unless the branch does
   * the same there.
   * @returns what happened
   * @throws RingleaderError `scenario`, with nothing changed; `bound-branches`, `bound-settle`, `bound-text`, or as `run`
   */
  act(moves: string | readonly string[]): EventRecord<P>[] {
    this.#checkIdle();
    const lines = Array.isArray(moves)
      ? (words(moves, "moves") ?? []).join("\n")
      : text(moves as string, "moves");
    const watches = [...this.#watches];
    const glances = () =>
      watches.map(({ fields }) => this.#ask((engine) => engine.glance(fields)) as Watched);
    const seen = glances();
    const records = this.#run.play(lines) as EventRecord[];
    const changes = glances().flatMap((now, watch) => {
      const before = seen[watch] ?? now;
      const isSame = JSON.stringify(now.nodes) === JSON.stringify(before.nodes);
      return isSame ? [] : [{ watch, now, before }];
    });
    this.#tell(changes, watches);
    return records as EventRecord<P>[];
  }

  /**
   * Works for about so many hashes on what a move at the cursor will come to. Nothing happens: the same `act` is then
   * quick, where placing a million keys at once would take long.
   * @returns whether there is more to do
   * @throws RingleaderError `scenario`
   */
  prepare(move: string, hashes = 20_000): boolean {
    this.#checkIdle();
    const [line, budget] = [text(move, "a move"), wholeNumber(hashes, "hashes")];
    return this.#ask((engine) => engine.prepare(line, budget));
  }

  /** The cursor's instant, in ms. */
  get now(): number {
    return this.#ask((engine) => engine.now);
  }
  /** How many events happened up to the cursor. */
  get position(): number {
    return this.#ask((engine) => engine.position);
  }
  /** What the run weighs, in bytes: see `bytesMax`. It is weighed anew every thousand events or so. */
  get bytes(): number {
    return this.#ask((engine) => engine.bytes);
  }
  /** How many events of this branch are known. */
  get length(): number {
    return this.#ask((engine) => engine.length);
  }
  /** The latest instant known of this branch, in ms. */
  get endTime(): number {
    return this.#ask((engine) => engine.endTime);
  }
  /** The seed, given or drawn. */
  get seed(): number {
    return this.#ask((engine) => engine.seed);
  }
  /** The known bugs that are switched on. */
  get bugs(): Of<"bug", P>[] {
    return bugsIn(this.#run.texts, this.scenario()) as Of<"bug", P>[];
  }
  /** The protocol's name, as in the scenario. */
  get protocol(): P {
    return this.#ask((engine) => engine.protocol) as P;
  }

  /** Goes to a position, clamped to what is known; now is that event's time. */
  seek(position: number): void {
    const whole = clampedPosition(position, "position");
    this.#move((engine) => engine.seek(whole));
  }
  /** Goes to an instant in ms, clamped to what is known; what happens at it has happened. */
  seekTime(ms: number): void {
    const time = milliseconds(ms, "instant");
    this.#move((engine) => engine.seekTime(time));
  }
  /** Goes back by so many events, to the start at most. */
  stepBack(n = 1): void {
    this.seek(this.position - wholeNumber(n, "events"));
  }

  /**
   * What is at the cursor. Of logs it shows the newest 30 entries unless others are asked for, so that a frame costs as
   * much in a long run as in a short one: every entry says its index, and `lastIndex` how long the log is.
   */
  frame(options: FrameOptions = {}): Frame<P> {
    checkKeys(options, ["log"], "the options of a frame");
    const [from, to] = indexesOf(options.log);
    return this.#ask((engine) => engine.frame(from, to)) as Frame<P>;
  }
  /**
   * All that can happen next, as lines for `act`, each of which has an effect at the cursor: `deliver` for each message
   * under way that its end can take, in the order of sending; then `fire` for each timer pending at a node that is up, by
   * node, then in the order of the protocol's list. What the network is about to lose, or goes to a node that is down, is
   * lost when it is delivered; a hold does not stop it. With `faults` also `drop` and `duplicate` of each message, then by
   * node `crash` or `restart`, `pause` or `resume`, and `cut`, then `release` and `heal`, wherever they change something.
   * Moves that need a value of yours are not among them, and what clients do by themselves comes with time only. Of a
   * protocol in which nothing is under way there are none.
   */
  enabled(options: { faults?: boolean } = {}): EnabledMove<P>[] {
    checkKeys(options, ["faults"], "what is asked of `enabled`");
    const faults = flag(options.faults ?? false, "faults");
    return this.#ask((engine) => engine.enabled(faults)) as EnabledMove<P>[];
  }
  /**
   * The records of positions `from < p <= to` of this branch that are wanted, wherever the cursor is. An array holds all
   * of them: of a long span without a filter take `history`.
   * @throws RingleaderError `unknown-kind`, `unknown-code`, `unknown-node`; `bound-records`
   */
  events<Kind extends RecordKind<P> = RecordKind<P>>(
    filter: RecordFilter<Kind, RuleCode<P>> = {},
  ): RecordOf<Kind, P>[] {
    const { from, to } = spanOf(filter);
    const slices = this.#ask((engine) =>
      picks(filter) ? engine.eventsOf(from, to, this.#run.filter(filter)) : engine.events(from, to),
    );
    return (slices as RecordOf<Kind, P>[][]).flat();
  }
  /**
   * The same one by one, made while they are asked for: any span can be gone through, a million events too. It stays in
   * the branch, and before the end, that it began with, whatever is done meanwhile.
   * @throws RingleaderError `unknown-kind`, `unknown-code`, `unknown-node`
   */
  history<Kind extends RecordKind<P> = RecordKind<P>>(
    filter: RecordFilter<Kind, RuleCode<P>> = {},
  ): Generator<RecordOf<Kind, P>, void, undefined> {
    const { from, to, page } = this.#pages(filter);
    return pagesFrom(page(from, to), (after) => page(after, to));
  }
  /**
   * As `history`, for `for await`, with a turn for everybody else between its parts: a filter that nothing passes, too, can
   * be called off.
   */
  async *historyAsync<Kind extends RecordKind<P> = RecordKind<P>>(
    filter: RecordFilter<Kind, RuleCode<P>> = {},
    options: Pick<AsyncOptions, "signal"> = {},
  ): AsyncGenerator<RecordOf<Kind, P>, void, undefined> {
    const { from, to, page } = this.#pages(filter);
    const { each, EVENTS_AT_ONCE, parts } = await import("./slices.ts");
    yield* each(parts({ from, to }, EVENTS_AT_ONCE, page), options);
  }

  /** What records are wanted, up to the end that there is, and a page of them. */
  #pages<Kind extends RecordKind<P>>(filter: RecordFilter<Kind, RuleCode<P>>) {
    const { branch, length } = this;
    const { from, to } = spanOf(filter);
    const page = (after: number | undefined, end: number) =>
      this.#ask((engine) => engine.page(branch, after, end, this.#run.filter(filter))) as [
        RecordOf<Kind, P>[],
        number | null,
      ];
    return { from, to: Math.min(to, length), page };
  }

  /**
   * Ids of the records, in the events that lead to positions `from < p <= to` of this branch, at which a known bug
   * that is switched on made a difference: the first record of each such event that the algorithm as published would
   * not have had. So a violation's origin is found. Each event of the span is done twice: a run of a million takes
   * seconds, so ask for parts.
   */
  deviations(span: PositionSpan = {}): string[] {
    const { from, to } = spanOf(span, ["from", "to"], "a span");
    return this.#ask((engine) => engine.deviations(from, to)) as string[];
  }
  /** As `deviations`, for `for await`, with a turn for everybody else between its parts. */
  async *deviationsAsync(
    span: PositionSpan = {},
    options: Pick<AsyncOptions, "signal"> = {},
  ): AsyncGenerator<string, void, undefined> {
    const { from, to } = spanOf(span, ["from", "to"], "a span");
    const { COMPARED_AT_ONCE, each, parts } = await import("./slices.ts");
    const all = { from, to: Math.min(to, this.length) };
    yield* each(
      parts(all, COMPARED_AT_ONCE, (after, end) => [this.deviations({ from: after ?? -1, to: end }), null]),
      options,
    );
  }
  /**
   * The marks of this branch, in order. Of more than 20,000, or of fewer if the run would weigh more than `bytesMax`,
   * every other one of the most frequent sort is left out: of a long run with many commits, commits.
   * @param filter - which of them are wanted: what is new since a position, or of some kinds
   * @throws RingleaderError `unknown-kind`
   */
  moments(filter: MomentFilter<MomentKind<P>> = {}): Moment<P>[] {
    checkKeys(filter, ["from", "kinds"], "a filter of moments");
    const [from, kinds] = [startOf(filter.from), words(filter.kinds, "kinds")];
    return this.#ask((engine) =>
      from === undefined && kinds === undefined ? engine.moments() : engine.momentsOf(from, kinds),
    ) as Moment<P>[];
  }
  /**
   * The history as canonical text, a line a record.
   * @throws RingleaderError `bound-records`
   */
  trace(span: PositionSpan = {}): string {
    const { from, to } = spanOf(span, ["from", "to"], "a span");
    return this.#ask((engine) => engine.trace(from, to));
  }
  /** 16 hex digits over the trace from the start to the cursor. */
  hash(): string {
    return this.#ask((engine) => engine.hash());
  }
  /**
   * 32 hex digits over all that decides how the run can go on from the cursor, the same where the same can follow:
   * states of nodes and of keys, pending timers by name, who is up, paused or down, messages under way in no order, cuts and holds,
   * whether messages are lost or doubled never, sometimes or always, clients, options but for durations, and what the
   * watched properties remember that decides their verdicts. Not ids, positions, instants, durations, clock rates,
   * causes, the seed, nor how any of it came about: two ways to one state have one fingerprint. Comparable between runs
   * of one version, both with properties watched or both without.
   */
  fingerprint(): string {
    return this.#ask((engine) => engine.fingerprint());
  }

  /** The lines of history, by id; 0 is the first. */
  get branches(): BranchView[] {
    return this.#ask((engine) => engine.branches()) as BranchView[];
  }
  /** The id of the branch that the cursor is in. */
  get branch(): number {
    return this.#ask((engine) => engine.branch);
  }
  /**
   * Goes to another branch, to the same instant of it, or its end if that is earlier.
   * @throws RingleaderError `unknown-branch`
   */
  switchTo(id: number): void {
    const whole = wholeNumber(id, "branch");
    this.#move((engine) => engine.switchTo(whole));
  }

  /**
   * Drops a branch, and those that left it: not the root, and not one that the cursor is in. The ids of all others stay;
   * the id of one that was dropped may be given again.
   * @throws RingleaderError `unknown-branch`, `kept-branch`
   */
  dropBranch(id: number): void {
    const whole = wholeNumber(id, "branch");
    this.#checkIdle();
    this.#run.drop(whole);
  }
  /**
   * An independent run that has come to this cursor: one branch, and no future that is known. What is large is shared, so
   * there can be thousands of them; each is disposed of by itself. Watches stay with this one.
   */
  fork(): Simulation<P> {
    Simulation.#forked = this.#run.fork();
    return new Simulation<P>("");
  }

  /** How the properties stand at the cursor; empty if none is watched. */
  properties(): PropertyView<P>[] {
    return this.#ask((engine) => engine.properties()) as PropertyView<P>[];
  }
  /**
   * The text that replays this branch exactly, with the cursor where it is: what was written, comments too, and below it
   * what was done besides.
   */
  scenario(): string {
    return this.#ask((engine) => engine.scenario());
  }
  /**
   * A link to this run, with the cursor where it is; comments are left out.
   * @param base - the address of a page; a fragment of it is replaced
   * @throws RingleaderError `bound-link`
   */
  link(base = ""): string {
    const to = text(base, "base");
    return linkOf(bareLines(this.#run.texts, this.scenario()), to);
  }

  /** Frees the run's memory; any later use throws. */
  dispose(): void {
    this.#checkIdle();
    this.#run.free();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Under these a class of simulations has what opens its runs. No part of what is declared: the types of all engines are one. */
const OPENER: unique symbol = Symbol("opener");
const SLICES: unique symbol = Symbol("opener in slices");

/** What a run is opened with besides its text. */
type Settings = Omit<RunText, "text">;

/** Opens a run on some engine. */
interface Openers {
  [OPENER](scenario: string | ScenarioOptions, settings: Settings): RunEngine;
  [SLICES](scenario: string | ScenarioOptions, settings: Settings): Generator<Reached, RunEngine, undefined>;
}

const openersOf = (made: object): Openers => made as Openers;

function settingsOf(options: SimulationOptions): Settings {
  checkKeys(options, ["protocol", "seed", "properties", "bytesMax"], "the options of a simulation");
  const { properties = true, bytesMax, seed } = options;
  const most = bytesMax === undefined ? undefined : wholeNumber(bytesMax, "bytesMax");
  return { checked: properties, bytesMax: most, seed: seedOf(seed) };
}

/** Simulations on an engine. `moved` is called after anything moved one of them, but not a fork. */
export function simulationsOf(engine: EngineHandle, moved?: () => void): typeof Simulation {
  const core = Simulation;
  const textOf = (scenario: string | ScenarioOptions, settings: Settings): RunText => ({
    ...settings,
    text: scenarioText(scenario, () => catalogOf(engine)),
  });
  return class Simulation<P extends ProtocolName = ProtocolName> extends core<P> {
    static readonly [OPENER]: Openers[typeof OPENER] = (scenario, settings) =>
      new RunEngine(engine, textOf(scenario, settings), { moved });
    static readonly [SLICES]: Openers[typeof SLICES] = (scenario, settings) =>
      RunEngine.opening(engine, textOf(scenario, settings), moved);
    /** A run of any engine is a simulation, whichever entry of the package it was made by. */
    static override [Symbol.hasInstance](value: unknown): boolean {
      // biome-ignore lint/complexity/noThisInStatic: a class that extends this one is asked for its own
      const of = Object.hasOwn(this, OPENER) ? core : this;
      return Function.prototype[Symbol.hasInstance].call(of, value);
    }
  };
}

/** What came of going on. */
interface Gone {
  records: EventRecord[];
  found: EventRecord | null;
}

/** Which records, whatever protocol they are of. */
type Wanted = string | AnyFilter;

/** What is waited for, if it is of a kind that can be. */
const awaited = (what: Wanted): Wanted => (typeof what === "object" ? what : text(what, "what to wait for"));

/** Page after page, each made when it is come to. */
function* pagesFrom<One>(
  first: [One[], number | null],
  next: (after: number) => [One[], number | null],
): Generator<One, void, undefined> {
  for (let page = first; ; page = next(page[1])) {
    yield* page[0];
    if (page[1] === null) return;
  }
}

function seedOf(seed: number | undefined): number | undefined {
  if (seed === undefined || (Number.isSafeInteger(seed) && seed >= 0)) return seed;
  const shown = typeof seed === "number" ? String(seed) : seed === null ? "null" : typeof seed;
  throw new RingleaderError(
    "argument",
    `seed: a whole number from 0 to ${Number.MAX_SAFE_INTEGER} (SEED_MAX), not ${shown}`,
  );
}

function boundMet(what: "events" | "records", name: string, bound: number): RingleaderError {
  return new RingleaderError(
    `bound-${what}`,
    `no match within ${bound} ${what} (${name}); call again to go on`,
  );
}

function limitOf(limit: number | Limit): Limit {
  if (typeof limit === "number") return limitOf({ ms: limit });
  checkKeys(limit, ["ms", "events"], "a limit");
  const { ms, events } = limit;
  if (ms !== undefined && milliseconds(ms, "ms") < 0) {
    throw new RingleaderError("argument", `a run lasts a number of milliseconds from 0 on, not ${ms}`);
  }
  const limits: Limit = {};
  if (ms !== undefined && ms !== Number.POSITIVE_INFINITY) limits.ms = ms;
  if (events !== undefined && events !== Number.POSITIVE_INFINITY) {
    limits.events = wholeNumber(events, "events");
  }
  return limits;
}

/** The first index and the last; none for the newest entries. */
function indexesOf(log: FrameOptions["log"]): [from?: number, to?: number] {
  if (log === undefined) return [];
  if (log === "all") return [1, Number.MAX_SAFE_INTEGER];
  checkKeys(log, ["from", "to"], "a window of a log");
  const to = clampedPosition(log.to, "log.to");
  const from = clampedPosition(log.from, "log.from");
  // A window without an index shows none.
  return from > to ? [Number.MAX_SAFE_INTEGER, to] : [from, to];
}
