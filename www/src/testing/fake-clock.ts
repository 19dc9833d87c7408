import type { SimulationLike } from "../api/simulation.ts";
import type { WallClock } from "../player/player.ts";
import { Player, WALL_STEP_MS_MAX } from "../player/player.ts";

/** A wall clock that a test turns by hand. */
export class FakeClock implements WallClock {
  #callback: ((wallMs: number) => void) | null = null;
  #now = 0;

  get waiting(): boolean {
    return this.#callback !== null;
  }
  request(callback: (wallMs: number) => void): number {
    this.#callback = callback;
    return 1;
  }
  cancel(): void {
    this.#callback = null;
  }

  /** So much wall time passes, then one picture is drawn. */
  picture(ms: number): void {
    this.#now += ms;
    const callback = this.#callback;
    this.#callback = null;
    callback?.(this.#now);
  }
}

/** One way of getting to a simulated time, picture by picture. */
export type FramePattern = (player: Player, clock: FakeClock, untilMs: number) => void;

const SPEED = 1;

/** Pictures at these intervals, over and over, until the playhead is there. The last one lands on the time. */
function pictures(intervals: readonly number[]): FramePattern {
  return (player, clock, untilMs) => {
    player.speed = SPEED;
    player.play();
    clock.picture(0);
    for (let index = 0; player.now < untilMs - 0.001; index += 1) {
      const interval = intervals[index % intervals.length] ?? 16;
      const left = (untilMs - player.now) / SPEED;
      // A sleep counts as the longest step; it is given whole, so that the player is what shortens it.
      clock.picture(left >= WALL_STEP_MS_MAX ? interval : Math.min(interval, left));
    }
    player.pause();
  };
}

/** At event pace a picture never lands on a time: it plays until the next beat would pass it. */
const beats: FramePattern = (player, clock, untilMs) => {
  player.pace = "event";
  player.play();
  clock.picture(0);
  while (player.now < untilMs * 0.8) clock.picture(97);
  player.pace = "clock";
  pictures([16.6])(player, clock, untilMs);
};

/** The seven patterns, and the other pace, under which a history must be the same. */
export const FRAME_PATTERNS: Readonly<Record<string, FramePattern>> = {
  "60 per second": pictures([1000 / 60]),
  "30 per second": pictures([1000 / 30]),
  "144 per second": pictures([1000 / 144]),
  jitter: pictures([3, 41, 7.7, 16.6, 0.4, 99, 12.25]),
  "a minute of sleep": pictures([16.6, 16.6, 16.6, 60_000, 16.6, 16.6]),
  "scrubbing back and forth": (player, clock, untilMs) => {
    pictures([16.6])(player, clock, untilMs * 0.6);
    for (const share of [0.1, 0.5, 0.02, 0.33, 0]) player.seekTime(untilMs * share);
    pictures([33.3])(player, clock, untilMs);
  },
  "event by event": (player, clock, untilMs) => {
    for (;;) {
      player.step(1);
      if (player.now > untilMs) break;
    }
    player.step(-1);
    pictures([16.6])(player, clock, untilMs);
  },
  "event pace": beats,
};

/** The history's hash at a simulated time, reached by a pattern. */
export function hashAfter(simulation: SimulationLike, pattern: FramePattern, untilMs: number): string {
  const clock = new FakeClock();
  const failed = (error: unknown) => {
    throw error;
  };
  const silent = { moved: () => {}, changed: () => {}, playing: () => {}, failed };
  const player = new Player(simulation, clock, silent);
  pattern(player, clock, untilMs);
  const hash = player.simulation.hash();
  player.dispose();
  return hash;
}
