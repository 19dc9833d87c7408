import type { RaftFrame } from "./types.ts";

/** Columns of the table of logs shown at once. */
export const LOG_COLUMNS = 12;
/** Entries that are fetched beyond those shown: a log may grow by some before the window is set anew. */
const AHEAD = 48;

/** Indexes, both included. */
export interface LogWindow {
  from: number;
  to: number;
}

/** The last index of the longest log. */
export function longestLog(frame: RaftFrame): number {
  return frame.nodes.reduce((longest, node) => Math.max(longest, node.lastIndex), 0);
}

/** Whether what was fetched holds all that the table shows. */
export function covers(fetched: LogWindow | null, longest: number, end: number | null): boolean {
  if (fetched === null) return longest <= LOG_COLUMNS;
  const { from } = logWindow(longest, end);
  return fetched.from <= from && Math.min(from + LOG_COLUMNS - 1, longest) <= fetched.to;
}

/** The part of the logs to ask the engine for: what the table shows, and a little ahead of it. */
export function logWindow(longest: number, end: number | null): LogWindow {
  const last = Math.min(Math.max(end ?? longest, LOG_COLUMNS), Math.max(longest, LOG_COLUMNS));
  return { from: last - LOG_COLUMNS + 1, to: last + AHEAD };
}
