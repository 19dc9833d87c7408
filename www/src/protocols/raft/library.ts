import type { LibraryPart } from "../protocol.ts";
import { LINES } from "./lines.ts";
import { raftPhrasing } from "./phrasing.ts";
import { pseudocode } from "./texts/en/pseudocode.ts";
import { texts as en } from "./texts/en.ts";
import { texts as zhCN } from "./texts/zh-CN.ts";

/** All that Raft says, for the library. */
export const library: LibraryPart = {
  phrasing: raftPhrasing,
  texts: { en, "zh-CN": zhCN },
  pseudocode,
  lines: LINES,
};
