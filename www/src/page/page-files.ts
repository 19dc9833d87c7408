/** What came with the page beside its chunks: recorded openings, by the names of their scenarios, and engines of chapters. */

import * as built from "#chapters";
import { folder, names } from "#openings";
import type { Engine } from "../bench/app.ts";
import { RecordedRun } from "../opening/recorded-run.ts";
import { recordingOf } from "../opening/recording.ts";
import type { ProtocolEntry } from "../protocols/protocol.ts";

/** The names of the scenarios of the gallery, by chapter. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** All of them, once they were asked for. */
let gallery: Names | null = null;

/** What is known of them: without the file, what each chapter opens. */
export const knownNames = (entries: readonly ProtocolEntry[]): Names =>
  gallery ??
  Object.fromEntries(
    entries.map(({ name, firstScenario }) => [name, firstScenario === undefined ? [] : [firstScenario]]),
  );

/**
 * The chapter of a scenario whose opening is recorded; undefined for any other. Where nothing is compiled, no recording
 * helps.
 * @throws a promise rejects if the names are needed and do not come
 */
export async function recordedChapter(
  scenario: string,
  entries: readonly ProtocolEntry[],
): Promise<string | undefined> {
  if (folder === "" || typeof WebAssembly !== "object") return undefined;
  const first = entries.find(({ firstScenario }) => firstScenario === scenario);
  if (first !== undefined) return first.name;
  const found = gallery ?? JSON.parse(await (await fetched(names)).text());
  gallery = found;
  return Object.keys(found).find((chapter) => found[chapter]?.includes(scenario));
}

/** By a name that is no literal: the bundler would look for a file of that name now. */
async function fetched(file: string): Promise<Response> {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response;
}

/** What plays the recorded opening. @throws a promise rejects if the file does not come, or is damaged */
export async function openingOf(scenario: string): Promise<Omit<Engine, "whole">> {
  const recording = recordingOf(await (await fetched(`${folder}/${scenario}.json`)).text());
  return {
    Simulation: RecordedRun.bind(null, recording),
    version: recording.version,
    scenarios: [recording.scenario],
    protocols: [],
    texts: null,
  };
}

/** The file of a chapter's engine: what is compiled while it arrives, if its host names its type; whole, if it does not. */
export async function engineFile(chapter: string): Promise<Response | ArrayBuffer> {
  const response = await fetched(built.folder === "" ? built.whole : `${built.folder}/${chapter}.wasm`);
  const streams = response.headers.get("content-type")?.startsWith("application/wasm");
  return streams ? response : response.arrayBuffer();
}
