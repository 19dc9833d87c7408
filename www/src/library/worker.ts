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
import { RingleaderError, Simulation } from "./ringleader.ts";

/** Values that go at a time, at most. */
const PAGE = 1000;

/** What is kept for the other end: simulations, and what has these members. */
type Kept = Simulation | Readonly<Record<string, (...given: never[]) => unknown>>;

const engine: Kept = {
  open: (...given: ConstructorParameters<typeof Simulation>) => new Simulation(...given),
  fromLink: (...given: Parameters<typeof Simulation.fromLink>) => Simulation.fromLink(...given),
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

const isIterator = (value: unknown): value is Iterator<unknown> =>
  typeof value === "object" && value !== null && "next" in value;

/** An iteration that is gone through page by page. */
function paged(iterator: Iterator<unknown>): Kept {
  return {
    next(): Page {
      const values: unknown[] = [];
      while (values.length < PAGE) {
        const { value, done } = iterator.next();
        if (done) return { values, done };
        values.push(value);
      }
      return { values, done: false };
    },
    return: () => void iterator.return?.(),
  };
}

/** What must be kept here, and as what. */
function keepable(value: unknown): [Kept, Made] | null {
  if (value instanceof Simulation) return [value, "simulation"];
  if (isIterator(value)) return [paged(value), "iteration"];
  if (typeof value === "function") return [{ return: () => value() }, "watch"];
  return null;
}

/** A member of what is kept; a method is called. */
function asked(kept: Kept, { name, given }: Ask, tell: (...told: unknown[]) => void): unknown {
  const owner = kept instanceof Simulation ? OWN : kept;
  if (!Object.hasOwn(owner, name) || name === "constructor") {
    throw new RingleaderError("argument", `there is no \`${name}\``);
  }
  const member: unknown = Reflect.get(kept, name, kept);
  if (typeof member !== "function") return member;
  return Reflect.apply(member, kept, name === "watch" ? [...given, tell] : given);
}

const LAST = ["dispose", "return"];

function failed(answer: number, thrown: unknown): Said {
  const error = thrown instanceof RingleaderError ? thrown : new RingleaderError("engine", String(thrown));
  const { code, message, line, column, expected } = error;
  return { ringleader: SPOKEN, answer, error: { code, message, line, column, expected } };
}

/** What is kept for one other end, by number. */
class Shelf {
  readonly #kept = new Map<number, Kept>([[0, engine]]);
  #last = 0;

  /** What comes of what is asked. */
  answer(ask: Ask, tell: (...told: unknown[]) => void): Said {
    const answer = ask.ask;
    try {
      const value = this.#value(ask, tell);
      const made = keepable(value);
      if (made === null) return { ringleader: SPOKEN, answer, value };
      this.#kept.set(++this.#last, made[0]);
      return { ringleader: SPOKEN, answer, made: this.#last, as: made[1] };
    } catch (thrown) {
      return failed(answer, thrown);
    }
  }

  #value(ask: Ask, tell: (...told: unknown[]) => void): unknown {
    const kept = this.#kept.get(ask.of);
    const isLast = LAST.includes(ask.name);
    if (kept === undefined && isLast) return undefined;
    if (kept === undefined) throw new RingleaderError("disposed", "this simulation was disposed of");
    const value = asked(kept, ask, tell);
    if (isLast) this.#kept.delete(ask.of);
    return value;
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
    if ("ask" in said) post(shelf.answer(said as Ask, tellOf(said as Ask)));
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
