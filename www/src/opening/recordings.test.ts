/** Every scenario of the gallery, as it opens: its recording beside the engine. */
import { describe, expect, it } from "vitest";
import { catalog, Simulation } from "../library/ringleader.ts";
import { TEXTS } from "../testing/whole-engine.ts";
import { everyOpening, recordingFile, shownBy } from "./make-recording.ts";
import { RecordedRun } from "./recorded-run.ts";
import { broughtTo, isSameRun, NotRecorded, recordingOf } from "./recording.ts";

const open = (text: string) => new Simulation(text);
const GALLERY = catalog.scenarios.map((scenario) => {
  const file = recordingFile(scenario, { open, texts: TEXTS, version: catalog.version });
  return { ...scenario, file, recording: recordingOf(file) };
});

/** The recording and the engine's own run, both where the scenario opens. */
function both({ text, file }: { text: string; file: string }) {
  const recorded = new RecordedRun(recordingOf(file));
  return { recorded, run: broughtTo(recorded, open(text)) };
}

const code = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe("a recorded opening", () => {
  it("is there for every scenario of every protocol", () => {
    expect(GALLERY.length).toBeGreaterThan(40);
    expect(new Set(GALLERY.map(({ protocol }) => protocol)).size).toBeGreaterThan(2);
  });

  it.each(GALLERY)("$name: shows at every position what the engine shows", (scenario) => {
    const { recorded, run } = both(scenario);
    for (const { frame } of scenario.recording.stops) {
      if (recorded.position < frame.position)
        expect(recorded.advance({ events: 1 })).toBe(run.advance({ events: 1 }));
      expect(recorded.position).toBe(frame.position);
      expect(shownBy(recorded)).toBe(shownBy(run));
    }
  });

  it.each(GALLERY)("$name: and at instants between events, by steps of no round number", (scenario) => {
    for (const step of [0.137, 5.0005]) {
      const { recorded, run } = both(scenario);
      for (let count = 0; count < 10; count += 1) {
        const limit = count % 5 === 4 ? { ms: step, events: 2 } : { ms: step };
        const gone = code(() => recorded.advance(limit));
        if (gone instanceof NotRecorded) break;
        expect(gone).toBe(run.advance(limit));
        expect(shownBy(recorded)).toBe(shownBy(run));
      }
    }
  });

  it.each(GALLERY)("$name: where it ends it stands still, and the engine goes on from there", (scenario) => {
    const { recorded, run } = both(scenario);
    while (!(code(() => recorded.advance({ ms: 0.5 })) instanceof NotRecorded)) run.advance({ ms: 0.5 });
    const stands = shownBy(recorded);
    expect(() => recorded.advance({ ms: 60_000 })).toThrow(NotRecorded);
    expect(shownBy(recorded)).toBe(stands);
    const whole = broughtTo(recorded, open(scenario.text));
    expect(isSameRun(whole, recorded)).toBe(true);
    expect([whole.advance({ events: 50 }), whole.hash()]).toEqual([run.advance({ events: 50 }), run.hash()]);
  });
});

describe("what the build writes", () => {
  /** What is opened first of a scenario is what is recorded of it: from that event on its hash is another. */
  const wrongFrom = (wrong: string, event: number) => {
    const opened = new Set<string>();
    return (text: string) => {
      const run = open(text);
      const isRecorded = !opened.has(text);
      opened.add(text);
      if (!isRecorded || text !== wrong) return run;
      const hash = run.hash.bind(run);
      const forged = () =>
        run.position < event ? hash() : hash().replace(/^./u, (digit) => (digit === "0" ? "1" : "0"));
      return Object.assign(run, { hash: forged });
    };
  };

  it("is every opening, as the engine plays it", () => {
    expect([...everyOpening()]).toEqual(GALLERY.map(({ name, file }) => [name, file]));
  });

  it("fails at a hash that is not the engine's, and says in which scenario and at which event", () => {
    const crash = GALLERY.find(({ name }) => name === "leader-crash");
    const positions = crash?.recording.stops.map(({ frame }) => frame.position) ?? [];
    expect(positions.length).toBeGreaterThan(2);
    for (const event of [positions.at(0) ?? 0, positions.at(-1) ?? 0])
      expect(() => everyOpening(wrongFrom(crash?.text ?? "", event))).toThrow(
        `leader-crash is recorded otherwise than it runs, at event ${event}`,
      );
  });
});
