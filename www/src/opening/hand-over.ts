import type { SimulationLike } from "../api/simulation.ts";

type Place = Pick<SimulationLike, "position" | "now">;

/** The run with its cursor at that place, which is known to it. */
export function broughtTo<Run extends SimulationLike>({ position, now }: Place, run: Run): Run {
  run.seek(position);
  if (run.now < now) run.seekTime(now);
  return run;
}

const PLACE = ["branch", "position", "now", "length", "endTime", "seed", "protocol"] as const;

/** Whether two runs stand at the same place of the same history. */
export const isSameRun = (one: SimulationLike, other: SimulationLike): boolean =>
  PLACE.every((part) => one[part] === other[part]) && one.hash() === other.hash();
