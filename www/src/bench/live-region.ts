/** Shortest time between two sentences while time runs: a screen reader needs to finish one. */
const PAUSE_MS = 2_000;
/** The same for who goes step by step, and so sets the pace: only what a key that is held down passes over is left out. */
const STEP_PAUSE_MS = 250;

/** Says the newest sentence, never more often than a listener can follow; what comes in between is skipped. */
export class LiveRegion {
  readonly #element: HTMLElement;
  #next: string | null = null;
  /** What was to be said last, and the text that says it. */
  #sentence = "";
  #said = "";
  /** Where the cursor rested when something was said last; null while time ran. */
  #at: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** @param at - where the cursor rests, or null while time runs */
  say(sentence: string, at: number | null): void {
    const stepped = at !== null && this.#at !== null && at !== this.#at;
    const rests = at !== null && this.#at === null;
    this.#at = at;
    if (sentence === "" || (!stepped && sentence === this.#sentence)) return;
    this.#sentence = sentence;
    // The same words about another event are news, and are read only if the text is another.
    this.#next = stepped && sentence === this.#said ? `${sentence}\u00a0` : sentence;
    if (stepped || rests) this.#wait(STEP_PAUSE_MS);
    else if (this.#timer === null) this.#speak();
  }

  #wait(ms: number): void {
    if (this.#timer === null) {
      this.#speak();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#speak(), ms);
  }

  #speak(): void {
    this.#timer = null;
    if (this.#next === null) return;
    this.#said = this.#next;
    this.#next = null;
    this.#element.textContent = this.#said;
    this.#timer = setTimeout(() => this.#speak(), this.#at === null ? PAUSE_MS : STEP_PAUSE_MS);
  }
}
