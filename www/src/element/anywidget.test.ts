import { afterEach, expect, it, vi } from "vitest";
import widget from "./anywidget.ts";
import { Throttle } from "./throttle.ts";

/** As much of an element as the widget asks for. */
function fakeElement() {
  const attributes = { setAttribute: () => {}, removeAttribute: () => {}, remove: () => {} };
  return Object.assign(new EventTarget(), attributes, {
    dataset: {},
    style: {},
    ownerDocument: { body: { dataset: {} } },
  });
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("saves where it stands some times a second, however much happens, and at last where it stopped", () => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "MutationObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  const element = fakeElement();
  const traits: Record<string, unknown> = {};
  let saved = 0;
  const model = {
    get: () => null,
    set: (name: string, value: unknown) => {
      traits[name] = value;
    },
    save_changes: () => {
      saved += 1;
    },
    on: () => {},
    off: () => {},
    send: () => {},
  };
  const ownerDocument = { createElement: () => element };
  const el = { ownerDocument, append: () => {} } as unknown as HTMLElement;
  const end = widget.render({ model, el });
  const change = (position: number, playing: boolean) =>
    element.dispatchEvent(
      new CustomEvent("ringleader-change", { detail: { position, now: position * 10, playing } }),
    );
  for (let position = 1; position <= 600; position += 1) {
    change(position, true);
    vi.advanceTimersByTime(10);
  }
  change(601, false);
  vi.advanceTimersByTime(1_000);
  // Six seconds of a hundred changes each.
  expect(saved).toBeLessThanOrEqual(27);
  expect(traits).toEqual({ position: 601, now: 6010, playing: false });
  const before = saved;
  change(602, false);
  change(603, false);
  end();
  vi.advanceTimersByTime(1_000);
  expect([saved, traits.position]).toEqual([before + 2, 603]);
});

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
