import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveRegion } from "./live-region.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a region was made to say, one after another. */
function region() {
  const said: string[] = [];
  const element = {
    set textContent(text: string) {
      said.push(text);
    },
  } as HTMLElement;
  return { live: new LiveRegion(element), said };
}

it("says each step, also where two events read the same", () => {
  const { live, said } = region();
  for (const [at, sentence] of ["a", "b", "b", "b", "c"].entries()) {
    live.say(sentence, at);
    live.say(sentence, at);
    vi.advanceTimersByTime(400);
  }
  expect(said.map((text) => text.trim())).toEqual(["a", "b", "b", "b", "c"]);
  expect(said.every((text, index) => text !== said[index - 1])).toBe(true);
});

it("leaves out what a key that is held down passes over, but never the last", () => {
  const { live, said } = region();
  for (let at = 0; at <= 40; at += 1) {
    live.say(`event ${at}`, at);
    vi.advanceTimersByTime(30);
  }
  vi.advanceTimersByTime(1_000);
  expect(said.at(-1)).toBe("event 40");
  expect(said.length).toBeLessThan(10);
});

it("while time runs says what is new, no more often than a listener can follow", () => {
  const { live, said } = region();
  for (let count = 0; count < 100; count += 1) {
    live.say(`headline ${count >> 1}`, null);
    vi.advanceTimersByTime(50);
  }
  vi.advanceTimersByTime(5_000);
  expect(said.length).toBeLessThan(6);
  expect(said.at(-1)).toBe("headline 49");
});

it("stepping begins at once, even in the pause after a sentence that was said while time ran", () => {
  const { live, said } = region();
  live.say("running", null);
  live.say("stopped", 7);
  vi.advanceTimersByTime(300);
  expect(said).toEqual(["running", "stopped"]);
});
