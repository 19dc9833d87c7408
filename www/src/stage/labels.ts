import type { MessageView } from "../api/frames.ts";
import { columnsOf } from "./chip.ts";
import type { MessageFace } from "./cluster-presentation.ts";
import type { Layout } from "./geometry.ts";
import { carriedBox, type LabelSpot, queueAt, whereIs } from "./message.ts";
import type { Point } from "./picture.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** More labels than this and the picture reads worse, not better. */
const LABELS_MAX = 10;
/** Mean width of a character at 12 px. */
const CHARACTER_PX = 6.6;

/**
 * Which messages get their label drawn, and on which side: one label for each kind of message sent at once by
 * one node (it says the same for all of them), none over a node, a message or another label, nor where something
 * else stands.
 */
export function placeLabels(
  messages: readonly MessageView[],
  faces: ReadonlyMap<string, MessageFace>,
  layout: Layout,
  now: number,
  standing: readonly Box[] = [],
): ReadonlyMap<string, LabelSpot> {
  const spots = new Map<string, LabelSpot>();
  const places = [...layout.places.values()];
  const taken: Box[] = [...standing, ...places.map((place) => withCrown(place, place.r + 10))];
  const seen = new Set<string>();
  const queue = queueAt(messages, now);
  const placed = messages.flatMap((message) => {
    const where = whereIs(layout, message, now, queue);
    return where === null ? [] : [{ message, at: where.at }];
  });
  for (const { message, at } of placed) {
    taken.push(around(at, 10, 10));
    if (message.fate === "held" || message.delayed) taken.push(around({ x: at.x, y: at.y - 19 }, 5, 7));
    const face = faces.get(message.id);
    const chip = face === undefined ? null : carriedBox(face);
    if (chip !== null) taken.push({ ...chip, x: at.x + chip.x, y: at.y + chip.y });
  }
  for (const { message, at } of placed) {
    if (spots.size >= LABELS_MAX) break;
    const face = faces.get(message.id);
    if (face === undefined || face.label === "") continue;
    const same = `${message.from} ${message.sent} ${face.label}`;
    if (seen.has(same)) continue;
    const found = candidates(at, layout).find((spot) => fits(labelBox(at, spot, face.label), taken, layout));
    if (found === undefined) continue;
    seen.add(same);
    spots.set(message.id, found);
    taken.push(labelBox(at, found, face.label));
  }
  return spots;
}

const around = (at: Point, dx: number, dy: number): Box => ({
  x: at.x - dx,
  y: at.y - dy,
  width: 2 * dx,
  height: 2 * dy,
});

/** Over a node there may be a crown, or the pips of its votes. */
const OVER_PX = 14;

const withCrown = (at: Point, reach: number): Box => ({
  x: at.x - reach,
  y: at.y - reach - OVER_PX,
  width: 2 * reach,
  height: 2 * reach + OVER_PX,
});

/** Away from the centre first: there is more room outside. */
function candidates(at: Point, layout: Layout): LabelSpot[] {
  const right: LabelSpot = { dx: 15, dy: 4, anchor: "start" };
  const left: LabelSpot = { dx: -15, dy: 4, anchor: "end" };
  const below: LabelSpot = { dx: 0, dy: 25, anchor: "middle" };
  const above: LabelSpot = { dx: 0, dy: -16, anchor: "middle" };
  return at.x >= layout.centre.x ? [right, left, below, above] : [left, right, below, above];
}

function labelBox(at: Point, spot: LabelSpot, text: string): Box {
  const width = columnsOf(text) * CHARACTER_PX;
  const start = spot.anchor === "start" ? 0 : spot.anchor === "end" ? -width : -width / 2;
  return { x: at.x + spot.dx + start, y: at.y + spot.dy - 11, width, height: 14 };
}

function fits(box: Box, taken: readonly Box[], layout: Layout): boolean {
  if (box.x < 4 || box.x + box.width > layout.width - 4) return false;
  // The first boxes include the message itself; a label beside it does not touch that one.
  return taken.every(
    (other) =>
      box.x + box.width <= other.x ||
      other.x + other.width <= box.x ||
      box.y + box.height <= other.y ||
      other.y + other.height <= box.y,
  );
}
