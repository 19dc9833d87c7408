/** Shortest time between two sentences in the live region: a screen reader needs to finish one. */
const PAUSE_MS = 2_000;

/** Says the newest sentence, never more often than a listener can follow; what comes in between is skipped. */
export class LiveRegion {
  readonly #element: HTMLElement;
  #next: string | null = null;
  #said = "";
  #waits = false;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  say(sentence: string): void {
    if (sentence === this.#said || sentence === "") return;
    this.#next = sentence;
    if (!this.#waits) this.#speak();
  }

  #speak(): void {
    this.#waits = this.#next !== null;
    if (this.#next === null) return;
    this.#said = this.#next;
    this.#next = null;
    this.#element.textContent = this.#said;
    setTimeout(() => this.#speak(), PAUSE_MS);
  }
}
