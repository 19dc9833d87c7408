import type { EventRecord } from "../api/frames.ts";

/** The position of the event that a record belongs to: the "p" of its id "p.k". */
export function positionOf(record: EventRecord): number {
  return Number(record.id.split(".", 1)[0]);
}
