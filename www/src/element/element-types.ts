import type { AnsweredRecord, EventRecord, Moment, ViolatedRecord } from "../api/frames.ts";
import type { Simulation } from "../api/simulation.ts";
import type { OptionProperties } from "./options.ts";

/**
 * What the element tells with an event. All bubble and leave shadow trees, so their names are its own: none is one of the
 * platform's.
 */
export interface RingLeaderEvents {
  /** The first scenario is open. */
  "ringleader-ready": CustomEvent<null>;
  /** The cursor moved, another branch is shown, playing began or ended. */
  "ringleader-change": CustomEvent<RingLeaderChange>;
  /** Something happened while going on: the records, the oldest first; of a jump far ahead, the last ones. */
  "ringleader-event": CustomEvent<{ records: EventRecord[] }>;
  /**
   * The cursor went over what the time bar marks. As each violation and answer it is told once, the first time, at any
   * pace; what branches share is told in one of them.
   */
  "ringleader-moment": CustomEvent<RingLeaderMoment>;
  /** A property is violated. */
  "ringleader-violation": CustomEvent<RingLeaderViolation>;
  /** A client got its answer. */
  "ringleader-answered": CustomEvent<RingLeaderAnswered>;
  /** A lesson's question was answered by the run: what the reader chose, what it turned out to be. */
  "ringleader-prediction": CustomEvent<RingLeaderPrediction>;
  /** Something could not be done: an option, a scenario, a move, or all of it. */
  "ringleader-error": CustomEvent<RingLeaderProblem>;
}

/** Where it stands. */
export interface RingLeaderChange {
  position: number;
  /** In ms of simulated time, between events too. */
  now: number;
  length: number;
  branch: number;
  playing: boolean;
}

/** A mark of the time bar, and the record that it stands for. */
export interface RingLeaderMoment {
  kind: Moment["kind"];
  position: number;
  record: EventRecord;
}

/** A property that is violated, by its name. */
export interface RingLeaderViolation {
  property: string;
  position: number;
  record: ViolatedRecord;
}

/** A client's answer: `record.node` is the client. */
export interface RingLeaderAnswered {
  position: number;
  record: AnsweredRecord;
}

/** How a prediction went. */
export interface RingLeaderPrediction {
  /** The scenario's name in the gallery. */
  scenario: string;
  /** The choice of the reader, and the one that the run shows, by their names. */
  choice: string;
  answer: string;
  right: boolean;
}

/** What went wrong. */
export interface RingLeaderProblem {
  kind:
    | "wasm-missing"
    | "not-loaded"
    | "bad-option"
    | "bad-scenario"
    | "other-version"
    | "bad-move"
    | "bound"
    | "engine";
  message: string;
  /** Of a scenario, from 1. */
  line: number | null;
  column: number | null;
}

/**
 * A lab bench in a page: `<ring-leader>`. Every option is an attribute and a property of the same name. What the methods
 * are asked before `ready` is done once it is open.
 */
export interface RingLeader extends OptionProperties {
  /** Resolves once the first scenario is open; rejects if that cannot be, and is another promise once it is tried again. */
  readonly ready: Promise<void>;
  /** The run that is shown; null until one is open. Who moves it moves what is shown. */
  readonly simulation: Simulation | null;
  /** Whether time runs. */
  readonly playing: boolean;
  /** Lets time run. */
  play(): void;
  /** Stops it. */
  pause(): void;
  /** The next events. */
  step(n?: number): void;
  /** Back by so many events. */
  stepBack(n?: number): void;
  /** To a position, clamped to what is known. */
  seek(position: number): void;
  /**
   * Plays one or more lines of moves at the cursor, also where the reader may not (`lock`).
   * @returns what happened
   * @throws RingleaderError as `Simulation.act`; `not-loaded` before `ready`
   */
  act(moves: string): EventRecord[];
  /** Opens what the options say anew. */
  reset(): void;
}
