import type { EventRecord } from "../api/frames.ts";
import { positionOf } from "./scene.ts";

/** How much a record matters to a viewer: 0 quiet (heartbeats), 1 ordinary, 2 worth a sentence, 3 a turning point. */
export type Weight = 0 | 1 | 2 | 3;

/** What the caption keeps in view before it gives way to a lesser event, in simulated ms. */
export interface CaptionOptions {
  weight(record: EventRecord): Weight;
  now: number;
  holdMs: number;
}

/**
 * The record to put above the stage: the weightiest of the last moment, the newest of equals. If nothing
 * happened just now, the newest that was worth a sentence.
 */
export function captionOf(records: readonly EventRecord[], options: CaptionOptions): EventRecord | null {
  let best: EventRecord | null = null;
  let bestWeight = 0;
  for (let index = records.length - 1; index >= 0; index -= 1) {
    const record = records[index];
    if (record === undefined) continue;
    if (best !== null && record.at < options.now - options.holdMs) break;
    const weight = options.weight(record);
    if (weight >= 2 && weight > bestWeight) {
      best = record;
      bestWeight = weight;
    }
  }
  return best;
}

/**
 * The record that tells an event: its weightiest, the newest of equals. Of a routine event it is the rule that was
 * applied, which says what came of it, or else what happened first.
 */
export function recordOfEvent(
  records: readonly EventRecord[],
  position: number,
  weight: (record: EventRecord) => Weight,
): EventRecord | null {
  const event = records.filter((record) => positionOf(record) === position);
  const most = Math.max(...event.map(weight));
  const equals = event.filter((record) => weight(record) === most);
  const rules = equals.filter((record) => "rule" in record);
  return (most >= 2 ? equals.at(-1) : (rules.at(-1) ?? equals[0])) ?? null;
}
