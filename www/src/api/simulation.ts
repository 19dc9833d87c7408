import { Engine, freshSeed } from "#engine";
import { RingleaderError, translated } from "./errors.ts";
import type { BranchView, EventRecord, Frame, Moment, PropertyView } from "./frames.ts";
import { linkOf, scenarioOfLink } from "./link.ts";
import { checkKeys, type ScenarioOptions, scenarioText } from "./scenario.ts";

/** How far to go: so many ms of simulated time, so many events, or whichever comes first. */
export interface Limit {
  ms?: number;
  events?: number;
}

/** Positions `from < p <= to`. Without `from`, from the start, boot included. */
export interface PositionSpan {
  from?: number;
  to?: number;
}

/** What the player and the page use of a simulation. */
export type SimulationLike = Omit<Simulation, "protocol" | typeof Symbol.dispose>;

/**
 * A run: a scenario, a seed, and what was done. It replays bit for bit.
 *
 * Times are milliseconds of simulated time, positions count events from 0 after boot.
 */
export class Simulation {
  #engine: Engine | null;

  /**
   * Opens a scenario and plays its moves; the cursor stands after the last.
   * @param scenario - its text, or the same as an object
   * @param options - `properties: false` watches no property
   * @throws RingleaderError with line, column and what was expected
   */
  constructor(scenario: string | ScenarioOptions, options: { properties?: boolean } = {}) {
    checkKeys(options, ["properties"], "the options of a simulation");
    const text = scenarioText(scenario);
    this.#engine = guarded(() => new Engine(text, freshSeed(), options.properties ?? true));
  }

  /** The run of a link made by `link`. */
  static fromLink(url: string): Simulation {
    return new Simulation(scenarioOfLink(url));
  }

  #call<T>(use: (engine: Engine) => T): T {
    const engine = this.#engine;
    if (engine === null) throw new RingleaderError("disposed", "this simulation was disposed of");
    return guarded(() => use(engine));
  }

  /** Goes on and converts nothing. @returns how many events happened */
  advance(until: number | Limit): number {
    const { ms, events } = limitOf(until);
    return this.#call((engine) => engine.advance(ms, events));
  }

  /** Goes on for so many ms, events due at the very end included. @returns what happened */
  run(ms: number): EventRecord[] {
    const limit = limitOf(ms);
    return this.#call((engine) => engine.run(limit.ms, undefined)) as EventRecord[];
  }

  /** The next events. @returns what happened */
  step(n = 1): EventRecord[] {
    const { events } = limitOf({ events: n });
    return this.#call((engine) => engine.run(undefined, events)) as EventRecord[];
  }

  /**
   * Goes on to the first event that has a record of this kind, rule code or verb, or that the predicate
   * accepts; stops right after it, or at the limit.
   */
  runUntil(target: string | ((record: EventRecord) => boolean), limit: Limit = {}): EventRecord[] {
    const { ms, events } = limitOf(limit);
    if (typeof target === "string") {
      return this.#call((engine) => engine.runUntil(target, ms, events)) as EventRecord[];
    }
    const all: EventRecord[] = [];
    const end = ms === undefined ? Number.POSITIVE_INFINITY : this.now + ms;
    for (let n = 0; n < Math.min(events ?? EVENTS_PER_CALL_MAX, EVENTS_PER_CALL_MAX); n++) {
      const left = ms === undefined ? undefined : Math.max(0, end - this.now);
      const before = this.position;
      const records = this.#call((engine) => engine.run(left, 1)) as EventRecord[];
      all.push(...records);
      if (this.position === before || records.some(target)) return all;
    }
    if (events === undefined)
      throw new RingleaderError("bound-events", `no match within ${EVENTS_PER_CALL_MAX} events`);
    return all;
  }

  /** Plays one or more lines of moves at the cursor. Before the end that starts a branch. */
  act(moves: string): EventRecord[] {
    return this.#call((engine) => engine.act(moves)) as EventRecord[];
  }

  get now(): number {
    return this.#call((engine) => engine.now);
  }
  get position(): number {
    return this.#call((engine) => engine.position);
  }
  /** How many events of this branch are known. */
  get length(): number {
    return this.#call((engine) => engine.length);
  }
  /** The latest instant known of this branch. */
  get endTime(): number {
    return this.#call((engine) => engine.endTime);
  }
  get seed(): number {
    return this.#call((engine) => engine.seed);
  }
  get protocol(): string {
    return this.#call((engine) => engine.protocol);
  }

  /** Goes to a position, clamped to what is known; now is that event's time. */
  seek(position: number): void {
    const whole = wholeNumber(Math.max(0, position), "position");
    this.#call((engine) => engine.seek(whole));
  }
  /** Goes to an instant, clamped to what is known. */
  seekTime(ms: number): void {
    if (Number.isNaN(ms)) throw new RingleaderError("argument", "seekTime takes a number of milliseconds");
    this.#call((engine) => engine.seekTime(ms));
  }
  stepBack(n = 1): void {
    this.seek(this.position - wholeNumber(n, "events"));
  }

  /** What is at the cursor. Logs can be windowed to indexes `from` to `to`, both included. */
  frame(options: { log?: { from: number; to: number } } = {}): Frame {
    const { log } = options;
    return this.#call((engine) => engine.frame(log?.from, log?.to)) as Frame;
  }
  /** The records of positions `from < p <= to` of this branch. */
  events(span: PositionSpan = {}): EventRecord[] {
    const { from, to } = spanOf(span);
    return this.#call((engine) => engine.events(from, to)) as EventRecord[];
  }
  /** The marks of this branch. */
  moments(): Moment[] {
    return this.#call((engine) => engine.moments()) as Moment[];
  }
  /** The history as canonical text, a line a record. */
  trace(span: PositionSpan = {}): string {
    const { from, to } = spanOf(span);
    return this.#call((engine) => engine.trace(from, to));
  }
  /** 16 hex digits over the trace from the start to the cursor. */
  hash(): string {
    return this.#call((engine) => engine.hash());
  }

  get branches(): BranchView[] {
    return this.#call((engine) => engine.branches()) as BranchView[];
  }
  get branch(): number {
    return this.#call((engine) => engine.branch);
  }
  /** Goes to another branch, to the same instant of it, or its end if that is earlier. */
  switchTo(id: number): void {
    const whole = wholeNumber(id, "branch");
    this.#call((engine) => engine.switchTo(whole));
  }

  /** How the properties stand at the cursor. */
  properties(): PropertyView[] {
    return this.#call((engine) => engine.properties()) as PropertyView[];
  }
  /** The text that replays this branch exactly. */
  scenario(): string {
    return this.#call((engine) => engine.scenario());
  }
  /** A link to this run, with the cursor where it is. */
  link(base = ""): string {
    const seek = this.position < this.length ? `seek ${this.position}\n` : "";
    return linkOf(this.scenario() + seek, base);
  }

  /** Frees the run's memory; any later use throws. */
  dispose(): void {
    this.#engine?.free();
    this.#engine = null;
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Events that one call does at most. */
const EVENTS_PER_CALL_MAX = 1_000_000;

function guarded<T>(use: () => T): T {
  try {
    return use();
  } catch (thrown) {
    throw translated(thrown);
  }
}

function limitOf(limit: number | Limit): Limit {
  const { ms, events } = typeof limit === "number" ? { ms: limit } : limit;
  if (ms !== undefined && !(ms >= 0)) {
    throw new RingleaderError("argument", `a run lasts a number of milliseconds from 0 on, not ${ms}`);
  }
  const limits: Limit = {};
  if (ms !== undefined && ms !== Number.POSITIVE_INFINITY) limits.ms = ms;
  if (events !== undefined) limits.events = wholeNumber(events, "events");
  if (typeof limit !== "number") checkKeys(limit, ["ms", "events"], "a limit");
  return limits;
}

function spanOf({ from, to }: PositionSpan): { from: number | undefined; to: number } {
  const start = from === undefined || from < 0 ? undefined : wholeNumber(from, "from");
  return { from: start, to: to === undefined ? Number.MAX_SAFE_INTEGER : wholeNumber(to, "to") };
}

function wholeNumber(value: number, what: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RingleaderError("argument", `${what}: a whole number from 0 on, not ${value}`);
}
