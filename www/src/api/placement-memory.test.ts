import { expect, describe as group, it } from "vitest";
import { carriedBytes } from "#carried-bytes";
import makeGlue from "#engine";
import { RingleaderError } from "./errors.ts";
import { type Placement, placementOf } from "./placement.ts";

/** An engine of its own, so that nothing else grows its memory. */
const code = makeGlue();
const { memory } = code.initSync({ module: carriedBytes() });
const placement = placementOf({ code });
const nodes = Array.from({ length: 40 }, (_, i) => `node-${i}`);
const create = (): Placement => placement.create({ strategy: "ring", nodes, virtualNodes: 200 });

group("placements that are disposed of", () => {
  it("give their memory back, however many there were: created, grown, shrunk", { timeout: 60_000 }, () => {
    const round = (n: number) => {
      for (let i = 0; i < n; i++) {
        using made = create();
        using more = made.add("another");
        using less = more.remove("node-7");
        expect(less.nodes).toHaveLength(40);
        expect(() =>
          placement.create({ strategy: "ring", nodes: [...nodes, 7 as unknown as string] }),
        ).toThrow(RingleaderError);
      }
    };
    round(20);
    const before = memory.buffer.byteLength;
    round(300);
    expect(memory.buffer.byteLength).toBe(before);
  });

  it("throw when they are used, and stay as they are when disposed of again", () => {
    const gone = create();
    const stays = create();
    gone.dispose();
    gone[Symbol.dispose]();
    const uses: (() => unknown)[] = [
      () => gone.owner("a"),
      () => gone.owner(7),
      () => gone.owners("a", 2),
      () => gone.assign(["a"]),
      () => gone.assign(Uint32Array.of(1)),
      () => gone.stats(10),
      () => gone.idle(),
      () => gone.diff(stays, 10),
      () => stays.diff(gone, 10),
      () => gone.add("b"),
      () => gone.remove("node-1"),
    ];
    for (const use of uses) {
      expect(use).toThrow(RingleaderError);
      expect(use).toThrow("disposed");
    }
    expect(stays.owner("a")).toBe(create().owner("a"));
  });
});
