import type { LibraryPart } from "../protocol.ts";
import { LINES } from "./lines.ts";
import { placementPhrasing } from "./phrasing.ts";

/** What the library has of placement besides its texts. */
export const library: LibraryPart = { phrasing: placementPhrasing, lines: LINES };
