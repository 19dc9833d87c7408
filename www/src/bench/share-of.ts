import type { SimulationLike } from "../api/simulation.ts";
import type { Share } from "../state/app-state.ts";

/** What is shared of a run: where its cursor stands. */
export function shareOf(simulation: SimulationLike, base: string): Share {
  const { now, position } = simulation;
  const [url, scenario, hash] = [simulation.link(base), simulation.scenario(), simulation.hash()];
  return { url, scenario, position, now, hash, copied: null };
}
