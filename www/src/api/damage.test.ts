/** Links and options as they come: cut off, altered, of other versions, of any shape. */
import fc from "fast-check";
import { expect, describe as group, it } from "vitest";
import { RingleaderError, Simulation } from "../library/ringleader.ts";
import { Chance, protocolOf, randomLines } from "./random.fixture.ts";

/** It opens, or says why not; nothing else is thrown. */
function opens(open: () => Simulation): boolean {
  try {
    const sim = open();
    sim.step(3);
    sim.dispose();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(RingleaderError);
    return false;
  }
}

/** A run that a link may ask for is at most this long here: the bound on opening would take seconds. */
const short = (text: string) => !/\b(?:run|step)(?:%20| )*\d{4,}(?!us)/.test(text);

group("damaged input", { timeout: 60_000 }, () => {
  it("links that were cut off open as far as they go, or say what is wrong", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.nat(), (seed, at) => {
        const link = new Simulation(randomLines(new Chance(seed), protocolOf(seed))).link(
          "https://example.org/x",
        );
        opens(() => Simulation.fromLink(link.slice(0, at % link.length)));
      }),
      { numRuns: 400 },
    );
  });

  it("links that were altered open, or say what is wrong", () => {
    const link = new Simulation("protocol raft\nseed 1\nrun 200ms\ncrash leader\nrun 100ms").link();
    const place = fc.nat({ max: link.length - 1 });
    fc.assert(
      fc.property(
        place,
        fc.nat({ max: 4 }),
        fc.string({ unit: "binary", maxLength: 4 }),
        (at, gone, more) => {
          const altered = link.slice(0, at) + more + link.slice(at + gone);
          if (short(altered)) opens(() => Simulation.fromLink(altered));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("any text and any object", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        opens(() => new Simulation(text));
        opens(() => Simulation.fromLink(`#1;${text}`));
      }),
      { numRuns: 2000 },
    );
    const keys = ["protocol", "nodes", "clients", "seed", "set", "bugs", "given", "network", "x"];
    const values = fc.anything({ maxDepth: 2 });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), values), (options) => {
        // What is no object of texts is what a program without types passes.
        opens(() => new Simulation({ ...options, protocol: "raft" }));
        opens(() => new Simulation(options as unknown as string));
      }),
      { numRuns: 3000 },
    );
  });

  it("two `given` lines for one server are refused where the second stands", () => {
    const text = "protocol raft\ngiven n1 term 1\ngiven n2 term 1\ngiven n1 term 2";
    try {
      new Simulation(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "scenario", line: 4 });
      expect(String(error)).toContain("line 2");
    }
  });

  it("a request to a stopped server is a request: it gets no answer there and is asked again elsewhere", () => {
    const sim = new Simulation("protocol raft\nseed 1\nrun 400ms\ncrash n5");
    sim.act('request n5 "set x 1"');
    const records = sim.run(3000);
    expect(records.some((record) => record.kind === "lost" && record.reason === "down")).toBe(true);
    expect(records.some((record) => record.kind === "answered")).toBe(true);
  });

  it("ids that are not there are named", () => {
    const sim = new Simulation("protocol raft\nnodes 3\nclients 2");
    for (const line of ["crash n4", 'request c3 "get x"', "cut n1 | n9", "fire n1 rpc.n7", "hold n1 -> c9"]) {
      expect(() => sim.act(line), line).toThrow(RingleaderError);
    }
    // A message that is not under way is no error: every list of moves plays.
    expect(sim.act("drop m999").at(-1)).toMatchObject({ kind: "no-effect", reason: "not-in-flight" });
  });
});
