import type { EventRecord } from "../api/frames.ts";
import type { AppState, EventFilter, World } from "./app-state.ts";
import type { Weight } from "./caption.ts";
import { positionOf } from "./scene.ts";

/** Least weight that each filter lets through. */
const LEAST: Readonly<Record<EventFilter, Weight>> = { all: 0, told: 1, turning: 3 };

/** Which records the list of events shows. */
export const wantedBy =
  (
    { filter, filterNode }: Pick<AppState, "filter" | "filterNode">,
    weight: (record: EventRecord) => Weight,
  ) =>
  (record: EventRecord): boolean =>
    weight(record) >= LEAST[filter] && concerns(record, filterNode);

/** Whether it happened at this node or client, or to a message from or to it. */
function concerns(record: EventRecord, node: string | null): boolean {
  if (node === null || record.node === node) return true;
  return "message" in record && [record.message.from, record.message.to].includes(node);
}

/** Whether a record stands before another in the history. */
export function isBefore(one: EventRecord, other: EventRecord): boolean {
  const [place, index] = [positionOf(one) - positionOf(other), indexOf(one) - indexOf(other)];
  return place < 0 || (place === 0 && index < 0);
}

const indexOf = ({ id }: EventRecord): number => Number(id.slice(id.indexOf(".") + 1));

/** What the list shows, the oldest first: what was found further back, and what the world holds. */
export function listed(
  { older }: Pick<AppState, "older">,
  { records }: Pick<World, "records">,
  wanted: (record: EventRecord) => boolean,
): readonly EventRecord[] {
  const here = records.filter(wanted);
  const [first] = records;
  if (older === null || first === undefined) return here;
  return [...older.records.filter((record) => isBefore(record, first)), ...here];
}

/** Whether something may have happened before all that was searched. */
export function reachesBack(
  { older }: Pick<AppState, "older">,
  { records }: Pick<World, "records">,
): boolean {
  const [first] = records;
  if (older !== null) return older.from >= 0;
  return first !== undefined && first.id !== "0.0";
}
