import { describe, expect, it } from "vitest";
import { Simulation } from "../library/ringleader.ts";
import { clusterOf } from "../state/scene.ts";
import { askingOf } from "./client-asking.ts";

const RUN = 'protocol raft\nnodes 3\nclients 2\nseed 1\nrequest c1 "set x 1"\nrun 1ms\n';
const frame = clusterOf(new Simulation(RUN).frame());
const asking = (kind: string, id: string, anyNodeServes: boolean) =>
  frame === null ? undefined : askingOf(frame, { kind, id }, { anyNodeServes });

describe("who asks whom", () => {
  it("is the selected client, or the first, that asks whom it knows", () => {
    expect(asking("client", "c2", true)).toEqual({ client: "c2", node: null });
    expect(asking("node", "n2", false)).toEqual({ client: "c1", node: null });
  });
  it("is the selected node that is asked where any serves, by a client that waits for nothing", () => {
    expect(asking("node", "n2", true)).toEqual({ client: "c2", node: "n2" });
  });
});
