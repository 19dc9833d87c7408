import type { Engine, RecordFilter as EngineFilter } from "#engine";
import { type Bounds, catalogOf } from "./catalog.ts";
import type { EngineHandle } from "./engine-handle.ts";
import { RingleaderError, translated } from "./errors.ts";
import { type AnyFilter, engineFilter } from "./filter.ts";
import { readerOf, type ScenarioReader } from "./scenario-lines.ts";
import type { Reached } from "./slices.ts";
import { unpacked } from "./unpack.ts";

/** Where a run stands, and how far its branch is known. */
interface Place {
  branch: number;
  position: number;
  now: number;
  length: number;
  endTime: number;
}

/** What a run is opened with. */
export interface RunText {
  text: string;
  /** Whether properties are watched. */
  checked: boolean;
  bytesMax?: number | undefined;
  /** Instead of the text's own. */
  seed?: number | undefined;
}

/** Lines that were played, and where; or a branch that was dropped. */
type Played = { at: Place; lines: string } | { at: Place; dropped: number };

/**
 * The engine of one run, and what it takes to make that run again.
 *
 * A bug of ours, or memory that is not to be had, stops the engine in the middle of a call: what it held is
 * lost and must not be used again. A run is its scenario and what was played, so these are kept here, and a
 * new engine plays them.
 */
export class RunEngine {
  readonly #handle: EngineHandle;
  readonly #text: string;
  readonly #fresh: number;
  readonly #checked: boolean;
  readonly #bytesMax: number | undefined;
  readonly #seed: number | undefined;
  readonly #moved: (() => void) | undefined;
  #engine: Engine;
  readonly #protocol: string;
  #played: Played[] = [];
  /** Per branch, where it was left. */
  #places = new Map<number, Place>();
  /** Where the run stands: noted after every call, for a stopped engine no longer says it. */
  #place: Place;
  /** Why there is no engine any more: an error is made where it is thrown, for each notes the calls that led to it. */
  #gone: (() => RingleaderError) | null = null;

  /** An engine that is there already is one that the text makes again. `moved` is called after anything moved the run. */
  constructor(
    handle: EngineHandle,
    { text, checked, bytesMax, seed }: RunText,
    { engine, drawn, moved }: { engine?: Engine; drawn?: number; moved?: (() => void) | undefined } = {},
  ) {
    this.#handle = handle;
    this.#fresh = drawn ?? fresh(handle);
    this.#text = text;
    this.#checked = checked;
    this.#bytesMax = bytesMax;
    this.#seed = seed;
    this.#moved = moved;
    this.#engine = engine ?? this.#opened();
    this.#protocol = this.#engine.protocol;
    this.#place = placeOf(this.#engine);
    this.#places.set(this.#place.branch, this.#place);
  }

  #opened(): Engine {
    const { Engine } = this.#handle.code;
    return attempted(() => new Engine(this.#text, this.#fresh, this.#checked, this.#bytesMax, this.#seed));
  }

  /** Opens a run in slices: after each, how far it came. */
  static *opening(
    handle: EngineHandle,
    run: RunText,
    moved?: () => void,
  ): Generator<Reached, RunEngine, undefined> {
    const [drawn, { Opening }] = [fresh(handle), handle.code];
    const opening = attempted(() => new Opening(run.text, drawn, run.checked, run.bytesMax, run.seed));
    // What stopped in the middle of a call must not be used again, not to free it either.
    let isOurs = false;
    try {
      while (attempted(() => opening.goOn(EVENTS_AT_ONCE))) {
        isOurs = true;
        yield { position: opening.position, now: opening.now };
        isOurs = false;
      }
      return new RunEngine(handle, run, { engine: opening.finish(), drawn, moved });
    } finally {
      if (isOurs) opening.free();
    }
  }

  /** Asks the engine; nothing changes. What it packed is unpacked. */
  ask<T>(use: (engine: Engine) => T): T {
    if (this.#gone !== null) throw this.#gone();
    try {
      return unpacked(use(this.#engine), this.#protocol) as T;
    } catch (thrown) {
      if (isTrap(thrown)) throw this.#madeAgain(thrown.message);
      throw translated(thrown);
    }
  }

  /** Moves the cursor, or goes on. A bound stops it half way, so where it then is counts in any case. */
  move<T>(use: (engine: Engine) => T): T {
    try {
      return this.ask(use);
    } finally {
      this.#notePlace();
      this.#moved?.();
    }
  }

  /** A filter as the engine takes it; there it is used once. */
  filter(wanted: string | AnyFilter): EngineFilter {
    return engineFilter(this.#handle.code.RecordFilter, wanted);
  }

  /** What its engine reads of texts. */
  get texts(): ScenarioReader {
    return readerOf(this.#handle);
  }

  /** What bounds it. */
  get bounds(): Bounds {
    return catalogOf(this.#handle).bounds;
  }

  /** Plays lines. A bound stops them half way, and would again at the same event. */
  play(lines: string): unknown {
    const at = this.#place;
    let changed = true;
    try {
      return this.move((engine) => engine.act(lines));
    } catch (thrown) {
      changed = thrown instanceof RingleaderError && thrown.code.startsWith("bound-");
      throw thrown;
    } finally {
      if (changed) this.#played.push({ at, lines });
    }
  }

  /** The engine of a run that has come to the same place, and goes on by itself. */
  fork(): RunEngine {
    return this.ask((engine) => {
      const run = { text: engine.scenario(), checked: this.#checked, bytesMax: this.#bytesMax };
      return new RunEngine(this.#handle, run, { engine: engine.fork() });
    });
  }

  /** Drops a branch, and those that left it. */
  drop(branch: number): void {
    this.move((engine) => engine.dropBranch(branch));
    this.#played.push({ at: this.#place, dropped: branch });
    const left = new Set(this.ask((engine) => engine.branches() as { id: number }[]).map(({ id }) => id));
    for (const id of this.#places.keys()) if (!left.has(id)) this.#places.delete(id);
  }

  #notePlace(): void {
    if (this.#gone !== null) return;
    this.#place = placeOf(this.#engine);
    this.#places.set(this.#place.branch, this.#place);
  }

  free(): void {
    if (this.#gone === null) this.#engine.free();
    this.#gone = () => new RingleaderError("disposed", "this simulation was disposed of");
    this.#played = [];
  }

  /** Makes the run again as it was before the call that failed. @returns the error that tells so */
  #madeAgain(why: string): RingleaderError {
    try {
      this.#engine = this.#opened();
      for (const played of this.#played) {
        reach(this.#engine, played.at);
        if ("dropped" in played) this.#engine.dropBranch(played.dropped);
        else attempt(() => this.#engine.act(played.lines));
      }
      for (const known of this.#places.values()) reach(this.#engine, known);
      reach(this.#engine, this.#place);
    } catch {
      const told = `the engine stopped (${why}) and cannot be started again: load the page or program anew`;
      this.#gone = () => new RingleaderError("engine", told);
      return this.#gone();
    }
    return new RingleaderError(
      "engine",
      `the engine stopped (${why}); the run was made again as it was before this call`,
    );
  }
}

/** Events that are played until it is told how far an opening came: some ten milliseconds. */
const EVENTS_AT_ONCE = 20_000;

/** Opens something; what was wrong is told. */
function attempted<T>(open: () => T): T {
  try {
    return open();
  } catch (thrown) {
    if (isTrap(thrown)) throw new RingleaderError("engine", `the engine stopped: ${thrown.message}`);
    throw translated(thrown);
  }
}

function fresh({ code }: EngineHandle): number {
  try {
    return code.freshSeed();
  } catch (thrown) {
    throw translated(thrown);
  }
}

/** The wasm instance stopped in the middle of something, or ran out of stack or memory. */
function isTrap(thrown: unknown): thrown is Error {
  return thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
}

function placeOf(engine: Engine): Place {
  const { branch, position, now, length, endTime } = engine;
  return { branch, position, now, length, endTime };
}

/** Makes a branch known as far as it was, and goes to where its cursor was. */
function reach(engine: Engine, place: Place): void {
  engine.switchTo(place.branch);
  engine.seek(place.length);
  while (engine.position < place.length) {
    const { position } = engine;
    attempt(() => engine.advance(undefined, place.length - position));
    if (engine.position === position) break;
  }
  if (place.endTime > engine.now) attempt(() => engine.advance(place.endTime - engine.now, undefined));
  engine.seek(place.position);
  if (place.now > engine.now) attempt(() => engine.advance(place.now - engine.now, undefined));
}

/** A bound that was met the first time is met again, and is no news. */
function attempt(act: () => unknown): void {
  try {
    act();
  } catch (thrown) {
    if (isTrap(thrown)) throw thrown;
  }
}
