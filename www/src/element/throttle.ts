/**
 * Calls at most once in so many ms: the first at once, the last of those that came meanwhile when the time is over, so
 * that whatever is told in the end is what holds.
 */
export class Throttle {
  readonly #ms: number;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waiting: (() => void) | null = null;

  constructor(ms: number) {
    this.#ms = ms;
  }

  call(work: () => void): void {
    if (this.#timer !== null) {
      this.#waiting = work;
      return;
    }
    work();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting !== null) this.call(waiting);
    }, this.#ms);
  }

  /** What waits is called now, and nothing after it. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting?.();
    this.#waiting = null;
  }
}
