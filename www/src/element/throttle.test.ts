import { expect, it, vi } from "vitest";
import { Throttle } from "./throttle.ts";

it("calls the first at once, and of the many that follow the last when the time is over", () => {
  vi.useFakeTimers();
  try {
    const throttle = new Throttle(250);
    const called: number[] = [];
    for (let n = 0; n < 600; n += 1) {
      throttle.call(() => called.push(n));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1_000);
    // Six seconds of a hundred changes each.
    expect(called.length).toBeLessThanOrEqual(25);
    expect([called[0], called.at(-1)]).toEqual([0, 599]);
    throttle.call(() => called.push(-1));
    throttle.call(() => called.push(-2));
    throttle.end();
    vi.advanceTimersByTime(1_000);
    expect(called.slice(-2)).toEqual([-1, -2]);
  } finally {
    vi.useRealTimers();
  }
});
