import { expect, it } from "vitest";
import { Progress } from "./progress.ts";

/** A terminal, and a clock of its own. */
function setUp(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const terminal = { isTTY, write: (text: string) => written.push(text) };
  const progress = new Progress(terminal, () => now);
  const pass = (ms: number) => {
    now += ms;
  };
  return { written, progress, pass };
}

it("tells nothing of what is soon done, then some times a second, and leaves no trace", () => {
  const { written, progress, pass } = setUp(true);
  for (let count = 0; count < 100; count += 1) {
    progress.tell(() => `${count}`);
    pass(10);
  }
  expect(written.map((text) => text.replace("\r\u001B[2K", ""))).toEqual(["50", "60", "70", "80", "90"]);
  progress.clear();
  progress.clear();
  expect(written.slice(5)).toEqual(["\r\u001B[2K"]);
});

it("writes nothing where nobody looks", () => {
  const { written, progress, pass } = setUp(false);
  for (let count = 0; count < 100; count += 1) {
    progress.tell(() => `${count}`);
    pass(100);
  }
  progress.clear();
  expect(written).toEqual([]);
});
