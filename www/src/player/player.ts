import type { EventRecord, Frame, Moment } from "../api/frames.ts";
import type { SimulationLike } from "../api/simulation.ts";
import type { Scene } from "../state/scene.ts";
import { positionOf } from "../state/scene.ts";
import { DEFAULT_FACTOR, type Pace } from "../state/speed.ts";

export interface PlayerListener {
  /** Time passed, nothing happened: only the picture moves. */
  moved(now: number): void;
  /** Events happened, or the cursor jumped. */
  changed(scene: Scene, now: number): void;
  /** Playing began or ended. */
  playing(playing: boolean): void;
  /** The run could not go on; playing has ended. */
  failed(error: unknown): void;
}

/**
 * Longest stretch of wall time that one picture may stand for. A hidden tab or a laptop's sleep gives one
 * callback a minute late; the viewer did not see that minute, so it does not pass in the simulation either.
 */
export const WALL_STEP_MS_MAX = 100;
/** Events in one picture. Beyond it the simulated clock slows down rather than the page. */
export const EVENTS_PER_PICTURE_MAX = 2_000;
/** Records that a scene carries: enough for the event list, little enough to convert while dragging. */
export const RECORDS_SHOWN_MAX = 240;
/** At event pace and default speed an event takes so much wall time: long enough to read what it did. */
export const BEAT_MS = 700;
/** A beat is never longer, however slow the clock's speed: waiting explains nothing. */
const BEAT_MS_MAX = 4_000;
/** What is routine (heartbeats, their answers) takes this share of a beat. */
export const QUIET_SHARE = 0.05;
/** Events in one picture at event pace: each is looked at on its own. */
const BEATS_PER_PICTURE_MAX = 40;
/** How far ahead "next moment" looks past the known future before it gives up. */
const MOMENT_SEARCH = { ms: 3_000, events: 20_000 };

/** What the time bar marks as a moment: a rule that its protocol calls one has a kind of its own. */
export const isMoment = (record: EventRecord): boolean =>
  ("rule" in record && record.kind !== "rule") || record.kind === "violated";

/** What a user did, and what became of it. */
const DONE: ReadonlySet<string> = new Set(["action", "crashed", "restarted", "paused", "resumed"]);

/** Records that the time bar may mark. */
export const isMarked = (record: EventRecord): boolean => isMoment(record) || DONE.has(record.kind);

/**
 * Owns the wall clock and the playhead (simulated now, in ms, between events too).
 *
 * The simulation is asked for events only when the playhead reaches the next one that is due. So it never
 * knows a future that the viewer has not seen, an action in the present is never a branch, and the history
 * is the same at every frame rate.
 */
export class Player {
  #simulation: SimulationLike;
  readonly #clock: WallClock;
  readonly #listener: PlayerListener;
  #playhead: number;
  #nextDue: number | null;
  #speed = DEFAULT_FACTOR;
  #pace: Pace = "clock";
  #beats: (frame: Frame) => number = () => 1;
  /** At event pace: where the playhead was when this beat began, its share done, how many beats long it is. */
  #beat = { from: 0, done: 0, beats: 1 };
  /** Playing stopped because nothing was due; what is done then is played. */
  #resting = false;
  #fetch: (simulation: SimulationLike) => Frame = (simulation) => simulation.frame();
  #handle: number | null = null;
  /** What to do once it need not stand still any more; null while it need not. */
  #standing: { plays: boolean } | null = null;
  #wallBefore: number | null = null;
  #records: EventRecord[] = [];
  #recordsEnd = -1;
  /** Where it left the run. */
  #left: readonly number[] = [];

  constructor(simulation: SimulationLike, clock: WallClock, listener: PlayerListener) {
    this.#simulation = simulation;
    this.#clock = clock;
    this.#listener = listener;
    this.#playhead = simulation.now;
    this.#nextDue = simulation.frame().nextDue;
    this.#left = placeOf(simulation);
  }

  get simulation(): SimulationLike {
    return this.#simulation;
  }

  get now(): number {
    return this.#playhead;
  }

  get playing(): boolean {
    return this.#handle !== null;
  }

  set speed(simulatedMsPerWallMs: number) {
    this.#speed = simulatedMsPerWallMs;
  }

  set pace(pace: Pace) {
    this.#pace = pace;
    this.#beat = { ...this.#beat, from: this.#playhead, done: 0 };
  }

  /** Tells, from what is, how many beats the next event takes. Nothing looks at the event before it happens. */
  set beats(beats: (frame: Frame) => number) {
    this.#beats = beats;
  }

  /** How the frame at the cursor is asked for: only what is shown need be fetched. */
  set fetch(fetch: (simulation: SimulationLike) => Frame) {
    this.#fetch = fetch;
  }

  /** Whether nothing may move, as behind a dialog. It goes on afterwards, unless it was told to pause meanwhile. */
  set still(still: boolean) {
    if (still === (this.#standing !== null)) return;
    const plays = this.#standing?.plays ?? this.playing;
    if (still && this.playing) this.pause();
    this.#standing = still ? { plays } : null;
    if (!still && plays) this.play();
  }

  play(): void {
    if (this.playing) return;
    if (this.#standing !== null) {
      this.#standing.plays = true;
      return;
    }
    this.#resting = false;
    this.#wallBefore = null;
    this.#schedule();
    this.#listener.playing(true);
  }

  pause(): void {
    this.#resting = false;
    if (this.#standing !== null) this.#standing.plays = false;
    if (this.#handle === null) return;
    this.#clock.cancel(this.#handle);
    this.#handle = null;
    this.#listener.playing(false);
  }

  /** Another simulation on the same stage. The old one is disposed of. */
  open(simulation: SimulationLike): void {
    const old = this.#simulation;
    this.#simulation = simulation;
    this.#recordsEnd = -1;
    this.#jumped();
    old.dispose();
  }

  /** The same run at the same place, by another hand: playing goes on as if nothing were. The old one is disposed of. */
  handOver(simulation: SimulationLike): void {
    const old = this.#simulation;
    this.#simulation = simulation;
    this.#left = placeOf(simulation);
    old.dispose();
  }

  /** Tells the listener where it stands, as after a jump. */
  refresh(): void {
    this.#catchUp();
    this.#jumped();
  }

  /** Whoever else moves the run moves the playhead: it goes on from there. @returns whether somebody did */
  follow(): boolean {
    const place = placeOf(this.#simulation);
    if (place.every((part, index) => part === this.#left[index])) return false;
    this.#recordsEnd = -1;
    this.#jumped();
    if (this.#resting) this.play();
    return true;
  }

  act(moves: string): EventRecord[] {
    this.#catchUp();
    try {
      return this.#simulation.act(moves);
    } finally {
      this.#jumped();
      if (this.#resting) this.play();
    }
  }

  seek(position: number): void {
    this.#simulation.seek(position);
    this.#jumped();
  }

  seekTime(ms: number): void {
    this.#simulation.seekTime(Math.max(0, ms));
    this.#jumped();
  }

  /** Exactly `count` events on, or back if negative. */
  step(count: number): void {
    if (count > 0) this.#simulation.step(count);
    else this.#simulation.stepBack(-count);
    this.#jumped();
  }

  /** To the next moment of the branch; past its end time runs until there is one. */
  nextMoment(): void {
    const position = this.#simulation.position;
    const [next] = this.#simulation.moments({ from: position });
    if (next !== undefined) this.#simulation.seek(next.position);
    else this.#simulation.runUntil(isMoment, MOMENT_SEARCH);
    this.#jumped();
  }

  previousMoment(): void {
    const position = this.#simulation.position;
    const before = this.#simulation.moments().filter((moment: Moment) => moment.position < position);
    this.#simulation.seek(before.at(-1)?.position ?? 0);
    this.#jumped();
  }

  switchTo(branch: number): void {
    this.#simulation.switchTo(branch);
    this.#recordsEnd = -1;
    this.#jumped();
  }

  dispose(): void {
    this.pause();
    this.#simulation.dispose();
  }

  #schedule(): void {
    this.#handle = this.#clock.request((wallMs) => this.#tick(wallMs));
  }

  #tick(wallMs: number): void {
    const passedMs = this.#wallBefore === null ? 0 : wallMs - this.#wallBefore;
    this.#wallBefore = wallMs;
    this.#schedule();
    try {
      this.#goOn(passedMs);
    } catch (error) {
      this.pause();
      this.#listener.failed(error);
    }
  }

  #goOn(passedMs: number): void {
    if (this.follow()) return;
    if (this.#nextDue === null) {
      this.#rest();
      return;
    }
    const counted = Math.min(Math.max(passedMs, 0), WALL_STEP_MS_MAX);
    if (this.#pace === "clock") this.#playTo(this.#playhead + counted * this.#speed);
    else this.#playBeats(counted);
  }

  /** Nothing happens any more unless somebody acts. */
  #rest(): void {
    this.pause();
    this.#resting = true;
  }

  /** One event a beat; in between the playhead glides towards the next. */
  #playBeats(passedMs: number): void {
    const whole = Math.min((BEAT_MS * DEFAULT_FACTOR) / this.#speed, BEAT_MS_MAX);
    let left = passedMs;
    let frame: Frame | null = null;
    for (let count = 0; count < BEATS_PER_PICTURE_MAX && this.#nextDue !== null; count += 1) {
      const { from, done, beats } = this.#beat;
      const length = whole * beats;
      const toGo = length * (1 - done);
      if (left < toGo) {
        const share = done + left / length;
        this.#beat = { from, done: share, beats };
        this.#playhead = from + (this.#nextDue - from) * share;
        break;
      }
      left -= toGo;
      this.#simulation.advance({ events: 1 });
      frame = this.#fetch(this.#simulation);
      this.#playhead = this.#simulation.now;
      this.#nextDue = frame.nextDue;
      this.#beat = { from: this.#playhead, done: 0, beats: this.#beats(frame) };
    }
    if (frame === null) this.#listener.moved(this.#playhead);
    else this.#report(frame);
  }

  #playTo(target: number): void {
    if (this.#nextDue === null || target < this.#nextDue) {
      this.#playhead = target;
      this.#listener.moved(target);
      return;
    }
    const simulation = this.#simulation;
    simulation.advance({ ms: target - simulation.now, events: EVENTS_PER_PICTURE_MAX });
    const frame = this.#fetch(this.#simulation);
    const caughtUp = frame.nextDue === null || frame.nextDue > target;
    this.#playhead = caughtUp ? target : simulation.now;
    this.#report(frame);
  }

  /** The simulation's cursor goes to the playhead; no event is due in between. */
  #catchUp(): void {
    this.follow();
    const ms = this.#playhead - this.#simulation.now;
    if (ms > 0) this.#simulation.advance({ ms });
  }

  #jumped(): void {
    const frame = this.#fetch(this.#simulation);
    this.#playhead = this.#simulation.now;
    this.#beat = { from: this.#playhead, done: 0, beats: this.#beats(frame) };
    this.#report(frame);
  }

  #report(frame: Frame): void {
    this.#nextDue = frame.nextDue;
    this.#left = placeOf(this.#simulation);
    const { position, length, endTime, seed } = this.#simulation;
    this.#listener.changed(
      { frame, records: this.#recent(position), position, length, endTime, seed },
      this.#playhead,
    );
  }

  /** The records up to `position`: playing on appends the new ones, a jump reads the window anew. */
  #recent(position: number): EventRecord[] {
    const end = this.#recordsEnd;
    this.#recordsEnd = position;
    if (end >= 0 && position >= end && position - end < RECORDS_SHOWN_MAX) {
      if (position > end) {
        const added = this.#simulation.events({ from: end, to: position });
        this.#records = lastOf([...this.#records, ...added]);
      }
    } else {
      const from = Math.max(-1, position - RECORDS_SHOWN_MAX);
      this.#records = lastOf(this.#simulation.events({ from, to: position }));
    }
    return this.#records;
  }
}

/** The cursor, and how much is known. */
const placeOf = ({ branch, position, now, length }: SimulationLike) => [branch, position, now, length];

/** The last so many records, but never less than a whole event: that is what the cursor is at. */
function lastOf(records: EventRecord[]): EventRecord[] {
  const newest = records.at(-1);
  if (newest === undefined || records.length <= RECORDS_SHOWN_MAX) return records;
  const whole = records.findIndex((record) => positionOf(record) === positionOf(newest));
  return records.slice(Math.min(whole, records.length - RECORDS_SHOWN_MAX));
}

/** The clock on the wall, as the player sees it: a callback before the next picture, with the time in ms. */
export interface WallClock {
  request(callback: (wallMs: number) => void): number;
  cancel(handle: number): void;
}

/** The browser's own: one callback per animation frame, none while the tab is hidden. */
export const browserClock: WallClock = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

/** What it says, in ms from some moment on: for telling how far work has come. */
export const wallMs = (): number => performance.now();
