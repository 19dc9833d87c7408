import { loadCarried } from "#carried-engine";
import { catalog } from "../api/catalog.ts";
import { Simulation } from "../api/simulation.ts";
import type { Engine } from "../bench/app.ts";

/** What moves the cursor of a run, or adds to it. */
const MOVERS = [
  ...(["advance", "run", "step", "runUntil", "act", "seek", "seekTime", "stepBack", "switchTo"] as const),
] satisfies (keyof Simulation)[];

/**
 * The engine that the package carries; `moved` is called after anything moved a run of it.
 * @throws a promise rejects where WebAssembly is not allowed
 */
export async function loadEngine(moved: () => void): Promise<Engine> {
  await loadCarried();
  const { version, scenarios, protocols } = catalog();
  return { Simulation: heard(moved), version, scenarios, protocols };
}

/** Simulations whose moves are heard. */
function heard(moved: () => void): typeof Simulation {
  class HeardSimulation extends Simulation {}
  for (const name of MOVERS) {
    const move = Simulation.prototype[name] as (...given: unknown[]) => unknown;
    const value = function (this: Simulation, ...given: unknown[]) {
      try {
        return move.apply(this, given);
      } finally {
        moved();
      }
    };
    Object.defineProperty(HeardSimulation.prototype, name, { value, configurable: true, writable: true });
  }
  return HeardSimulation;
}
