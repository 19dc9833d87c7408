/**
 * What an embedded bench and the page around it say to each other, by `postMessage`:
 * `{ source: "ringleader", v: 1, type, ... }` out, `{ target: "ringleader", v: 1, type, id, ... }` in.
 */
import type { EventRecord, Frame, PropertyView } from "../api/frames.ts";
import type {
  RingLeaderAnswered,
  RingLeaderChange,
  RingLeaderMoment,
  RingLeaderPrediction,
  RingLeaderProblem,
  RingLeaderViolation,
} from "../element/element-types.ts";

export const VERSION = 1;

/** Asked of the bench. `id` comes back with the answer; without one there is none. */
export type Request = { target: "ringleader"; v: 1; id?: string | number } & (
  | { type: "play" | "pause" | "reset" | "state" }
  | { type: "step" | "stepBack"; n?: number }
  | { type: "seek"; position: number }
  | { type: "act"; moves: string }
  | { type: "set"; options: Record<string, string | null> }
);

/** Told by the bench. */
export type Message = { source: "ringleader"; v: 1 } & (
  | { type: "ready" }
  | ({ type: "change" } & RingLeaderChange)
  | { type: "event"; records: EventRecord[] }
  | ({ type: "moment" } & RingLeaderMoment)
  | ({ type: "violation" } & RingLeaderViolation)
  | ({ type: "answered" } & RingLeaderAnswered)
  | ({ type: "prediction" } & RingLeaderPrediction)
  | ({ type: "error" } & RingLeaderProblem)
  | { type: "height"; height: number }
  | { type: "answer"; id: string | number; value: unknown }
  | { type: "refused"; id: string | number; code: string; message: string }
);

/** What `state` answers. */
export interface State extends RingLeaderChange {
  seed: number;
  hash: string;
  scenario: string;
  frame: Frame;
  properties: PropertyView[];
}

/** Whether that is for us, and of a version that we speak. What is not, is none of our business. */
export function isRequest(data: unknown): data is Request {
  if (typeof data !== "object" || data === null) return false;
  const { target, v, type } = data as Record<string, unknown>;
  return target === "ringleader" && v === VERSION && typeof type === "string";
}
