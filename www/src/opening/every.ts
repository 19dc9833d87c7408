/** The recordings of the whole gallery, for `npm run build`. */
import { catalog, Simulation } from "../library/ringleader.ts";
import { recordingFile } from "./make-recording.ts";

/** The files' texts, by the names of their scenarios. @throws Error if one plays otherwise than the engine */
export function everyOpening(): Map<string, string> {
  const open = (text: string) => new Simulation(text);
  const { scenarios, version } = catalog;
  return new Map(scenarios.map((one) => [one.name, recordingFile(one, version, open)]));
}
