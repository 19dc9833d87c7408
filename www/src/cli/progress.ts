/** What a terminal is, as far as it is written to. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Work that is done sooner needs no word. */
const PATIENCE_MS = 500;
/** Nobody reads faster. */
const INTERVAL_MS = 100;

/** How far work has come, on a line of its own that is gone in the end. Where nobody looks, nothing is written. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #clock: () => number;
  #last: number;
  #written = false;

  /** @param clock - ms of the wall */
  constructor(terminal: Terminal, clock: () => number) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#last = clock() + PATIENCE_MS - INTERVAL_MS;
  }

  tell(text: () => string): void {
    if (!this.#terminal.isTTY || this.#clock() - this.#last < INTERVAL_MS) return;
    this.#last = this.#clock();
    this.#terminal.write(`\r\u001B[2K${text()}`);
    this.#written = true;
  }

  /** The line is gone: what is printed next stands in its place. */
  clear(): void {
    if (this.#written) this.#terminal.write("\r\u001B[2K");
    this.#written = false;
  }
}
