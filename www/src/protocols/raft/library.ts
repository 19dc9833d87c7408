import type { LibraryPart } from "../protocol.ts";
import { LINES } from "./lines.ts";
import { raftPhrasing } from "./phrasing.ts";

/** What the library has of Raft besides its texts. */
export const library: LibraryPart = { phrasing: raftPhrasing, lines: LINES };
