/** What came with the page beside its chunks: recordings, by the names of their scenarios, and the engines of chapters. */

import * as built from "#chapters";
import { folder, protocols } from "#openings";
import type { Engine } from "../bench/app.ts";
import { RecordedRun } from "../opening/recorded-run.ts";
import { recordingOf } from "../opening/recording.ts";

/** The protocol of a scenario that is recorded; undefined for any other. Where nothing is compiled, no recording helps. */
export const recordedProtocol = (scenario: string): string | undefined =>
  typeof WebAssembly === "object"
    ? Object.keys(protocols).find((protocol) => protocols[protocol]?.includes(scenario))
    : undefined;

/** The names of the scenarios of a protocol whose openings are recorded: all of its gallery. */
export const recordedScenarios = (protocol: string): readonly string[] => protocols[protocol] ?? [];

/** What plays the recorded opening. @throws a promise rejects if the file does not come, or is damaged */
export async function openingOf(scenario: string): Promise<Omit<Engine, "whole">> {
  // By a name that is no literal: the bundler would look for a file of that name now.
  const file = `${folder}/${scenario}.json`;
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`status ${response.status}`);
  const recording = recordingOf(await response.text());
  return {
    Simulation: RecordedRun.bind(null, recording),
    version: recording.version,
    scenarios: [recording.scenario],
    protocols: [],
  };
}

/** The file of a chapter's engine: what is compiled while it arrives, if its host names its type; whole, if it does not. */
export async function engineFile(chapter: string): Promise<Response | ArrayBuffer> {
  // By a name that is no literal: the bundler would look for a file of that name now.
  const file = `${built.folder}/${chapter}.wasm`;
  const response = await fetch(built.folder === "" ? built.whole : new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`status ${response.status}`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? response : response.arrayBuffer();
}
