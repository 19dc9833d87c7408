/** A speed that has a name: simulated time per wall time. */
export interface SpeedStop {
  factor: number;
  label: string;
}

export const SPEED_STOPS: readonly SpeedStop[] = [
  { factor: 0.001, label: "1/1000×" },
  { factor: 0.002, label: "1/500×" },
  { factor: 0.005, label: "1/200×" },
  { factor: 0.01, label: "1/100×" },
  { factor: 0.02, label: "1/50×" },
  { factor: 0.05, label: "1/20×" },
  { factor: 0.1, label: "1/10×" },
  { factor: 0.5, label: "1/2×" },
  { factor: 1, label: "1×" },
  { factor: 3, label: "3×" },
  { factor: 10, label: "10×" },
];

/** By the clock distances in time are true; by event one follows the other at a steady beat. */
export type Pace = "clock" | "event";

/** A message of 5 to 15 ms takes about a second at 1/100. */
export const DEFAULT_FACTOR = 0.01;
export const DEFAULT_SPEED = SPEED_STOPS.findIndex((stop) => stop.factor === DEFAULT_FACTOR);

/** At this factor and below there is time to read a message's label while it is under way. */
export const READABLE_FACTOR_MAX = 0.01;

/** Of a stop by its index, and of one that is not there. */
export const factorAt = (stop: number): number => SPEED_STOPS[stop]?.factor ?? 1;

/** The index of the stop that is nearest, as ratios go. */
export function stopNear(factor: number): number {
  const far = SPEED_STOPS.map((stop) => Math.abs(Math.log(stop.factor / factor)));
  return far.indexOf(Math.min(...far));
}
