import type { LibraryPart } from "../protocol.ts";
import { LINES } from "./lines.ts";
import { paxosPhrasing } from "./phrasing.ts";

/** What the library has of Paxos besides its texts. */
export const library: LibraryPart = { phrasing: paxosPhrasing, lines: LINES };
