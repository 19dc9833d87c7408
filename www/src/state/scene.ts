import type { ClusterFrame, EventRecord, Frame } from "../api/frames.ts";

/** Where the simulation stands after something happened, and the records that led there. */
export interface Scene {
  frame: Frame;
  /** Records of the positions up to the cursor, the newest last; a window, not the whole history. */
  records: EventRecord[];
  position: number;
  length: number;
  endTime: number;
  seed: number;
}

/** The frame, if nodes, clients and a network are in it; a ring of keys has none of them. */
export function clusterOf(frame: Frame | undefined): ClusterFrame | null {
  return frame !== undefined && "messages" in frame && "clients" in frame ? frame : null;
}
