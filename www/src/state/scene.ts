import type { ClusterFrame, EventRecord, Frame } from "../api/frames.ts";

/** Where the simulation stands after something happened, and the records that led there. */
export interface Scene {
  frame: Frame;
  /** Records of the positions up to the cursor, the newest last; a window, not the whole history. */
  records: EventRecord[];
  position: number;
  length: number;
  endTime: number;
  seed: number;
}

/** The frame, if nodes, clients and a network are in it; a ring of keys has none of them. */
export function clusterOf(frame: Frame | undefined): ClusterFrame | null {
  return frame !== undefined && "messages" in frame && "clients" in frame ? frame : null;
}

/** The position of the event that a record belongs to: the "p" of its id "p.k". */
export function positionOf(record: EventRecord): number {
  return Number(record.id.split(".", 1)[0]);
}

/** A story longer than this is told from its end: what lies further back rarely explains anything. */
export const STORY_MAX = 24;

/** The chain of causes that led to a record, the oldest first, the record itself last. */
export function storyOf(
  last: EventRecord,
  find: (id: string) => EventRecord | undefined,
): readonly EventRecord[] {
  const story = [last];
  for (let cause = last.cause; cause !== null && story.length < STORY_MAX; ) {
    const record = find(cause);
    if (record === undefined) break;
    story.unshift(record);
    cause = record.cause;
  }
  return story;
}
