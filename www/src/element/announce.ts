import type { EventRecord } from "../api/frames.ts";
import type { AppState, Failure } from "../state/app-state.ts";
import { positionOf } from "../state/record.ts";
import type { RingLeaderChange, RingLeaderEvents, RingLeaderProblem } from "./types.ts";

/** An event to dispatch: its name and its detail. */
export type Announcement = {
  [Name in keyof RingLeaderEvents]: [Name, RingLeaderEvents[Name]["detail"]];
}[keyof RingLeaderEvents];

/** What a change of the state means to whoever listens outside. */
export function announcements(next: AppState, before: AppState): Announcement[] {
  const told: Announcement[] = [];
  const { world } = next;
  const news = recordsSince(next, before);
  if (news.length > 0) told.push(["event", { records: news }]);
  for (const record of news) {
    if (record.kind !== "violated") continue;
    told.push(["violation", { property: record.property, position: positionOf(record), record }]);
  }
  if (world !== null && (moved(next, before) || next.playing !== before.playing)) {
    told.push(["change", changeOf(next)]);
  }
  if (next.failure !== null && next.failure !== before.failure) told.push(["error", problemOf(next.failure)]);
  return told;
}

function moved(next: AppState, before: AppState): boolean {
  return next.world?.position !== before.world?.position || next.world?.branch !== before.world?.branch;
}

/** Records of events that the cursor went over, going on in the same branch. Of a jump far ahead, the last ones. */
function recordsSince({ world, text }: AppState, before: AppState): EventRecord[] {
  const old = before.world;
  if (world === null || old === null || text !== before.text || world.branch !== old.branch) return [];
  if (world.position <= old.position) return [];
  return world.records.filter((record) => positionOf(record) > old.position);
}

export function changeOf({ world, now, playing }: AppState): RingLeaderChange {
  const { position = 0, length = 0, branch = 0 } = world ?? {};
  return { position, now, length, branch, playing };
}

export function problemOf(failure: Failure): RingLeaderProblem {
  const { line, column } = failure.kind === "bad-scenario" ? failure : { line: null, column: null };
  return { kind: failure.kind, message: failure.detail, line, column };
}
