import type { Line } from "../stage/geometry.ts";

/** Until the pointer has moved this far it is a click. */
const CLICK_PX = 6;

/** A line drawn with the pointer across the picture: pressed on empty ground, let go where it ends. */
export class Stroke {
  readonly #host: HTMLElement;
  readonly #changed: () => void;
  readonly #done: (line: Line) => void;
  #line: Line | null = null;

  constructor(host: HTMLElement, changed: () => void, done: (line: Line) => void) {
    this.#host = host;
    this.#changed = changed;
    this.#done = done;
  }

  /** The line so far, once it is one. */
  get line(): Line | null {
    return this.#line !== null && length(this.#line) > CLICK_PX ? this.#line : null;
  }

  begin = (event: PointerEvent): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    const at = this.#place(event);
    this.#line = { from: at, to: at };
    const over = new AbortController();
    const end = (finish: PointerEvent) => {
      over.abort();
      const line = this.line;
      this.#line = null;
      if (line !== null && finish.type === "pointerup") this.#done(line);
      this.#changed();
    };
    const options = { signal: over.signal };
    addEventListener("pointermove", (move) => this.#extend(move), options);
    addEventListener("pointerup", end, options);
    addEventListener("pointercancel", end, options);
  };

  #extend(event: PointerEvent): void {
    if (this.#line === null) return;
    this.#line = { from: this.#line.from, to: this.#place(event) };
    this.#changed();
  }

  #place(event: PointerEvent) {
    const box = this.#host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}

const length = ({ from, to }: Line): number => Math.hypot(to.x - from.x, to.y - from.y);
