/**
 * What a page shows first of a scenario of the gallery, recorded: what the engine gives for the first seconds, as a file.
 * It plays before there is an engine. Frames stand in it whole: one is so like the next that compression leaves nothing
 * of that, and whoever reads it need put nothing together.
 */

import type { BranchView, EventRecord, Frame, Moment, PropertyView } from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";
import type { ScenarioEntry } from "../state/app-state.ts";

/** The run at one position. */
export interface Stop {
  /** With all that logs hold. */
  frame: Frame;
  properties: PropertyView[];
  hash: string;
}

export interface Recording {
  scenario: ScenarioEntry;
  /** Of the scenario language. */
  version: number;
  seed: number;
  /** The known bugs that are switched on. */
  bugs: SimulationLike["bugs"];
  /** Of all that the scenario plays, as are the branches and the moments. */
  length: number;
  endTime: number;
  branches: BranchView[];
  moments: Moment[];
  /** From boot to the last stop. */
  records: EventRecord[];
  /** One a position, without a gap. The first stands where the scenario opens, between two events perhaps. */
  stops: [Stop, ...Stop[]];
}

/** How numbers of 32 bits that are no list stand in a file. */
const WORDS = "uint32";

/** A recording, or what goes into one, as a file's text. */
export const written = (recorded: unknown): string =>
  JSON.stringify(recorded, (_, value: unknown) =>
    value instanceof Uint32Array ? { [WORDS]: [...value] } : value,
  );

/** @throws SyntaxError for what is no recording, or half of one */
export function recordingOf(text: string): Recording {
  const given: Partial<Recording> = JSON.parse(text, (_, value) =>
    Array.isArray(value?.[WORDS]) ? Uint32Array.from(value[WORDS]) : value,
  );
  if (!given?.stops?.[0]?.frame || !given.records || !given.scenario?.text)
    throw new SyntaxError("this file is no recording of a run");
  return given as Recording;
}

/** What was asked of a recording is not in it. The engine can tell. */
export class NotRecorded extends Error {
  override readonly name = "NotRecorded";
}

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
