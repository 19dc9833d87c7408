/**
 * `import "ringleader/worker"` in a worker's script makes it run simulations for whoever holds the worker, who calls
 * `connect(worker)` of `ringleader` or `ringleader/slim`. Imported elsewhere, it does nothing.
 */

import { type Answer, type Ask, METHODS, PROPERTIES } from "../api/remote.ts";
import { RingleaderError, Simulation } from "./ringleader.ts";

/** What is needed of a worker's global scope. */
interface Scope {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

const runs = new Map<number, Simulation>();
let last = 0;

function isAsk(data: unknown): data is Ask {
  return typeof data === "object" && data !== null && "ringleader" in data && "run" in data;
}

function answered({ run, name, given }: Ask): unknown {
  if (name === "open") {
    const [scenario, options] = given as ConstructorParameters<typeof Simulation>;
    runs.set(++last, new Simulation(scenario, options));
    return last;
  }
  const simulation = runs.get(run);
  if (simulation === undefined) throw new RingleaderError("disposed", "this simulation was disposed of");
  if (name === "dispose") {
    runs.delete(run);
    return simulation.dispose();
  }
  if (name === "fork") {
    runs.set(++last, simulation.fork());
    return last;
  }
  for (const property of PROPERTIES) if (name === property) return simulation[property];
  for (const method of METHODS) {
    if (name === method)
      return (simulation[method] as (...all: unknown[]) => unknown).apply(simulation, given);
  }
  throw new RingleaderError("argument", `a simulation has no \`${name}\``);
}

function answer(ask: Ask): Answer {
  const { id } = ask;
  try {
    return { ringleader: 1, id, value: answered(ask) };
  } catch (thrown) {
    const given = thrown instanceof RingleaderError ? thrown : new RingleaderError("engine", String(thrown));
    const { code, message, line, column, expected } = given;
    return { ringleader: 1, id, error: { code, message, line, column, expected } };
  }
}

const scope: object = globalThis;
if ("WorkerGlobalScope" in scope) {
  const worker = scope as unknown as Scope;
  worker.addEventListener("message", ({ data }) => {
    if (isAsk(data)) worker.postMessage(answer(data));
  });
}
