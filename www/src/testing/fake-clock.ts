import type { WallClock } from "../player/wall-clock.ts";

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
