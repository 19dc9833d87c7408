import type { EventRecord, Moment } from "../api/frames.ts";
import { isMoment } from "../player/player.ts";
import type { AppState, Failure } from "../state/app-state.ts";
import { positionOf } from "../state/scene.ts";
import type { RingLeaderChange, RingLeaderEvents, RingLeaderProblem } from "./element-types.ts";
import { newSpan, type Source, Unannounced } from "./unannounced.ts";

/** What is told, by its name alone: the messages of a frame and of a notebook's widget have it, too. */
export type News = keyof RingLeaderEvents extends infer Name
  ? Name extends `${typeof PREFIX}${infer Plain}`
    ? Plain
    : never
  : never;

/** What the names of events begin with. */
const PREFIX = "ringleader-";

/** The event that tells it. */
export const eventOf = (name: News): keyof RingLeaderEvents => `${PREFIX}${name}`;

/** An event to dispatch: what it tells and its detail. */
export type Announcement = {
  [Name in News]: [Name, RingLeaderEvents[`${typeof PREFIX}${Name}`]["detail"]];
}[News];

/** Tells whoever listens outside what a change of the state means. */
export class Announcer {
  readonly #tell: (announcement: Announcement) => void;
  readonly #unannounced: Unannounced;

  constructor(tell: (announcement: Announcement) => void) {
    this.#tell = tell;
    this.#unannounced = new Unannounced((records) => {
      for (const announcement of records.flatMap(happened)) tell(announcement);
    });
  }

  /** The state changed; `source` is the run that it is about. */
  changed(next: AppState, before: AppState, source: Source | null): void {
    const news = recordsSince(next, before);
    if (news.length > 0) this.#tell(["event", { records: news }]);
    this.#unannounced.moved(next.world, before.world, source);
    for (const announcement of announcements(next, before)) this.#tell(announcement);
  }
}

/** What a change means beside what happened in the run. */
export function announcements(next: AppState, before: AppState): Announcement[] {
  const told: Announcement[] = [];
  if (next.world !== null && (moved(next, before) || next.playing !== before.playing)) {
    told.push(["change", changeOf(next)]);
  }
  const { choice, answer } = next.prediction;
  if (choice !== null && answer !== null && answer !== before.prediction.answer) {
    told.push(["prediction", { scenario: next.scenario, choice, answer, right: choice === answer }]);
  }
  if (next.failure !== null && next.failure !== before.failure) told.push(["error", problemOf(next.failure)]);
  return told;
}

/** What of a record is told on its own. */
export function happened(record: EventRecord): Announcement[] {
  const position = positionOf(record);
  const told: Announcement[] = [];
  const kind = momentOf(record);
  if (kind !== null) told.push(["moment", { kind, position, record }]);
  if (record.kind === "violated") told.push(["violation", { property: record.property, position, record }]);
  if (record.kind === "answered") told.push(["answered", { position, record }]);
  return told;
}

/** What is done to the network or a message by hand. Of a crash and its like, the node's own record tells. */
const FAULTS: ReadonlySet<string> = new Set([
  ...([
    "cut",
    "hold",
    "release",
    "heal",
    "fire",
    "drop",
    "delay",
    "duplicate",
    "inject",
    "clock",
    "disk",
  ] as const),
]);
const STATUS: ReadonlySet<string> = new Set(["crashed", "restarted", "paused", "resumed"]);

/** The kind of the mark that the time bar has for a record, if it has one. */
function momentOf(record: EventRecord): Moment["kind"] | null {
  if (isMoment(record)) return record.kind as Moment["kind"];
  const fault = STATUS.has(record.kind) || (record.kind === "action" && FAULTS.has(record.verb));
  return fault ? "fault" : null;
}

function moved(next: AppState, before: AppState): boolean {
  return next.world?.position !== before.world?.position || next.world?.branch !== before.world?.branch;
}

/** Records of events that the cursor went over. Of a jump far ahead, the last ones. */
function recordsSince(next: AppState, before: AppState): EventRecord[] {
  if (next.text !== before.text) return [];
  const span = newSpan(next.world, before.world);
  return span === null ? [] : (next.world?.records ?? []).filter((record) => positionOf(record) > span.from);
}

export function changeOf({ world, now, playing }: AppState): RingLeaderChange {
  const { position = 0, length = 0, branch = 0 } = world ?? {};
  return { position, now, length, branch, playing };
}

/** The same problem without what a scenario says: a parser quotes what it does not understand. */
export function withoutContent(problem: RingLeaderProblem): RingLeaderProblem {
  const { kind, line, column } = problem;
  if (kind === "bad-scenario") {
    const place = line === null ? "" : ` (line ${line}, column ${column ?? 1})`;
    return { ...problem, message: `src: not a scenario that can be opened${place}` };
  }
  return kind === "other-version" ? { ...problem, message: "src: a scenario of another version" } : problem;
}

export function problemOf(failure: Failure): RingLeaderProblem {
  const { line, column } = failure.kind === "bad-scenario" ? failure : { line: null, column: null };
  return { kind: failure.kind, message: failure.detail, line, column };
}
