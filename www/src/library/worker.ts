/**
 * `import "ringleader/worker"` in a worker's script, of a browser or of Node's `worker_threads`, makes it run simulations
 * for whoever holds the worker and calls `connect(worker)` of `ringleader` or `ringleader/slim`. Elsewhere `serve` does
 * so for the other end of a port.
 */
import {
  type Ask,
  isSpoken,
  listen,
  type Made,
  type Members,
  type Page,
  type Said,
  SPOKEN,
  type WorkerLike,
} from "../api/remote.ts";
import * as core from "../api/simulation.ts";
import { turn } from "../api/slices.ts";
import { RingleaderError, Simulation, sweep } from "./ringleader.ts";

/** Values that go at a time, at most. */
const PAGE = 1000;

/** What is kept for the other end: simulations, and what has these members. */
type Kept = Simulation | Readonly<Record<string, (...given: never[]) => unknown>>;

const engine: Kept = {
  open: (...given: Parameters<typeof Simulation.open>) => Simulation.open(...given),
  fromLink: (...given: Parameters<typeof Simulation.fromLink>) => Simulation.fromLink(...given),
  sweep: (...given: Parameters<typeof sweep>) => sweep(...given),
};

/** What every simulation has, whatever its engine. */
const OWN = Object.getOwnPropertyDescriptors(core.Simulation.prototype);

/** The members that simulations have. */
function members(): Members {
  const named = Object.entries(OWN).filter(([name]) => name !== "constructor");
  const isMethod = ([, { value }]: (typeof named)[number]) => typeof value === "function";
  return {
    methods: named.filter(isMethod).map(([name]) => name),
    getters: named.filter((one) => !isMethod(one)).map(([name]) => name),
  };
}

type AnyIterator = Iterator<unknown> | AsyncIterator<unknown>;

const isIterator = (value: unknown): value is AnyIterator =>
  typeof value === "object" && value !== null && "next" in value;

/** An iteration that is gone through page by page: so much of it as is there before anybody else has a turn. */
function paged(iterator: AnyIterator, stop: AbortController): Kept {
  return {
    async next(): Promise<Page> {
      const values: unknown[] = [];
      let isOver = false;
      void turn().then(() => {
        isOver = true;
      });
      while (values.length < PAGE && !(isOver && values.length > 0)) {
        const { value, done } = await iterator.next();
        if (done) return { values, done };
        values.push(value);
      }
      return { values, done: false };
    },
    return() {
      stop.abort();
      void iterator.return?.();
    },
  };
}

/** What must be kept here, and as what. */
function keepable(value: unknown, stop: AbortController): [Kept, Made] | null {
  if (value instanceof Simulation) return [value, "simulation"];
  if (isIterator(value)) return [paged(value, stop), "iteration"];
  if (typeof value === "function") return [{ return: () => value() }, "watch"];
  return null;
}

/** A member of what is kept; a method is called. */
function asked(kept: Kept, { name, given, hears }: Ask, tell: Tell, { signal }: AbortController): unknown {
  const owner = kept instanceof Simulation ? OWN : kept;
  if (!Object.hasOwn(owner, name) || name === "constructor") {
    throw new RingleaderError("argument", `there is no \`${name}\``);
  }
  const member: unknown = Reflect.get(kept, name, kept);
  if (typeof member !== "function") return member;
  if (name === "watch") return Reflect.apply(member, kept, [...given, tell]);
  if (hears === undefined) return Reflect.apply(member, kept, given);
  const all: Record<string, unknown> = { signal, onProgress: tell };
  const heard = Object.fromEntries(hears.map((one) => [one, all[one]]));
  return Reflect.apply(member, kept, [...given.slice(0, -1), { ...(given.at(-1) as object), ...heard }]);
}

const LAST = ["dispose", "return"];

function failed(answer: number, thrown: unknown): Said {
  const error = thrown instanceof RingleaderError ? thrown : new RingleaderError("engine", String(thrown));
  const { code, message, line, column, expected } = error;
  return { ringleader: SPOKEN, answer, error: { code, message, line, column, expected } };
}

type Tell = (...told: unknown[]) => void;

/** What is kept for one other end, by number. */
class Shelf {
  readonly #kept = new Map<number, Kept>([[0, engine]]);
  /** What can still be called off, by the question's number. */
  readonly #stops = new Map<number, AbortController>();
  #last = 0;

  /** What comes of what is asked. */
  async answer(ask: Ask, tell: Tell): Promise<Said> {
    const answer = ask.ask;
    const stop = new AbortController();
    if (ask.hears !== undefined) this.#stops.set(answer, stop);
    let made: [Kept, Made] | null = null;
    try {
      const value = await this.#value(ask, tell, stop);
      made = keepable(value, stop);
      if (made === null) return { ringleader: SPOKEN, answer, value };
      this.#kept.set(++this.#last, made[0]);
      return { ringleader: SPOKEN, answer, made: this.#last, as: made[1] };
    } catch (thrown) {
      return failed(answer, thrown);
    } finally {
      if (made?.[1] !== "iteration") this.#stops.delete(answer);
    }
  }

  #value(ask: Ask, tell: Tell, stop: AbortController): unknown {
    const kept = this.#kept.get(ask.of);
    const isLast = LAST.includes(ask.name);
    if (kept === undefined && isLast) return undefined;
    if (kept === undefined) throw new RingleaderError("disposed", "this simulation was disposed of");
    const value = asked(kept, ask, tell, stop);
    if (isLast) this.#kept.delete(ask.of);
    return value;
  }

  /** Calls off what was asked, if it is not over. */
  stop(ask: number): void {
    this.#stops.get(ask)?.abort();
    this.#stops.delete(ask);
  }

  clear(): void {
    for (const kept of this.#kept.values()) if (kept instanceof Simulation) kept.dispose();
    this.#kept.clear();
  }
}

/**
 * Runs simulations for the other end of a port, which calls `connect` with it. When the port is closed they are disposed
 * of. The script of a worker that imports this module serves whoever holds the worker by itself.
 */
export function serve(end: WorkerLike): void {
  const shelf = new Shelf();
  const post = (said: Said) => end.postMessage(said);
  const isHere = () => post({ ringleader: SPOKEN, members: members() });
  const tellOf =
    (ask: Ask) =>
    (...told: unknown[]) =>
      post({ ringleader: SPOKEN, of: ask.ask, told });

  listen(end, "message", (said) => {
    if (!isSpoken(said)) return;
    if ("ask" in said) void shelf.answer(said as Ask, tellOf(said as Ask)).then(post);
    else if ("stop" in said) shelf.stop(said.stop as number);
    else if ("hello" in said) isHere();
  });
  listen(end, "messageerror", () => post({ ringleader: SPOKEN, unread: true }));
  listen(end, "close", () => shelf.clear());
  end.start?.();
  // Whoever said hello too early waits for this.
  isHere();
}

/** What is known of the platform. */
interface Scope {
  WorkerGlobalScope?: unknown;
  process?: { getBuiltinModule?(name: string): { parentPort?: WorkerLike | null } | undefined };
  addEventListener?(type: "connect", listener: (event: { ports: readonly WorkerLike[] }) => void): void;
}

/** Serves whoever holds this worker, if this is one. */
function serveHolder(): void {
  const scope = globalThis as unknown as Scope & WorkerLike;
  if (scope.WorkerGlobalScope === undefined) {
    const port = scope.process?.getBuiltinModule?.("node:worker_threads")?.parentPort;
    if (port) serve(port);
  } else if (typeof scope.postMessage === "function") serve(scope);
  else scope.addEventListener?.("connect", ({ ports }) => ports.forEach(serve));
}

serveHolder();
