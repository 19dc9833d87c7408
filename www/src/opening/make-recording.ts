/** Recordings are made when the page is built: no visitor loads this. */

import { carried } from "../api/inlined.ts";
import { scenarioTexts } from "../api/rewriting.ts";
import { type ScenarioTexts, says } from "../api/scenario-lines.ts";
import type { SimulationLike } from "../api/simulation.ts";
import { catalog, Simulation } from "../library/ringleader.ts";
import type { ScenarioEntry } from "../state/app-state.ts";
import { openingTime } from "../state/opening.ts";
import { RecordedRun } from "./recorded-run.ts";
import { broughtTo, type Recording, recordingOf, type Stop, written } from "./recording.ts";

/**
 * So much simulated time is recorded: five seconds of a first visit. In that while the engine comes, on a line that
 * browsers call a slow one too; where it comes later, playing waits for it.
 */
const OPENING_MS = 50;

/** The engine that is recorded. */
export interface Recorded {
  open(text: string): SimulationLike;
  texts: ScenarioTexts;
  /** Of the scenario language. */
  version: number;
}

/** What the engine gives for the opening. What happens in it is known to the scenario: nothing is recorded past its end. */
export function recordingFrom(scenario: ScenarioEntry, { open, texts, version }: Recorded): Recording {
  const run = open(scenario.text);
  const { length, endTime, seed, bugs, branches } = run;
  const moments = run.moments();
  if (!says(texts, scenario.text, "seek")) run.seekTime(openingTime(run));
  const stops: [Stop, ...Stop[]] = [stopAt(run)];
  const until = Math.min(run.now + OPENING_MS, endTime);
  for (let due = nextDue(run); due !== null && due <= until; due = nextDue(run)) {
    run.advance({ events: 1 });
    stops.push(stopAt(run));
  }
  const records = run.events({ from: -1, to: run.position });
  if (run.length !== length || run.endTime !== endTime)
    throw new Error(`${scenario.name} opens past what it plays: such an opening is not recorded`);
  run.dispose();
  return { scenario, version, seed, bugs, length, endTime, branches, moments, records, stops };
}

const nextDue = (run: SimulationLike): number | null => run.frame().nextDue;

const stopAt = (run: SimulationLike): Stop => ({
  frame: run.frame({ log: "all" }),
  properties: run.properties(),
  hash: run.hash(),
});

/** The file of a recording, which was played off that file, event by event, beside a run of the engine's own. */
export function recordingFile(scenario: ScenarioEntry, engine: Recorded): string {
  const file = written(recordingFrom(scenario, engine));
  const recording = recordingOf(file);
  const recorded = new RecordedRun(recording);
  const run = broughtTo(recorded, engine.open(scenario.text));
  for (const { frame } of recording.stops) {
    if (recorded.position < frame.position) for (const one of [run, recorded]) one.advance({ events: 1 });
    if (run.position !== frame.position || shownBy(run) !== shownBy(recorded))
      throw new Error(`${scenario.name} is recorded otherwise than it runs, at event ${frame.position}`);
  }
  run.dispose();
  return file;
}

/** All that a page can see of a run. */
export function shownBy(run: SimulationLike): string {
  const { position, now, length, endTime, seed, bugs, protocol, branch, branches } = run;
  return written([
    { position, now, length, endTime, seed, bugs, protocol, branch, branches },
    run.frame(),
    run.frame({ log: "all" }),
    run.frame({ log: { from: 2, to: 3 } }),
    run.events({ from: -1, to: position }),
    run.moments(),
    run.properties(),
    run.hash(),
  ]);
}

/**
 * The files' texts, by the names of their scenarios. `open` is asked twice of each: for what is recorded, and for what
 * that is held against.
 * @throws Error if one plays otherwise than the engine
 */
export function everyOpening(open: Recorded["open"] = (text) => new Simulation(text)): Map<string, string> {
  const { scenarios, version } = catalog;
  const engine = { open, texts: scenarioTexts(carried), version };
  return new Map(scenarios.map((one) => [one.name, recordingFile(one, engine)]));
}
