import { describe, expect, it } from "vitest";
import type { ClusterFrame } from "../api/frames.ts";
import { Simulation } from "../library/ringleader.ts";
import { named, partitionLine } from "../state/move-lines.ts";
import { messageMoves, zoneMoves } from "../state/moves.ts";
import { partingOf } from "./cut-lines.ts";
import { type Layout, layOut } from "./geometry.ts";
import { betweenZones, unlikeLinks } from "./unlike-links.ts";
import { areaOf } from "./zones.ts";

const START =
  "protocol raft\nnodes 6\nclients 2\nzone eu n1 n4 c1\nzone us n2 n3\nseed 3\nset election-timeout 100s\nnetwork latency 10ms\n";
const frameOf = (more: string) => new Simulation(START + more).frame() as ClusterFrame;
const frame = frameOf("");
const zones = frame.network.zones ?? [];
const ids = frame.nodes.map(({ id }) => id);
const layoutOf = (width: number, height: number, of = zones): Layout =>
  layOut({ width, height }, { top: 8, right: 16, bottom: 8, left: 16 }, ids, ["c1", "c2"], of);

describe("zones on the stage", () => {
  it("have their nodes side by side, apart from all others", () => {
    for (const [width, height] of [
      [800, 500],
      [390, 420],
    ] as const) {
      const layout = layoutOf(width, height);
      expect(layout.ring).toEqual(["n1", "n4", "n2", "n3", "n5", "n6"]);
      const gaps = layout.ring.map((id, index) => {
        const [one, other] = [id, layout.ring[(index + 1) % ids.length] ?? ""].map((end) =>
          layout.places.get(end),
        );
        return Math.round(Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0)));
      });
      const [n1n4 = 0, n4n2 = 0, n2n3 = 0, n3n5 = 0, n5n6 = 0, n6n1 = 0] = gaps;
      expect(Math.min(n4n2, n3n5, n6n1)).toBeGreaterThan(Math.max(n1n4, n2n3, n5n6) + 10);
      // Areas do not reach into each other.
      const areas = zones.map((zone) => areaOf(zone, layout));
      expect(n4n2).toBeGreaterThan(2 * (areas[0]?.reach ?? 0));
    }
  });

  it("change nothing where there are none", () => {
    const layout = layoutOf(800, 500, []);
    expect(layout.ring).toEqual(ids);
    expect(layout.step).toBeCloseTo(Math.PI / 3);
  });

  it("are parted by a line that runs between them, wherever the cut is", () => {
    const layout = layoutOf(800, 500);
    for (const line of [
      "cut eu | us n5 n6",
      "cut us | eu n5 n6",
      "cut n5 n6 | eu us",
      "cut n6 n1 n4 | us n5",
    ]) {
      const [cut] = frameOf(line).cuts;
      if (cut === undefined) throw new Error(line);
      const parting = partingOf(cut, layout);
      if (parting === null) throw new Error(`${line} parts the circle`);
      // All of a side stand on one side of the line between its ends.
      const { from, to } = parting.line;
      const side = (id: string) => {
        const place = layout.places.get(id);
        if (place === undefined) throw new Error(id);
        const { x, y } = place;
        return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) > 0;
      };
      const nodes = (end: readonly string[]) => end.filter((id) => id.startsWith("n"));
      const [one, other] = [nodes(cut.from).map(side), nodes(cut.to).map(side)];
      expect(new Set(one).size + new Set(other).size, line).toBe(2);
      expect(one[0], line).not.toBe(other[0]);
    }
  });

  it("are one link where all between two of them are alike", () => {
    const { network } = frameOf("network latency eu | us 80ms\nnetwork loss n5 -> n6 50%");
    const links = betweenZones(unlikeLinks(network), zones);
    expect(links.map(({ from, to }) => `${from} ${to}`)).toEqual(["eu us", "us eu", "n5 n6"]);
    const one = frameOf("network latency eu | us 80ms\nnetwork latency n1 -> n2 90ms").network;
    const unlike = betweenZones(unlikeLinks(one), zones);
    expect(unlike.filter(({ from }) => from === "us")).toHaveLength(1);
    expect(
      unlike.filter(({ to }) => to === "us"),
      "one way each link by itself",
    ).toHaveLength(0);
  });
});

describe("zones in lines", () => {
  it("stand for their members where all of them are there", () => {
    expect(named(["n1", "n4", "c1", "n2"], zones)).toEqual(["eu", "n2"]);
    expect(named(["n2", "n1", "n3"], zones)).toEqual(["us", "n1"]);
    expect(named(["n1", "n4"], zones)).toEqual(["n1", "n4"]);
    const line = partitionLine(
      [
        ["n1", "n4", "c1"],
        ["n2", "n3", "n5", "n6", "c2"],
      ],
      zones,
    );
    expect(line).toBe("cut eu | us n5 n6 c2");
    expect(() => frameOf(line)).not.toThrow();
  });

  it("offer what can be done to their nodes, each with an effect", () => {
    for (const before of ["", "crash n2", "crash us", "pause n3", "pause us"]) {
      const sim = new Simulation(START + before);
      const { nodes } = sim.frame() as ClusterFrame;
      for (const { line } of zoneMoves({ name: "us", members: ["n2", "n3"] }, nodes)) {
        const forked = sim.fork();
        expect(
          forked.act(line).map(({ kind }) => kind),
          `${before}: ${line}`,
        ).not.toContain("no-effect");
      }
    }
  });

  it("let go what a zone's hold holds", () => {
    const SEND = "inject n1 -> n2 RequestVoteReply term=1 voteGranted=false";
    const sim = new Simulation(`${START}hold eu -> us\n${SEND}`);
    const held = sim.frame() as ClusterFrame;
    const [message] = held.messages;
    if (message === undefined) throw new Error("no message");
    expect(message.fate).toBe("held");
    const release = messageMoves(message, message.id, held).find(({ line }) => line.startsWith("release"));
    expect(release?.line).toBe("release eu -> us");
    sim.act(release?.line ?? "");
    expect((sim.frame() as ClusterFrame).messages[0]?.fate).toBe("arrives");
  });
});
