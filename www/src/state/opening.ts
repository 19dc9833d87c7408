import type { SimulationLike } from "../api/simulation.ts";

/** Simulated time before the first message with which a scenario opens: a fifth of a second to see a timer run out. */
const LEAD_MS = 2;
/** The first message of a cluster is among its first events; a scenario without one opens at its start. */
const EVENTS_SEARCHED = 400;

/**
 * Where a scenario opens that does not say where: shortly before its first message, because until then there is nothing
 * to see but timers.
 */
export function openingTime(simulation: SimulationLike): number {
  if (simulation.length === 0)
    simulation.runUntil((record) => record.kind === "sent", { ms: 2_000, events: EVENTS_SEARCHED });
  const to = Math.min(simulation.length, EVENTS_SEARCHED);
  const first = simulation.events({ from: 0, to }).find((record) => record.kind === "sent");
  return first === undefined ? 0 : Math.max(0, first.at - LEAD_MS);
}
