import type { ClusterFrame, Frame } from "../api/frames.ts";

/** The frame, if nodes, clients and a network are in it; a ring of keys has none of them. */
export function clusterOf(frame: Frame | undefined): ClusterFrame | null {
  return frame !== undefined && "messages" in frame && "clients" in frame ? frame : null;
}
