import { RingleaderError } from "./errors.ts";
import type { RecordFilter, RecordGoal, RecordOf } from "./filter.ts";
import type { ProtocolName, RecordKind, RuleCode } from "./frames.ts";
import type { SweepCall } from "./many-seeds.ts";
import type { ScenarioOptions } from "./scenario-text.ts";
import type { Limit, RecordsUntil, Simulation, SimulationOptions } from "./simulation.ts";
import type { AbortSignalLike, AsyncOptions } from "./slices.ts";
import type { NodeField, Watcher, WatchOptions } from "./watch.ts";

/** Members that give one after the other. */
const ITERABLES = ["history", "historyAsync", "runAsync", "deviationsAsync"] as const;

/** Members that are not what they are in a simulation, each made a promise. */
type Own = "runUntil" | "watch" | "fork" | "dispose" | typeof Symbol.dispose | "history";

type Far<Member> = Member extends (...given: infer Given) => infer Value
  ? (...given: Given) => Value extends AsyncGenerator ? Value : Promise<Awaited<Value>>
  : Promise<Member>;

/** A simulation in a worker: the same members, each a promise; what it throws rejects it. */
export type RemoteSimulation<P extends ProtocolName = ProtocolName> = {
  readonly [Name in Exclude<keyof Simulation<P>, Own>]: Far<Simulation<P>[Name]>;
} & {
  /** As in a simulation, for a name or a filter: a predicate cannot go to a worker. */
  runUntil(target: RecordGoal<P>, limit?: Limit): Promise<RecordsUntil<P>>;
  /**
   * As in a simulation, but told when it is over: the callback looks at what it is given, since the run may have gone on.
   * It is called before the call that made the change comes back.
   * @returns a function that ends it
   */
  watch<Field extends NodeField<P>>(
    what: WatchOptions<Field>,
    callback: Watcher<Field, P>,
  ): Promise<() => Promise<void>>;
  /** As in a simulation, for `for await`; what is not gone through is not made. */
  history<Kind extends RecordKind<P> = RecordKind<P>>(
    filter?: RecordFilter<Kind, RuleCode<P>>,
  ): AsyncGenerator<RecordOf<Kind, P>, void, undefined>;
  /** As in a simulation: a run of its own, in the same worker. */
  fork(): Promise<RemoteSimulation<P>>;
  /** Frees the run's memory in the worker. */
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The engine of a worker. */
export interface RemoteEngine {
  /** As `Simulation.open` there. */
  open<P extends ProtocolName = ProtocolName>(
    scenario: string | ScenarioOptions<P>,
    options?: SimulationOptions<P> & AsyncOptions,
  ): Promise<RemoteSimulation<P>>;
  /** As `Simulation.fromLink` there. */
  fromLink<P extends ProtocolName = ProtocolName>(
    url: string,
    options?: SimulationOptions<P>,
  ): Promise<RemoteSimulation<P>>;
  /** As `sweep` there. */
  sweep: SweepCall;
  /** Terminates the worker, or closes the port. What is pending rejects, and whatever is asked for later. */
  terminate(): void;
}

/** What is needed of a worker, or of a port to one: those of browsers have `addEventListener`, those of Node `on`. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  addEventListener?(type: string, listener: (event: object) => void): void;
  on?(type: string, listener: (told: unknown) => void): unknown;
  /** Of a port. */
  start?(): void;
  close?(): void;
  /** Of a worker. */
  terminate?(): unknown;
}

/** What is said between the two ends, either way, is marked with this number. */
export const SPOKEN = 2;

/** A worker is asked for a member of what it keeps; `hello` instead asks whether it listens. */
export interface Ask {
  ringleader: typeof SPOKEN;
  ask: number;
  /** Of what: 0 is its engine, else what it said when it made it. */
  of: number;
  name: string;
  given: unknown[];
  /** Which of these its last option is to have: a signal and a function do not cross by themselves. */
  hears?: ("signal" | "onProgress")[];
}

/** What a simulation there has, which it says when it listens. */
export interface Members {
  methods: readonly string[];
  getters: readonly string[];
}

/** What comes of what was asked. */
type Answer =
  | { answer: number; value: unknown }
  /** It keeps what it made, and calls it by a number. */
  | { answer: number; made: number; as: Made }
  /** An error is sent by its parts: a copy would lose its class and its place. */
  | { answer: number; error: ErrorParts };

/** What a worker says. */
export type Said = { ringleader: typeof SPOKEN } & (
  | Answer
  | { members: Members }
  /** What it was asked could not be read. */
  | { unread: true }
  /** On the way. */
  | { of: number; told: unknown[] }
);

/** What a worker keeps for whoever asked for it. */
export type Made = "simulation" | "iteration" | "watch";

type ErrorParts = Pick<RingleaderError, "code" | "message" | "line" | "column" | "expected">;

/** What an iteration gives at a time. */
export interface Page {
  values: unknown[];
  done: boolean;
}

export const isSpoken = (data: unknown): data is { ringleader: typeof SPOKEN } =>
  typeof data === "object" && data !== null && "ringleader" in data && data.ringleader === SPOKEN;

/** Calls back with what is sent to this end, or with what an event of another type is. */
export function listen(end: WorkerLike, type: string, hear: (told: unknown) => void): void {
  // Node hands over what was sent, where a browser hands over an event with it.
  if (typeof end.on === "function") end.on(type, hear);
  else end.addEventListener?.(type, (event) => hear("data" in event ? event.data : event));
}

type Tell = (...told: never[]) => void;

interface Waiting {
  name: string;
  signal: AbortSignalLike | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** This end of the line to a worker. */
class Line {
  readonly #end: WorkerLike;
  /** What waits until the worker listens: what is sent before is lost. */
  readonly #early: Ask[] = [];
  readonly #asked = new Map<number, Waiting>();
  /** Who is told of what goes on, by the question's number. */
  readonly #told = new Map<number, Tell>();
  #members: Members | null = null;
  #broken: RingleaderError | null = null;
  #last = 0;

  constructor(end: WorkerLike) {
    this.#end = end;
    listen(end, "message", (said) => isSpoken(said) && this.#hear(said as Said));
    listen(end, "messageerror", () => this.#reject("an answer of the worker cannot be read here"));
    // A worker that listens lives on after an error, unless Node says that it is gone.
    listen(
      end,
      "error",
      (error) => this.#members === null && this.#break(`the worker does not run${why(error)}`),
    );
    listen(end, "exit", (code) => this.#break(`the worker is gone, with code ${String(code)}`));
    listen(end, "close", () => this.#break("the port is closed"));
    noticing(end, "terminate", () => this.#break("the worker was terminated"));
    noticing(end, "close", () => this.#break("the port was closed"));
    end.start?.();
    // Lost if it does not listen yet: then it says so by itself.
    end.postMessage({ ringleader: SPOKEN, hello: true });
  }

  terminate(): void {
    if (this.#end.terminate !== undefined) void this.#end.terminate();
    else this.#end.close?.();
  }

  #hear(said: Said): void {
    if ("members" in said) this.#ready(said.members);
    else if ("unread" in said) this.#reject("the worker cannot read what it was asked");
    else if ("told" in said) this.#told.get(said.of)?.(...(said.told as never[]));
    else this.#settle(said);
  }

  #settle(said: Answer): void {
    const { answer } = said;
    const waiting = this.#asked.get(answer);
    this.#asked.delete(answer);
    if ("made" in said && said.as !== "simulation") {
      waiting?.resolve([answer, said.made]);
      return;
    }
    this.#told.delete(answer);
    if ("error" in said) waiting?.reject(reasonOf(waiting.signal, said.error));
    else waiting?.resolve("made" in said ? this.#remote(said.made) : said.value);
  }

  #ready(members: Members): void {
    this.#members = members;
    this.#broken = null;
    for (const ask of this.#early.splice(0)) this.#post(ask);
  }

  /** Nobody knows any more what comes of what was asked. */
  #reject(sentence: string): RingleaderError {
    const error = new RingleaderError("worker", sentence);
    this.#early.length = 0;
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
    return error;
  }

  #break(sentence: string): void {
    this.#broken ??= this.#reject(sentence);
  }

  ask(of: number, name: string, given: unknown[], tell?: Tell): Promise<unknown> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    const { plain, signal, onProgress } = heard(given);
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = ++this.#last;
    const ask: Ask = { ringleader: SPOKEN, ask: id, of, name, given: plain };
    if (signal !== undefined || onProgress !== undefined) {
      ask.hears = [...(signal ? ["signal" as const] : []), ...(onProgress ? ["onProgress" as const] : [])];
    }
    const told = tell ?? onProgress;
    if (told !== undefined) this.#told.set(id, told);
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { name, signal, resolve, reject });
      signal?.addEventListener("abort", () => this.#stop(id, signal));
      if (this.#members === null) this.#early.push(ask);
      else this.#post(ask);
    });
  }

  /** Calls something off: it is stopped where it is done, or never asked. */
  #stop(id: number, { reason }: AbortSignalLike): void {
    const early = this.#early.findIndex(({ ask }) => ask === id);
    if (early < 0) {
      if (this.#broken === null) this.#end.postMessage({ ringleader: SPOKEN, stop: id });
      return;
    }
    this.#early.splice(early, 1);
    this.#asked.get(id)?.reject(reason);
    this.#asked.delete(id);
  }

  #post(ask: Ask): void {
    try {
      this.#end.postMessage(ask);
    } catch (error) {
      const sentence = `what \`${ask.name}\` was given cannot go to a worker${why(error)}`;
      this.#asked.get(ask.ask)?.reject(new RingleaderError("argument", sentence));
      this.#asked.delete(ask.ask);
    }
  }

  /** What a worker keeps as this simulation. */
  #remote(run: number): RemoteSimulation {
    const { methods, getters } = this.#members ?? { methods: [], getters: [] };
    const remote: Record<PropertyKey, unknown> = {};
    for (const name of methods) remote[name] = (...given: unknown[]) => this.ask(run, name, given);
    for (const name of ITERABLES) {
      remote[name] = (...given: unknown[]) => this.each(run, name, given);
    }
    for (const name of getters) {
      Object.defineProperty(remote, name, { get: () => this.ask(run, name, []), enumerable: true });
    }
    remote.watch = (what: unknown, callback: unknown) => this.#watch(run, what, callback);
    remote[Symbol.asyncDispose] = () => this.ask(run, "dispose", []);
    return remote as unknown as RemoteSimulation;
  }

  async #watch(run: number, what: unknown, callback: unknown): Promise<() => Promise<void>> {
    if (typeof callback !== "function") {
      throw new RingleaderError("argument", "a watch needs a function to call");
    }
    const made = await this.ask(run, "watch", [what], callback as Tell);
    const [asked, watch] = made as [number, number];
    return async () => {
      this.#told.delete(asked);
      await this.ask(watch, "return", []);
    };
  }

  /** Page after page of an iteration. It begins with the call, not only when it is gone through. */
  each(of: number, name: string, given: unknown[]): AsyncGenerator<unknown, void, undefined> {
    const made = this.ask(of, name, given);
    // It may be that nobody goes through it: then nobody need hear that it failed.
    made.catch(() => undefined);
    return this.#pages(made, heard(given).signal);
  }

  async *#pages(
    made: Promise<unknown>,
    signal: AbortSignalLike | undefined,
  ): AsyncGenerator<unknown, void, undefined> {
    const [asked, iteration] = (await made) as [number, number];
    try {
      for (let done = false; !done; ) {
        const page = (await this.ask(iteration, "next", [])) as Page;
        yield* page.values;
        done = page.done;
      }
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    } finally {
      this.#told.delete(asked);
      this.ask(iteration, "return", []).catch(() => undefined);
    }
  }
}

/** What was given, without what does not cross by itself: that stands in the last option. */
function heard(given: unknown[]): { plain: unknown[] } & AsyncOptions {
  const last = given.at(-1);
  if (typeof last !== "object" || last === null || !("signal" in last || "onProgress" in last)) {
    return { plain: given };
  }
  const { signal, onProgress, ...rest } = last as AsyncOptions;
  return { plain: [...given.slice(0, -1), rest], signal, onProgress };
}

/** Why something failed: who called it off has the reason. */
const reasonOf = (signal: AbortSignalLike | undefined, error: ErrorParts): unknown =>
  signal?.aborted ? signal.reason : new RingleaderError(error.code, error.message, error);

/** What an error or an event says, if it says something. */
const why = (error: unknown): string =>
  typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
    ? `: ${error.message}`
    : "";

/** Whoever ends it hears nothing of it from a browser: so its own method tells. */
function noticing(end: WorkerLike, name: "terminate" | "close", notice: () => void): void {
  const own = end[name];
  if (typeof own !== "function") return;
  const value = () => {
    notice();
    return own.call(end);
  };
  Reflect.defineProperty(end, name, { value, configurable: true, writable: true });
}

/** All that comes, in order. */
async function allOf<One>(rows: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

const engines = new WeakMap<WorkerLike, RemoteEngine>();

/**
 * The engine of a worker that runs `import "ringleader/worker"`, or of whoever calls `serve` at the other end of a port.
 * It need not listen yet: what is asked waits until it does.
 * @param worker - a `Worker` of a browser or of Node's `worker_threads`, a `MessagePort`, or what else has `postMessage`
 * @throws a promise rejects with RingleaderError `worker` if the worker does not run, was terminated, or cannot be read;
 *   `argument` for what cannot go there, such as a function; else as in a simulation
 */
export function connect(worker: WorkerLike): RemoteEngine {
  const known = engines.get(worker);
  if (known !== undefined) return known;
  const line = new Line(worker);
  const engine = {
    open: (...given: unknown[]) => line.ask(0, "open", given),
    fromLink: (...given: unknown[]) => line.ask(0, "fromLink", given),
    sweep: (...given: unknown[]) => {
      const rows = line.each(0, "sweep", given);
      return Object.assign(rows, { toArray: () => allOf(rows) });
    },
    terminate: () => line.terminate(),
  } as unknown as RemoteEngine;
  engines.set(worker, engine);
  return engine;
}
