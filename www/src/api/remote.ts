import { RingleaderError } from "./errors.ts";
import type { RecordFilter } from "./filter.ts";
import type { ScenarioOptions } from "./scenario-text.ts";
import type { Simulation, SimulationOptions } from "./simulation.ts";

type Method =
  | (
      | "advance"
      | "advanceUntil"
      | "run"
      | "step"
      | "act"
      | "seek"
      | "seekTime"
      | "stepBack"
      | "frame"
      | "events"
      | "moments"
    )
  | ("deviations" | "enabled" | "dropBranch")
  | ("trace" | "hash" | "fingerprint" | "switchTo" | "properties" | "scenario" | "link");
type Property = "now" | "position" | "length" | "endTime" | "seed" | "protocol" | "branches" | "branch";

/**
 * A simulation in a worker: the same members, each a promise; what it throws rejects it. A function cannot go there, so
 * it has no `watch`, and `events` gives a whole span at once: what only some records tell is picked by a filter.
 */
export type RemoteSimulation = {
  [Name in Method]: (...given: Parameters<Simulation[Name]>) => Promise<ReturnType<Simulation[Name]>>;
} & {
  readonly [Name in Property]: Promise<Simulation[Name]>;
} & {
  /** As in a simulation, for a name or a filter: a predicate cannot go to a worker. */
  runUntil(
    target: string | RecordFilter,
    limit?: Parameters<Simulation["runUntil"]>[1],
  ): Promise<ReturnType<Simulation["runUntil"]>>;
  /** As in a simulation: a run of its own, in the same worker. */
  fork(): Promise<RemoteSimulation>;
  /** Frees the run's memory in the worker. */
  dispose(): Promise<void>;
};

/** The engine of a worker. */
export interface RemoteEngine {
  /** As `new Simulation` there. */
  open(scenario: string | ScenarioOptions, options?: SimulationOptions): Promise<RemoteSimulation>;
}

/** What is needed of a worker, or of a port to one. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "error", listener: (event: object) => void): void;
}

export const METHODS: readonly (Method | "runUntil")[] = [
  ...([
    "advance",
    "advanceUntil",
    "run",
    "step",
    "runUntil",
    "act",
    "seek",
    "seekTime",
    "stepBack",
    "frame",
  ] as const),
  ...([
    "events",
    "deviations",
    "enabled",
    "moments",
    "trace",
    "hash",
    "fingerprint",
    "switchTo",
    "dropBranch",
    "properties",
    "scenario",
    "link",
  ] as const),
];
export const PROPERTIES: readonly Property[] = [
  ...(["now", "position", "length", "endTime", "seed", "protocol", "branches", "branch"] as const),
];

/** What a worker is asked: to open a run, for a member of one, or to dispose of it. */
export interface Ask {
  ringleader: 1;
  id: number;
  /** Which run; of `open`, none. */
  run: number;
  name: string;
  given: unknown[];
}

/** What it answers. An error is sent by its parts: a copy would lose its class and its place. */
export interface Answer {
  ringleader: 1;
  id: number;
  value?: unknown;
  error?: {
    code: string;
    message: string;
    line: number | null;
    column: number | null;
    expected: string | null;
  };
}

export function isAnswer(data: unknown): data is Answer {
  return (
    typeof data === "object" && data !== null && "ringleader" in data && "id" in data && !("run" in data)
  );
}

/**
 * The engine of a worker that runs `import "ringleader/worker"`.
 * @throws a promise rejects with RingleaderError `worker` if the worker cannot be started, else as in a simulation
 */
export function connect(worker: WorkerLike): RemoteEngine {
  const asked = new Map<number, { resolve(value: unknown): void; reject(error: RingleaderError): void }>();
  let last = 0;
  let broken: RingleaderError | null = null;

  worker.addEventListener("message", ({ data }) => {
    if (!isAnswer(data)) return;
    const waiting = asked.get(data.id);
    asked.delete(data.id);
    if (data.error === undefined) waiting?.resolve(data.value);
    else waiting?.reject(new RingleaderError(data.error.code, data.error.message, data.error));
  });
  worker.addEventListener("error", (event) => {
    const why = "message" in event && typeof event.message === "string" ? `: ${event.message}` : "";
    broken = new RingleaderError("worker", `the worker does not run${why}`);
    for (const { reject } of asked.values()) reject(broken);
    asked.clear();
  });

  const ask = (run: number, name: string, given: unknown[]): Promise<unknown> => {
    if (broken !== null) return Promise.reject(broken);
    const id = ++last;
    const message: Ask = { ringleader: 1, id, run, name, given };
    return new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject });
      worker.postMessage(message);
    });
  };

  const remoteOf = (run: number): RemoteSimulation => {
    const remote = {
      dispose: () => ask(run, "dispose", []),
      fork: async () => remoteOf((await ask(run, "fork", [])) as number),
    };
    for (const name of METHODS) {
      Object.assign(remote, { [name]: (...given: unknown[]) => ask(run, name, given) });
    }
    for (const name of PROPERTIES) {
      Object.defineProperty(remote, name, { get: () => ask(run, name, []), enumerable: true });
    }
    return remote as unknown as RemoteSimulation;
  };

  return {
    async open(scenario, options) {
      return remoteOf((await ask(0, "open", [scenario, options])) as number);
    },
  };
}
