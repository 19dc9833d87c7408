import type { ToldProtocol } from "../../i18n/library.ts";
import { LINES } from "./lines.ts";
import { raftTelling } from "./telling.ts";
import { pseudocode } from "./texts/en/pseudocode.ts";
import { texts as en } from "./texts/en.ts";
import { texts as zhCN } from "./texts/zh-CN.ts";

/** All that Raft says, for the library. */
export const told: ToldProtocol = {
  telling: raftTelling,
  texts: { en, "zh-CN": zhCN },
  pseudocode,
  lines: LINES,
};
